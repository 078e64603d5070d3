#include <algorithm>

#include "controls/account_default.h"
#include "controls/domain.h"
#include "controls/store_sources.h"

namespace wafpp::controls {
namespace {

bool account_encrypts(Question& question, const Fact& fact, const DataStore& store) {
  bool asks_account =
      std::any_of(store.places.begin(), store.places.end(), [](const EncryptionPlace& place) { return place.account_default; });
  return asks_account && ebs_encryption_by_default(question, fact).answer == Answer::Yes;
}

Value store_source(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  const DataStore* store = fact == nullptr ? nullptr : question.catalogue().stores.find(fact->type());
  if (store == nullptr || account_encrypts(question, *fact, *store)) return Value::null();
  return sources_named(question, *fact, *store, store->sources);
}

}  // namespace

extern const DomainFunction domain_store_source;
const DomainFunction domain_store_source = {
    .name = "store_source",
    .signature = "store_source(store)",
    .summary =
        "Whose data a replica, cluster member, snapshot or copy holds, by what the catalogue says of its type: its source; null where "
        "it has its own.",
    .call = store_source,
};

}  // namespace wafpp::controls
