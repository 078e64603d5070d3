#pragma once

#include "terraform/plan_draft.h"

namespace wafpp::terraform {

/// Gives the values of all instances their provenance: what is not known its stems and causes, a known text the reference that holds
/// the same text.
void add_origins(PlanDraft& draft);

/// Of one output of the root module.
Value with_output_origin(PlanDraft& draft, std::string_view name, Value value);

}  // namespace wafpp::terraform
