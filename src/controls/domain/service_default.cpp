#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// Unknown for no other reason than that versions of the provider differ in what an argument that nobody wrote is.
bool is_unset(const Value& value) {
  if (value.is_known()) return value.is_null();
  auto is_more = [](const value::OriginStep& step) {
    bool is_version = step.kind == value::OriginStep::Kind::Cause && step.cause == value::CauseKind::ProviderVersion;
    return !is_version && (step.kind == value::OriginStep::Kind::Cause || step.kind == value::OriginStep::Kind::Stem);
  };
  return value::first_cause(value.origin()) != nullptr && value::find_step(value.origin(), is_more) == nullptr;
}

Value service_default(Question&, std::span<const Value> arguments) { return is_unset(arguments[0]) ? arguments[1] : arguments[0]; }

}  // namespace

extern const DomainFunction domain_service_default;
const DomainFunction domain_service_default = {
    .name = "service_default",
    .signature = "service_default(value, otherwise)",
    .summary =
        "A value, or what the service does without it, also where the default in the provider's schema differs between versions: for an "
        "argument whose every default means the same to the question.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = service_default,
};

}  // namespace wafpp::controls
