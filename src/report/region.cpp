#include "report/region.h"

#include <algorithm>

namespace wafpp::report {

std::optional<Region> region_of(const diag::SourceMap& sources, const diag::Place& place) {
  if (!place.known()) return std::nullopt;
  const diag::Source& source = sources.at(place.source);
  return Region{source.path(), source.line_column(place.begin), source.line_column(std::max(place.begin, place.end))};
}

}  // namespace wafpp::report
