#include "controls/azure_access.h"

#include <algorithm>
#include <array>

#include "controls/block_paths.h"

namespace wafpp::controls {
namespace {

// Built-in roles by their ids (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles), for what names none.
constexpr std::string_view kOwnerId = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
constexpr std::array kKeyRoleIds = std::to_array<std::string_view>({
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",  // Key Vault Administrator
    "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",  // Key Vault Crypto Officer
    "12338af0-0e69-4776-bea7-57ae8d297424",  // Key Vault Crypto User
    "e147488a-f6f5-4113-8e2d-b22465e65bf6",  // Key Vault Crypto Service Encryption User
    "8b54135c-b56d-4d72-a534-26097cfdc8d8",  // Key Vault Data Access Administrator
    "f25e0fa2-a7c8-4377-a976-54943a77a395",  // Key Vault Contributor
});

enum class Scope : uint8_t { Narrow, Subscription, ManagementGroup, Unknown };

/// What the id of a resource or lookup is a scope of.
Scope scope_of_stem(const value::OriginStep& stem) {
  std::string_view type = stem.target->type;
  std::string_view name = stem.text;
  if (!name.ends_with("id") || !type.starts_with("azurerm_") || type.find("policy") != std::string_view::npos) return Scope::Unknown;
  if (type == "azurerm_management_group") return Scope::ManagementGroup;
  return type == "azurerm_subscription" ? Scope::Subscription : Scope::Narrow;
}

Scope scope_of(const Value& scope) {
  if (std::optional<std::string_view> text = text_of(scope)) {
    if (text->find("/managementGroups/") != std::string_view::npos) return Scope::ManagementGroup;
    if (*text == "/") return Scope::ManagementGroup;
    constexpr std::string_view kSubscriptions = "/subscriptions/";
    bool is_subscription = text->starts_with(kSubscriptions) && text->substr(kSubscriptions.size()).find('/') == std::string_view::npos;
    return is_subscription ? Scope::Subscription : Scope::Narrow;
  }
  // `/subscriptions/${var.subscription}/resourceGroups/shop`
  const value::Refinement* partly = scope.is_known() ? nullptr : scope.refinement();
  if (partly != nullptr &&
      (partly->suffix.find("/resourceGroups/") != std::string::npos || partly->suffix.find("/vaults/") != std::string::npos))
    return Scope::Narrow;
  // The id of a resource; where anything else may be chosen, it is not known.
  Scope found = Scope::Unknown;
  bool hangs_on_more = false;
  value::walk(scope.origin(), [&](const value::OriginStep& step) {
    if (step.kind == value::OriginStep::Kind::Cause) hangs_on_more = true;
    if (step.kind != value::OriginStep::Kind::Stem) return true;
    Scope next = scope_of_stem(step);
    if (next == Scope::Unknown) hangs_on_more = true;
    if (found == Scope::Unknown || next == Scope::ManagementGroup || next == Scope::Subscription) found = next;
    return false;
  });
  return hangs_on_more ? Scope::Unknown : found;
}

enum class Role : uint8_t { Keys, Owner, Other, Unknown };

Role role_of(const Fact& assignment, Value& open) {
  Value name = assignment.at("role_definition_name");
  if (!name.is_known()) {
    open = name;
    return Role::Unknown;
  }
  if (std::optional<std::string_view> text = text_of(name); text && !text->empty()) {
    if (text->starts_with("Key Vault") || text->starts_with("Managed HSM")) return Role::Keys;
    return *text == "Owner" ? Role::Owner : Role::Other;
  }
  Value id = assignment.at("role_definition_id");
  std::optional<std::string_view> text = text_of(id);
  if (!text) {
    // A role of one's own: what it allows is asked of nobody here.
    return Role::Other;
  }
  auto ends = [&](std::string_view one) { return text->ends_with(one); };
  if (ends(kOwnerId)) return Role::Owner;
  return std::any_of(kKeyRoleIds.begin(), kKeyRoleIds.end(), ends) ? Role::Keys : Role::Other;
}

AzureAnswer assignment_is_narrow(const Fact& assignment) {
  Value scope = assignment.at("scope");
  Value open;
  Role role = role_of(assignment, open);
  switch (scope_of(scope)) {
    case Scope::Narrow:
      return {Answer::Yes, {}, "scope"};
    case Scope::Unknown:
      return {Answer::Unknown, scope, "scope"};
    case Scope::ManagementGroup:
      return {role == Role::Unknown ? Answer::Unknown : Answer::No, open, "scope"};
    case Scope::Subscription:
      break;
  }
  if (role == Role::Unknown) return {Answer::Unknown, open, "role_definition_name"};
  return {role == Role::Keys ? Answer::No : Answer::Yes, {}, "scope"};
}

AzureAnswer names_object(const Fact& fact, const std::string& path) {
  Value object = fact.at(path);
  if (!object.is_known()) return {will_be_set(object) ? Answer::Yes : Answer::Unknown, object, path};
  return {text_of(object) && !text_of(object)->empty() ? Answer::Yes : Answer::No, {}, path};
}

AzureAnswer vault_is_narrow(const Fact& vault) {
  Value purge = vault.at("purge_protection_enabled");
  if (!purge.is_known()) return {Answer::Unknown, purge, "purge_protection_enabled"};
  if (truth(purge) != Answer::Yes) return {Answer::No, {}, "purge_protection_enabled"};
  AzureAnswer result{Answer::Yes, {}, "purge_protection_enabled"};
  BlockPaths policies = block_paths(vault, "access_policy");
  if (!policies.open.is_known()) result = {Answer::Unknown, policies.open, "access_policy"};
  for (const std::string& policy : policies.paths) {
    AzureAnswer next = names_object(vault, path_below(policy, "object_id"));
    if (next.answer == Answer::No) return next;
    if (next.answer == Answer::Unknown) result = std::move(next);
  }
  return result;
}

}  // namespace

Value found_in(const AzureAnswer& of) {
  return of.answer == Answer::Unknown ? undecided_by(of.open, value::Type::boolean()) : answer(of.answer);
}

AzureAnswer grants_keys(const Fact& assignment) {
  if (assignment.type() != "azurerm_role_assignment") return {};
  AzureAnswer result{Answer::No, {}, "role_definition_name"};
  switch (role_of(assignment, result.open)) {
    case Role::Keys:
      result.answer = Answer::Yes;
      break;
    case Role::Owner:
      // An owner of a group of resources owns more than keys; one of a management group owns all keys there are.
      result.answer = scope_of(assignment.at("scope")) == Scope::ManagementGroup ? Answer::Yes : Answer::No;
      break;
    case Role::Other:
      break;
    case Role::Unknown:
      result.answer = Answer::Unknown;
      break;
  }
  return result;
}

AzureAnswer access_is_narrow(const Fact& fact) {
  if (fact.type() == "azurerm_role_assignment") return assignment_is_narrow(fact);
  if (fact.type() == "azurerm_key_vault" || fact.type() == "azurerm_key_vault_managed_hardware_security_module")
    return vault_is_narrow(fact);
  return names_object(fact, "object_id");
}

}  // namespace wafpp::controls
