#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/letters.h"
#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// `rds-storage-encrypted`, as a rule made from the identifier `RDS_STORAGE_ENCRYPTED` is called by custom.
std::string custom_name(std::string_view identifier) {
  std::string name = base::lowered(identifier);
  for (char& letter : name) letter = letter == '_' ? '-' : letter;
  return name;
}

/// Names of rules whose source is `identifier`, as the export of the rules says.
std::vector<std::string_view> names_of(const std::vector<const Fact*>& rules, std::string_view identifier) {
  std::vector<std::string_view> names;
  for (const Fact* rule : rules) {
    if (text_in(rule->value(), "identifier") == identifier) names.push_back(text_in(rule->value(), "name"));
  }
  return names;
}

Value config_rule_result(Question& question, std::span<const Value> arguments) {
  if (!arguments[0].is_known()) return undecided_by(arguments[0]);
  std::optional<std::string_view> identifier = text_of(arguments[0]);
  if (!identifier) return Value::null(value::Type::string());
  uint32_t root = question.subject().root;
  std::vector<const Fact*> rules = question.facts().seen_from(root, "evidence.config_rule");
  std::vector<std::string_view> names = names_of(rules, *identifier);
  std::string custom = custom_name(*identifier);
  bool by_name = rules.empty();
  const Fact* good = nullptr;
  const Fact* open = nullptr;
  auto is_meant = [&](std::string_view name) {
    if (by_name) return name.find(custom) != std::string_view::npos;
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const char* kind : {"evidence.config_compliance", "evidence.config_evaluation"}) {
    for (const Fact* result : question.facts().seen_from(root, kind)) {
      if (!is_meant(text_in(result->value(), "rule"))) continue;
      std::string_view word = text_in(result->value(), "result");
      if (word == "NON_COMPLIANT") {
        std::string_view resource = text_in(result->value(), "resource");
        std::string of = resource.empty() ? std::string() : fmt::format(" of `{}`", resource);
        std::string von = resource.empty() ? std::string() : fmt::format(" zu `{}`", resource);
        question.note(Note::Kind::Reason, result->place,
                      fmt::format("rule `{}`{} says NON_COMPLIANT", text_in(result->value(), "rule"), of),
                      fmt::format("Regel `{}`{} sagt NON_COMPLIANT", text_in(result->value(), "rule"), von));
        return Value::string("NON_COMPLIANT");
      }
      (word == "COMPLIANT" ? good : open) = result;
    }
  }
  if (good != nullptr) {
    if (by_name) {
      question.note(
          Note::Kind::Assumption, good->place,
          fmt::format("the rule `{}` is AWS's own `{}`, as its name says: `aws configservice describe-config-rules` would prove it",
                      text_in(good->value(), "rule"), *identifier),
          fmt::format("die Regel `{}` ist die von AWS, `{}`, wie ihr Name sagt: `aws configservice describe-config-rules` belegt es",
                      text_in(good->value(), "rule"), *identifier));
    }
    return Value::string("COMPLIANT");
  }
  if (open != nullptr) {
    return undecided(
        value::CauseKind::MissingEvidence, open->place,
        in_both({fmt::format("a result of rule `{}`: it says {}", text_in(open->value(), "rule"), text_in(open->value(), "result")),
                 fmt::format("von einem Ergebnis der Regel `{}`: sie sagt {}", text_in(open->value(), "rule"),
                             text_in(open->value(), "result"))}),
        value::Type::string());
  }
  return Value::null(value::Type::string());
}

}  // namespace

extern const DomainFunction domain_config_rule_result;
const DomainFunction domain_config_rule_result = {
    .name = "config_rule_result",
    .signature = "config_rule_result(identifier)",
    .summary =
        "What exports of AWS Config say of the managed rule with a source identifier, such as `RDS_STORAGE_ENCRYPTED`: `COMPLIANT`, "
        "`NON_COMPLIANT` where any result is, null where there is no such rule; undecided where there are too few data.",
    .call = config_rule_result,
};

}  // namespace wafpp::controls
