#include "controls/domain.h"
#include "value/convert.h"

namespace wafpp::controls {
namespace {

Value equals(Question&, std::span<const Value> arguments) {
  const Value& value = arguments[0];
  const Value& wanted = arguments[1];
  for (const Value& argument : arguments) {
    if (!argument.is_wholly_known()) return undecided_by(argument, value::Type::boolean());
  }
  if (value.is_null() || wanted.is_null()) return Value::boolean(value.is_null() && wanted.is_null());
  uint8_t marks = 0;
  Value bare = value.unmark_deep(marks);
  // `"true"` is what Terraform makes of true where a string is wanted, and the other way round.
  auto converted = value::convert(bare, wanted.type());
  return Value::boolean(converted && Value::same(*converted, wanted));
}

}  // namespace

extern const DomainFunction domain_equals;
const DomainFunction domain_equals = {
    .name = "equals",
    .signature = "equals(value, wanted)",
    .summary = "Whether a value, converted to the type of what is wanted, is the same.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = equals,
};

}  // namespace wafpp::controls
