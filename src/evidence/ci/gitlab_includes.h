#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/ci/builder.h"
#include "evidence/ci/gitlab_templates.h"

namespace wafpp::evidence::ci {

/// The files that make up one pipeline of GitLab. Those of the same repository are read; what is elsewhere (`project`, `remote`,
/// `component`, `artifact`, templates that are not known) is noted as unread.
class GitlabFiles {
 public:
  struct File {
    const YamlNode* root;
    std::optional<Span> place;  ///< Of the include that brings it in.
  };

  explicit GitlabFiles(Builder& builder) : builder_(builder) {}

  /// A file, and what it includes. What it says itself comes before that.
  void add(const YamlNode& root, std::optional<Span> place);
  /// What stands at `include`: a path, a mapping, or a list of these.
  void include(const YamlNode& include);

  /// What counts most comes first.
  const std::vector<File>& all() const { return files_; }
  /// Templates that GitLab ships and whose jobs are known, and where they are included.
  const std::vector<std::pair<const ShippedTemplate*, Span>>& shipped() const { return shipped_; }

 private:
  void one(const YamlNode& node);
  void component(std::string_view name, Span place);
  void project(const YamlNode& node, std::string_view name, Span place);
  void remote(const std::string& url, const YamlNode& node, Span place);
  void local(std::string path, Span place);
  void matching(const std::string& pattern, Span place);
  bool note_template(std::string_view name, Span place);

  Builder& builder_;
  std::vector<File> files_;
  std::set<std::string> seen_;
  std::vector<std::pair<const ShippedTemplate*, Span>> shipped_;
};

/// Whether a path of a repository matches: `*` stands for any characters but `/`, `**` for any.
bool matches_gitlab_path(std::string_view pattern, std::string_view path);

}  // namespace wafpp::evidence::ci
