#include <algorithm>
#include <array>
#include <map>

#include "evidence/common/cvss.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/listing.h"
#include "evidence/common/severity.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {

namespace {

constexpr std::string_view kVulnerability = "2002";
constexpr std::string_view kCompliance = "2003";
constexpr std::string_view kDetection = "2004";

std::string_view number_at(const JsonValue& from, std::string_view path) {
  const JsonValue* found = at(from, path);
  return found == nullptr ? std::string_view() : found->number();
}

/// A time in milliseconds, or its twin in words (`..._dt`).
std::string_view time_in(Reading& reading, const JsonValue& from, std::string_view path) {
  std::string words = fmt::format("{}_dt", path);
  if (!text_at(from, words).empty()) return time_at(reading, from, words);
  const JsonValue* found = at(from, path);
  if (found == nullptr || !found->integer()) return {};
  // The schema says milliseconds; Prowler wrote seconds.
  constexpr int64_t kSecondsUntil = 100'000'000'000;
  int64_t number = *found->integer();
  if (number < 0 || number > INT64_MAX / 1000) return {};
  std::optional<std::string> time = time_of_milliseconds(number < kSecondsUntil ? number * 1000 : number);
  return time ? reading.item().keep(*time) : std::string_view();
}

State state_of(const JsonValue& from) {
  std::string_view status = text_at(from, "status");
  if (status == "Resolved" || status == "Archived") return State::Closed;
  return status == "Suppressed" ? State::Suppressed : State::Open;
}

std::string_view resource_of(const JsonValue& from, std::string_view name) {
  std::span<const JsonValue> resources = elements_at(from, "resources");
  return resources.empty() ? text_at(from, fmt::format("resource.{}", name)) : text_at(resources.front(), name);
}

class Events {
 public:
  explicit Events(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void add(const JsonValue& from) {
    std::string_view kind = number_at(from, "class_uid");
    if (kind == kVulnerability) return add_vulnerabilities(from);
    if (kind == kCompliance || kind == kDetection)
      return add_result(from, kind == kCompliance ? "compliance_finding" : "detection_finding");
    ++skipped_[std::string(kind.empty() ? "no class" : kind)];
  }

  void finish() {
    // A list without the class of vulnerabilities says nothing about them.
    item_.is_scan = vulnerability_events_ > 0;
    Attributes results;
    for (const auto& [word, count] : results_) results.number(word, count);
    if (!results_.empty()) item_.summary.set("results", results.object());
    if (skipped_.empty()) return;
    Attributes skipped;
    for (const auto& [why, count] : skipped_) skipped.number(why, count);
    item_.summary.set("skipped", skipped.object());
  }

 private:
  void add_vulnerabilities(const JsonValue& from) {
    ++vulnerability_events_;
    item_.summary.text("scanner", text_at(from, "metadata.product.name"));
    for (const JsonValue& vulnerability : elements_at(from, "vulnerabilities")) {
      Finding frame;
      std::string_view id = text_at(vulnerability, "cve.uid");
      if (id.empty()) id = text_at(vulnerability, "advisory.uid");
      if (id.empty()) id = text_at(vulnerability, "title");
      if (id.empty()) {
        reading_.warn("a vulnerability without an id is left out");
        continue;
      }
      frame.id = item_.keep(id);
      frame.aliases = aliases_of(item_, texts_at(vulnerability, "related_vulnerabilities"), id);
      std::string_view word = text_at(vulnerability, "severity");
      if (word.empty()) word = text_at(from, "severity");
      frame.severity_raw = item_.keep(word);
      frame.has_severity = !word.empty();
      frame.severity = severity_of(word == "Fatal" ? "CRITICAL" : word);
      std::vector<std::string_view> vectors;
      for (const JsonValue& cvss : elements_at(vulnerability, "cve.cvss")) vectors.push_back(text_at(cvss, "vector_string"));
      rate_by_vectors(item_, frame, vectors);
      frame.state = state_of(from);
      frame.status_raw = item_.keep(text_at(from, "status"));
      frame.first_observed = time_in(reading_, vulnerability, "first_seen_time");
      if (frame.first_observed.empty()) frame.first_observed = time_in(reading_, from, "finding_info.first_seen_time");
      frame.last_observed = time_in(reading_, from, "finding_info.last_seen_time");
      frame.where = item_.keep(resource_of(from, "uid"));
      frame.resource_type = item_.keep(resource_of(from, "type"));
      add_packages(vulnerability, frame);
    }
  }

  void add_packages(const JsonValue& vulnerability, const Finding& frame) {
    const JsonValue* available = vulnerability.find("is_fix_available");
    if (available == nullptr) available = vulnerability.find("fix_available");
    Fix fix = available == nullptr || !available->is(JsonKind::Bool) ? Fix::Unknown : available->is_true() ? Fix::Yes : Fix::No;
    std::span<const JsonValue> packages = elements_at(vulnerability, "affected_packages");
    if (packages.empty()) packages = elements_at(vulnerability, "packages");
    for (const JsonValue& package : packages) {
      Finding finding = frame;
      finding.package = item_.keep(text_at(package, "name"));
      finding.version = item_.keep(text_at(package, "version"));
      finding.purl = item_.keep(text_at(package, "purl"));
      std::string_view fixed = text_at(package, "fixed_in_version");
      if (fixed != "NotAvailable") finding.fixed_in = versions_of(item_, fixed);
      finding.fix = finding.fixed_in.empty() ? fix : Fix::Yes;
      item_.findings.push_back(finding);
    }
    if (!packages.empty()) return;
    Finding finding = frame;
    finding.fix = fix;
    item_.findings.push_back(finding);
  }

  void add_result(const JsonValue& from, std::string_view kind) {
    constexpr Field kFields[] = {
        {"title", "finding_info.title"},
        {"severity", "severity"},
        {"status", "status"},
        {"account", "cloud.account.uid"},
        {"region", "cloud.region"},
        {"provider", "cloud.provider"},
        {"product", "metadata.product.name"},
        {"standards", "compliance.standards", As::Texts},
    };
    std::string_view uid = text_at(from, "finding_info.uid");
    Attributes& record = item_.record(kind, uid);
    describe(reading_, from, kFields, record);
    // Prowler puts the result beside, in place of, the object for it.
    std::string_view result = text_at(from, "compliance.status");
    if (result.empty()) result = text_at(from, "status_code");
    std::string_view check = text_at(from, "compliance.control");
    if (check.empty()) check = text_at(from, "metadata.event_code");
    record.text("id", uid).text("check", check).text("result", normal(result)).text("resource", resource_of(from, "uid"));
    record.text("resource_type", resource_of(from, "type")).flag("open", state_of(from) == State::Open);
    record.text("at", time_in(reading_, from, "time"));
    ++results_[std::string(normal(result))];
  }

  /// `Pass`, `PASS`, `Fail`, `Warning`, ... in one way of writing.
  static std::string_view normal(std::string_view result) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kWords = {
        {{"Pass", "pass"}, {"PASS", "pass"}, {"Fail", "fail"}, {"FAIL", "fail"}, {"Warning", "warning"}, {"MANUAL", "manual"}}};
    for (const auto& [word, wanted] : kWords) {
      if (word == result) return wanted;
    }
    return result.empty() ? "unknown" : "other";
  }

  Reading& reading_;
  Item& item_;
  size_t vulnerability_events_ = 0;
  std::map<std::string, int64_t> results_;
  std::map<std::string, int64_t> skipped_;
};

bool is_class(std::string_view number) { return number.size() == 4 && number.starts_with("200"); }
bool is_line(const Shape& shape) { return is_class(shape.text("class_uid")) && shape.has("metadata.version"); }
bool is_events(const Shape& shape) {
  for (std::string_view before : {"[].", "Findings[].", "findings[]."}) {
    if (is_class(shape.text(fmt::format("{}class_uid", before))) && shape.has(fmt::format("{}metadata.version", before))) return true;
  }
  return is_line(shape);
}

void read_events(Reading& reading) {
  constexpr std::array<std::string_view, 2> kLists = {"Findings", "findings"};
  Events events(reading);
  if (is_line(reading.shape())) {
    while (!reading.refused() && !reading.json().at_end()) {
      if (std::optional<JsonDocument> event = reading.read()) events.add(event->root());
    }
  } else {
    walk_listing(reading, kLists, [&](std::string_view, const JsonValue& entry) { events.add(entry); });
    if (!reading.refused() && !reading.json().at_end())
      reading.refuse({"a second document follows the list", "hinter der Liste folgt ein zweites Dokument"});
  }
  events.finish();
}

constexpr Kind kKinds[] = {{.name = "ocsf-findings",
                            .title = "OCSF findings",
                            .title_de = "OCSF-Befunde",
                            .recognise = is_events,
                            .read = read_events,
                            .has_lines = true}};

}  // namespace

extern const Format reader_ocsf;
const Format reader_ocsf{.name = "ocsf", .kinds = kKinds};

}  // namespace wafpp::evidence
