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

std::string more_errors(const Console& console, std::span<const diag::Diagnostic* const> errors) {
  if (errors.empty()) return {};
  std::string text =
      console.counted(errors.size(), console.in("further error", "weiterer Fehler"), console.in("further errors", "weitere Fehler")) +
      ":\n";
  for (const diag::Diagnostic* error : errors.subspan(0, std::min(errors.size(), kOneLine)))
    text += base::wrapped(console.line_of(error->place) + ": " + one_line(error->message), console.width, "  ", "      ");
  if (errors.size() > kOneLine)
    text.append("  ")
        .append(console.and_more(errors.size() - kOneLine))
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
