#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"

namespace wafpp::hcl {

/// The bytes at a place as `[5,6]`.
inline std::string show(const diag::Place& place) { return fmt::format("[{},{}]", place.begin, place.end); }

/// All diagnostics, one a line: `[5,6] message`, with ` | [0,1] label` and ` ? help` where there are any.
inline std::string show(const diag::Sink& sink) {
  std::string shown;
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    if (!shown.empty()) shown += '\n';
    shown += fmt::format("{} {}", show(diagnostic.place), diagnostic.message);
    for (const diag::Label& label : diagnostic.labels) shown += fmt::format(" | {} {}", show(label.place), label.text);
    for (const std::string& help : diagnostic.helps) shown += fmt::format(" ? {}", help);
  }
  return shown;
}

/// What stands in a table: a text and what comes of it.
struct Case {
  std::string_view source;
  std::string_view expected;
};

}  // namespace wafpp::hcl
