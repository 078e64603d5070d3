#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value default_value(Question&, std::span<const Value> arguments) {
  return arguments[0].is_known() && arguments[0].is_null() ? arguments[1] : arguments[0];
}

}  // namespace

extern const DomainFunction domain_default;
const DomainFunction domain_default = {
    .name = "default",
    .signature = "default(value, otherwise)",
    .summary = "A value, or another one where it is null: an argument that the code leaves unset.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = default_value,
};

}  // namespace wafpp::controls
