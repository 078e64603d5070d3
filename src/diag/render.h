#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "diag/source.h"

namespace wafpp::diag {

/// How diagnostics are drawn.
struct RenderOptions {
  bool colour = false;
  bool hyperlinks = false;  ///< OSC 8 links from paths to files.
  unsigned width = 100;     ///< Columns; longer source lines are cut around the place.
  std::string folder;       ///< Where the sources lie on disk, for hyperlinks; empty: none are made.
  /// The word for the level, `error` where empty; a finding puts `fail` or `undecided` here.
  std::string_view heading;
  std::string_view help_word = "help";
};

/// The picture of a diagnostic, ending in a line feed:
///
///     error[unclosed-block]: block `resource` is never closed
///       --> main.tf:3:1
///        |
///      3 | resource "a" "b" {
///        |                  ^ opened here
///        = help: add `}` before the end of the file
///
/// The first label whose place is the diagnostic's own writes its text behind the carets; labels in the same file share the
/// snippet, those in others follow with `:::`; notes and then helps stand below. Tabs are expanded; control characters are shown, never
/// sent. A text that does not fit behind its carets goes below them.
std::string render(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options = {});

/// By path, position and kind, so that the output is the same whatever order the threads had.
void sort_for_display(std::vector<Diagnostic>& diagnostics, const SourceMap& sources);

}  // namespace wafpp::diag
