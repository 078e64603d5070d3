#pragma once

#include <string>

#include "diag/source.h"
#include "terraform/evaluation.h"

namespace wafpp::terraform {

/// The evaluation as a plan in the shape of `terraform show -json` (format 1.2), as of an empty state: `planned_values`,
/// `resource_changes` with `after_unknown` and `after_sensitive`, `output_changes`; and `diagnostics`, which Terraform prints elsewhere.
/// Sensitive values are left out of `after` only as Terraform does: they are in it, and marked.
/// A plan that would be longer than 256 MiB is cut short, with a diagnostic: values are null from there on.
std::string plan_json(const RootEvaluation& evaluation, const diag::SourceMap& sources);

}  // namespace wafpp::terraform
