#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/yaml.h"
#include "evidence/ci/components.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/pipeline.h"
#include "evidence/ci/tools.h"
#include "evidence/reading.h"

namespace wafpp::evidence::ci {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

/// The text of a scalar at `key`; empty where there is none.
std::string_view text_at(const YamlNode& node, std::string_view key);
/// A scalar, or the scalars of a sequence, whatever the depth.
std::vector<std::string> texts_of(const YamlNode* node);
/// `NAME: value` of a mapping, added to what is there; nothing of the rest.
void add_variables(const YamlNode* mapping, Variables& to);
/// The value at `key` is `true`, or says so in a text.
bool is_true(const YamlNode& node, std::string_view key);

/// What all platforms need to make a pipeline of a file: files of the same repository, places, scripts.
class Builder {
 public:
  Builder(Reading& reading, std::string_view platform);

  Pipeline& pipeline() { return pipeline_; }
  Reading& reading() { return reading_; }

  /// The root of the file itself, the last document of several where `takes_last`; null where it is no YAML, which is refused.
  const YamlNode* root(bool takes_last = false);
  /// The root of another YAML file of the repository, by its path there; null where it cannot be read: `why` says so.
  const YamlNode* yaml_of(const std::string& path, std::string& why);
  /// Files of the repository below a folder that are wanted, sorted; none where they cannot be listed: `why` says so.
  std::vector<std::string> find_files(const std::string& folder, const std::function<bool(std::string_view path)>& wanted,
                                      std::string& why);
  /// Any file of the repository; empty where it cannot be read.
  std::string text_of(const std::string& path);

  Surroundings surroundings(ShellMode mode, Variables variables);

  /// Where a node of the file stands; inside of an include, where the include does.
  Span span(const YamlNode& node) const;
  /// While what a file brings in is read: all of it stands at the place of what brings it in.
  class Inside {
   public:
    Inside(Builder& builder, Span place) : builder_(builder), before_(builder.include_) {
      if (!builder.include_) builder.include_ = place;
      ++builder.depth_;
    }
    ~Inside() {
      builder_.include_ = before_;
      --builder_.depth_;
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Builder& builder_;
    std::optional<Span> before_;
  };
  bool is_inside() const { return include_.has_value(); }
  /// Whether another include may be followed; where not, that is said once.
  bool may_follow(Span place);
  /// Likewise for another step, and another job.
  bool may_add_step(Span place);
  bool may_add_job(Span place);

  /// Adds what a script does: a text, or a list of them, which run one after the other in one shell (`in_one`) or each in its own.
  enum class Lines : uint8_t { Together, Alone };
  void add_script(Job& job, Step& step, const YamlNode* script, const Surroundings& around, Lines lines = Lines::Together);
  void add_script(Job& job, Step& step, std::string_view script, const Surroundings& in, Span place);
  void add(Job& job, Step& step, Doings doings, Span place);
  void add_unread(std::string what, Span place);
  /// A dependency, as long as it is written in the file itself or in one that is read for it alone.
  void add_dependency(Dependency dependency);
  void add_image(std::string_view image, Span place);
  void warn(Span place, std::string message);

 private:
  struct File {
    std::unique_ptr<diag::Source> source;
    std::unique_ptr<documents::YamlStream> stream;
    std::string why;  ///< It cannot be read.
  };
  std::unique_ptr<File> parse(std::string_view name, std::string text);
  bool limit(Span place, std::string message);
  static Surroundings of_step(const Job& job, const Step& step, const Surroundings& in);
  Span line_of(const YamlNode& scalar, uint32_t offset) const;

  Reading& reading_;
  Pipeline pipeline_;
  std::unique_ptr<File> main_;
  std::map<std::string, std::unique_ptr<File>, std::less<>> files_;
  std::map<std::string, std::string, std::less<>> texts_;
  std::optional<Span> include_;
  uint32_t depth_ = 0;
  size_t followed_ = 0;
  size_t steps_ = 0;
  size_t deeds_ = 0;
  bool said_limit_ = false;
};

}  // namespace wafpp::evidence::ci
