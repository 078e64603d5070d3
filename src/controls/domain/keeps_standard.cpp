#include <fmt/format.h>

#include "controls/store_sources.h"
#include "controls/stores.h"

namespace wafpp::controls {
namespace {

/// Whether a copy that has no customer's key is one of something that has: false then.
Value keeps_standard(Question& question, std::span<const Value> arguments) {
  const Fact* copy = question.facts().of_value(arguments[0]);
  const DataStore* store = copy == nullptr ? nullptr : question.catalogue().stores.find(copy->type());
  if (store == nullptr) return Value::boolean(true);
  StoreAnswer own = has_customer_key(question, *copy);
  if (own.answer != Answer::No) return Value::boolean(true);
  const Fact* original = original_of(question, *copy, *store);
  if (original == nullptr) return Value::boolean(true);
  bool is_better = is_encrypted(question, *original).answer == Answer::Yes && has_customer_key(question, *original).answer == Answer::Yes;
  if (!is_better) return Value::boolean(true);
  question.note(Note::Kind::Reason, original->place, fmt::format("its source `{}` has a customer-managed key", original->subject),
                fmt::format("die Quelle `{}` hat einen kundenverwalteten Schlüssel", original->subject));
  if (own.at != nullptr) question.found_at(*own.at, own.path);
  return Value::boolean(false);
}

}  // namespace

extern const DomainFunction domain_keeps_standard;
const DomainFunction domain_keeps_standard = {
    .name = "keeps_standard",
    .signature = "keeps_standard(copy)",
    .summary = "Whether a copy has a key that the customer manages if its source has one; true where that is not known.",
    .call = keeps_standard,
};

}  // namespace wafpp::controls
