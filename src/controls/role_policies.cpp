#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "controls/iam.h"

namespace wafpp::controls {
namespace {

using value::CauseKind;
using value::Origin;

/// The elements of a collection; nullopt where it is not known.
std::optional<std::vector<Value>> elements_of(const Value& value) {
  if (!value.is_known()) return std::nullopt;
  if (value.is_null()) return std::vector<Value>();
  if (value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Set || value.kind() == value::TypeKind::Tuple) {
    return std::vector<Value>(value.elements().begin(), value.elements().end());
  }
  return std::vector<Value>{value};
}

/// By which a policy is the same in two places: its name or ARN, else the resource that it stems from. Empty where neither is known.
std::string key_of(const Value& value) {
  if (std::string published = published_policy(value); !published.empty()) return "aws:" + published;
  if (std::optional<std::string_view> text = text_of(value)) return "text:" + std::string(*text);
  std::vector<const value::OriginStep*> stems = value::stems(value.origin());
  return stems.size() == 1 ? "stem:" + stems.front()->target->address : std::string();
}

class Collector {
 public:
  Collector(Question& question, const Fact& role) : question_(question), role_(role) {}

  std::vector<RolePolicy> collect() {
    for (const Fact* attachment : pointing("resource.aws_iam_role_policy_attachment", "role")) add_arn(*attachment);
    for (const Fact* attachment : pointing("resource.aws_iam_policy_attachment", "roles")) add_arn(*attachment);
    std::vector<const Fact*> exclusive = pointing("resource.aws_iam_role_policy_attachments_exclusive", "role_name");
    // What is listed is attached; what else there is, is detached.
    for (const Fact* list : exclusive) keep_listed(*list, "policy_arns", 0);
    for (const Fact* list : exclusive) add_managed(*list, "policy_arns");
    add_managed(role_, "managed_policy_arns");

    size_t first_inline = policies_.size();
    for (const Fact* policy : pointing("resource.aws_iam_role_policy", "role")) {
      Value name = policy->at("name");
      add_document(policy->at("policy"), *policy, "policy", name.is_known() && name.is_null() ? "stem:" + policy->subject : key_of(name));
    }
    Value blocks = role_.at("inline_policy");
    if (!blocks.is_known()) add_open(role_, "inline_policy", undecided_by(blocks).origin());
    size_t count = role_.count("inline_policy");
    for (size_t i = 0; i < count; ++i) {
      std::string path = fmt::format("inline_policy[{}].policy", i);
      add_document(role_.at(path), role_, path, key_of(role_.at(fmt::format("inline_policy[{}].name", i))));
    }
    for (const Fact* list : pointing("resource.aws_iam_role_policies_exclusive", "role_name"))
      keep_listed(*list, "policy_names", first_inline);

    std::vector<RolePolicy> result;
    for (Entry& entry : policies_) result.push_back(std::move(entry.policy));
    return result;
  }

 private:
  struct Entry {
    RolePolicy policy;
    std::string key;
  };

  /// Facts that point at the role. One that may is entered as open.
  std::vector<const Fact*> pointing(std::string_view kind, std::string_view path) {
    Relations::Related related = question_.relations().pointing_at(role_, kind, path, {role_.at("name")});
    for (const Fact* open : related.open) add_open(*open, path, undecided_by(open->at(path)).origin());
    return std::move(related.facts);
  }

  void add_open(const Fact& from, std::string_view path, Origin open) {
    Entry entry;
    entry.policy.name = from.subject;
    entry.policy.place = from.place_of(path);
    entry.policy.open = std::move(open);
    policies_.push_back(std::move(entry));
  }

  void add(Entry entry, const Fact& from) {
    // One of an unknown number of instances may be none at all.
    if (from.unknown_instances && !role_.unknown_instances && entry.policy.open.empty()) {
      entry.policy.open = cause(CauseKind::UnknownInstances, from.place, from.subject);
    }
    policies_.push_back(std::move(entry));
  }

  void add_managed(const Fact& from, std::string_view path) {
    Value list = from.at(path);
    std::optional<std::vector<Value>> arns = elements_of(list);
    if (!arns) {
      add_open(from, path, undecided_by(list).origin());
      return;
    }
    for (const Value& arn : *arns) add_arn(arn, from, path);
  }

  /// An attachment has one ARN, which may be that of a resource or a lookup and so not be known.
  void add_arn(const Fact& attachment) { add_arn(attachment.at("policy_arn"), attachment, "policy_arn"); }

  void add_published(std::string_view path_and_name, const Value& arn, const Fact& from, std::string_view path) {
    Entry entry;
    entry.key = fmt::format("aws:{}", path_and_name);
    entry.policy.name = std::string(path_and_name);
    entry.policy.arn = text_of(arn) ? arn : Value::string(fmt::format("arn:aws:iam::aws:policy/{}", path_and_name));
    entry.policy.place = from.place_of(path);
    auto found = question_.catalogue().aws_policies.find(path_and_name);
    // One that the catalogue does not list allows nothing that is asked for here.
    if (found != question_.catalogue().aws_policies.end()) {
      Statement statement;
      statement.allow = true;
      statement.not_actions = !found->second.not_actions.empty();
      statement.actions.known = statement.not_actions ? found->second.not_actions : found->second.actions;
      statement.resources.known = {"*"};
      entry.policy.policy.statements.push_back(std::move(statement));
    }
    add(std::move(entry), from);
  }

  void add_arn(const Value& arn, const Fact& from, std::string_view path) {
    if (std::string published = published_policy(arn); !published.empty()) {
      add_published(published, arn, from, path);
      return;
    }
    const Text what = {"policy", "Policy"};
    // An ARN ends in the policy's name.
    Hop hop = follow(question_, role_.root, arn, {{"resource.aws_iam_policy", "name"}, {"data.aws_iam_policy", "arn"}}, what);
    if (hop.nothing()) return;
    if (hop.fact != nullptr && hop.fact->is_data()) {
      if (add_looked_up(*hop.fact, from, path)) return;
      std::string_view by = hop.fact->at("arn").is_null() ? "name" : "arn";
      hop = past_lookup(question_, std::move(hop), by, {{"resource.aws_iam_policy", "name"}}, what);
    }
    Entry entry;
    entry.key = key_of(arn);
    entry.policy.arn = arn;
    if (hop.fact == nullptr) {
      entry.policy.name = shown(arn);
      entry.policy.place = from.place_of(path);
      entry.policy.open = std::move(hop.open);
    } else {
      read(entry.policy, hop.fact->at("policy"), *hop.fact, "policy");
    }
    add(std::move(entry), from);
  }

  /// `data "aws_iam_policy"`, by ARN or by name: every account has the policies that AWS publishes under their names.
  bool add_looked_up(const Fact& lookup, const Fact& from, std::string_view path) {
    Value arn = lookup.at("arn");
    if (std::string published = published_policy(arn); !published.empty()) {
      add_published(published, arn, from, path);
      return true;
    }
    std::optional<std::string_view> name = text_of(lookup.at("name"));
    if (!name) return false;
    for (const auto& [published, allows] : question_.catalogue().aws_policies) {
      if (last_name(published) != *name) continue;
      add_published(published, Value(), from, path);
      return true;
    }
    return false;
  }

  static void read(RolePolicy& policy, const Value& document, const Fact& from, std::string_view path) {
    policy.name = from.subject;
    policy.place = from.place_of(path);
    if (std::optional<Policy> parsed = parse_policy(document)) {
      policy.policy = std::move(*parsed);
    } else if (!document.is_known()) {
      policy.open = undecided_by(document).origin();
    }
    // Known text that is no policy grants nothing: AWS refuses it.
  }

  void add_document(const Value& document, const Fact& from, std::string_view path, std::string key) {
    Entry entry;
    entry.key = std::move(key);
    read(entry.policy, document, from, path);
    add(std::move(entry), from);
  }

  /// Takes away, from `first` on, what the exclusive `list` does not name; what it may name is open.
  void keep_listed(const Fact& list, std::string_view path, size_t first) {
    Value listed = list.at(path);
    std::optional<std::vector<Value>> elements = elements_of(listed);
    std::vector<std::string> keys;
    bool all_known = elements.has_value();
    if (elements) {
      for (const Value& element : *elements) {
        keys.push_back(key_of(element));
        if (keys.back().empty()) all_known = false;
      }
    }
    auto is_gone = [&](Entry& entry) {
      if (!entry.key.empty() && std::find(keys.begin(), keys.end(), entry.key) != keys.end()) return false;
      if (all_known && !entry.key.empty()) return true;
      if (entry.policy.open.empty()) entry.policy.open = undecided_by(listed).origin();
      return false;
    };
    policies_.erase(std::remove_if(policies_.begin() + static_cast<ptrdiff_t>(first), policies_.end(), is_gone), policies_.end());
  }

  Question& question_;
  const Fact& role_;
  std::vector<Entry> policies_;
};

}  // namespace

std::vector<RolePolicy> role_policies(Question& question, const Fact& role) { return Collector(question, role).collect(); }

}  // namespace wafpp::controls
