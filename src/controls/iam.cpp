#include "controls/iam.h"

#include <fmt/format.h>

#include <utility>

namespace wafpp::controls {

using value::CauseKind;

namespace {

constexpr std::string_view kAwsPolicies = ":iam::aws:policy/";

Hop profile_at(Question& question, const Fact& holder, std::string_view path) {
  const Text what = {"instance profile", "Instance Profile"};
  Hop hop = follow(question, holder.root, holder.at(path),
                   {{"resource.aws_iam_instance_profile", "name"}, {"data.aws_iam_instance_profile", "name"}}, what);
  return past_lookup(question, std::move(hop), "name", {{"resource.aws_iam_instance_profile", "name"}}, what);
}

}  // namespace

std::string_view last_name(std::string_view text) {
  size_t at = text.rfind('/');
  if (at == std::string_view::npos) at = text.rfind(':');
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string published_policy(const Value& arn) {
  if (std::optional<std::string_view> text = text_of(arn)) {
    size_t at = text->find(kAwsPolicies);
    return text->starts_with("arn:") && at != std::string_view::npos ? std::string(text->substr(at + kAwsPolicies.size())) : std::string();
  }
  // `arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`
  const value::Refinement* known = arn.is_known() ? nullptr : arn.refinement();
  if (known == nullptr || !known->prefix.starts_with("arn:") || !known->suffix.starts_with(kAwsPolicies)) return {};
  return known->suffix.substr(kAwsPolicies.size());
}

Hop follow(Question& question, uint32_t root, const Value& value, const std::vector<Relations::Candidate>& candidates, const Text& what) {
  Relations::Named named = question.relations().named(root, value, candidates);
  if (named.nothing) return {};
  if (named.fact != nullptr) return {named.fact, {}};
  if (named.name.empty()) return {nullptr, undecided_by(value).origin()};
  if (std::string_view name = last_name(named.name); name != named.name) {
    Relations::Named by_name = question.relations().named(root, Value::string(name), candidates);
    if (by_name.fact != nullptr) return {by_name.fact, {}};
  }
  std::string name = shown(value);
  return {nullptr,
          outside(value::first_place(value.origin()), {fmt::format("{} `{}`", what.en, name), fmt::format("{} `{}`", what.de, name)})};
}

Hop past_lookup(Question& question, Hop hop, std::string_view path, const std::vector<Relations::Candidate>& resources, const Text& what) {
  if (hop.fact == nullptr || !hop.fact->is_data()) return hop;
  const Fact& lookup = *hop.fact;
  Value name = lookup.at(path);
  if (!name.is_known()) return {nullptr, undecided_by(name).origin()};
  if (Relations::Named named = question.relations().named(lookup.root, name, resources); named.fact != nullptr) return {named.fact, {}};
  if (name.is_null()) return {nullptr, cause(CauseKind::DataSource, lookup.place, lookup.subject)};
  auto in = [&](const std::string& word) { return fmt::format("`{}`, {} `{}`", lookup.subject, word, shown(name)); };
  return {nullptr, cause(CauseKind::DataSource, lookup.place, in_both({in(what.en), in(what.de)}))};
}

Hop launch_template(Question& question, const Fact& machine) {
  const Text what = {"launch template", "Launch Template"};
  Value block = machine.at("launch_template");
  if (!block.is_known()) return {nullptr, undecided_by(block).origin()};
  for (std::string_view attribute : {"id", "name"}) {
    Value named = machine.at(fmt::format("launch_template.{}", attribute));
    if (named.is_known() && named.is_null()) continue;
    Hop hop =
        follow(question, machine.root, named, {{"resource.aws_launch_template", attribute}, {"data.aws_launch_template", attribute}}, what);
    return past_lookup(question, std::move(hop), "name", {{"resource.aws_launch_template", "name"}}, what);
  }
  return {};
}

Hop instance_profile(Question& question, const Fact& machine) {
  if (machine.kind == "resource.aws_launch_template") {
    Value block = machine.at("iam_instance_profile");
    if (!block.is_known()) return {nullptr, undecided_by(block).origin()};
    Hop hop = profile_at(question, machine, "iam_instance_profile.name");
    return hop.nothing() ? profile_at(question, machine, "iam_instance_profile.arn") : hop;
  }
  Hop own = profile_at(question, machine, "iam_instance_profile");
  if (!own.nothing()) return own;
  Hop from = launch_template(question, machine);
  return from.fact == nullptr ? from : instance_profile(question, *from.fact);
}

Hop profile_role(Question& question, const Fact& profile) {
  const Text what = {"role", "Rolle"};
  // `roles` is how old versions of the provider wrote it, with one element.
  for (std::string_view path : {"role", "roles[0]"}) {
    Value role = profile.at(path);
    if (role.is_known() && role.is_null()) continue;
    Hop hop = follow(question, profile.root, role, {{"resource.aws_iam_role", "name"}, {"data.aws_iam_role", "name"}}, what);
    return past_lookup(question, std::move(hop), "name", {{"resource.aws_iam_role", "name"}}, what);
  }
  return {};
}

}  // namespace wafpp::controls
