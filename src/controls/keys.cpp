#include "controls/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "controls/exported_keys.h"

namespace wafpp::controls {
namespace {

using value::CauseKind;
using value::OriginStep;

// An alias of an alias does not exist; lookups of lookups do, in a hostile module.
constexpr uint32_t kMaxHops = 8;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// `1234abcd-12ab-34cd-56ef-1234567890ab`
bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

/// `mrk-1234abcd12ab34cd56ef1234567890ab`: a multi-Region key.
bool is_multi_region_id(std::string_view text) {
  return text.size() == 36 && text.starts_with("mrk-") && std::all_of(text.begin() + 4, text.end(), is_hex);
}

/// What follows the fifth colon of an ARN of KMS; empty where it is none.
std::string_view kms_resource(std::string_view text) {
  if (!text.starts_with("arn:")) return {};
  std::string_view rest = text;
  for (int field = 0; field < 5; ++field) {
    size_t colon = rest.find(':');
    if (colon == std::string_view::npos) return {};
    if (field == 2 && rest.substr(0, colon) != "kms") return {};
    rest = rest.substr(colon + 1);
  }
  return rest;
}

KeyText classify_alias(std::string_view name) {
  if (name.starts_with("aws/")) return KeyText::ProviderManaged;
  return name.empty() ? KeyText::NoKey : KeyText::Customer;
}

/// Lookups of the account, the region and the partition: parts of a key's ARN that say nothing about whose key it is.
bool is_neutral(const value::StemTarget& target) {
  constexpr std::array<std::string_view, 3> kNeutral = {"aws_caller_identity", "aws_partition", "aws_region"};
  return target.data && std::find(kNeutral.begin(), kNeutral.end(), target.type) != kNeutral.end();
}

/// The walk from a value to the keys it names. Iterates over hops (alias to key, lookup to alias), each a value of its own.
class KeyWalk {
 public:
  explicit KeyWalk(Question& question) : question_(question) {}

  KeyAnswer of(const Value& value, uint32_t hops) {
    if (hops > kMaxHops) return {Answer::Unknown, cause(CauseKind::Limit, value.origin().place(), "aliases of a key")};
    if (value.is_known() && value.is_null()) return {Answer::No, {}};
    if (!value.is_known()) return of_unknown(value, hops);
    if (value.kind() != value::TypeKind::String)
      return {Answer::Unknown, cause(CauseKind::Error, value.origin().place(), "a key's name is no string")};
    if (value.as_string().empty()) return {Answer::No, {}};
    if (std::optional<KeyAnswer> by_stem = of_known_stem(value, hops)) return std::move(*by_stem);
    return of_text(value, hops);
  }

 private:
  const KeyType* type_of(const Fact& fact) const {
    auto found = question_.catalogue().keys.find(fact.kind);
    return found == question_.catalogue().keys.end() ? nullptr : &found->second;
  }

  /// A fact that is a key, or names one.
  KeyAnswer of_fact(const Fact& fact, const KeyType& type, uint32_t hops) {
    if (type.kind == KeyType::Kind::Key) return {Answer::Yes, {}};
    for (const std::string& path : type.by) {
      Value named = fact.at(path);
      if (named.is_known() && named.is_null()) continue;
      KeyAnswer answer = of(named, hops + 1);
      if (answer.answer == Answer::No) {
        question_.note(Note::Kind::Reason, fact.place_of(path),
                       fmt::format("`{}` stands for `{}`, which AWS manages", fact.subject, shown(named)),
                       fmt::format("`{}` steht für `{}`, und das verwaltet AWS", fact.subject, shown(named)));
      }
      return answer;
    }
    CauseKind kind = fact.is_data() ? CauseKind::DataSource : CauseKind::AfterApply;
    return {Answer::Unknown, cause(kind, fact.place, fact.subject)};
  }

  /// A known name that was taken from a key, an alias or a lookup as it is.
  std::optional<KeyAnswer> of_known_stem(const Value& value, uint32_t hops) {
    const Fact* found = nullptr;
    const KeyType* type = nullptr;
    value::walk(value.origin(), [&](const OriginStep& step) {
      if (found != nullptr || facts::is_identity(step)) return false;
      if (step.kind != OriginStep::Kind::Stem) return true;
      const Fact* fact = question_.facts().of_target(step.target.get());
      const KeyType* key_type = fact == nullptr ? nullptr : type_of(*fact);
      if (key_type == nullptr || !is_verbatim(value, step, *fact)) return true;
      found = fact;
      type = key_type;
      return false;
    });
    if (found == nullptr) return std::nullopt;
    return of_fact(*found, *type, hops);
  }

  KeyAnswer of_text(const Value& value, uint32_t hops) {
    std::string_view text = value.as_string();
    switch (classify_key(text)) {
      case KeyText::Empty:
      case KeyText::ProviderManaged:
        return {Answer::No, {}};
      case KeyText::NoKey:
        return {Answer::Unknown, cause(CauseKind::OutsideEstate, value::first_place(value.origin()), shown(value))};
      case KeyText::Customer:
        break;
    }
    // An alias of the same root is no assumption.
    if (Relations::Named alias =
            question_.relations().named(question_.subject().root, Value::string(text), {{"resource.aws_kms_alias", "name"}});
        alias.fact != nullptr) {
      if (const KeyType* type = type_of(*alias.fact)) return of_fact(*alias.fact, *type, hops);
    }
    if (std::optional<ExportedKey> exported = exported_key(question_.facts(), question_.subject().root, text)) {
      bool is_ours = exported->customer_managed;
      question_.note(Note::Kind::Reason, exported->fact->place,
                     fmt::format("the account says who manages `{}`: {}", shown(value), is_ours ? "you" : "AWS"),
                     fmt::format("der Account sagt, wer `{}` verwaltet: {}", shown(value), is_ours ? "Sie" : "AWS"));
      return {is_ours ? Answer::Yes : Answer::No, {}};
    }
    question_.note(Note::Kind::Assumption, value::first_place(value.origin()),
                   fmt::format("`{}` is taken for a key that you manage: it names none that the provider manages", shown(value)),
                   fmt::format("`{}` gilt als eigener Schlüssel: Der Name steht für keinen, den der Anbieter verwaltet", shown(value)));
    return {Answer::Yes, {}};
  }

  KeyAnswer of_unknown(const Value& value, uint32_t hops) {
    const value::Refinement* refinement = value.refinement();
    bool is_arn = refinement != nullptr && refinement->prefix.starts_with("arn:");
    // `arn:aws:kms:${region}:${account}:alias/aws/rds`: how it ends says whose it is.
    if (is_arn && !refinement->suffix.empty()) {
      size_t colon = refinement->suffix.rfind(':');
      std::string_view resource = colon == std::string::npos ? std::string_view() : std::string_view(refinement->suffix).substr(colon + 1);
      KeyText text = resource.starts_with("alias/") ? classify_key(resource)
                     : resource.starts_with("key/") ? KeyText::Customer
                                                    : KeyText::NoKey;
      if (text == KeyText::ProviderManaged) return {Answer::No, {}};
      if (text == KeyText::Customer) {
        question_.note(Note::Kind::Assumption, value.origin().place(),
                       fmt::format("`{}` is taken for a key that you manage: it names none that the provider manages", resource),
                       fmt::format("`{}` gilt als eigener Schlüssel: Der Name steht für keinen, den der Anbieter verwaltet", resource));
        return {Answer::Yes, {}};
      }
    }
    bool any_yes = false;
    bool any_no = false;
    bool any_other = false;
    bool any_neutral = false;
    value::Origin open;
    std::vector<const Fact*> seen;
    std::vector<std::string> keys;
    std::vector<const OriginStep*> causes;
    value::walk(value.origin(), [&](const OriginStep& step) {
      if (facts::is_identity(step)) return false;
      if (step.kind == OriginStep::Kind::Cause) {
        causes.push_back(&step);
        return true;
      }
      if (step.kind != OriginStep::Kind::Stem) return true;
      const Fact* fact = question_.facts().of_target(step.target.get());
      const KeyType* type = fact == nullptr ? nullptr : type_of(*fact);
      if (type == nullptr) {
        if (is_neutral(*step.target)) {
          any_neutral = true;
          return false;
        }
        // Anything else beside a key: what its cause is, is below.
        any_other = true;
        return true;
      }
      keys.push_back(fmt::format("{}.{}", step.target->address, step.text));
      if (std::find(seen.begin(), seen.end(), fact) != seen.end()) return false;
      seen.push_back(fact);
      KeyAnswer answer = of_fact(*fact, *type, hops);
      switch (answer.answer) {
        case Answer::Yes:
          any_yes = true;
          break;
        case Answer::No:
          any_no = true;
          break;
        case Answer::Unknown:
          any_other = true;
          if (open.empty()) open = answer.open;
          break;
      }
      return false;
    });
    // That the key's own attribute is not known says nothing more; every other cause is one more choice.
    for (const OriginStep* step : causes) {
      bool is_unread = step->cause == CauseKind::AfterApply || step->cause == CauseKind::DataSource;
      if (!is_unread || std::find(keys.begin(), keys.end(), step->text) == keys.end()) any_other = true;
    }
    // In a key's ARN that is put together from parts, the account and the region are not the key; anywhere else they could be what chooses
    // it.
    if (any_neutral && !is_arn) any_other = true;
    // True only if all are customer keys: what is left open could be any other.
    if (any_yes && !any_no && !any_other) return {Answer::Yes, {}};
    if (any_no && !any_yes && !any_other) return {Answer::No, {}};
    if (open.empty()) open = undecided_by(value).origin();
    return {Answer::Unknown, std::move(open)};
  }

  Question& question_;
};

}  // namespace

KeyText classify_key(std::string_view text) {
  if (text.empty()) return KeyText::Empty;
  if (text.starts_with("alias/")) return classify_alias(text.substr(6));
  if (text.starts_with("aws/")) return KeyText::ProviderManaged;
  // What some services take in a key's place.
  if (text == "AWS_OWNED_KMS_KEY" || text == "AWS_OWNED_KEY" || text == "S3_MANAGED_KEY") return KeyText::ProviderManaged;
  if (std::string_view resource = kms_resource(text); !resource.empty()) {
    if (resource.starts_with("alias/")) return classify_alias(resource.substr(6));
    return resource.starts_with("key/") && resource.size() > 4 ? KeyText::Customer : KeyText::NoKey;
  }
  if (is_uuid(text) || is_multi_region_id(text)) return KeyText::Customer;
  // Azure: a key's URL or a disk encryption set's id; Google: a crypto key's path.
  bool azure = (text.starts_with("https://") && text.find("/keys/") != std::string_view::npos) ||
               text.find("/diskEncryptionSets/") != std::string_view::npos;
  // A self link is the path behind the service's address.
  bool google = (text.starts_with("projects/") || text.starts_with("https://") || text.starts_with("//")) &&
                text.find("/cryptoKeys/") != std::string_view::npos;
  return azure || google ? KeyText::Customer : KeyText::NoKey;
}

KeyAnswer customer_key(Question& question, const Value& value) { return KeyWalk(question).of(value, 0); }

}  // namespace wafpp::controls
