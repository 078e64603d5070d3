#include "controls/patching.h"

namespace wafpp::controls {
namespace {

Value system_of(Question& question, std::span<const Value> arguments) {
  const Fact* machine = question.facts().of_value(arguments[0]);
  return machine == nullptr ? Value::null(value::Type::string()) : operating_system(question, *machine);
}

}  // namespace

extern const DomainFunction domain_operating_system;
const DomainFunction domain_operating_system = {
    .name = "operating_system",
    .signature = "operating_system(instance)",
    .summary = "The operating system of an EC2 instance or launch template as Patch Manager calls it, told by the lookup of its AMI.",
    .call = system_of,
};

}  // namespace wafpp::controls
