#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value encrypted_at_rest(Question& question, std::span<const Value> arguments) {
  const Fact* store = question.facts().of_value(arguments[0]);
  return store == nullptr ? Value::boolean(false) : found_at(question, is_encrypted(question, *store));
}

}  // namespace

extern const DomainFunction domain_encrypted_at_rest;
const DomainFunction domain_encrypted_at_rest = {
    .name = "encrypted_at_rest",
    .signature = "encrypted_at_rest(store)",
    .summary =
        "Whether a data store is encrypted, with whichever key, by what the catalogue says of its type; an argument that is unset counts "
        "as what the service does without it.",
    .call = encrypted_at_rest,
};

}  // namespace wafpp::controls
