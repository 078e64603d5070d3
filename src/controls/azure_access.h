#pragma once

#include <string>

#include "controls/domain.h"

/// Who may use keys in Azure: roles, access policies, vaults.
namespace wafpp::controls {

struct AzureAnswer {
  Answer answer = Answer::Yes;
  Value open;        ///< Of `Unknown`: what it hangs on.
  std::string path;  ///< The argument that decides.
};
/// As a value.
Value found_in(const AzureAnswer& answer);

/// Whether a role assignment is about keys: a role of Key Vault or of a managed HSM, or the owner of a management group.
AzureAnswer grants_keys(const Fact& assignment);
/// Whether a role assignment, an access policy or a vault keeps keys to named principals.
AzureAnswer access_is_narrow(const Fact& fact);

}  // namespace wafpp::controls
