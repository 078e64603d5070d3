#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "controls/block_paths.h"
#include "controls/domain.h"
#include "controls/sequence.h"
#include "value/json.h"

namespace wafpp::controls {
namespace {

bool names_nobody(std::string_view member) {
  bool is_pool = member.starts_with("principalSet://") && member.ends_with("/*");
  return member == "allUsers" || member == "allAuthenticatedUsers" || member.starts_with("domain:") || is_pool;
}

/// Members one by one; the first that names nobody decides.
class Members {
 public:
  void add(const Value& members) {
    if (is_sequence(members)) {
      for (const Value& one : members.elements()) add(one);
      return;
    }
    if (std::optional<std::string_view> text = text_of(members)) {
      if (names_nobody(*text) && nobody_.empty()) nobody_ = *text;
      return;
    }
    if (members.is_known()) return;
    // `serviceAccount:${google_service_account.app.email}`
    const value::Refinement* partly = members.refinement();
    constexpr std::string_view kNamed[] = {"serviceAccount:", "user:", "group:", "principal://"};
    bool is_named = partly != nullptr && std::any_of(std::begin(kNamed), std::end(kNamed), [&](std::string_view begin) {
                      return std::string_view(partly->prefix).starts_with(begin);
                    });
    // An attribute such as `google_service_account.app.member` is the name of one.
    if (is_named || will_be_set(members)) return;
    open_ = members;
  }

  Value result(Question& question, const Fact& fact, const std::string& path) const {
    question.found_at(fact, path);
    if (!nobody_.empty()) {
      question.note(Note::Kind::Reason, fact.place_of(path), fmt::format("`{}` names nobody", nobody_),
                    fmt::format("`{}` benennt niemanden", nobody_));
      return Value::boolean(false);
    }
    return open_.is_known() ? Value::boolean(true) : undecided_by(open_, value::Type::boolean());
  }

 private:
  std::string nobody_;
  Value open_;
};

/// What a policy's text says: `{"bindings": [{"role": ..., "members": [...]}]}`.
void add_bindings(Members& members, std::string_view json) {
  base::Result<Value> policy = value::from_json(json);
  bool is_object = policy && policy->has_content() && policy->kind() == value::TypeKind::Object;
  const Value* bindings = is_object ? policy->find("bindings") : nullptr;
  if (bindings == nullptr || bindings->kind() != value::TypeKind::Tuple || !bindings->has_content()) return;
  for (const Value& binding : bindings->elements()) {
    const Value* list = binding.has_content() && binding.kind() == value::TypeKind::Object ? binding.find("members") : nullptr;
    if (list != nullptr) members.add(*list);
  }
}

Value of_policy(Question& question, const Fact& fact) {
  Members members;
  Value data = fact.at("policy_data");
  if (std::optional<std::string_view> text = text_of(data)) {
    add_bindings(members, *text);
    return members.result(question, fact, "policy_data");
  }
  // What `google_iam_policy` makes depends on its blocks alone.
  bool found = false;
  for (const value::OriginStep* stem : value::stems(data.origin())) {
    const Fact* document = question.facts().of_target(stem->target.get());
    if (document == nullptr || document->type() != "google_iam_policy") return undecided_by(data, value::Type::boolean());
    found = true;
    for (const Value& list : values_at(*document, "binding.members")) members.add(list);
  }
  if (!found) return undecided_by(data, value::Type::boolean());
  return members.result(question, fact, "policy_data");
}

Value members_are_named(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  if (fact->type().ends_with("_iam_policy")) return of_policy(question, *fact);
  std::string path = fact->type().ends_with("_iam_member") ? "member" : "members";
  Members members;
  members.add(fact->at(path));
  return members.result(question, *fact, path);
}

}  // namespace

extern const DomainFunction domain_members_are_named;
const DomainFunction domain_members_are_named = {
    .name = "members_are_named",
    .signature = "members_are_named(binding)",
    .summary =
        "Whether a permission on keys of Google names its members: neither everybody, nor a whole domain, nor all of an identity pool.",
    .call = members_are_named,
};

}  // namespace wafpp::controls
