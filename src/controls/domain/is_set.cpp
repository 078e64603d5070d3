#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value is_set(Question&, std::span<const Value> arguments) {
  const Value& value = arguments[0];
  if (value.is_known()) return Value::boolean(!value.is_null());
  return will_be_set(value) ? Value::boolean(true) : undecided_by(value, value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_is_set;
const DomainFunction domain_is_set = {
    .name = "is_set",
    .signature = "is_set(value)",
    .summary = "Whether an argument has a value; one that stems from a resource's attribute has, even if only apply will know it.",
    .call = is_set,
};

}  // namespace wafpp::controls
