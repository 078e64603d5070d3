#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value related(Question& question, std::span<const Value> arguments) {
  for (const Value& argument : arguments) {
    if (!argument.is_known()) return undecided_by(argument);
  }
  std::optional<std::string_view> type = text_of(arguments[0]);
  std::optional<std::string_view> attribute = text_of(arguments[1]);
  const Fact* fact = question.facts().of_value(arguments[2]);
  if (!type || !attribute || fact == nullptr) return Value::tuple({});
  std::string kind = type->find('.') == std::string_view::npos ? "resource." + std::string(*type) : std::string(*type);
  Relations::Related found = question.relations().pointing_at(*fact, kind, *attribute, names_of(*fact));
  // Those that may be related as well leave the list open, unless it already holds what is needed: the caller sees known ones only
  // where there are some.
  if (found.facts.empty() && !found.open.empty()) return undecided_by(found.open.front()->at(*attribute));
  std::vector<Value> values;
  for (const Fact* one : found.facts) values.push_back(one->value());
  return Value::tuple(std::move(values));
}

}  // namespace

extern const DomainFunction domain_related;
const DomainFunction domain_related = {
    .name = "related",
    .signature = "related(type, attribute, self)",
    .summary = "The resources of a type whose attribute stems from a resource, or holds its name.",
    .min_arguments = 3,
    .max_arguments = 3,
    .call = related,
};

}  // namespace wafpp::controls
