#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value not_empty(Question&, std::span<const Value> arguments) {
  const Value& value = arguments[0];
  if (!value.is_known()) return will_be_set(value) ? Value::boolean(true) : undecided_by(value, value::Type::boolean());
  if (value.is_null()) return Value::boolean(false);
  switch (value.kind()) {
    case value::TypeKind::String:
      return Value::boolean(!value.as_string().empty());
    case value::TypeKind::List:
    case value::TypeKind::Set:
    case value::TypeKind::Map:
    case value::TypeKind::Tuple:
    case value::TypeKind::Object:
      return Value::boolean(value.length() > 0);
    case value::TypeKind::Bool:
    case value::TypeKind::Number:
    case value::TypeKind::Dynamic:
      break;
  }
  return Value::boolean(true);
}

}  // namespace

extern const DomainFunction domain_not_empty;
const DomainFunction domain_not_empty = {
    .name = "not_empty",
    .signature = "not_empty(value)",
    .summary = "Whether an argument is there and is neither an empty string nor an empty collection.",
    .call = not_empty,
};

}  // namespace wafpp::controls
