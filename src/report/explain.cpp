#include "report/explain.h"

#include <algorithm>

#include "report/examples.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

using controls::Clause;

void requirements(const controls::Control& control, Page& page) {
  page.heading(page.in("Requirements", "Anforderungen"));
  for (const controls::Requirement& requirement : control.requirements) {
    page.item(word(requirement.level, page.language()), page.in(requirement.text));
    if (requirement.scope == controls::RequirementScope::Production) page.below(page.in("of production alone", "nur in Produktion"));
    if (requirement.scope == controls::RequirementScope::ProductionOrSensitive)
      page.below(page.in("of production and sensitive data alone", "nur in Produktion und für sensible Daten"));
    for (const controls::Check& check : control.checks) {
      if (check.requirement == requirement.id) page.below_id(check.id);
    }
    for (const std::string& check : requirement.checks) page.below_id(check);
    if (!requirement.evidence.empty())
      page.below(std::string(page.in("decided by: ", "entschieden durch: ")) + page.in(requirement.evidence));
  }
}

void evidence(const controls::Control& control, Page& page) {
  page.heading(page.in("Evidence", "Nachweis"));
  for (const controls::EvidenceItem& item : control.evidence) {
    page.item(item.mandatory ? page.in("mandatory", "Pflicht") : page.in("optional", "optional"), page.in(item.text));
  }
}

void maturity(const controls::Control& control, Page& page) {
  page.heading(page.in("Maturity", "Reifegrade"));
  for (const controls::MaturityLevel& level : control.maturity) {
    page.item(std::to_string(level.level), page.in(level.name) + ". " + page.in(level.criteria));
  }
}

std::string clause_text(const Clause& clause, const Page& page) {
  std::string text = clause.id;
  auto add = [&](std::string_view separator, std::string_view more) {
    if (!more.empty()) text.append(text.empty() ? "" : separator).append(more);
  };
  if (clause.id.empty()) add("", clause.domain);
  add(" – ", clause.title);
  switch (clause.status) {
    case Clause::Status::Match:
      return text;
    case Clause::Status::Abbreviated:
    case Clause::Status::Different:
    case Clause::Status::NoTitle:
      if (!clause.official.empty()) text.append(page.in(" (official title: ", " (offizieller Titel: ")).append(clause.official).append(")");
      return text;
    case Clause::Status::NoClause:
      return text.append(page.in(" (no such clause in this edition)", " (keine solche Klausel in dieser Ausgabe)"));
    case Clause::Status::NoClauseId:
      return text.append(page.in(" (a topic, no clause)", " (ein Thema, keine Klausel)"));
    case Clause::Status::Unverified:
      return text.append(page.in(" (title not verified)", " (Titel nicht geprüft)"));
  }
  return text;
}

void mapping(const controls::ControlSet& set, const controls::Control& control, Page& page) {
  const controls::Mapping* found = set.mapping(control.mapping);
  if (found == nullptr) return;
  page.heading(page.in("Serves", "Dient"));
  page.paragraph(page.in("The clauses as the framework publishes them; where the standard's own title differs, it follows.",
                         "Die Klauseln, wie das Framework sie veröffentlicht; wo der Titel des Standards abweicht, folgt er."));
  for (const controls::Framework& framework : found->frameworks) {
    page.item("", framework.qualifier.empty() ? framework.name : framework.name + " (" + framework.qualifier + ")");
    for (const Clause& clause : framework.clauses) page.below(clause_text(clause, page));
  }
}

}  // namespace

void list_controls(const controls::ControlSet& set, Page& page) {
  for (const controls::Control& control : set.controls) {
    page.heading(control.id + "  " + page.in(control.title));
    for (const controls::Check& check : control.checks) page.item(check.id, page.in(check.title));
  }
}

void explain_check_below(const controls::Control& control, const controls::Check& check, Page& page) {
  page.paragraph(page.in(check.explain));
  if (std::optional<Examples> examples = examples_of(control, check)) {
    page.subheading(page.in("Compliant", "Erfüllt"));
    page.code(examples->compliant, "hcl");
    page.subheading(page.in("Non-compliant", "Verletzt"));
    page.code(examples->non_compliant, "hcl");
  }
  page.subheading(page.in("How to mend it", "Wie man es behebt"));
  page.paragraph(page.in(check.remediation));
  if (check.fix.empty()) return;
  std::string fixes;
  for (const auto& [path, value] : check.fix) fixes.append(path).append(" = ").append(value).append(1, '\n');
  page.code(fixes, "hcl");
}

void explain_control(const controls::ControlSet& set, const controls::Control& control, const std::set<ControlPart>& parts, Page& page) {
  auto wants = [&](ControlPart part) { return parts.contains(part); };
  page.title(control.id, page.in(control.title));
  if (wants(ControlPart::Description)) {
    page.paragraph(page.in(control.description));
    page.heading(page.in("Why", "Warum"));
    page.paragraph(page.in(control.rationale));
  }
  if (wants(ControlPart::Threats) && !control.threats.empty()) {
    page.heading(page.in("Threats", "Bedrohungen"));
    for (const controls::Threat& threat : control.threats) page.item("", page.in(threat.name) + ": " + page.in(threat.text));
  }
  if (wants(ControlPart::Requirements)) requirements(control, page);
  if (wants(ControlPart::Guidance) && !control.guidance.empty()) {
    page.heading(page.in("How to get there", "Der Weg dahin"));
    for (size_t at = 0; at < control.guidance.size(); ++at) page.item(std::to_string(at + 1), page.in(control.guidance[at]));
  }
  if (wants(ControlPart::Checks)) {
    for (const controls::Check& check : control.checks) {
      page.heading(check.id);
      explain_check_below(control, check, page);
    }
  }
  if (wants(ControlPart::Evidence)) evidence(control, page);
  if (wants(ControlPart::Maturity)) maturity(control, page);
  if (wants(ControlPart::Mapping)) mapping(set, control, page);
}

void explain_check(const controls::Control& control, const controls::Check& check, Page& page) {
  page.title(check.id, page.in(check.title));
  const controls::Requirement* requirement = control.requirement(check.requirement);
  std::string standing = control.id;
  if (requirement != nullptr)
    standing.append("  ").append(word(requirement->level, page.language())).append(": ").append(page.in(requirement->text));
  page.paragraph(standing);
  page.paragraph(std::string(page.in("severity ", "Schweregrad ")) + std::string(word(check.severity, page.language())));
  if (!check.aliases.empty()) {
    std::string aliases;
    for (const std::string& alias : check.aliases) aliases += (aliases.empty() ? "" : ", ") + alias;
    page.paragraph(std::string(page.in("also known as ", "auch bekannt als ")) + aliases);
  }
  page.heading(page.in("What is asked", "Was gefragt wird"));
  explain_check_below(control, check, page);
  page.heading(page.in("Why", "Warum"));
  page.paragraph(page.in(control.rationale));
}

}  // namespace wafpp::report
