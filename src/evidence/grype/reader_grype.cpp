#include <algorithm>

#include "evidence/common/cvss.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"
#include "evidence/grype/report.h"

namespace wafpp::evidence {

namespace {

Fix fix_of(std::string_view state, bool has_version) {
  if (state == "fixed" || has_version) return Fix::Yes;
  return state == "not-fixed" || state == "wont-fix" ? Fix::No : Fix::Unknown;
}

/// The earliest day on which a fix was there.
std::string_view fix_day(Reading& reading, const JsonValue& vulnerability) {
  std::string_view earliest;
  for (const JsonValue& available : elements_at(vulnerability, "fix.available")) {
    std::string_view day = time_at(reading, available, "date");
    if (!day.empty() && (earliest.empty() || day < earliest)) earliest = day;
  }
  return earliest;
}

/// The reason behind which a match was hidden, and whether it was a VEX statement.
void apply_rules(Item& item, const JsonValue& match, Finding& finding) {
  finding.state = State::Suppressed;
  for (const JsonValue& rule : elements_at(match, "appliedIgnoreRules")) {
    std::string_view status = text_at(rule, "vex-status");
    std::string_view why = text_at(rule, status.empty() ? "reason" : "vex-justification");
    if (status == "not_affected") finding.state = State::NotAffected;
    if (status == "fixed") finding.state = State::Closed;
    if (!why.empty()) finding.justification = item.keep(why);
  }
}

/// By the vectors of the vulnerability, else by those of its other names.
void rate(Item& item, const JsonValue& match, Finding& finding) {
  std::vector<std::string_view> vectors;
  for (const JsonValue& cvss : elements_at(match, "vulnerability.cvss")) vectors.push_back(text_at(cvss, "vector"));
  rate_by_vectors(item, finding, vectors);
  vectors.clear();
  for (const JsonValue& related : elements_at(match, "relatedVulnerabilities")) {
    for (const JsonValue& cvss : elements_at(related, "cvss")) vectors.push_back(text_at(cvss, "vector"));
  }
  rate_by_vectors(item, finding, vectors);
}

void add_match(Reading& reading, const JsonValue& match, bool is_ignored) {
  Item& item = reading.item();
  std::string_view id = text_at(match, "vulnerability.id");
  if (id.empty()) {
    reading.warn("a match without `vulnerability.id` is left out");
    return;
  }
  const JsonValue& vulnerability = *match.find("vulnerability");
  Finding finding;
  finding.id = item.keep(id);
  finding.package = item.keep(text_at(match, "artifact.name"));
  finding.version = item.keep(text_at(match, "artifact.version"));
  finding.purl = item.keep(text_at(match, "artifact.purl"));
  const JsonValue* severity = vulnerability.find("severity");
  finding.has_severity = severity != nullptr && severity->is(JsonKind::String);
  finding.severity_raw = item.keep(text_at(vulnerability, "severity"));
  finding.severity = severity_of(finding.severity_raw);
  if (finding.severity == Severity::Unknown) rate(item, match, finding);
  finding.fixed_in = item.keep_sorted(texts_at(vulnerability, "fix.versions"));
  // Very old reports have one version in place of the object.
  if (std::string_view version = text_at(vulnerability, "fixedInVersion"); !version.empty()) finding.fixed_in = item.keep_sorted({version});
  finding.status_raw = item.keep(text_at(vulnerability, "fix.state"));
  finding.fix = fix_of(finding.status_raw, !finding.fixed_in.empty());
  finding.fix_since = fix_day(reading, vulnerability);
  finding.known_exploited = !elements_at(vulnerability, "knownExploited").empty();
  std::vector<std::string_view> related;
  for (const JsonValue& other : elements_at(match, "relatedVulnerabilities")) related.push_back(text_at(other, "id"));
  finding.aliases = aliases_of(item, std::move(related), id);
  if (is_ignored) apply_rules(item, match, finding);
  item.findings.push_back(finding);
}

/// Of an image, a directory or a file; before 0.26 `target` is a bare text for anything but images.
void describe_source(Item& item, const JsonValue& source) {
  item.summary.text("source_type", text_at(source, "type"));
  const JsonValue* target = source.find("target");
  if (target == nullptr) return;
  std::string_view name = target->is(JsonKind::String) ? target->string() : text_at(*target, "userInput");
  if (!name.empty()) item.summary.text("artifact", name);
  item.summary.text("image_id", text_at(*target, "imageID"));
  item.summary.text("manifest_digest", text_at(*target, "manifestDigest"));
  if (const JsonValue* digests = target->find("repoDigests"); digests != nullptr && digests->is(JsonKind::Array)) {
    item.summary.texts("repo_digests", texts_at(*target, "repoDigests"));
  }
}

void describe_tool(Reading& reading, const JsonValue& descriptor) {
  Item& item = reading.item();
  item.summary.text("scanner_version", text_at(descriptor, "version"));
  item.summary.text("report_time", time_at(reading, descriptor, "timestamp"));
  // Of schema 6 the database describes itself one level further down.
  std::string_view built = at(descriptor, "db.built") != nullptr ? "db.built" : "db.status.built";
  item.summary.text("db_built", time_at(reading, descriptor, built));
}

bool is_report(const Shape& shape) {
  if (!shape.is_array("matches")) return false;
  return shape.text("descriptor.name") == "grype" || (shape.is_object("matches[].vulnerability") && shape.is_object("matches[].artifact"));
}

constexpr Kind kKinds[] = {{.name = "grype-report",
                            .title = "Grype report",
                            .title_de = "Grype-Bericht",
                            .recognise = is_report,
                            .read = read_grype_report,
                            .needs = "matches"}};

}  // namespace

void read_grype_report(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.text("scanner", "grype")
      .null("scanner_version")
      .null("report_time")
      .null("artifact")
      .null("source_type")
      .null("repo_digests");
  for_each_member(reading, [&](std::string_view name) {
    if (name == "matches") {
      return for_each_element(reading, "matches", [&](const JsonValue& match) { add_match(reading, match, false); });
    }
    if (name == "ignoredMatches") {
      return for_each_element(reading, "ignoredMatches", [&](const JsonValue& match) { add_match(reading, match, true); });
    }
    bool is_source = name == "source";
    if (!is_source && name != "descriptor") return false;
    if (std::optional<JsonDocument> value = reading.read()) {
      is_source ? describe_source(item, value->root()) : describe_tool(reading, value->root());
    }
    return true;
  });
}

extern const Format reader_grype;
const Format reader_grype{.name = "grype", .kinds = kKinds};

}  // namespace wafpp::evidence
