#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/load.h"
#include "terraform/module.h"
#include "value/value.h"

namespace wafpp::terraform {

/// A root variable's value before conversion to its type.
struct InputValue {
  Value value;
  std::string context;  ///< `terraform.tfvars`, `-var`, `TF_VAR_region`
  diag::Place place;    ///< In the tfvars file; unknown for the others.
};

/// What the caller says about a root's variables, in Terraform's terms.
struct Inputs {
  /// `-var` and `-var-file` in the order given; later ones win.
  struct Option {
    enum class Kind : uint8_t { Value, File } kind = Kind::Value;
    std::string text;  ///< `name=value`, or a path relative to the repository.
  };
  std::vector<Option> options;
  std::map<std::string, std::string> environment;  ///< `TF_VAR_` names without the prefix.
  /// What a plan says the variables were. Holds against everything else, but where the folder's files say the same, theirs is the place.
  std::map<std::string, InputValue> planned;
};

/// The values that `inputs` and the folder's own tfvars files give, in Terraform's order of precedence: environment, then
/// `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars[.json]` by name, then the options. Errors and names that the module does
/// not declare are reported. What a file with errors does not say, and nothing after it, is unknown.
std::map<std::string, InputValue> collect_inputs(const Module& module, const Inputs& inputs, Loader& loader, diag::Sink& sink,
                                                 std::vector<std::shared_ptr<const hcl::Tree>>& keep);

/// Whether Terraform loads a file of that name by itself.
bool is_automatic_tfvars(std::string_view name);

/// Whether `inputs` give the root's variables what a plan says they were. What only one of both knows is no difference.
bool agrees_with(const Module& module, const Inputs& inputs, const std::map<std::string, Value>& planned, Loader& loader);

}  // namespace wafpp::terraform
