#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value meta(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  return fact != nullptr ? facts::meta_value(*fact) : Value();
}

}  // namespace

extern const DomainFunction domain_meta;
const DomainFunction domain_meta = {
    .name = "meta",
    .signature = "meta(self)",
    .summary = "What the language itself says of a resource: `lifecycle`, `depends_on`, `provider`, `provisioners`.",
    .call = meta,
};

}  // namespace wafpp::controls
