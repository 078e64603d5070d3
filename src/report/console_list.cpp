#include "base/text.h"
#include "diag/colour.h"
#include "report/console.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

/// What stands behind the subject: why the check is not about it, or on what its pass rests.
std::string remark(const Console& console, const assess::Finding& finding) {
  std::string text = one_line(console.in(*finding.reason));
  for (const assess::TraceStep& step : finding.trace) {
    if (step.kind != assess::TraceStep::Kind::Assumption) continue;
    text.append(text.empty() ? "" : "; ").append(console.in("assumed: ", "angenommen: ")).append(one_line(console.in(step.text)));
  }
  return text;
}

std::string list(const Console& console, const controls::Check& check, std::span<const assess::Finding* const> findings,
                 std::string_view colour) {
  if (findings.empty()) return {};
  std::string head = std::string(word(findings.front()->verdict, console.options.language)) + "[" + one_line(check.id) + "]";
  std::string instances = console.counted(findings.size(), console.in("instance", "Instanz"), console.in("instances", "Instanzen"));
  // Wrapped before it is painted: colours have no width.
  std::string text = base::wrapped(head + ": " + one_line(console.in(check.title)) + ", " + instances, console.width, "", "    ");
  text = console.paint(colour, head) + text.substr(head.size());
  for (const Instance& instance : fold_environments(findings, console.input.estate.facts())) {
    std::string line = console.describe(instance);
    if (std::string said = remark(console, *instance.finding); !said.empty()) line += ": " + said;
    text += base::wrapped(line, console.width, "  ", "      ");
  }
  return text + "\n";
}

}  // namespace

std::string console_list(const Console& console, const CheckGroups& check) {
  // A waiver is somebody's decision: it is shown whether asked for or not.
  std::string text = list(console, *check.check, check.waived, diag::kCyan);
  if (!console.options.show_passes) return text;
  text += list(console, *check.check, check.passed, diag::kGreen);
  return text + list(console, *check.check, check.not_applicable, diag::kDim);
}

}  // namespace wafpp::report
