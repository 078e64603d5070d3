#include "controls/compare.h"

namespace wafpp::controls {
namespace {

Value same(Question&, std::span<const Value> arguments) { return compared(arguments[0], arguments[1]); }

}  // namespace

extern const DomainFunction domain_same;
const DomainFunction domain_same = {
    .name = "same",
    .signature = "same(a, b)",
    .summary = "Whether two values are equal; of two that are not known, whether both are the same attribute of the same resource.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = same,
};

}  // namespace wafpp::controls
