#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value rotates_within(Question&, std::span<const Value> arguments) {
  const Value& period = arguments[0];
  const Value& limit = arguments[1];
  if (!period.is_known() || !limit.is_known()) return undecided_by(period.is_known() ? limit : period, value::Type::boolean());
  std::optional<std::string_view> text = text_of(period);
  if (!text || !text->ends_with('s') || limit.kind() != value::TypeKind::Number) return Value::boolean(false);
  std::optional<value::Number> seconds = value::Number::parse(text->substr(0, text->size() - 1));
  return Value::boolean(seconds && value::Number::compare(*seconds, limit.as_number()) <= 0);
}

}  // namespace

extern const DomainFunction domain_rotates_within;
const DomainFunction domain_rotates_within = {
    .name = "rotates_within",
    .signature = "rotates_within(period, seconds)",
    .summary = "Whether a rotation period such as `7776000s` is set and no longer than a number of seconds.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = rotates_within,
};

}  // namespace wafpp::controls
