#include "evidence/ci/gitlab_includes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace wafpp::evidence::ci {

void GitlabFiles::add(const YamlNode& root, std::optional<Span> place) {
  files_.push_back({&root, place});
  if (const YamlNode* includes = root.find("include")) include(*includes);
}

void GitlabFiles::include(const YamlNode& include) {
  if (!include.is(YamlKind::Sequence)) {
    one(include);
    return;
  }
  for (const YamlNode& element : include.elements()) one(element);
}

void GitlabFiles::one(const YamlNode& node) {
  Span place = builder_.span(node);
  if (node.is_scalar()) {
    std::string path(node.text());
    if (path.starts_with("http://") || path.starts_with("https://")) {
      remote(path, node, place);
    } else {
      local(path, place);
    }
    return;
  }
  if (const YamlNode* paths = node.find("local")) {
    for (std::string& path : texts_of(paths)) local(std::move(path), place);
  }
  for (const std::string& url : texts_of(node.find("remote"))) remote(url, node, place);
  for (const std::string& name : texts_of(node.find("template"))) {
    builder_.add_dependency({.kind = "include", .name = "template:" + name, .ref = {}, .written = name, .place = place});
    // Nobody here knows what is in there.
    if (!note_template(name, place)) builder_.add_unread(fmt::format("the template {}", name), place);
  }
  if (std::string_view name = text_at(node, "component"); !name.empty()) component(name, place);
  if (std::string_view name = text_at(node, "project"); !name.empty()) project(node, name, place);
  if (std::string_view path = text_at(node, "artifact"); !path.empty())
    builder_.add_unread(fmt::format("{}, which the job {} writes", path, text_at(node, "job")), place);
}

void GitlabFiles::component(std::string_view name, Span place) {
  size_t at = name.rfind('@');
  builder_.add_dependency({.kind = "component",
                           .name = std::string(name.substr(0, at)),
                           .ref = at == std::string_view::npos ? "" : std::string(name.substr(at + 1)),
                           .written = std::string(name),
                           .place = place});
  if (!note_template(name, place)) builder_.add_unread(fmt::format("the component {}", name), place);
}

void GitlabFiles::project(const YamlNode& node, std::string_view name, Span place) {
  std::string_view ref = text_at(node, "ref");
  for (const std::string& file : texts_of(node.find("file"))) {
    std::string written = fmt::format("{}:{}", name, file);
    builder_.add_dependency({.kind = "include",
                             .name = written,
                             .ref = std::string(ref),
                             .written = ref.empty() ? written : written + "@" + std::string(ref),
                             .place = place});
    builder_.add_unread(fmt::format("{} of the project {}", file, name), place);
  }
}

void GitlabFiles::remote(const std::string& url, const YamlNode& node, Span place) {
  std::string_view integrity = node.is_scalar() ? std::string_view() : text_at(node, "integrity");
  builder_.add_dependency({.kind = "include", .name = url, .ref = std::string(integrity), .written = url, .place = place});
  builder_.add_unread(url, place);
}

void GitlabFiles::local(std::string path, Span place) {
  while (path.starts_with('/')) path.erase(0, 1);
  if (is_open(path)) {
    builder_.add_unread(fmt::format("the files {}", path), place);
    return;
  }
  if (path.find('*') != std::string::npos) {
    matching(path, place);
    return;
  }
  if (!seen_.insert(path).second) return;
  if (!builder_.may_follow(place)) return;
  Builder::Inside inside(builder_, place);
  std::string why;
  const YamlNode* root = builder_.yaml_of(path, why);
  if (root == nullptr) {
    builder_.warn(place, fmt::format("{} cannot be read: {}", path, why));
    builder_.add_unread(path, place);
    return;
  }
  add(*root, place);
}

void GitlabFiles::matching(const std::string& pattern, Span place) {
  // All that can match is below the part without a star.
  size_t slash = pattern.substr(0, pattern.find('*')).rfind('/');
  std::string why;
  std::vector<std::string> paths = builder_.find_files(
      slash == std::string::npos ? "." : pattern.substr(0, slash),
      [&](std::string_view path) { return matches_gitlab_path(pattern, path); }, why);
  if (paths.empty()) {
    // GitLab refuses such a pipeline.
    builder_.warn(place, fmt::format("{} stands for no file that can be read: {}", pattern, why.empty() ? "none matches" : why));
    builder_.add_unread(fmt::format("the files {}", pattern), place);
    return;
  }
  for (std::string& path : paths) local(std::move(path), place);
}

/// False of what is not known.
bool GitlabFiles::note_template(std::string_view name, Span place) {
  if (const ShippedTemplate* known = scanning_template(name)) {
    shipped_.emplace_back(known, place);
    return true;
  }
  return is_other_template(name);
}

bool matches_gitlab_path(std::string_view pattern, std::string_view path) {
  // Row by row: whether what is read of the pattern so far matches the first `i` bytes of the path.
  std::vector<uint8_t> row(path.size() + 1, 0);
  row[0] = 1;
  for (size_t p = 0; p < pattern.size(); ++p) {
    bool is_star = pattern[p] == '*';
    bool is_double = is_star && p + 1 < pattern.size() && pattern[p + 1] == '*';
    if (is_star) {
      for (size_t i = 1; i <= path.size(); ++i) row[i] = row[i] | (row[i - 1] & static_cast<uint8_t>(is_double || path[i - 1] != '/'));
      if (is_double) ++p;
      continue;
    }
    for (size_t i = path.size(); i > 0; --i) row[i] = row[i - 1] & static_cast<uint8_t>(path[i - 1] == pattern[p]);
    row[0] = 0;
  }
  return row[path.size()] != 0;
}

}  // namespace wafpp::evidence::ci
