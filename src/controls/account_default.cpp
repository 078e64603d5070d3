#include "controls/account_default.h"

#include "controls/keys.h"

namespace wafpp::controls {
namespace {

constexpr std::string_view kByDefault = "resource.aws_ebs_encryption_by_default";
constexpr std::string_view kDefaultKey = "resource.aws_ebs_default_kms_key";

/// Of several settings one that says yes; what nobody sets is no.
template <typename Ask>
AccountDefault first_that_holds(Question& question, const Fact& store, std::string_view kind, Ask ask) {
  AccountDefault result;
  for (const Fact* setting : question.facts().of_kind(store.root, kind)) {
    if (!same_account(store, *setting)) continue;
    AccountDefault next = ask(*setting);
    next.by = setting;
    if (next.answer == Answer::Yes && setting->unknown_instances) {
      next.answer = Answer::Unknown;
      next.open = cause(value::CauseKind::UnknownInstances, setting->place, setting->subject);
    }
    if (next.answer == Answer::Yes) return next;
    if (result.by == nullptr || (next.answer == Answer::Unknown && result.answer == Answer::No)) result = std::move(next);
  }
  return result;
}

}  // namespace

bool same_account(const Fact& one, const Fact& other) {
  if (one.provider != other.provider) return false;
  Value here = one.at("region");
  Value there = other.at("region");
  return !here.has_content() || !there.has_content() || text_of(here) == text_of(there);
}

AccountDefault ebs_encryption_by_default(Question& question, const Fact& store) {
  return first_that_holds(question, store, kByDefault, [](const Fact& setting) {
    AccountDefault result{.path = "enabled"};
    Value enabled = setting.at("enabled");
    // The provider's default is true.
    result.answer = enabled.is_known() && enabled.is_null() ? Answer::Yes : truth(enabled);
    if (result.answer == Answer::Unknown) result.open = undecided_by(enabled).origin();
    return result;
  });
}

AccountDefault ebs_default_key(Question& question, const Fact& store) {
  return first_that_holds(question, store, kDefaultKey, [&](const Fact& setting) {
    KeyAnswer key = customer_key(question, setting.at("key_arn"));
    return AccountDefault{.answer = key.answer, .open = key.open, .path = "key_arn"};
  });
}

}  // namespace wafpp::controls
