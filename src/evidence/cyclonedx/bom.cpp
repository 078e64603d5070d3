#include "evidence/cyclonedx/bom.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "evidence/common/cvss.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

State state_of(std::string_view status) {
  if (status == "not_affected") return State::NotAffected;
  return status == "fixed" ? State::Closed : State::Open;
}

using Components = std::unordered_map<std::string_view, const Component*>;

/// What a reference means here: the part of that name, also behind a link to a BOM (`urn:cdx:serial/1#ref`).
const Component* component_of(const Components& by_ref, std::string_view ref) {
  if (auto found = by_ref.find(ref); found != by_ref.end()) return found->second;
  return nullptr;
}

Severity highest(const std::vector<std::string_view>& words, Text& raw) {
  Severity result = Severity::Unknown;
  for (std::string_view each : words) {
    Severity severity = severity_of(each);
    if (severity >= result) {
      result = severity;
      raw = each;
    }
  }
  return result;
}

/// Some tools leave out the version of a CVSS v3 vector, which they name in `method`: `AV:N/AC:L/PR:N/...`.
std::vector<std::string_view> with_prefix(Item& item, std::vector<std::string_view> vectors) {
  for (std::string_view& vector : vectors) {
    if (vector.starts_with("AV:") && vector.find("/PR:") != std::string_view::npos && vector.find("/S:") != std::string_view::npos) {
      vector = item.keep(fmt::format("CVSS:3.1/{}", vector));
    }
  }
  return vectors;
}

Value described(const BomVulnerability& from, const std::vector<std::string_view>& affected) {
  Attributes entry;
  entry.text("id", from.id).texts("severity", std::span<const std::string_view>(from.severities));
  entry.text("recommendation", from.recommendation).text("published", from.published).text("created", from.created);
  entry.text("state", from.state).texts("affects", std::span<const std::string_view>(affected));
  return entry.object();
}

void add_findings(Item& item, const BomVulnerability& from, const Components& by_ref, std::vector<std::string_view>& affected) {
  for (std::string_view ref : from.affects) {
    const Component* component = component_of(by_ref, ref);
    std::string_view purl = component != nullptr ? component->purl : ref.starts_with("pkg:") ? ref : std::string_view();
    affected.push_back(purl.empty() ? ref : purl);
    Finding finding;
    finding.id = from.id;
    finding.aliases = aliases_of(item, from.aliases, from.id);
    finding.package = component != nullptr ? component->name : ref;
    finding.version = component != nullptr ? component->version : std::string_view();
    finding.purl = purl;
    finding.severity = highest(from.severities, finding.severity_raw);
    finding.has_severity = !from.severities.empty();
    rate_by_vectors(item, finding, with_prefix(item, from.vectors));
    std::string_view status = vex_status_of(from.state);
    finding.state = state_of(status);
    finding.status_raw = from.state;
    finding.justification = from.justification;
    finding.first_observed = from.first_issued;
    finding.published = from.published;
    item.findings.push_back(finding);
    if (status.empty()) continue;
    Statement statement;
    statement.vulnerability = from.id;
    statement.aliases = finding.aliases;
    statement.product = ref;
    statement.subcomponent = purl;
    statement.status = status;
    statement.justification = from.justification;
    statement.impact = from.detail;
    statement.timestamp = !from.updated.empty() ? from.updated : !from.first_issued.empty() ? from.first_issued : item.sbom.created;
    item.statements.push_back(statement);
  }
}

}  // namespace

std::string_view vex_status_of(std::string_view analysis_state) {
  if (analysis_state == "not_affected" || analysis_state == "false_positive") return "not_affected";
  if (analysis_state == "resolved" || analysis_state == "resolved_with_pedigree") return "fixed";
  if (analysis_state == "in_triage") return "under_investigation";
  return analysis_state == "exploitable" ? "affected" : std::string_view();
}

void note_subject_digest(Item& item, std::string_view purl, std::string_view version, std::string_view repo_digest) {
  std::string digest = digest_of_purl(purl);
  if (digest.empty() && is_sha256_digest(version)) digest = version;
  size_t at = repo_digest.rfind('@');
  if (digest.empty() && at != std::string_view::npos && is_sha256_digest(repo_digest.substr(at + 1))) digest = repo_digest.substr(at + 1);
  item.sbom.subject_digest = item.keep(digest);
}

void finish_bom(Item& item, const std::vector<BomVulnerability>& vulnerabilities, const SbomFrame& frame) {
  Components by_ref;
  // Asked for by vulnerabilities alone, which most lists of components have none of.
  for (const Component& component : vulnerabilities.empty() ? std::span<const Component>() : item.components) {
    if (!component.ref.empty()) by_ref.emplace(component.ref, &component);
  }
  std::vector<const BomVulnerability*> ordered;
  for (const BomVulnerability& vulnerability : vulnerabilities) ordered.push_back(&vulnerability);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  summarise_sbom(item, "components", frame);
  item.summary.text("author", frame.author).number("vulnerabilities", static_cast<int64_t>(vulnerabilities.size()));
  std::vector<Value> entries;
  for (const BomVulnerability* vulnerability : ordered) {
    std::vector<std::string_view> affected;
    add_findings(item, *vulnerability, by_ref, affected);
    entries.push_back(described(*vulnerability, affected));
  }
  item.is_scan = !vulnerabilities.empty();
  if (!entries.empty()) item.summary.set("vuln", Value::tuple(std::move(entries)));
}

}  // namespace wafpp::evidence
