#include <array>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// By which attributes one resource is named in another: whichever of them it has.
std::vector<Value> names_of(const Fact& fact) {
  constexpr std::array<std::string_view, 5> kNames = {"name", "id", "arn", "bucket", "identifier"};
  std::vector<Value> names;
  for (std::string_view path : kNames) {
    if (Value name = fact.at(path); text_of(name)) names.push_back(std::move(name));
  }
  return names;
}

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
  for (const Fact* one : found.facts) values.push_back(one->value);
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
