#include "base/text.h"
#include "diag/colour.h"
#include "report/console.h"

namespace wafpp::report {

namespace {

std::string nothing_to_check(const Console& console) {
  std::string paths;
  for (const std::string& path : console.input.estate.paths()) paths += (paths.empty() ? "`" : ", `") + one_line(path) + "`";
  std::string text = base::wrapped(std::string(console.in("no Terraform configuration in ", "keine Terraform-Konfiguration in ")) + paths,
                                   console.width, console.in("nothing to check: ", "nichts zu prüfen: "), "  ");
  return text;
}

std::string render(const ReportInput& input, const ReportOptions& options) {
  Console console(input, options);
  if (input.estate.empty()) return nothing_to_check(console);
  std::vector<CheckGroups> checks = group_findings(input.assessment);
  std::string text = console_diagnostics(console);
  text += console_findings(console, checks);
  text += console.title(console.in("Summary", "Zusammenfassung"));
  text += console_standings(console);
  text += console_ledger(console);
  text += console_verdict(console, checks);
  return text;
}

}  // namespace

extern const Format format_console;
const Format format_console{
    .name = "console", .summary_en = "for people at a terminal", .summary_de = "für Menschen am Terminal", .render = render};

}  // namespace wafpp::report
