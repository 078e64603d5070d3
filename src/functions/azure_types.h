#pragma once

#include <optional>
#include <string_view>

/// How Azure Resource Manager writes the names of its providers and of their resource types. A selection: those that configurations
/// name most.
namespace wafpp::functions {

/// `microsoft.web` gives `Microsoft.Web`; nullopt for one that is not known here.
std::optional<std::string_view> azure_provider(std::string_view name);
/// `SITES` of `Microsoft.Web` gives `sites`; nullopt for one that is not known here.
std::optional<std::string_view> azure_type(std::string_view provider, std::string_view type);
/// Whether resources of this type, `Microsoft.Authorization/locks`, belong to whatever their ID begins with: their scope.
bool is_azure_extension(std::string_view provider, std::string_view type);

}  // namespace wafpp::functions
