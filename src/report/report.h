#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/estate.h"
#include "assess/result.h"
#include "controls/loader.h"

/// What a run found, in a form that somebody reads: one file `report/format_NAME.cpp` for each.
namespace wafpp::report {

struct ReportInput {
  const assess::Estate& estate;
  const assess::Assessment& assessment;
  const controls::ControlSet& controls;
};

struct ReportOptions {
  controls::Language language = controls::Language::En;
  bool colour = false;
  bool hyperlinks = false;
  unsigned width = 100;
  unsigned threads = 0;      ///< For reports that are large; 0: one for each core.
  bool explain = false;      ///< Add to each finding why it matters and how it is mended.
  bool show_passes = false;  ///< In formats for people; JSON and SARIF hold what their contract says.
  std::string tool_version;
  int exit_code = 0;
};

struct Format {
  std::string_view name;  ///< `console`, `json`, `sarif`
  std::string_view summary_en;
  std::string_view summary_de;
  /// The whole report, ending in a line feed. Same input, same bytes.
  std::string (*render)(const ReportInput& input, const ReportOptions& options);
};

std::span<const Format* const> all_formats();
const Format* find_format(std::string_view name);

}  // namespace wafpp::report
