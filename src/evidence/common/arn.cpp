#include "evidence/common/arn.h"

#include <cstddef>

namespace wafpp::evidence {

namespace {

std::string_view part_of(std::string_view arn, size_t wanted) {
  if (!arn.starts_with("arn:")) return {};
  for (size_t part = 0; part < wanted; ++part) {
    size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

}  // namespace

std::string_view region_of_arn(std::string_view arn) { return part_of(arn, 3); }
std::string_view account_of_arn(std::string_view arn) { return part_of(arn, 4); }

}  // namespace wafpp::evidence
