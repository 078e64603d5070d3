#include "report/region.h"

#include <algorithm>

namespace wafpp::report {

std::optional<Region> region_of(const diag::SourceMap& sources, const diag::Place& place) {
  if (!place.known()) return std::nullopt;
  const diag::Source& source = sources.at(place.source);
  return Region{source.path(), source.line_column(place.begin), source.line_column(std::max(place.begin, place.end))};
}

void write_location(documents::JsonWriter& json, std::string_view key, const diag::SourceMap& sources, const diag::Place& place) {
  std::optional<Region> region = region_of(sources, place);
  if (!region) return;
  json.key(key).begin_object();
  json.member("file", region->path).member("line", region->begin.line).member("column", region->begin.column);
  json.member("end_line", region->end.line).member("end_column", region->end.column).end_object();
}

}  // namespace wafpp::report
