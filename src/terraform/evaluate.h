#pragma once

#include <memory>
#include <string>
#include <vector>

#include "eval/evaluator.h"
#include "terraform/declared_kinds.h"
#include "terraform/evaluation.h"
#include "terraform/inputs.h"
#include "terraform/load.h"
#include "terraform/provider_schema.h"

namespace wafpp::terraform {

/// What to evaluate: a folder as root module, with one set of inputs.
struct RootSpec {
  std::string folder;             ///< Relative to the repository.
  std::string environment;        ///< Name of its set of tfvars; empty where there is only one.
  std::string environment_class;  ///< `EnvironmentSpec::environment_class`.
  /// Empty: nobody says. Then it is what `.terraform/environment` names, else `RootOptions::as_terraform`, else unknown.
  std::string workspace;
  bool is_uncalled_module = false;
  Inputs inputs;
};

struct RootOptions {
  /// Functions whose result is not determined have a value (in a console).
  bool undetermined_values = false;
  /// Functions that only a console has may be called.
  bool is_console = false;
  /// As Terraform 1.11 itself: a workspace that nobody names is `default`, and a version constraint that it does not meet an error. Else
  /// the workspace is unknown, as a variable that nobody sets, and the constraint is for somebody who runs another version.
  bool as_terraform = false;
  /// The work that may be done before evaluation is stopped.
  eval::Budget budget;
  /// Of resources and modules together.
  uint64_t instances = 1'000'000;
  /// `ResourceInstance::value` is filled in for each instance, not only where something refers to it.
  bool resource_values = true;
  /// Which kinds of `RootEvaluation::declarations` are wanted; null: all.
  const DeclaredKinds* declared = nullptr;
  /// By what resource bodies are decoded; null: the shipped schemas.
  const ProviderSchemas* schemas = nullptr;
};

/// One root under evaluation. Lives at most as long as the loader.
class Root {
 public:
  Root(const RootSpec& spec, Loader& loader, const RootOptions& options = {});
  Root(Root&&) noexcept;
  ~Root();

  /// The folder holds a module that can be evaluated.
  bool found() const;
  /// Evaluates an expression in the scope of the root module; what is wrong goes to `sink`.
  Value evaluate(const hcl::Expr& expr, diag::Sink& sink);
  /// Evaluates everything and hands over what came of it. Called once, last.
  RootEvaluation finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `Root(...).finish()`.
RootEvaluation evaluate_root(const RootSpec& spec, Loader& loader, const RootOptions& options = {});

}  // namespace wafpp::terraform
