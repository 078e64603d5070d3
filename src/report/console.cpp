#include "report/console.h"

#include <algorithm>

#include "base/text.h"
#include "diag/colour.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

// Narrower, the table has no room; wider, nobody reads to the end of a line.
constexpr unsigned kNarrowest = 80;
constexpr unsigned kWidest = 120;

/// Whether a full stop behind `word` ends a sentence: `z. B.` and `e.g.` do not.
bool ends_sentence(std::string_view word) {
  return word.find('.') == std::string_view::npos && base::display_width(word) > 1 && word != "bzw" && word != "etc" && word != "ggf";
}

}  // namespace

Console::Console(const ReportInput& what, const ReportOptions& how)
    : input(what), options(how), width(std::clamp(how.width, kNarrowest, kWidest)) {}

std::string_view Console::in(std::string_view en, std::string_view de) const { return report::in(options.language, en, de); }

std::string Console::paint(std::string_view colour, std::string_view text) const {
  if (!options.colour || text.empty()) return std::string(text);
  return std::string(colour).append(text).append(diag::kReset);
}

std::string Console::number(size_t number) const {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, in(",", "."));
  return digits;
}

std::string Console::counted(size_t number, std::string_view one, std::string_view many) const {
  return this->number(number).append(1, ' ').append(number == 1 ? one : many);
}

std::string Console::and_more(size_t number) const {
  return std::string(in("and ", "und ")).append(this->number(number)).append(in(" more", " weitere"));
}

std::string Console::title(std::string_view text) const {
  std::string shown = one_line(text);
  size_t taken = base::display_width(shown) + 4;
  std::string rest;
  for (size_t column = taken; column < width; ++column) rest += "─";
  return paint(diag::kDim, "──") + " " + paint(diag::kBold, shown) + " " + paint(diag::kDim, rest) + "\n\n";
}

diag::RenderOptions Console::drawing(std::string_view heading) const {
  return {.colour = options.colour,
          .hyperlinks = options.hyperlinks,
          .width = static_cast<unsigned>(width),
          .folder = input.estate.folder(),
          .heading = heading,
          .help_word = in("help", "Hilfe")};
}

std::string Console::roots(std::span<const uint32_t> roots) const {
  const std::vector<facts::Root>& all = input.estate.facts().roots();
  std::string environments;
  for (uint32_t root : roots) {
    if (!all[root].environment.empty()) environments.append(environments.empty() ? "" : ", ").append(all[root].environment);
  }
  const std::string& folder = all[roots.front()].folder;
  if (environments.empty()) return folder;
  return folder + " (" + environments + ")";
}

std::string Console::describe(const Instance& instance) const {
  std::string result = one_line(instance.finding->subject->subject);
  // Where there is one root only, there is nothing to tell apart.
  bool is_code = !input.estate.facts().roots()[instance.roots.front()].is_evidence;
  if (is_code && input.estate.roots().size() > 1) result.append(" in ").append(one_line(roots(instance.roots)));
  return result;
}

std::string Console::line_of(const diag::Place& place) const {
  if (!place.known()) return "<unknown>";
  const diag::Source& source = input.estate.sources().at(place.source);
  return one_line(source.path()) + ":" + std::to_string(source.line_column(place.begin).line);
}

std::string one_line(std::string_view text) {
  std::string result = base::printable(text);
  std::replace(result.begin(), result.end(), '\n', ' ');
  return result;
}

std::string_view first_sentence(std::string_view text) {
  bool in_code = false;
  size_t word = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '`') in_code = !in_code;
    if (in_code) continue;
    bool is_last = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
    if (text[at] == '.' && is_last && ends_sentence(text.substr(word, at - word))) return text.substr(0, at);
    if (text[at] == ' ' || text[at] == '\n') word = at + 1;
  }
  while (text.ends_with('.') || text.ends_with('\n') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace wafpp::report
