#include "functions/glob.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "base/unicode.h"
#include "functions/go_path.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

constexpr size_t kLongestPattern = 4096;  // No path is longer.
constexpr uint64_t kMostSteps = 20'000'000;
constexpr std::string_view kSpecial = "*?[{\\";

/// Of one comparison, or of the whole search.
enum class Match : uint8_t { No, Yes, BadPattern, TooLong };

/// Where `wanted` stands without a backslash before it.
size_t find_unescaped(std::string_view text, char wanted, size_t from = 0) {
  for (size_t at = text.find(wanted, from); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
    if (at == from || text[at - 1] != '\\') return at;
  }
  return std::string_view::npos;
}

std::vector<std::string_view> split_unescaped(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t at = find_unescaped(text, separator); at != std::string_view::npos; at = find_unescaped(text, separator, begin)) {
    parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

/// Compares names with one part of a pattern.
class NameMatcher {
 public:
  explicit NameMatcher(uint64_t& steps) : steps_(steps) {}

  Match match(std::string_view pattern, std::string_view name) {
    if (pattern.empty() || name.empty()) return pattern.empty() && name.empty() ? Match::Yes : Match::No;
    while (!pattern.empty() && !name.empty()) {
      if (++steps_ > kMostSteps) return Match::TooLong;
      base::CodePoint character = base::decode(name, 0);
      bool is_escaped = pattern[0] == '\\';
      if (is_escaped) pattern.remove_prefix(1);
      if (pattern.empty()) return Match::BadPattern;
      if (!is_escaped && pattern[0] == '*') return match_star(pattern.substr(1), name);
      if (!is_escaped && pattern[0] == '{') return match_alternatives(pattern.substr(1), name);
      if (!is_escaped && pattern[0] == '[') {
        pattern.remove_prefix(1);
        Match in_class = match_class(pattern, character.value);
        if (in_class != Match::Yes) return in_class;
      } else {
        base::CodePoint wanted = base::decode(pattern, 0);
        bool is_any = !is_escaped && pattern[0] == '?';
        if (!is_any && wanted.value != character.value) return Match::No;
        pattern.remove_prefix(wanted.size);
      }
      name.remove_prefix(character.size);
    }
    if (!name.empty()) return Match::No;
    return pattern.empty() || pattern == "*" || pattern == "**" ? Match::Yes : Match::No;
  }

 private:
  Match match_star(std::string_view rest, std::string_view name) {
    if (rest.empty()) return Match::Yes;
    for (; !name.empty(); name.remove_prefix(base::decode(name, 0).size)) {
      Match found = match(rest, name);
      if (found == Match::Yes || found == Match::TooLong) return found;
    }
    // A mistake behind a star is never reported.
    return Match::No;
  }

  Match match_alternatives(std::string_view pattern, std::string_view name) {
    size_t end = find_unescaped(pattern, '}');
    if (end == std::string_view::npos) return Match::BadPattern;
    std::vector<std::string_view> options = split_unescaped(pattern.substr(0, end), ',');
    for (std::string_view option : options) {
      std::string whole(option);
      whole += pattern.substr(end + 1);
      steps_ += whole.size();
      Match found = match(whole, name);
      if (found != Match::No) return found;
    }
    return Match::No;
  }

  /// Takes the rest of a class, `a-z]`, from the pattern.
  static Match match_class(std::string_view& pattern, uint32_t character) {
    size_t end = find_unescaped(pattern, ']');
    if (end == std::string_view::npos || end == 0) return Match::BadPattern;
    std::string_view inside = pattern.substr(0, end);
    pattern.remove_prefix(end + 1);
    bool negated = inside.starts_with('^');
    if (negated) inside.remove_prefix(1);
    bool found = false;
    while (!inside.empty()) {
      std::optional<uint32_t> low = take_class_character(inside);
      if (!low) return Match::BadPattern;
      std::optional<uint32_t> high = low;
      if (inside.starts_with('-')) {
        inside.remove_prefix(1);
        high = take_class_character(inside);
        if (!high) return Match::BadPattern;
      }
      found = found || (*low <= character && character <= *high);
    }
    return found != negated ? Match::Yes : Match::No;
  }

  static std::optional<uint32_t> take_class_character(std::string_view& text) {
    if (text.empty() || text[0] == '-') return std::nullopt;
    if (text[0] == '\\') text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    base::CodePoint point = base::decode(text, 0);
    text.remove_prefix(point.size);
    return point.value;
  }

  uint64_t& steps_;
};

/// What is below a folder, by name.
struct Folder {
  std::map<std::string, std::unique_ptr<Folder>, std::less<>> entries;  // Null: a file.
};

void add_file(Folder& root, std::string_view path) {
  Folder* folder = &root;
  std::vector<std::string_view> parts = path_parts(path);
  for (size_t i = 0; i < parts.size(); ++i) {
    auto [entry, is_new] = folder->entries.try_emplace(std::string(parts[i]));
    if (i + 1 == parts.size()) break;
    if (entry->second == nullptr) entry->second = std::make_unique<Folder>();
    folder = entry->second.get();
  }
}

class Search {
 public:
  Search(std::vector<std::string_view> parts, std::set<std::string>& found) : parts_(std::move(parts)), found_(found) {}

  /// What the parts from `part` on match in `folder`. Mistakes come out as doublestar lets them: of many, the last one decides.
  Match visit(const Folder& folder, const std::string& path, size_t part) {
    auto [known, is_new] = visited_.try_emplace({&folder, part}, Match::No);
    if (!is_new) return known->second;
    Match outcome = walk(folder, path, part);
    visited_[{&folder, part}] = outcome;
    return outcome;
  }

 private:
  Match walk(const Folder& folder, const std::string& path, size_t part) {
    size_t plain = part;
    const Folder* at = &folder;
    std::string here = path;
    for (; plain < parts_.size() && parts_[plain].find_first_of(kSpecial) == std::string_view::npos; ++plain) {
      auto entry = at->entries.find(parts_[plain]);
      if (entry == at->entries.end()) return Match::No;
      here = join_paths(here, parts_[plain]);
      if (entry->second == nullptr) {
        if (plain + 1 == parts_.size()) found_.insert(here);
        return Match::No;
      }
      at = entry->second.get();
    }
    if (plain == parts_.size()) return Match::No;  // A folder.

    Match outcome = Match::No;
    bool is_last = plain + 1 == parts_.size();
    if (parts_[plain] == "**") {
      for (const auto& [name, inner] : at->entries) {
        if (inner == nullptr) {
          if (is_last) found_.insert(join_paths(here, name));
          continue;
        }
        outcome = visit(*inner, join_paths(here, name), plain);
        if (outcome == Match::TooLong) return outcome;
      }
      if (is_last) return outcome;
      // None of the folders: what comes next, in this one.
      ++plain;
      is_last = plain + 1 == parts_.size();
    }
    for (const auto& [name, inner] : at->entries) {
      outcome = NameMatcher(steps_).match(parts_[plain], name);
      if (outcome == Match::BadPattern || outcome == Match::TooLong) return outcome;
      if (outcome == Match::No) continue;
      outcome = Match::No;
      if (is_last) {
        if (inner == nullptr) found_.insert(join_paths(here, name));
      } else if (inner != nullptr) {
        outcome = visit(*inner, join_paths(here, name), plain + 1);
        if (outcome == Match::TooLong) return outcome;
      }
    }
    return outcome;
  }

  std::vector<std::string_view> parts_;
  std::set<std::string>& found_;
  std::map<std::pair<const Folder*, size_t>, Match> visited_;
  uint64_t steps_ = 0;
};

}  // namespace

tl::expected<std::vector<std::string>, FunctionError> glob(std::string_view pattern, Files& files) {
  if (pattern.size() > kLongestPattern) return over_limit("the pattern is too long");
  // The folders that are named without special characters are gone to at once.
  std::vector<std::string_view> parts = split_unescaped(pattern, '/');
  std::erase(parts, std::string_view());
  auto special = std::find_if(parts.begin(), parts.end(),
                              [](std::string_view part) { return part.find_first_of(kSpecial) != std::string_view::npos; });
  if (special == parts.end()) {
    base::Result<bool> exists = files.exists(pattern);
    // What is no file is no match.
    if (!exists || !*exists) return std::vector<std::string>();
    return std::vector<std::string>{std::string(pattern)};
  }
  std::string folder = pattern.starts_with('/') ? "/" : ".";
  for (auto part = parts.begin(); part != special; ++part) folder = join_paths(folder, *part);
  base::Result<std::vector<std::string>> paths = files.list(folder);
  if (!paths) return over_limit(paths.error().message);

  Folder root;
  for (const std::string& path : *paths) add_file(root, path);
  std::set<std::string> found;
  Search search({special, parts.end()}, found);
  switch (search.visit(root, folder, 0)) {
    case Match::BadPattern:
      return refuse(fmt::format("failed to glob pattern {}: syntax error in pattern", value::quote(pattern)));
    case Match::TooLong:
      return over_limit("the pattern takes too many steps");
    case Match::No:
    case Match::Yes:
      break;
  }
  return std::vector<std::string>(found.begin(), found.end());
}

}  // namespace wafpp::functions
