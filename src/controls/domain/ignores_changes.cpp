#include "controls/domain.h"
#include "terraform/meta.h"

namespace wafpp::controls {
namespace {

Value ignores_changes(Question& question, std::span<const Value> arguments) {
  if (!arguments[1].is_known()) return undecided_by(arguments[1], value::Type::boolean());
  const Fact* fact = question.facts().of_value(arguments[0]);
  std::optional<std::string_view> path = text_of(arguments[1]);
  return Value::boolean(fact != nullptr && path && terraform::ignored_at(fact->meta.get(), *path).has_value());
}

}  // namespace

extern const DomainFunction domain_ignores_changes;
const DomainFunction domain_ignores_changes = {
    .name = "ignores_changes",
    .signature = "ignores_changes(self, path)",
    .summary = "Whether `lifecycle.ignore_changes` of a resource keeps a change of the argument at a path from what exists already.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = ignores_changes,
};

}  // namespace wafpp::controls
