#include "evidence/common/path_pattern.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace wafpp::evidence {

namespace {

constexpr size_t kAlternatives = 64;
constexpr size_t kLongest = 4096;

/// The first `{...}` with a comma in it, and where its parts begin and end; nothing where there is none.
struct Braces {
  size_t begin = 0;
  size_t end = 0;  ///< Behind the closing one.
  std::vector<std::string_view> parts;
};

std::optional<Braces> braces_of(std::string_view text) {
  for (size_t begin = text.find('{'); begin != std::string_view::npos; begin = text.find('{', begin + 1)) {
    Braces found{.begin = begin};
    size_t depth = 0;
    size_t part = begin + 1;
    for (size_t at = begin; at < text.size(); ++at) {
      if (text[at] == '{') ++depth;
      bool is_end = text[at] == '}' && --depth == 0;
      if (is_end || (text[at] == ',' && depth == 1)) {
        found.parts.push_back(text.substr(part, at - part));
        part = at + 1;
      }
      if (!is_end) continue;
      found.end = at + 1;
      break;
    }
    if (found.end != 0 && found.parts.size() > 1) return found;
  }
  return std::nullopt;
}

}  // namespace

PathPattern::PathPattern(std::string_view pattern) {
  if (pattern.size() > kLongest) return;
  std::vector<std::string> open = {std::string(pattern)};
  while (!open.empty() && alternatives_.size() < kAlternatives) {
    std::string text = std::move(open.back());
    open.pop_back();
    if (std::optional<Braces> braces = braces_of(text)) {
      for (std::string_view part : braces->parts) {
        if (open.size() >= kAlternatives) break;
        open.push_back(text.substr(0, braces->begin).append(part).append(text, braces->end));
      }
      continue;
    }
    std::string_view trimmed = text;
    while (trimmed.starts_with("./")) trimmed.remove_prefix(2);
    while (trimmed.starts_with('/')) trimmed.remove_prefix(1);
    while (trimmed.ends_with('/')) trimmed.remove_suffix(1);
    if (trimmed.empty()) continue;
    // With `/` in front an ignore file's line is about the whole path too.
    if (auto line = documents::IgnorePattern::parse("/" + std::string(trimmed))) alternatives_.push_back(std::move(*line));
  }
}

bool PathPattern::matches(std::string_view path) const {
  return std::any_of(alternatives_.begin(), alternatives_.end(),
                     [&](const documents::IgnorePattern& pattern) { return pattern.matches(path, false); });
}

}  // namespace wafpp::evidence
