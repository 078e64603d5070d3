#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value contains_text(Question&, std::span<const Value> arguments) {
  const Value& value = arguments[0];
  std::optional<std::string_view> wanted = text_of(arguments[1]);
  if (!wanted) return arguments[1].is_known() ? Value::boolean(false) : undecided_by(arguments[1], value::Type::boolean());
  if (!value.is_known()) {
    const value::Refinement* known = value.refinement();
    bool certain =
        known != nullptr && (known->prefix.find(*wanted) != std::string::npos || known->suffix.find(*wanted) != std::string::npos);
    return certain ? Value::boolean(true) : undecided_by(value, value::Type::boolean());
  }
  if (value.is_null()) return Value::boolean(false);
  if (std::optional<std::string_view> text = text_of(value)) return Value::boolean(text->find(*wanted) != std::string_view::npos);
  bool is_sequence =
      value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Set || value.kind() == value::TypeKind::Tuple;
  if (!is_sequence) return Value::boolean(false);
  const Value* open = nullptr;
  for (const Value& element : value.elements()) {
    if (text_of(element) == wanted) return Value::boolean(true);
    if (!element.is_known()) open = &element;
  }
  return open == nullptr ? Value::boolean(false) : undecided_by(*open, value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_contains_text;
const DomainFunction domain_contains_text = {
    .name = "contains_text",
    .signature = "contains_text(value, text)",
    .summary = "Whether a string holds a text, or a list has it as an element; false where it is null.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = contains_text,
};

}  // namespace wafpp::controls
