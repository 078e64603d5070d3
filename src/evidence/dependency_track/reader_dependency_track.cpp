#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {

namespace {

/// Milliseconds since the epoch from its API, a time without a zone, which is UTC, in its files.
std::string_view attributed_on(Reading& reading, const JsonValue& finding) {
  const JsonValue* on = at(finding, "attribution.attributedOn");
  if (on == nullptr || on->is(JsonKind::Null)) return {};
  std::optional<std::string> time = on->integer() ? time_of_milliseconds(*on->integer()) : time_of(on->string(), Zone::UtcIfMissing);
  if (time) return reading.item().keep(*time);
  reading.warn("`attributedOn` is no time; it counts as not given");
  return {};
}

State state_of(const JsonValue& analysis) {
  std::string_view state = text_at(analysis, "state");
  if (state == "NOT_AFFECTED" || state == "FALSE_POSITIVE") return State::NotAffected;
  if (state == "RESOLVED") return State::Closed;
  return is_true_at(analysis, "isSuppressed") ? State::Suppressed : State::Open;
}

void add_finding(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  std::string_view id = text_at(from, "vulnerability.vulnId");
  if (id.empty()) {
    reading.warn("a finding without `vulnId` is left out");
    return;
  }
  Finding finding;
  finding.id = item.keep(id);
  finding.package = item.keep(text_at(from, "component.name"));
  finding.version = item.keep(text_at(from, "component.version"));
  finding.purl = item.keep(text_at(from, "component.purl"));
  finding.severity_raw = item.keep(text_at(from, "vulnerability.severity"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  finding.first_observed = attributed_on(reading, from);
  finding.published = time_at(reading, from, "vulnerability.published");
  std::vector<std::string_view> aliases;
  for (const JsonValue& alias : elements_at(from, "vulnerability.aliases")) {
    for (const JsonMember& name : alias.members()) aliases.push_back(name.value.string());
  }
  finding.aliases = aliases_of(item, std::move(aliases), id);
  if (const JsonValue* analysis = from.find("analysis")) {
    finding.state = state_of(*analysis);
    finding.status_raw = item.keep(text_at(*analysis, "state"));
    finding.justification = item.keep(text_at(*analysis, "justification"));
  }
  item.findings.push_back(finding);
}

void read_findings(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.null("fpf_version").null("report_time").null("project").null("project_version");
  for_each_member(reading, [&](std::string_view name) {
    if (name == "findings") return for_each_element(reading, "findings", [&](const JsonValue& finding) { add_finding(reading, finding); });
    bool is_meta = name == "meta";
    bool is_project = name == "project";
    if (!is_meta && !is_project && name != "version") return false;
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    if (is_meta) {
      item.summary.text("report_time", time_at(reading, value->root(), "timestamp"))
          .text("tool_version", text_at(value->root(), "version"));
    } else if (is_project) {
      item.summary.text("project", text_at(value->root(), "name")).text("project_version", text_at(value->root(), "version"));
    } else {
      item.summary.text("fpf_version", value->root().string());
    }
    return true;
  });
}

bool is_findings(const Shape& shape) { return shape.text("meta.application") == "Dependency-Track" && shape.is_array("findings"); }

constexpr Kind kKinds[] = {{.name = "dependency-track-findings",
                            .title = "Dependency-Track findings",
                            .title_de = "Befunde von Dependency-Track",
                            .recognise = is_findings,
                            .read = read_findings}};

}  // namespace

extern const Format reader_dependency_track;
const Format reader_dependency_track{.name = "dependency_track", .kinds = kKinds};

}  // namespace wafpp::evidence
