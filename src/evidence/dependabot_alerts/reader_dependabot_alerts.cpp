#include "base/letters.h"
#include "evidence/common/cvss.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/listing.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

State state_of(std::string_view word) {
  if (word == "fixed") return State::Closed;
  return word == "dismissed" || word == "auto_dismissed" ? State::Suppressed : State::Open;
}

/// What REST and GraphQL call the same things.
struct Names {
  std::string_view vulnerability;
  std::string_view advisory;
  std::string_view ghsa;
  std::string_view cve;
  std::string_view published;
  std::string_view patched;
  std::string_view path;
  std::string_view created;
  std::string_view fixed;
  std::string_view dismissed;
  std::string_view auto_dismissed;
  std::string_view reason;
};
constexpr Names kRest = {
    "security_vulnerability",   "security_advisory", "ghsa_id",  "cve_id",       "published_at",      "first_patched_version.identifier",
    "dependency.manifest_path", "created_at",        "fixed_at", "dismissed_at", "auto_dismissed_at", "dismissed_reason"};
constexpr Names kGraph = {"securityVulnerability",
                          "securityVulnerability.advisory",
                          "ghsaId",
                          "cveId",
                          "publishedAt",
                          "firstPatchedVersion.identifier",
                          "vulnerableManifestPath",
                          "createdAt",
                          "fixedAt",
                          "dismissedAt",
                          "autoDismissedAt",
                          "dismissReason"};

void add(Reading& reading, const JsonValue& from, const Names& names) {
  static const JsonValue kNothing{};
  Item& item = reading.item();
  const JsonValue* advisory_value = at(from, names.advisory);
  const JsonValue* vulnerability_value = at(from, names.vulnerability);
  const JsonValue& advisory = advisory_value == nullptr ? kNothing : *advisory_value;
  const JsonValue& vulnerability = vulnerability_value == nullptr ? kNothing : *vulnerability_value;
  std::string_view id = text_at(advisory, names.ghsa);
  if (id.empty()) return reading.warn("an alert without an advisory is left out");
  Finding finding;
  finding.id = item.keep(id);
  std::vector<std::string_view> others = {text_at(advisory, names.cve)};
  for (const JsonValue& identifier : elements_at(advisory, "identifiers")) others.push_back(text_at(identifier, "value"));
  finding.aliases = aliases_of(item, std::move(others), id);
  finding.package = item.keep(text_at(vulnerability, "package.name"));
  std::string_view word = text_at(vulnerability, "severity");
  if (word.empty()) word = text_at(advisory, "severity");
  finding.severity_raw = item.keep(word);
  finding.has_severity = !word.empty();
  finding.severity = severity_of(word);
  rate_by_vectors(item, finding,
                  {text_at(advisory, "cvss_severities.cvss_v4.vector_string"), text_at(advisory, "cvss_severities.cvss_v3.vector_string"),
                   text_at(advisory, "cvss.vector_string"), text_at(advisory, "cvss.vectorString")});
  finding.fixed_in = versions_of(item, text_at(vulnerability, names.patched));
  finding.fix = finding.fixed_in.empty() ? Fix::No : Fix::Yes;
  std::string state = base::lowered(text_at(from, "state"));
  finding.status_raw = item.keep(state);
  finding.state = state_of(state);
  finding.first_observed = time_at(reading, from, names.created);
  finding.published = time_at(reading, advisory, names.published);
  if (finding.state == State::Closed) finding.closed_at = time_at(reading, from, names.fixed);
  if (finding.state == State::Suppressed) {
    finding.justification = item.keep(text_at(from, names.reason));
    finding.closed_at = time_at(reading, from, state == "dismissed" ? names.dismissed : names.auto_dismissed);
  }
  finding.where = item.keep(text_at(from, names.path));
  finding.artefact = item.keep(text_at(from, "repository.full_name"));
  item.findings.push_back(finding);
}

void read_alerts(Reading& reading) {
  reading.item().is_scan = true;
  reading.item().summary.text("scanner", "dependabot");
  // One list, lists of pages one after the other, or one alert a line: what `gh api` prints, by its options.
  while (!reading.refused() && !reading.json().at_end()) {
    if (reading.json().peek() == '[') {
      for_each_element(reading, "the list", [&](const JsonValue& entry) {
        if (!entry.is(JsonKind::Array)) return add(reading, entry, kRest);
        for (const JsonValue& inside : entry.elements()) add(reading, inside, kRest);
      });
    } else if (std::optional<JsonDocument> alert = reading.read()) {
      add(reading, alert->root(), kRest);
    }
  }
}

void read_graph(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  reading.item().is_scan = true;
  reading.item().summary.text("scanner", "dependabot");
  const JsonValue* alerts = at(document->root(), "data.repository.vulnerabilityAlerts");
  if (alerts == nullptr) return;
  for (const JsonValue& alert : elements_at(*alerts, "nodes")) add(reading, alert, kGraph);
  if (is_true_at(*alerts, "pageInfo.hasNextPage")) note_incomplete(reading, "hasNextPage");
}

bool is_alerts(const Shape& shape) {
  for (std::string_view before : {"", "[].", "[][]."}) {
    if (shape.has(fmt::format("{}security_advisory.ghsa_id", before)) && shape.has(fmt::format("{}dependency", before))) return true;
  }
  return false;
}
bool is_graph(const Shape& shape) { return shape.is_array("data.repository.vulnerabilityAlerts.nodes"); }

constexpr Kind kKinds[] = {
    {.name = "dependabot-alerts",
     .title = "Dependabot alerts",
     .title_de = "Meldungen von Dependabot",
     .recognise = is_alerts,
     .read = read_alerts,
     .has_lines = true},
    {.name = "dependabot-alerts-graphql",
     .title = "Dependabot alerts from GraphQL",
     .title_de = "Meldungen von Dependabot aus GraphQL",
     .recognise = is_graph,
     .read = read_graph},
};

}  // namespace

extern const Format reader_dependabot_alerts;
const Format reader_dependabot_alerts{.name = "dependabot_alerts", .kinds = kKinds};

}  // namespace wafpp::evidence
