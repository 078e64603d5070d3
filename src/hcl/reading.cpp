#include "hcl/reading.h"

#include <algorithm>

namespace wafpp::hcl {

diag::Place Reading::shifted(uint32_t begin, uint32_t end) const {
  auto translate = [&](uint32_t offset) {
    auto after = std::upper_bound(shifts_.begin(), shifts_.end(), offset, [](uint32_t at, const Shift& shift) { return at < shift.text; });
    const Shift& shift = after == shifts_.begin() ? shifts_.front() : *(after - 1);
    return shift.source + (offset - shift.text);
  };
  return {source_, translate(begin), translate(end)};
}

}  // namespace wafpp::hcl
