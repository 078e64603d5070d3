#include "report/examples.h"

#include <span>
#include <string_view>
#include <vector>

#include "documents/embed.h"

namespace wafpp::report {

/// `controls/*/cases/*_page_examples.tf`, compiled in.
std::span<const documents::EmbeddedFile> example_cases();

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::string_view without_mark(std::string_view line) {
  size_t mark = line.find("#~");
  if (mark != std::string_view::npos) line = line.substr(0, mark);
  while (line.ends_with(' ')) line.remove_suffix(1);
  return line;
}

/// The top-level block around `line`, marks taken out. Cases are formatted: a block begins and ends in the first column.
std::string block_around(const std::vector<std::string_view>& lines, size_t line) {
  size_t begin = line;
  while (begin > 0 && (lines[begin].empty() || lines[begin][0] == ' ' || lines[begin][0] == '}')) --begin;
  std::string result;
  for (size_t at = begin; at < lines.size(); ++at) {
    result.append(without_mark(lines[at])).append(1, '\n');
    if (lines[at].starts_with("}")) break;
  }
  return result;
}

}  // namespace

std::optional<Examples> examples_of(const controls::Check& check) {
  size_t last = check.id.rfind('.');
  // Marks name a check by its last part, or its last two where several checks share that.
  std::string name = check.id.substr(last + 1);
  std::string longer = last == std::string::npos || last == 0 ? name : check.id.substr(check.id.rfind('.', last - 1) + 1);
  for (const documents::EmbeddedFile& file : example_cases()) {
    Examples examples;
    std::vector<std::string_view> lines = lines_of(file.contents());
    for (size_t at = 0; at < lines.size(); ++at) {
      auto is_marked = [&](std::string_view verdict, const std::string& called) {
        std::string mark = std::string("#~ ").append(verdict).append(" ").append(called);
        size_t found = lines[at].find(mark);
        return found != std::string_view::npos && (found + mark.size() == lines[at].size() || lines[at][found + mark.size()] == ' ');
      };
      auto has = [&](std::string_view verdict) { return is_marked(verdict, name) || is_marked(verdict, longer); };
      if (examples.compliant.empty() && has("pass")) examples.compliant = block_around(lines, at);
      if (examples.non_compliant.empty() && has("fail")) examples.non_compliant = block_around(lines, at);
    }
    if (!examples.compliant.empty() && !examples.non_compliant.empty()) return examples;
  }
  return std::nullopt;
}

}  // namespace wafpp::report
