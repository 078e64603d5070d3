#pragma once

#include <string>

#include "controls/domain.h"

/// What an account encrypts without being asked: settings of a whole account in one region.
namespace wafpp::controls {

struct AccountDefault {
  Answer answer = Answer::No;  ///< `No` where nothing in the estate sets it, too: then `by` is null.
  value::Origin open;          ///< Of `Unknown`.
  const Fact* by = nullptr;    ///< The resource that sets it.
  std::string path;            ///< Its argument.
};

/// Whether two resources lie in the same account and region: of one provider configuration, and their regions not known to differ.
bool same_account(const Fact& one, const Fact& other);

/// Whether the account of `store` encrypts every new EBS volume (`aws_ebs_encryption_by_default`).
AccountDefault ebs_encryption_by_default(Question& question, const Fact& store);
/// Whether the key that EBS takes by default in the account of `store` (`aws_ebs_default_kms_key`) is one that the customer manages.
AccountDefault ebs_default_key(Question& question, const Fact& store);

}  // namespace wafpp::controls
