#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/evaluation.h"

/// Addresses and references as Terraform writes them: `module.a["x"].data.aws_kms_alias.rds[0].arn`.
namespace wafpp::terraform {

/// A name with the key behind it.
struct AddressStep {
  std::string name;
  InstanceKey key;
};

/// The steps of an address; nullopt where it is none. A second key behind a name (`a[0]["b"]`) becomes a step without a name. What
/// stands in brackets and is neither a number nor a quoted string (`[*]`) is an unknown key.
std::optional<std::vector<AddressStep>> parse_address(std::string_view text);

/// The address of a resource, taken apart.
struct ResourceAddress {
  std::vector<AddressStep> modules;
  Mode mode = Mode::Managed;
  std::string type;
  std::string name;
  InstanceKey key;
};
std::optional<ResourceAddress> parse_resource_address(std::string_view text);

/// `module.a["x"].module.b`; nullopt where it is none. The empty text is the root.
std::optional<std::vector<AddressStep>> parse_module_address(std::string_view text);

/// As configuration names a resource: `type.name`, with `data.` or `ephemeral.` before it where it is one.
std::string resource_label(Mode mode, std::string_view type, std::string_view name);

}  // namespace wafpp::terraform
