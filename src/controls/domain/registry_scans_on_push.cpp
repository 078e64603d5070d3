#include <fmt/format.h>

#include "controls/domain.h"
#include "controls/policy.h"

namespace wafpp::controls {
namespace {

/// Whether a filter of a scanning rule takes in a repository. As ECR does: a filter with `*` has to match the whole name, one without
/// it any part of the name. https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
bool matches_filter(std::string_view filter, std::string_view name) {
  if (filter.find('*') == std::string_view::npos) return name.find(filter) != std::string_view::npos;
  return matches_wildcard(filter, name);
}

Answer filter_answer(const Value& filter, const Value& name) {
  std::optional<std::string_view> pattern = text_of(filter);
  if (!pattern) return filter.is_known() ? Answer::No : Answer::Unknown;
  if (std::optional<std::string_view> text = text_of(name)) return matches_filter(*pattern, *text) ? Answer::Yes : Answer::No;
  // Every name matches `*`, also one that only apply will know; and one that is known to begin with `prod-` matches `prod-*`.
  if (pattern->find_first_not_of('*') == std::string_view::npos) return Answer::Yes;
  const value::Refinement* known = name.is_known() ? nullptr : name.refinement();
  if (known != nullptr && pattern->ends_with('*') && matches_wildcard(*pattern, known->prefix)) return Answer::Yes;
  return Answer::Unknown;
}

struct Search {
  Answer answer = Answer::No;
  value::Origin open;
  void may(const Value& value) {
    if (answer == Answer::Yes) return;
    answer = Answer::Unknown;
    if (open.empty()) open = undecided_by(value).origin();
  }
};

void ask_rule(Question& question, const Fact& registry, size_t index, const Value& name, Search& search) {
  std::string rule = fmt::format("rule[{}]", index);
  Value frequency = registry.at(rule + ".scan_frequency");
  std::optional<std::string_view> text = text_of(frequency);
  if (frequency.is_known() && text != "SCAN_ON_PUSH" && text != "CONTINUOUS_SCAN") return;
  Value filters = registry.at(rule + ".repository_filter");
  if (!filters.is_known()) return search.may(filters);
  size_t filter_count = registry.count(rule + ".repository_filter");
  for (size_t i = 0; i < filter_count; ++i) {
    std::string path = fmt::format("{}.repository_filter[{}].filter", rule, i);
    Value filter = registry.at(path);
    switch (filter_answer(filter, name)) {
      case Answer::No:
        break;
      case Answer::Unknown:
        search.may(filter.is_known() ? name : filter);
        break;
      case Answer::Yes:
        if (!frequency.is_known()) {
          search.may(frequency);
          break;
        }
        search.answer = Answer::Yes;
        question.note(Note::Kind::Reason, registry.place_of(path),
                      fmt::format("the registry scans it: filter `{}` of `{}` takes it in", shown(filter), registry.subject),
                      fmt::format("die Registry scannt es: Der Filter `{}` von `{}` erfasst es", shown(filter), registry.subject));
        return;
    }
  }
}

Value registry_scans_on_push(Question& question, std::span<const Value> arguments) {
  const Fact* repository = question.facts().of_value(arguments[0]);
  if (repository == nullptr) return Value::boolean(false);
  Value name = repository->at("name");
  Value region = repository->at("region");
  Search search;
  for (const Fact* registry : question.facts().of_kind(repository->root, "resource.aws_ecr_registry_scanning_configuration")) {
    // A registry is the account's in one region.
    if (registry->provider != repository->provider) continue;
    Value other = registry->at("region");
    if (region.is_known() && other.is_known() && text_of(region) != text_of(other)) continue;
    Value rules = registry->at("rule");
    if (!rules.is_known()) {
      search.may(rules);
      continue;
    }
    size_t count = registry->count("rule");
    for (size_t i = 0; i < count && search.answer != Answer::Yes; ++i) ask_rule(question, *registry, i, name, search);
    if (search.answer == Answer::Yes && registry->unknown_instances) {
      search.answer = Answer::Unknown;
      search.open = cause(value::CauseKind::UnknownInstances, registry->place, registry->subject);
      continue;
    }
    if (search.answer == Answer::Yes) break;
  }
  return answer(search.answer, search.open);
}

}  // namespace

extern const DomainFunction domain_registry_scans_on_push;
const DomainFunction domain_registry_scans_on_push = {
    .name = "registry_scans_on_push",
    .signature = "registry_scans_on_push(repository)",
    .summary = "Whether a rule of the account's registry scans a repository on push, for the same provider and region.",
    .call = registry_scans_on_push,
};

}  // namespace wafpp::controls
