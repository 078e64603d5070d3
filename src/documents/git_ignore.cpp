#include "documents/git_ignore.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace wafpp::documents {

namespace {

constexpr size_t kLongestLine = 4096;
constexpr size_t kLongestFile = size_t{1} << 20;
// Bytes of paths times parts of patterns, in one run: some seconds' worth of hostile ignore files.
constexpr uint64_t kMostSteps = 400'000'000;

using Test = int (*)(int);
Test named_set(std::string_view name) {
  if (name == "alnum") return std::isalnum;
  if (name == "alpha") return std::isalpha;
  if (name == "blank") return std::isblank;
  if (name == "cntrl") return std::iscntrl;
  if (name == "digit") return std::isdigit;
  if (name == "graph") return std::isgraph;
  if (name == "lower") return std::islower;
  if (name == "print") return std::isprint;
  if (name == "punct") return std::ispunct;
  if (name == "space") return std::isspace;
  if (name == "upper") return std::isupper;
  if (name == "xdigit") return std::isxdigit;
  return nullptr;
}

std::string_view without_trailing_spaces(std::string_view line) {
  size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') {
    size_t slashes = 0;
    while (slashes < end - 1 && line[end - 2 - slashes] == '\\') ++slashes;
    if (slashes % 2 == 1) break;  // `\ ` is a space that counts.
    --end;
  }
  return line.substr(0, end);
}

}  // namespace

std::optional<IgnorePattern> IgnorePattern::parse(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  line = without_trailing_spaces(line);
  if (line.empty() || line.front() == '#' || line.size() > kLongestLine) return std::nullopt;
  IgnorePattern result;
  if (line.front() == '!') {
    result.is_negative_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    result.only_folders_ = true;
    line.remove_suffix(1);
  }
  result.is_name_ = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty() || !result.read(line)) return std::nullopt;
  result.is_literal_ =
      std::all_of(result.parts_.begin(), result.parts_.end(), [](const Part& part) { return part.kind == Part::Kind::Character; });
  for (const Part& part : result.parts_) {
    if (result.is_literal_) result.literal_ += part.character;
  }
  return result;
}

/// False where the pattern can match nothing: a set that is never closed, a backslash before nothing.
bool IgnorePattern::read(std::string_view pattern) {
  // git compares what stands before the first special character by itself, so that `a**/b` begins with `**` for what comes after.
  size_t plain = std::min(pattern.find_first_of("*?[\\"), pattern.size());
  for (size_t at = 0; at < pattern.size(); ++at) {
    char c = pattern[at];
    if (c == '?') {
      parts_.push_back({.kind = Part::Kind::Any});
    } else if (c == '[') {
      if (!read_set(pattern, at)) return false;
    } else if (c == '*') {
      size_t end = std::min(pattern.find_first_not_of('*', at), pattern.size());
      bool may_span_folders = end - at >= 2 && !is_name_ && (at == plain || pattern[at - 1] == '/');
      if (may_span_folders && (end == pattern.size() || pattern.substr(end).starts_with("\\/"))) {
        parts_.push_back({.kind = Part::Kind::All});
      } else if (may_span_folders && pattern[end] == '/') {
        parts_.push_back({.kind = Part::Kind::Folders});
        ++end;
      } else {
        parts_.push_back({.kind = Part::Kind::Some});
      }
      at = end - 1;
    } else {
      if (c == '\\') {
        if (++at == pattern.size()) return false;
        c = pattern[at];
      }
      parts_.push_back({.kind = Part::Kind::Character, .character = c});
    }
  }
  return true;
}

/// At `[`; leaves `at` on the closing `]`.
bool IgnorePattern::read_set(std::string_view pattern, size_t& at) {
  Set set(256, false);
  size_t next = at + 1;
  auto has = [&] { return next < pattern.size(); };
  bool is_negated = has() && (pattern[next] == '!' || pattern[next] == '^');
  if (is_negated) ++next;
  auto byte = [](char c) { return static_cast<unsigned char>(c); };
  bool is_first = true;
  int previous = -1;
  for (;; is_first = false) {
    if (!has()) return false;
    char c = pattern[next];
    if (c == ']' && !is_first) break;
    if (c == '[' && next + 1 < pattern.size() && pattern[next + 1] == ':') {
      size_t end = pattern.find(']', next + 2);
      if (end == std::string_view::npos) return false;
      if (end > next + 2 && pattern[end - 1] == ':') {
        Test test = named_set(pattern.substr(next + 2, end - 1 - (next + 2)));
        if (test == nullptr) return false;
        for (int each = 0; each < 256; ++each) set[static_cast<size_t>(each)] = set[static_cast<size_t>(each)] || test(each) != 0;
        previous = -1;
        next = end + 1;
        continue;
      }
    }
    bool is_range = c == '-' && previous >= 0 && next + 1 < pattern.size() && pattern[next + 1] != ']';
    if (is_range) c = pattern[++next];
    if (c == '\\') {
      if (++next == pattern.size()) return false;
      c = pattern[next];
    }
    if (is_range) {
      for (int each = previous; each <= byte(c); ++each) set[static_cast<size_t>(each)] = true;
      previous = -1;
    } else {
      set[byte(c)] = true;
      previous = byte(c);
    }
    ++next;
  }
  if (is_negated) set.flip();
  set['/'] = false;
  parts_.push_back({.kind = Part::Kind::Set, .character = 0, .set = static_cast<uint32_t>(sets_.size())});
  sets_.push_back(std::move(set));
  at = next;
  return true;
}

/// All ways at once: linear in text times parts, whatever the pattern.
bool IgnorePattern::matches_parts(std::string_view text) const {
  size_t count = parts_.size();
  // `reached[n]`: what was read so far can be the first n parts; `inside[n]`: it can end in the midst of the folders that part n is for.
  using States = std::vector<uint8_t>;
  States reached(count + 1, 0);
  States inside(count + 1, 0);
  States next(count + 1, 0);
  States next_inside(count + 1, 0);
  auto reach = [&](States& states, States& folders, size_t part) {
    while (states[part] == 0) {
      states[part] = 1;
      if (part == count) return;
      Part::Kind kind = parts_[part].kind;
      if (kind == Part::Kind::Folders) folders[part] = 1;
      if (kind != Part::Kind::Some && kind != Part::Kind::All && kind != Part::Kind::Folders) return;
      ++part;
    }
  };
  reach(reached, inside, 0);
  for (char c : text) {
    next.assign(count + 1, 0);
    next_inside.assign(count + 1, 0);
    bool any = false;
    for (size_t at = 0; at < count; ++at) {
      if (inside[at] != 0) {
        next_inside[at] = 1;
        any = true;
        if (c == '/') reach(next, next_inside, at + 1);
      }
      if (reached[at] == 0) continue;
      const Part& part = parts_[at];
      bool stays = (part.kind == Part::Kind::Some && c != '/') || part.kind == Part::Kind::All;
      bool goes_on = (part.kind == Part::Kind::Character && part.character == c) || (part.kind == Part::Kind::Any && c != '/') ||
                     (part.kind == Part::Kind::Set && sets_[part.set][static_cast<unsigned char>(c)]);
      if (stays) reach(next, next_inside, at);
      if (goes_on) reach(next, next_inside, at + 1);
      any = any || stays || goes_on;
    }
    if (!any) return false;
    reached.swap(next);
    inside.swap(next_inside);
  }
  return reached[count] != 0;
}

bool IgnorePattern::matches(std::string_view path, bool is_folder) const {
  if (only_folders_ && !is_folder) return false;
  std::string_view text = is_name_ ? path.substr(path.rfind('/') + 1) : path;
  return is_literal_ ? text == literal_ : matches_parts(text);
}

const GitIgnore::File& GitIgnore::file(const std::string& path) {
  std::unique_ptr<File>& found = files_[path];
  if (found != nullptr) return *found;
  found = std::make_unique<File>();
  FileResult<std::string> text = repository_.read(path);
  if (!text) {
    if (text.error().problem != FileProblem::NotFound && text.error().problem != FileProblem::NotAFolder) found->unreadable = path;
    return *found;
  }
  if (text->size() > kLongestFile) {
    found->unreadable = path;
    return *found;
  }
  const diag::Source& source = sources_.add(path, std::move(*text));
  std::string_view rest = source.text();
  size_t begin = rest.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < rest.size()) {
    size_t end = std::min(rest.find('\n', begin), rest.size());
    std::string_view line = rest.substr(begin, end - begin);
    if (std::optional<IgnorePattern> pattern = IgnorePattern::parse(line)) {
      found->cost += pattern->cost();
      if (line.ends_with('\r')) line.remove_suffix(1);
      diag::Place place{source.id(), static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + line.size())};
      found->lines.push_back({std::move(*pattern), place, std::string(line)});
    }
    begin = end + 1;
  }
  return *found;
}

GitIgnore::Answer GitIgnore::ask(std::string_view path) {
  // A folder that is ignored takes everything in it along: nothing below can take that back.
  for (size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
    bool is_folder = slash != std::string_view::npos;
    std::string_view asked = path.substr(0, slash);
    // The nearest ignore file has the last word, and in each the last line that matches.
    for (size_t end = asked.rfind('/');;
         end = end == std::string_view::npos || end == 0 ? std::string_view::npos : asked.rfind('/', end - 1)) {
      bool is_top = end == std::string_view::npos;
      std::string_view folder = is_top ? std::string_view() : asked.substr(0, end);
      std::string_view inside = is_top ? asked : asked.substr(end + 1);
      std::vector<std::string> names{join_path(folder, ".gitignore")};
      if (is_top) names.emplace_back(".git/info/exclude");
      bool is_decided = false;
      for (const std::string& name : names) {
        const File& ignore = file(name);
        if (!ignore.unreadable.empty()) return {.is_ignored = false, .place = {}, .pattern = {}, .open = ignore.unreadable};
        steps_ += ignore.cost * inside.size();
        if (steps_ > kMostSteps) return {.is_ignored = false, .place = {}, .pattern = {}, .open = name};
        auto line = std::find_if(ignore.lines.rbegin(), ignore.lines.rend(),
                                 [&](const Line& one) { return one.pattern.matches(inside, is_folder); });
        if (line == ignore.lines.rend()) continue;
        if (!line->pattern.is_negative()) return {.is_ignored = true, .place = line->place, .pattern = line->text, .open = {}};
        is_decided = true;
        break;
      }
      if (is_decided || is_top) break;
    }
    if (!is_folder) return {};
  }
}

}  // namespace wafpp::documents
