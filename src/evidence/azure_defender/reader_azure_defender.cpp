#include <map>

#include "base/letters.h"
#include "evidence/common/azure.h"
#include "evidence/common/cvss.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

constexpr std::string_view kAssessment = "microsoft.security/assessments";
constexpr std::string_view kSubAssessment = "microsoft.security/assessments/subassessments";

void read_assessments(Reading& reading) {
  constexpr Field kFields[] = {
      {"title", "displayName"},
      {"state", "status.code"},
      {"cause", "status.cause"},
      {"severity", "metadata.severity"},
      {"resource", "resourceDetails.id"},
      {"source", "resourceDetails.source"},
      {"first_evaluated", "status.firstEvaluationDate", As::Time},
      {"changed", "status.statusChangeDate", As::Time},
  };
  Item& item = reading.item();
  std::map<std::string, int64_t> counts;
  std::vector<std::string_view> failing;
  walk_azure(reading, [&](const JsonValue& entry) {
    std::string_view id = text_at(entry, "id");
    if (id.empty()) {
      reading.warn("an assessment without an id is left out");
      return;
    }
    Attributes& record = item.record("defender_assessment", id);
    record.text("id", id).text("assessment", text_at(entry, "name"));
    const JsonValue& properties = azure_properties(entry);
    describe(reading, properties, kFields, record);
    // Resource Graph writes it with another letter.
    if (record.text_of("resource").empty()) record.text("resource", text_at(properties, "resourceDetails.Id"));
    std::string_view state = record.text_of("state");
    ++counts[std::string(state)];
    if (state == "Unhealthy") failing.push_back(item.keep(record.text_of("title")));
  });
  Attributes by_state;
  for (const auto& [state, count] : counts) by_state.number(state, count);
  item.summary.set("by_status", by_state.object()).texts("unhealthy", item.keep_sorted(std::move(failing)));
}

State state_of(std::string_view code) {
  if (code == "Unhealthy") return State::Open;
  return code == "Healthy" ? State::Closed : State::Suppressed;
}

/// What a sub-assessment says besides its ids; the first form is of the older scanner, the second of the one that came after it.
Finding frame_of(Reading& reading, const JsonValue& properties) {
  Item& item = reading.item();
  static const JsonValue kNothing{};
  const JsonValue* more_value = properties.find("additionalData");
  const JsonValue& more = more_value == nullptr ? kNothing : *more_value;
  Finding finding;
  finding.package = item.keep(text_at(more, "softwareDetails.packageName"));
  finding.version = item.keep(text_at(more, "softwareDetails.version"));
  finding.severity_raw = item.keep(text_at(properties, "status.severity"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  rate_by_vectors(item, finding, {text_at(more, "vulnerabilityDetails.cvss.3.0.cvssVectorString")});
  finding.fixed_in = versions_of(item, text_at(more, "softwareDetails.fixedVersion"));
  std::string_view status = text_at(more, "softwareDetails.fixStatus");
  const JsonValue* patchable = more.find("patchable");
  if (!finding.fixed_in.empty() || status == "FixAvailable" || (patchable != nullptr && patchable->is_true())) {
    finding.fix = Fix::Yes;
  } else if (!status.empty() || (patchable != nullptr && patchable->is(JsonKind::Bool))) {
    finding.fix = Fix::No;
  }
  finding.status_raw = item.keep(text_at(properties, "status.code"));
  finding.state = state_of(finding.status_raw);
  finding.last_observed = time_at(reading, properties, "timeGenerated");
  finding.published =
      time_at(reading, more, more.find("vulnerabilityDetails") != nullptr ? "vulnerabilityDetails.publishedDate" : "publishedTime");
  std::string_view resource = text_at(properties, "resourceDetails.id");
  finding.where = item.keep(resource.empty() ? text_at(properties, "resourceDetails.Id") : resource);
  std::string_view host = text_at(more, "artifactDetails.registryHost");
  std::string_view repository = text_at(more, "artifactDetails.repositoryName");
  std::string_view digest = text_at(more, "artifactDetails.digest");
  if (repository.empty()) {
    host = text_at(more, "registryHost");
    repository = text_at(more, "repositoryName");
    digest = text_at(more, "imageDigest");
  }
  if (!repository.empty()) finding.artefact = item.keep(fmt::format("{}{}{}@{}", host, host.empty() ? "" : "/", repository, digest));
  return finding;
}

void read_sub_assessments(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  int64_t entries = 0;
  int64_t other = 0;
  walk_azure(reading, [&](const JsonValue& entry) {
    ++entries;
    const JsonValue& properties = azure_properties(entry);
    std::vector<std::string_view> ids;
    if (std::string_view id = text_at(properties, "additionalData.vulnerabilityDetails.cveId"); !id.empty()) ids.push_back(id);
    if (ids.empty()) {
      for (const JsonValue& cve : elements_at(properties, "additionalData.cve")) {
        if (std::string_view id = text_at(cve, "title"); !id.empty()) ids.push_back(id);
      }
    }
    // Rules of baselines and findings of SQL servers are no vulnerabilities.
    if (ids.empty()) {
      ++other;
      return;
    }
    Finding frame = frame_of(reading, properties);
    for (std::string_view id : ids) {
      Finding finding = frame;
      finding.id = item.keep(id);
      item.findings.push_back(finding);
    }
  });
  item.summary.number("entries", entries);
  if (other > 0) item.summary.set("skipped", Attributes().number("no CVE", other).object());
}

std::string type_of(const Shape& shape) { return base::lowered(azure_text(shape, "type")); }
bool is_assessments(const Shape& shape) { return type_of(shape) == kAssessment; }
bool is_sub_assessments(const Shape& shape) { return type_of(shape) == kSubAssessment; }

constexpr Kind kKinds[] = {
    {.name = "defender-assessments",
     .title = "Defender for Cloud assessments",
     .title_de = "Bewertungen von Defender for Cloud",
     .recognise = is_assessments,
     .read = read_assessments},
    {.name = "defender-sub-assessments",
     .title = "Defender for Cloud vulnerabilities",
     .title_de = "Schwachstellen aus Defender for Cloud",
     .recognise = is_sub_assessments,
     .read = read_sub_assessments},
};

}  // namespace

extern const Format reader_azure_defender;
const Format reader_azure_defender{.name = "azure_defender", .kinds = kKinds};

}  // namespace wafpp::evidence
