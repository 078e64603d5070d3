#include "controls/store_sources.h"
#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value surely_encrypted(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  const DataStore* store = fact == nullptr ? nullptr : question.catalogue().stores.find(fact->type());
  if (store == nullptr) return Value::boolean(false);
  if (is_encrypted(question, *fact).answer == Answer::Yes) return Value::boolean(true);
  const Fact* source = original_of(question, *fact, *store);
  return Value::boolean(source != nullptr && is_encrypted(question, *source).answer == Answer::Yes);
}

}  // namespace

extern const DomainFunction domain_surely_encrypted;
const DomainFunction domain_surely_encrypted = {
    .name = "surely_encrypted",
    .signature = "surely_encrypted(store)",
    .summary = "Whether a data store is known to be encrypted, with whichever key, by itself or as its source is.",
    .call = surely_encrypted,
};

}  // namespace wafpp::controls
