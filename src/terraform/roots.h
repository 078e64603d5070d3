#pragma once

#include <span>
#include <string>
#include <vector>

#include "terraform/evaluate.h"

namespace wafpp::terraform {

/// What discovery goes by.
struct DiscoveryInput {
  std::span<const std::string> configuration_files;  ///< `.tf` and the like, relative to the repository.
  std::span<const std::string> variable_files;       ///< `*.tfvars`, `*.tfvars.json`.
  /// What the caller says about variables. With a `-var-file`, sets of tfvars are not looked for.
  Inputs inputs;
  std::string workspace;  ///< `RootSpec::workspace`.
};

/// The roots among the folders that hold configuration: those that no other folder calls as a module, and those that have a backend,
/// a provider or tfvars of their own. Each set of environment tfvars beside a root (`prod.tfvars`) or in a folder made for them
/// (`env/prod.tfvars`, `environments/prod/*.tfvars`) makes a root of its own. Sorted by folder, then environment.
std::vector<RootSpec> discover_roots(const DiscoveryInput& input, Loader& loader);

}  // namespace wafpp::terraform
