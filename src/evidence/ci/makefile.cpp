#include "evidence/ci/makefile.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace wafpp::evidence::ci {

namespace {

constexpr size_t kMaxBytes = size_t{1} << 20;
constexpr size_t kMaxRules = 2000;

/// The next line, with those that a backslash continues.
std::string_view take_line(std::string_view& text) {
  size_t end = 0;
  while (true) {
    end = std::min(text.find('\n', end), text.size());
    size_t last = end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    bool goes_on = last > 0 && text[last - 1] == '\\' && end < text.size();
    if (!goes_on) break;
    ++end;
  }
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    size_t begin = text.find_first_not_of(" \t\r\n\\", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n\\", begin), text.size());
    words.emplace_back(text.substr(begin, at - begin));
  }
  return words;
}

std::string_view without_comment(std::string_view line) { return line.substr(0, line.find('#')); }

/// `NAME = value` with one of the signs; false where the line is none.
bool assignment(std::string_view line, Variables& to) {
  size_t equals = line.find('=');
  size_t colon = line.find(':');
  if (equals == std::string_view::npos || (colon != std::string_view::npos && colon + 1 < equals && line[colon + 1] != ':')) return false;
  std::string_view name = line.substr(0, equals);
  bool is_default = name.ends_with('?');
  bool is_more = name.ends_with('+');
  while (!name.empty() && (name.back() == ':' || name.back() == '?' || name.back() == '+' || name.back() == '!')) name.remove_suffix(1);
  name = base::trimmed(name);
  for (std::string_view word : {"export ", "override "}) {
    if (name.starts_with(word)) name = base::trimmed(name.substr(word.size()));
  }
  if (name.empty() || name.find_first_of(" \t$(){}") != std::string_view::npos) return false;
  constexpr size_t kMaxVariables = 1000;
  if (to.size() >= kMaxVariables && !to.contains(name)) return true;
  std::string value(base::trimmed(line.substr(equals + 1)));
  std::string& kept = to[std::string(name)];
  constexpr size_t kMaxValue = 4096;
  if (is_more && kept.size() < kMaxValue) {
    kept += " " + value;
  } else if (!is_default || kept.empty()) {
    kept = std::move(value);
  }
  return true;
}

}  // namespace

Makefile parse_makefile(std::string_view text) {
  Makefile made;
  text = text.substr(0, kMaxBytes);
  std::vector<MakeRule*> open;
  constexpr std::array<std::string_view, 8> kDirectives = {"ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "include", "-include"};
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (line.starts_with('\t')) {
      std::string_view recipe = base::trimmed(line);
      for (MakeRule* rule : open) {
        if (!recipe.empty() && !recipe.starts_with('#')) rule->recipe.emplace_back(recipe);
      }
      continue;
    }
    std::string_view content = base::trimmed(without_comment(line));
    if (content.empty()) continue;
    bool is_directive = std::any_of(kDirectives.begin(), kDirectives.end(), [&](std::string_view word) {
      return content == word || (content.starts_with(word) && (content[word.size()] == ' ' || content[word.size()] == '('));
    });
    if (is_directive) continue;
    open.clear();
    if (assignment(content, made.variables)) continue;
    size_t colon = content.find(':');
    if (colon == std::string_view::npos || made.rules.size() > kMaxRules) continue;
    std::string_view rest = content.substr(
        content.find_first_not_of(':', colon) == std::string_view::npos ? content.size() : content.find_first_not_of(':', colon));
    size_t semicolon = rest.find(';');
    for (std::string& target : words_of(content.substr(0, colon))) {
      if (made.first.empty() && !target.starts_with('.')) made.first = target;
      MakeRule& rule = made.rules[std::move(target)];
      for (std::string& need : words_of(rest.substr(0, semicolon))) {
        if (need != "|") rule.needs.push_back(std::move(need));
      }
      if (semicolon != std::string_view::npos) rule.recipe.emplace_back(base::trimmed(rest.substr(semicolon + 1)));
      open.push_back(&rule);
    }
  }
  return made;
}

}  // namespace wafpp::evidence::ci
