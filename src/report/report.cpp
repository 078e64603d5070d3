#include "report/report.h"

#include <algorithm>

namespace wafpp::report {

const Format* find_format(std::string_view name) {
  std::span<const Format* const> formats = all_formats();
  auto found = std::find_if(formats.begin(), formats.end(), [&](const Format* format) { return format->name == name; });
  return found == formats.end() ? nullptr : *found;
}

}  // namespace wafpp::report
