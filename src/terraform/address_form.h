#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "hcl/tree.h"

/// How Terraform wants names and addresses written that stand for themselves and are not evaluated: labels, `depends_on`, `provider`,
/// the two ends of a `moved` block.
namespace wafpp::terraform {

/// Whether it is a provider's local name: letters in lower case, digits and single dashes.
bool is_provider_name(std::string_view name);
/// Whether it is a provider's source address (`hashicorp/aws`, with or without a host), and names the type without `terraform-` in front.
bool is_provider_source(std::string_view source);
/// Whether it is the address of a module in a registry: `NAMESPACE/NAME/SYSTEM`, perhaps with a host before and a folder behind.
bool is_registry_source(std::string_view source);
/// Whether a module can be fetched from there or stands there: a path that begins with `./` or `../`, a URL, a host that Terraform
/// knows, a registry.
bool is_module_source(std::string_view source);
/// Whether it is a reference to a provider configuration: `aws`, `aws.west`; a key behind that is OpenTofu's. Also in quotes.
bool is_provider_reference(const hcl::Expr& expr);
/// Whether it is a reference with constant steps only; also in quotes, as in old configurations.
bool is_reference(const hcl::Expr& expr);

/// What an address in a module names: `module.a[0].aws_vpc.this["x"]`.
struct Address {
  bool is_resource = false;  ///< Else a module.
  bool is_data = false;
  bool in_module = false;
  bool has_keys = false;  ///< An instance of something, not all of it.
  std::string_view type;  ///< Of the resource.
  std::string_view name;
};
enum class Keys : uint8_t { Constant, Any };
/// Nullopt where the expression is no address. With `Keys::Any`, keys may be whatever can be evaluated.
std::optional<Address> address_of(const hcl::Expr& expr, Keys keys);

/// Calls `visit` for each reference in the expression that names something outside of it, and no name that a `for` binds.
void for_each_reference(const hcl::Expr& expr, const std::function<void(const hcl::TraversalExpr&)>& visit);

}  // namespace wafpp::terraform
