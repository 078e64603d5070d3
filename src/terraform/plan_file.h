#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "terraform/evaluation.h"
#include "terraform/plan_kind.h"
#include "value/value.h"

/// Plans and states as another way to a `RootEvaluation`: what Terraform itself evaluated, for the same checks.
///
/// - Every instance that will be there after the plan is applied is a resource: created, changed, replaced (as it will be) or left as
///   it is. What is deleted or forgotten is none. Deferred changes are, with an unknown key where the plan has none.
/// - Data sources come from where the plan has them: the prior state, or the changes where they are read during apply.
/// - An argument that the `configuration` section does not write is left out of the body where it is null, not known, or what an
///   existing object happens to have: controls then see it unset, and the service's default counts.
/// - What is not known stems from what its expression refers to, followed through modules. The section keeps neither locals nor the
///   shape of expressions: what comes through `local.x` hangs on that name, and of a choice all branches count that are not known.
/// - Large files stream: one resource at a time is a tree, the rest is skipped over.
namespace wafpp::terraform {

class ProviderSchemas;

struct PlanOptions {
  std::string folder = ".";  ///< Of the file, relative to the repository.
  /// What the configuration beside the plan evaluates to, or null. Places, references and modules are then taken from the code for
  /// every instance that it has, and the plan's values hold. Outlives the result.
  const RootEvaluation* code = nullptr;
  /// By what bodies are decoded; null: the shipped schemas. Outlives the result.
  const ProviderSchemas* schemas = nullptr;
};

/// `source` is of kind `Plan`, `State` or `RawState`. What is wrong is in the diagnostics of the result; all else is there.
RootEvaluation read_plan(const diag::Source& source, PlanKind kind, const PlanOptions& options = {});

/// The name for `RootEvaluation::environment`: `plans/prod.tfplan.json` is `prod.tfplan.json`.
std::string plan_name(std::string_view path);

/// What a plan says about the code it was made from.
struct PlanInputs {
  std::map<std::string, value::Value> variables;  ///< With places in the plan; sensitive ones are marked.
  /// Managed resources and module calls of the root module, as the code labels them: `aws_kms_key.this`, `module.db`. Sorted.
  std::vector<std::string> declared;
  std::vector<std::shared_ptr<const void>> keep;  ///< What the values point into.
};
PlanInputs read_plan_inputs(const diag::Source& source);

}  // namespace wafpp::terraform
