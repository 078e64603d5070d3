#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value kind(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  return fact == nullptr ? Value::null(value::Type::string()) : Value::string(fact->kind);
}

}  // namespace

extern const DomainFunction domain_kind;
const DomainFunction domain_kind = {
    .name = "kind",
    .signature = "kind(self)",
    .summary = "The kind of a fact, such as `resource.aws_instance`: for a check that is asked of several.",
    .call = kind,
};

}  // namespace wafpp::controls
