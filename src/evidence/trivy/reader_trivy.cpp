#include "evidence/common/cvss.h"
#include "evidence/common/severity.h"
#include "evidence/trivy/report.h"

namespace wafpp::evidence {

namespace {

/// Fills in what stands beside the vulnerabilities of one result, which may come before or after them.
struct Result {
  std::string_view target;
  size_t first = 0;  ///< Index of its first finding.
};

Fix fix_of(bool has_version, std::string_view status) {
  if (has_version || status == "fixed") return Fix::Yes;
  return status == "unknown" || status == "under_investigation" ? Fix::Unknown : Fix::No;
}

/// By the vectors that databases have given, whoever they are.
void rate(Item& item, const JsonValue& from, Finding& finding) {
  const JsonValue* sources = from.find("CVSS");
  if (sources == nullptr) return;
  std::vector<std::string_view> vectors;
  for (const JsonMember& source : sources->members()) {
    for (std::string_view name : {"V40Vector", "V3Vector", "V2Vector"}) vectors.push_back(text_at(source.value, name));
  }
  rate_by_vectors(item, finding, vectors);
}

void add_vulnerability(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  std::string_view id = text_at(from, "VulnerabilityID");
  if (id.empty()) {
    reading.warn("an entry without `VulnerabilityID` is left out");
    return;
  }
  Finding finding;
  finding.id = item.keep(id);
  finding.package = item.keep(text_at(from, "PkgName"));
  finding.version = item.keep(text_at(from, "InstalledVersion"));
  finding.purl = item.keep(text_at(from, "PkgIdentifier.PURL"));
  const JsonValue* severity = from.find("Severity");
  finding.has_severity = severity != nullptr && severity->is(JsonKind::String);
  finding.severity_raw = item.keep(text_at(from, "Severity"));
  finding.severity = severity_of(finding.severity_raw);
  if (finding.severity == Severity::Unknown) rate(item, from, finding);
  finding.fixed_in = versions_of(item, text_at(from, "FixedVersion"));
  finding.status_raw = item.keep(text_at(from, "Status"));
  finding.fix = fix_of(!finding.fixed_in.empty(), finding.status_raw);
  if (finding.status_raw == "not_affected") finding.state = State::NotAffected;
  finding.published = time_at(reading, from, "PublishedDate");
  finding.aliases = aliases_of(item, texts_at(from, "VendorIDs"), id);
  item.findings.push_back(finding);
}

/// What an ignore file or a VEX document changed: the finding is inside.
void add_modified(Reading& reading, const JsonValue& from) {
  const JsonValue* finding = from.find("Finding");
  std::string_view type = text_at(from, "Type");
  if (finding == nullptr || (!type.empty() && type != "vulnerability")) return;
  size_t before = reading.item().findings.size();
  add_vulnerability(reading, *finding);
  if (reading.item().findings.size() == before) return;
  Finding& added = reading.item().findings.back();
  added.status_raw = reading.item().keep(text_at(from, "Status"));
  added.justification = reading.item().keep(text_at(from, "Statement"));
  if (added.status_raw == "not_affected") {
    added.state = State::NotAffected;
  } else if (added.status_raw == "fixed") {
    added.state = State::Closed;
  } else if (added.status_raw == "ignored") {
    added.state = State::Suppressed;
  } else {
    added.state = State::Open;  // `affected`, `under_investigation`: the clock runs.
  }
}

void describe_metadata(Item& item, const JsonValue& metadata) {
  item.summary.text("image_id", text_at(metadata, "ImageID"));
  item.summary.texts("repo_digests", texts_at(metadata, "RepoDigests"));
  item.summary.texts("repo_tags", texts_at(metadata, "RepoTags"));
  // Builds that are made to be the same at any time say 1970, or the year 1.
  std::optional<std::string> created = time_of(text_at(metadata, "ImageConfig.created"));
  if (created && !created->starts_with("1970-")) item.summary.text("image_created", *created);
  if (std::string_view family = text_at(metadata, "OS.Family"); !family.empty()) {
    item.summary.text("os", fmt::format("{} {}", family, text_at(metadata, "OS.Name")));
  }
  if (is_true_at(metadata, "OS.EOSL")) item.summary.flag("os_end_of_life", true);
}

bool is_legacy(const Shape& shape) {
  return shape.is_array("") && shape.has("[].Target") && (shape.has("[].Vulnerabilities") || shape.has("[].Type"));
}

bool is_report(const Shape& shape) { return shape.text("SchemaVersion") == "2" && shape.has("ArtifactName") && !shape.has("ClusterName"); }

void read_legacy(Reading& reading) {
  reading.item().is_scan = true;
  reading.item().summary.text("scanner", "trivy");
  walk_elements(reading, "the report", [&] { read_trivy_result(reading); });
}

constexpr Kind kKinds[] = {
    {.name = "trivy-report", .title = "Trivy report", .title_de = "Trivy-Bericht", .recognise = is_report, .read = read_trivy_report},
    {.name = "trivy-report-v1",
     .title = "Trivy report of a version before 0.20",
     .title_de = "Trivy-Bericht einer Version vor 0.20",
     .recognise = is_legacy,
     .read = read_legacy},
    {.name = "trivy-kubernetes-report",
     .title = "Trivy report about a cluster",
     .title_de = "Trivy-Bericht über einen Cluster",
     .recognise = is_trivy_cluster,
     .read = read_trivy_cluster},
};

}  // namespace

void read_trivy_result(Reading& reading) {
  Item& item = reading.item();
  Result result{{}, item.findings.size()};
  reading.mark_entry();
  bool is_object = for_each_member(reading, [&](std::string_view name) {
    if (name == "Target") {
      if (std::optional<JsonDocument> target = reading.read()) result.target = item.keep(target->root().string());
      return true;
    }
    if (name == "Vulnerabilities") {
      return for_each_element(reading, "Vulnerabilities", [&](const JsonValue& entry) { add_vulnerability(reading, entry); });
    }
    if (name == "ExperimentalModifiedFindings") {
      return for_each_element(reading, "ExperimentalModifiedFindings", [&](const JsonValue& entry) { add_modified(reading, entry); });
    }
    return false;
  });
  if (!is_object) reading.refuse({"an entry of `Results` is no object", "ein Eintrag von `Results` ist kein Objekt"});
  for (size_t i = result.first; i < item.findings.size(); ++i) item.findings[i].where = result.target;
}

void read_trivy_report(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.text("scanner", "trivy").null("scanner_version").null("report_time").null("artifact").null("artifact_type").null("image_id");
  item.summary.texts("repo_digests", std::vector<std::string>());
  bool has_results = false;
  auto take_text = [&](std::string_view name) {
    if (std::optional<JsonDocument> text = reading.read(); text && text->root().is(JsonKind::String)) {
      item.summary.set(name, Value::string(text->root().string()));
    }
    return true;
  };
  reading.mark_entry();
  bool is_object = for_each_member(reading, [&](std::string_view name) {
    if (name == "Results") {
      has_results = reading.json().peek() != 'n';
      return walk_elements(reading, "Results", [&] { read_trivy_result(reading); });
    }
    if (name == "ArtifactName") return take_text("artifact");
    if (name == "ArtifactType") return take_text("artifact_type");
    if (name != "CreatedAt" && name != "Trivy" && name != "Metadata") return false;
    bool is_time = name == "CreatedAt";
    bool is_metadata = name == "Metadata";
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    if (is_time) {
      if (std::optional<std::string> time = time_of(value->root())) item.summary.text("report_time", *time);
    } else if (is_metadata) {
      describe_metadata(item, value->root());
    } else {
      item.summary.text("scanner_version", text_at(value->root(), "Version"));
    }
    return true;
  });
  if (!is_object) reading.refuse({"a Trivy report is an object", "ein Trivy-Bericht ist ein Objekt"});
  // Of a scratch image Trivy knows no package: that proves less than a list in which nothing was found.
  item.summary.flag("packages_recognised", has_results);
  constexpr std::string_view kMalicious = "0.69.4";
  if (item.summary.text_of("scanner_version") == kMalicious) {
    reading.warn("Trivy 0.69.4 was a malicious release (CVE-2026-33634): neither this report nor the machine that made it can be trusted");
  }
}

extern const Format reader_trivy;
const Format reader_trivy{.name = "trivy", .kinds = kKinds};

}  // namespace wafpp::evidence
