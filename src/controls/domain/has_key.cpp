#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value has_key(Question&, std::span<const Value> arguments) {
  const Value& map = arguments[0];
  std::optional<std::string_view> key = text_of(arguments[1]);
  if (!key) return arguments[1].is_known() ? Value::boolean(false) : undecided_by(arguments[1], value::Type::boolean());
  if (!map.is_known()) return undecided_by(map, value::Type::boolean());
  if (map.is_null() || !(map.kind() == value::TypeKind::Map || map.kind() == value::TypeKind::Object)) return Value::boolean(false);
  return Value::boolean(map.find(*key) != nullptr);
}

}  // namespace

extern const DomainFunction domain_has_key;
const DomainFunction domain_has_key = {
    .name = "has_key",
    .signature = "has_key(map, key)",
    .summary = "Whether a map or object has a key, whatever its value; false where it is null.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = has_key,
};

}  // namespace wafpp::controls
