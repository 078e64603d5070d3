#pragma once

#include <optional>
#include <string_view>

#include "diag/source.h"
#include "documents/json_writer.h"

namespace wafpp::report {

/// A place as programs read it: lines and columns from 1, columns in code points, the end behind the last character.
struct Region {
  std::string_view path;  ///< Relative to the repository; of a text that is no file its name in angle brackets: `<-var region>`.
  diag::LineColumn begin;
  diag::LineColumn end;
  bool is_file() const { return !(path.starts_with('<') && path.ends_with('>')); }
};

/// Nothing for the unknown place. The path lives as long as the sources.
std::optional<Region> region_of(const diag::SourceMap& sources, const diag::Place& place);

/// The place as a member `key` of the object that is being written: `{"file", "line", "column", "end_line", "end_column"}`; nothing for the
/// unknown place.
void write_location(documents::JsonWriter& json, std::string_view key, const diag::SourceMap& sources, const diag::Place& place);

}  // namespace wafpp::report
