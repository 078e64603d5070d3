#include <fmt/format.h>

#include "controls/domain.h"
#include "controls/key_policy.h"

namespace wafpp::controls {
namespace {

Value names_one(const Value& principal) {
  if (!principal.is_known()) return will_be_set(principal) ? Value::boolean(true) : undecided_by(principal, value::Type::boolean());
  std::optional<std::string_view> text = text_of(principal);
  return Value::boolean(text && !text->empty() && text->find_first_of("*?") == std::string_view::npos);
}

/// A key without a policy of its own: one that is attached to it is asked itself.
Value without_policy(Question& question, const Fact& key) {
  Relations::Related attached = question.relations().pointing_at(key, "resource.aws_kms_key_policy", "key_id", names_of(key));
  if (!attached.facts.empty()) {
    const std::string& name = attached.facts.front()->subject;
    question.note(Note::Kind::Reason, attached.facts.front()->place, fmt::format("its policy is `{}`, which is asked itself", name),
                  fmt::format("seine Policy ist `{}`, die selbst gefragt wird", name));
    return Value::boolean(true);
  }
  question.note(Note::Kind::Reason, key.place,
                "no policy is set: KMS attaches its default, which leaves access to the IAM policies of the account",
                "keine Policy ist gesetzt: KMS hängt seine Standard-Policy an, die den Zugriff den IAM-Policies des Kontos überlässt");
  return Value::boolean(true);
}

Value policy_answer(Question& question, const Fact& fact, const Value& document) {
  diag::Place place = fact.place_of("policy");
  KeyPolicyReading reading = read_key_policy(document);
  if (!reading.is_policy) {
    return document.is_known() ? undecided(value::CauseKind::Error, place, "`policy` is no policy document", value::Type::boolean())
                               : undecided_by(document, value::Type::boolean());
  }
  if (reading.names == Answer::Unknown) return undecided_by(document, value::Type::boolean());
  if (reading.names == Answer::No) {
    question.note(Note::Kind::Reason, place, fmt::format("statement `{}` allows `{}`", reading.statement, reading.principal),
                  fmt::format("Statement `{}` erlaubt `{}`", reading.statement, reading.principal));
    return Value::boolean(false);
  }
  if (!reading.bound_by.empty()) {
    question.note(Note::Kind::Reason, place,
                  fmt::format("statement `{}` allows `{}`, and its condition on `{}` bounds who that is", reading.statement,
                              reading.principal, reading.bound_by),
                  fmt::format("Statement `{}` erlaubt `{}`, und die Bedingung auf `{}` begrenzt, wer das ist", reading.statement,
                              reading.principal, reading.bound_by));
  }
  return Value::boolean(true);
}

Value key_access_is_named(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  if (fact->type() == "aws_kms_grant") {
    question.found_at(*fact, "grantee_principal");
    return names_one(fact->at("grantee_principal"));
  }
  question.found_at(*fact, "policy");
  Value document = fact->at("policy");
  bool is_empty = document.is_known() && (document.is_null() || (text_of(document) && text_of(document)->empty()));
  return is_empty ? without_policy(question, *fact) : policy_answer(question, *fact, document);
}

}  // namespace

extern const DomainFunction domain_key_access_is_named;
const DomainFunction domain_key_access_is_named = {
    .name = "key_access_is_named",
    .signature = "key_access_is_named(key)",
    .summary =
        "Whether a KMS key, key policy or grant names who may use the key: each Allow its principals, or a condition that bounds the "
        "caller; true where no policy is set, since KMS's default has no wildcard.",
    .call = key_access_is_named,
};

}  // namespace wafpp::controls
