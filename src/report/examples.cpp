#include "report/examples.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "documents/embed.h"

namespace wafpp::report {

/// `controls/*/cases/*.tf`, compiled in.
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

/// The first block of a file that passes, and the first that fails; of the part before the first `#--- PATH`, which is `main.tf`.
Examples examples_in(std::string_view text, const std::array<std::string, 2>& names) {
  Examples examples;
  std::vector<std::string_view> lines = lines_of(text);
  for (size_t at = 0; at < lines.size() && !lines[at].starts_with("#---"); ++at) {
    auto has = [&](std::string_view verdict) {
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        std::string mark = std::string("#~ ").append(verdict).append(" ").append(name);
        size_t found = lines[at].find(mark);
        return found != std::string_view::npos && (found + mark.size() == lines[at].size() || lines[at][found + mark.size()] == ' ');
      });
    };
    if (examples.compliant.empty() && has("pass")) examples.compliant = block_around(lines, at);
    if (examples.non_compliant.empty() && has("fail")) examples.non_compliant = block_around(lines, at);
  }
  return examples;
}

}  // namespace

std::optional<Examples> examples_of(const controls::Control& control, const controls::Check& check) {
  std::string folder = "controls/" + control.id + "/";
  size_t last = check.id.rfind('.');
  // Marks name a check by its last part, or its last two where several checks share that: `waf-sec-030.tf.azurerm.backup-cmk`.
  std::string longer = last == std::string::npos || last == 0 ? check.id : check.id.substr(check.id.rfind('.', last - 1) + 1);
  std::array<std::string, 2> names = {check.id.substr(last + 1), longer};
  // Of checks that share a name, the provider tells whose example it is.
  std::string provider = longer.substr(0, longer.find('.')) + "_";
  // The examples of the framework's page first, then any other case that has both.
  for (bool is_page : {true, false}) {
    for (const documents::EmbeddedFile& file : example_cases()) {
      if (!file.path.starts_with(folder) || (file.path.find("page_examples") != std::string_view::npos) != is_page) continue;
      Examples examples = examples_in(file.contents(), names);
      bool is_another = provider != "any_" && provider != "aws_" && examples.compliant.find("\"" + provider) == std::string::npos;
      if (!examples.compliant.empty() && !examples.non_compliant.empty() && !is_another) return examples;
    }
  }
  return std::nullopt;
}

}  // namespace wafpp::report
