#pragma once

#include <span>
#include <string>
#include <vector>

#include "terraform/evaluate.h"

namespace wafpp::terraform {

/// An environment as the project's settings describe it.
struct EnvironmentSpec {
  std::string name;
  std::string environment_class;       ///< `production`; whatever the project calls its kinds. May be empty.
  std::vector<std::string> roots;      ///< Folders, with `*` for a name and `**` for any folders; empty: every root that has its files.
  std::vector<std::string> var_files;  ///< In order, relative to the root's folder or to the repository.
  std::string workspace;               ///< Empty: as for all.
  std::vector<std::string> variables;  ///< `NAME=VALUE`, as for `-var`; of a root those that it declares.
};

/// Whether `folder` is one that `pattern` names: `live/*`, `teams/**/network`. `.` is the repository itself.
bool matches_folder(std::string_view pattern, std::string_view folder);

/// What discovery goes by.
struct DiscoveryInput {
  std::span<const std::string> configuration_files;  ///< `.tf` and the like, relative to the repository.
  std::span<const std::string> variable_files;       ///< `*.tfvars`, `*.tfvars.json`.
  /// What the caller says about variables. With a `-var-file`, sets of tfvars are not looked for.
  Inputs inputs;
  std::string workspace;  ///< `RootSpec::workspace`.
  /// Those of the project's settings. A root that one of them is for is looked for no others.
  std::vector<EnvironmentSpec> environments;
  /// Names of the environments that are wanted; empty: all. A root that has none of its own is always wanted.
  std::vector<std::string> wanted;
};

/// The roots among the folders that hold configuration: those that no other folder calls as a module, and those that have a backend,
/// a provider or tfvars of their own. Each set of environment tfvars beside a root (`prod.tfvars`) or in a folder made for them
/// (`env/prod.tfvars`, `environments/prod/*.tfvars`) makes a root of its own. Sorted by folder, then environment.
std::vector<RootSpec> discover_roots(const DiscoveryInput& input, Loader& loader);
/// Names of all environments that discovery finds, sorted, whatever is wanted.
std::vector<std::string> environment_names(const DiscoveryInput& input, Loader& loader);

}  // namespace wafpp::terraform
