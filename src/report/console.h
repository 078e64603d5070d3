#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/render.h"
#include "report/grouping.h"
#include "report/report.h"

/// The report for people at a terminal, in sections; `format_console.cpp` puts them one below the other.
namespace wafpp::report {

/// What all sections share: what there is to say, and in which words, colours and width.
class Console {
 public:
  Console(const ReportInput& what, const ReportOptions& how);

  const ReportInput& input;
  const ReportOptions& options;
  const size_t width;  ///< Columns; lines of text are no longer, whatever the terminal has.

  std::string_view in(std::string_view en, std::string_view de) const;
  const std::string& in(const controls::Text& text) const { return text.in(options.language); }
  std::string paint(std::string_view colour, std::string_view text) const;
  /// `1,203`, in German `1.203`.
  std::string number(size_t number) const;
  /// `1,203 files`.
  std::string counted(size_t number, std::string_view one, std::string_view many) const;
  std::string and_more(size_t number) const;
  /// A line across the report with a title in it, and an empty line.
  std::string title(std::string_view text) const;
  /// How diagnostics are drawn, with `heading` for their level; it outlives what is returned.
  diag::RenderOptions drawing(std::string_view heading) const;
  /// `module.db.aws_db_instance.this in registry (nonprod, prod)`.
  std::string describe(const Instance& instance) const;
  /// `live/prod/main.tf:14`
  std::string line_of(const diag::Place& place) const;

 private:
  std::string roots(std::span<const uint32_t> roots) const;
};

/// What any text may be on a line of the report: without line feeds, and without anything that a terminal obeys.
std::string one_line(std::string_view text);
/// Up to the end of the first sentence, without the full stop.
std::string_view first_sentence(std::string_view text);

/// What could not be read or made no sense, each error with its snippet; warnings condensed by kind.
std::string console_diagnostics(const Console& console);
/// What failed, what is undecided and what is advised, by control and check; what passed where that was asked for.
std::string console_findings(const Console& console, const std::vector<CheckGroups>& checks);
/// One thing to mend, or to find out.
std::string console_entry(const Console& console, const CheckGroups& check, const Group& group, bool is_first);
/// What passed, what does not apply and what is waived, a line for each subject.
std::string console_list(const Console& console, const CheckGroups& check);
/// How controls and requirements stand, in a table.
std::string console_standings(const Console& console);
/// What was looked at and what was not.
std::string console_ledger(const Console& console);
/// The last line: what came of it.
std::string console_verdict(const Console& console, const std::vector<CheckGroups>& checks);

}  // namespace wafpp::report
