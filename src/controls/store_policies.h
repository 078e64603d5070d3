#pragma once

#include "controls/data_store.h"
#include "controls/domain.h"

/// Policies that say by name how stores are encrypted, as OpenSearch Serverless has them.
namespace wafpp::controls {

struct PolicyKey {
  Answer answer = Answer::No;
  value::Origin open;            ///< Of `Unknown`.
  const Fact* policy = nullptr;  ///< Null: none of the root takes the store in.
};

/// Whose key the policies of the root give to a store.
PolicyKey key_by_policy(Question& question, const Fact& store, const StorePolicies& policies);

}  // namespace wafpp::controls
