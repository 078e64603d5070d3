#include <map>

#include "evidence/common/cvss.h"
#include "evidence/common/gcp.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

State state_of(const JsonValue& finding) {
  if (text_at(finding, "state") == "INACTIVE") return State::Closed;
  return text_at(finding, "mute") == "MUTED" ? State::Suppressed : State::Open;
}

void add_vulnerability(Reading& reading, const JsonValue& from, std::string_view id) {
  Item& item = reading.item();
  const JsonValue& vulnerability = *from.find("vulnerability");
  Finding finding;
  finding.id = item.keep(id);
  finding.package = item.keep(text_at(vulnerability, "offendingPackage.packageName"));
  finding.version = item.keep(text_at(vulnerability, "offendingPackage.packageVersion"));
  finding.severity_raw = item.keep(text_at(from, "severity"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  finding.fixed_in = versions_of(item, text_at(vulnerability, "fixedPackage.packageVersion"));
  const JsonValue* available = at(vulnerability, "cve.upstreamFixAvailable");
  if (!finding.fixed_in.empty() || (available != nullptr && available->is_true())) {
    finding.fix = Fix::Yes;
  } else if (available != nullptr && available->is(JsonKind::Bool)) {
    finding.fix = Fix::No;
  }
  finding.known_exploited =
      text_at(vulnerability, "cve.exploitationActivity") == "WIDE" || text_at(vulnerability, "cve.exploitationActivity") == "CONFIRMED";
  finding.state = state_of(from);
  finding.status_raw = item.keep(text_at(from, "state"));
  finding.first_observed = time_at(reading, from, "createTime");
  finding.last_observed = time_at(reading, from, "eventTime");
  finding.where = item.keep(text_at(from, "resourceName"));
  item.findings.push_back(finding);
}

void read_findings(Reading& reading) {
  constexpr Field kFields[] = {
      {"category", "category"},
      {"class", "findingClass"},
      {"severity", "severity"},
      {"state", "state"},
      {"mute", "mute"},
      {"resource", "resourceName"},
      {"first_observed", "createTime", As::Time},
      {"last_observed", "eventTime", As::Time},
  };
  Item& item = reading.item();
  std::map<std::string, int64_t> classes;
  walk_list(reading, "listFindingsResults", [&](const JsonValue& entry) {
    const JsonValue* nested = entry.find("finding");
    const JsonValue& from = nested == nullptr ? entry : *nested;
    std::string_view name = text_at(from, "name");
    if (name.empty()) {
      reading.warn("a finding without a name is left out");
      return;
    }
    std::string_view kind = text_at(from, "findingClass");
    ++classes[std::string(kind)];
    std::string_view cve = text_at(from, "vulnerability.cve.id");
    if (kind == "VULNERABILITY") item.is_scan = true;
    if (!cve.empty()) {
      add_vulnerability(reading, from, cve);
      return;
    }
    Attributes& record = item.record("scc_finding", name);
    describe(reading, from, kFields, record);
    record.flag("open", state_of(from) == State::Open);
    record.text("resource_type", nested == nullptr ? std::string_view() : text_at(entry, "resource.type"));
  });
  Attributes by_class;
  for (const auto& [kind, count] : classes) by_class.number(kind.empty() ? "none" : kind, count);
  item.summary.set("classes", by_class.object());
}

bool is_name(std::string_view name) {
  return name.find("/sources/") != std::string_view::npos && name.find("/findings/") != std::string_view::npos;
}
bool is_findings(const Shape& shape) {
  return is_name(shape.text("[].finding.name")) || is_name(shape.text("listFindingsResults[].finding.name")) ||
         (is_name(shape.text("[].name")) && shape.has("[].category"));
}

constexpr Kind kKinds[] = {
    {.name = "gcp-scc-findings",
     .title = "Security Command Center findings",
     .title_de = "Befunde von Security Command Center",
     .recognise = is_findings,
     .read = read_findings,
     .needs = "listFindingsResults"},
};

}  // namespace

extern const Format reader_gcp_scc;
const Format reader_gcp_scc{.name = "gcp_scc", .kinds = kKinds};

}  // namespace wafpp::evidence
