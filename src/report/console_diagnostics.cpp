#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "diag/colour.h"
#include "report/console.h"
#include "report/console_warnings.h"

namespace wafpp::report {

namespace {

constexpr size_t kDrawn = 20;
constexpr size_t kOneLine = 100;
constexpr size_t kAlike = 10;  // So many of a kind are drawn each; more are one picture.

std::string more_errors(const Console& console, std::span<const diag::Diagnostic* const> errors) {
  if (errors.empty()) return {};
  std::string text =
      console.counted(errors.size(), console.in("further error", "weiterer Fehler"), console.in("further errors", "weitere Fehler")) +
      ":\n";
  // What is said of many places is one line.
  std::map<std::string_view, size_t> places;
  for (const diag::Diagnostic* error : errors) ++places[error->message];
  size_t lines = 0;
  size_t shown = 0;
  for (const diag::Diagnostic* error : errors) {
    if (lines == kOneLine) break;
    auto found = places.find(error->message);
    if (found == places.end()) continue;
    std::string where = console.line_of(error->place);
    if (found->second > 1) where.append(1, ' ').append(console.and_more(found->second - 1));
    text += base::wrapped(where + ": " + one_line(error->message), console.width, "  ", "      ");
    shown += found->second;
    ++lines;
    places.erase(found);
  }
  if (errors.size() > shown)
    text.append("  ")
        .append(console.and_more(errors.size() - shown))
        .append(console.in(": `--format json` lists all\n", ": `--format json` nennt alle\n"));
  return text + "\n";
}

}  // namespace

std::string console_diagnostics(const Console& console) {
  const assess::Estate& estate = console.input.estate;
  std::vector<const diag::Diagnostic*> errors;
  std::vector<const diag::Diagnostic*> notes;
  std::map<std::string_view, std::vector<const diag::Diagnostic*>> warnings;
  for (const diag::Diagnostic& diagnostic : estate.diagnostics()) {
    if (diagnostic.level == diag::Level::Error) {
      errors.push_back(&diagnostic);
    } else if (diagnostic.level == diag::Level::Note && diagnostic.of_values) {
      notes.push_back(&diagnostic);
    } else {
      warnings[diagnostic.kind].push_back(&diagnostic);
    }
  }
  std::string text;
  std::map<std::string_view, std::vector<const diag::Diagnostic*>> alike;
  for (const diag::Diagnostic* error : errors) {
    if (has_summary(error->kind)) alike[error->kind].push_back(error);
  }
  std::erase_if(alike, [](const auto& some) { return some.second.size() <= kAlike; });
  std::erase_if(errors, [&](const diag::Diagnostic* error) { return alike.contains(error->kind); });
  for (const auto& [kind, some] : alike) text += condensed(console, some);
  std::span<const diag::Diagnostic* const> all(errors);
  for (const diag::Diagnostic* error : all.subspan(0, std::min(all.size(), kDrawn)))
    text += diag::render(*error, estate.sources(), console.drawing(console.in("error", "Fehler"))) + "\n";
  text += more_errors(console, all.subspan(std::min(all.size(), kDrawn)));
  size_t dropped = 0;
  for (const terraform::RootEvaluation& root : estate.roots()) dropped += root.diagnostics.dropped();
  if (dropped > 0) {
    text +=
        console.paint(diag::kYellow,
                      console.counted(
                          dropped, console.in("message was one too many, and is not kept", "Meldung war zu viel und ist nicht aufbewahrt"),
                          console.in("messages were too many, and are not kept", "Meldungen waren zu viele und sind nicht aufbewahrt"))) +
        "\n\n";
  }
  for (const auto& [kind, some] : warnings) text += kind == "missing-module" ? missing_modules(console, some) : condensed(console, some);
  if (!notes.empty()) text += alone(console, notes);
  return text;
}

}  // namespace wafpp::report
