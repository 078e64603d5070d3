#pragma once

#include "controls/control.h"
#include "diag/sink.h"
#include "terraform/provider_schema.h"

namespace wafpp::controls {

/// Reports what a control asks that can never be answered: kinds of facts that do not exist, resource types and arguments that the
/// provider's schema does not have (each with the nearest name), and comparisons of an argument with a value of another type. Of a check
/// that is asked of several kinds, one of them has to have the argument. Types of a provider without a schema are taken as they are, and a
/// note says so.
void validate(const Control& control, const terraform::ProviderSchemas& schemas, diag::Sink& sink);

}  // namespace wafpp::controls
