#include <fmt/format.h>

#include "controls/domain.h"
#include "controls/exported_keys.h"
#include "controls/keys.h"

namespace wafpp::controls {
namespace {

Value account_key(Question& question, std::span<const Value> arguments) {
  const Value& key = arguments[0];
  if (!key.is_known()) return undecided_by(key, value::Type::boolean());
  std::optional<std::string_view> name = text_of(key);
  if (!name || name->empty() || classify_key(*name) == KeyText::ProviderManaged) return answer(Answer::No);
  if (std::optional<ExportedKey> found = exported_key(question.facts(), question.subject().root, *name)) {
    if (!found->customer_managed)
      question.note(Note::Kind::Reason, found->fact->place, fmt::format("AWS manages the key `{}`", *name),
                    fmt::format("den Schlüssel `{}` verwaltet AWS", *name));
    return answer(found->customer_managed ? Answer::Yes : Answer::No);
  }
  return undecided(value::CauseKind::MissingEvidence, question.subject().place,
                   in_both({fmt::format("who manages the key: `aws kms describe-key --key-id {}` says it", *name),
                            fmt::format("davon, wer den Schlüssel verwaltet: `aws kms describe-key --key-id {}` sagt es", *name)}),
                   value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_account_key;
const DomainFunction domain_account_key = {
    .name = "account_key",
    .signature = "account_key(key)",
    .summary =
        "Whether a key that an export of an account names is one that the customer manages, by exports of `aws kms describe-key`; "
        "undecided where there is none.",
    .call = account_key,
};

}  // namespace wafpp::controls
