#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/load.h"
#include "terraform/module.h"
#include "terraform/provider_schema.h"

namespace wafpp::terraform {

/// What a module says of a provider in `required_providers`.
struct ProviderRequirement {
  std::string source;      ///< As written; `hashicorp/NAME` where it is not.
  std::string constraint;  ///< Empty where none is written.
  diag::Place place;       ///< Of the constraint, else of the entry.
};
/// A provider's source without the host of a registry that mirrors the public one: `hashicorp/aws`, `example.com/shop/api`.
std::string normal_source(std::string_view source);

/// By local name.
std::map<std::string, ProviderRequirement, std::less<>> provider_requirements(const Module& module);

/// Which provider's schema, in which version, holds for the resources of one root. The version is the one that the lock file beside
/// the root names; without one the only one that the constraints of all modules allow; without that the newest that the table knows
/// and they allow, or the lowest that they name.
class Providers {
 public:
  Providers(const ProviderSchemas& schemas, std::string_view folder, const std::vector<const Module*>& modules, Loader& loader);

  /// Takes in the requirements of a module that was found later. Versions that have been chosen stay.
  void add(const Module& module);

  /// The schema of a resource type of the provider that `module` knows by the local name `provider` (without alias); null where no
  /// table has it.
  const ResourceSchema* schema(const Module& module, std::string_view provider, Mode mode, std::string_view type);
  /// The schema of a provider's configuration; null where no table has it.
  const ResourceSchema* configuration(const Module& module, std::string_view provider);
  /// The source of a provider by its local name: `hashicorp/aws`.
  std::string_view source(const Module& module, std::string_view provider);

 private:
  struct Use {
    std::string source;
    std::optional<ProviderVersion> version;
  };
  const Use& use(const Module& module, std::string_view provider);
  void read_lock(std::string_view folder, Loader& loader);
  std::optional<ProviderVersion> choose(const std::string& source) const;

  const ProviderSchemas& schemas_;
  std::map<const Module*, std::map<std::string, ProviderRequirement, std::less<>>> requirements_;
  std::map<std::string, std::string, std::less<>> constraints_;  ///< By source: those of all modules.
  std::map<std::string, Version, std::less<>> locked_;           ///< By source.
  std::map<const Module*, std::map<std::string, Use, std::less<>>> uses_;
};

}  // namespace wafpp::terraform
