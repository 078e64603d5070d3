#pragma once

#include <string>

#include "controls/data_store.h"
#include "controls/domain.h"

/// How a data store is encrypted, by what the catalogue says of its type.
namespace wafpp::controls {

struct StoreAnswer {
  Answer answer = Answer::Yes;
  value::Origin open;        ///< Of `Unknown`: on what it hangs.
  const Fact* at = nullptr;  ///< Where that is said: the store itself or a companion; null where nothing had to be asked.
  std::string path;          ///< Below `at`.
};

/// Whether a store is encrypted at all, with whichever key. What is not set counts as what the service does without it.
StoreAnswer is_encrypted(Question& question, const Fact& store);
/// Whether every place at which the store declares encryption, or a companion for it, has a key that the customer manages.
StoreAnswer has_customer_key(Question& question, const Fact& store);
/// The same for what a store keeps elsewhere, such as performance data; yes, at nothing, where there is none.
StoreAnswer has_customer_key_for_side_data(Question& question, const Fact& store);
/// Whether the store holds data as it is configured: `only_if` of the catalogue.
StoreAnswer holds_data(Question& question, const Fact& store);

/// Whether an argument below `block` (empty: of the resource itself) has one of the values that are wanted; of several, all.
StoreAnswer argument_is(const Fact& fact, const std::string& block, const ArgumentIs& wanted);
StoreAnswer arguments_are(const Fact& fact, const std::string& block, const std::vector<ArgumentIs>& wanted);

/// The answer as a value; the question learns where it was found.
Value found_at(Question& question, const StoreAnswer& answer);

}  // namespace wafpp::controls
