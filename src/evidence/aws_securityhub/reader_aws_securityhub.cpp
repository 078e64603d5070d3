#include <map>

#include "evidence/aws_inspector2/finding.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

struct Counts {
  int64_t entries = 0;
  std::map<std::string, int64_t> skipped;
};

State state_of(const JsonValue& from) {
  std::string_view workflow = text_at(from, "Workflow.Status");
  if (text_at(from, "RecordState") == "ARCHIVED" || workflow == "RESOLVED") return State::Closed;
  return workflow == "SUPPRESSED" ? State::Suppressed : State::Open;
}

/// What all vulnerabilities of one entry share.
Finding frame_of(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  Finding finding;
  finding.severity_raw = item.keep(text_at(from, "Severity.Label"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  finding.state = state_of(from);
  finding.status_raw = item.keep(text_at(from, "Workflow.Status"));
  finding.first_observed = time_at(reading, from, "FirstObservedAt");
  finding.first_observed_from = "FirstObservedAt";
  // When it came to Security Hub: the latest that the first sight can have been.
  if (finding.first_observed.empty()) {
    finding.first_observed = time_at(reading, from, "CreatedAt");
    finding.first_observed_from = finding.first_observed.empty() ? std::string_view() : "CreatedAt";
  }
  finding.last_observed = time_at(reading, from, "LastObservedAt");
  std::span<const JsonValue> resources = elements_at(from, "Resources");
  if (!resources.empty()) {
    finding.where = item.keep(text_at(resources.front(), "Id"));
    finding.resource_type = item.keep(text_at(resources.front(), "Type"));
  }
  return finding;
}

void add_entry(Reading& reading, const JsonValue& from, Counts& counts) {
  Item& item = reading.item();
  ++counts.entries;
  std::span<const JsonValue> vulnerabilities = elements_at(from, "Vulnerabilities");
  if (vulnerabilities.empty()) {
    ++counts.skipped["no Vulnerabilities"];
    return;
  }
  Finding frame = frame_of(reading, from);
  for (const JsonValue& vulnerability : vulnerabilities) {
    Finding finding = frame;
    std::string_view id = text_at(vulnerability, "Id");
    if (id.empty()) {
      reading.warn("a vulnerability without `Id` is left out");
      continue;
    }
    finding.id = item.keep(id);
    finding.aliases = aliases_of(item, texts_at(vulnerability, "RelatedVulnerabilities"), id);
    Packages packages;
    for (const JsonValue& package : elements_at(vulnerability, "VulnerablePackages")) {
      packages.names.push_back(text_at(package, "Name"));
      packages.versions.push_back(text_at(package, "Version"));
      std::string_view fixed = text_at(package, "FixedInVersion");
      if (!fixed.empty() && fixed != "NotAvailable") packages.fixed_in.push_back(fixed);
    }
    finding.package = item.keep(joined(packages.names));
    finding.version = item.keep(joined(packages.versions));
    finding.fix = fix_of_aws(text_at(vulnerability, "FixAvailable"), !packages.fixed_in.empty());
    finding.fixed_in = item.keep_sorted(std::move(packages.fixed_in));
    finding.published = time_at(reading, vulnerability, "Vendor.VendorCreatedAt");
    item.findings.push_back(finding);
  }
}

void finish(Item& item, const Counts& counts) {
  item.is_scan = true;
  item.summary.number("entries", counts.entries);
  if (counts.skipped.empty()) return;
  Attributes skipped;
  for (const auto& [why, count] : counts.skipped) skipped.number(why, count);
  item.summary.set("skipped", skipped.object());
}

void read_findings(Reading& reading) {
  Counts counts;
  auto take = [&](const JsonValue& entry) { add_entry(reading, entry, counts); };
  if (reading.json().peek() == '[') {  // What `batch-import-findings` takes.
    for_each_element(reading, "the list", take);
  } else if (reading.shape().has("SchemaVersion")) {  // One a line.
    while (!reading.refused() && !reading.json().at_end()) {
      if (std::optional<JsonDocument> entry = reading.read()) take(entry->root());
    }
  } else {
    for_each_member(reading, [&](std::string_view name) {
      if (name == "Findings") return for_each_element(reading, "Findings", take);
      if (name != "NextToken") return false;
      std::optional<JsonDocument> token = reading.read();
      if (token && !token->root().string().empty()) note_incomplete(reading, "NextToken");
      return true;
    });
  }
  if (!reading.refused() && !reading.json().at_end())
    reading.refuse({"a second document follows the list", "hinter der Liste folgt ein zweites Dokument"});
  finish(reading.item(), counts);
}

void take_event(Reading& reading, Counts& counts) {
  for_each_member(reading, [&](std::string_view name) {
    if (name == "detail") {
      return for_each_member(reading, [&](std::string_view inside) {
        return inside == "findings" &&
               for_each_element(reading, "findings", [&](const JsonValue& entry) { add_entry(reading, entry, counts); });
      });
    }
    bool is_time = name == "time";
    if (!is_time && name != "account" && name != "region") return false;
    std::string key = is_time ? "event_time" : std::string(name);
    std::optional<JsonDocument> value = reading.read();
    if (value) reading.item().summary.text(key, is_time ? time_at(reading, value->root(), "") : value->root().string());
    return true;
  });
}

/// One event, or one a line: then account, region and time are those of the last one.
void read_event(Reading& reading) {
  Counts counts;
  while (!reading.refused() && !reading.json().at_end()) {
    if (reading.json().peek() != '{') return reading.refuse({"a line is no event", "eine Zeile ist kein Ereignis"});
    take_event(reading, counts);
  }
  finish(reading.item(), counts);
}

constexpr std::string_view kSchema = "2018-10-08";

bool is_findings(const Shape& shape) {
  return (shape.is_array("Findings") && shape.text("Findings[].SchemaVersion") == kSchema) ||
         (shape.is_array("") && shape.text("[].SchemaVersion") == kSchema && shape.has("[].ProductArn")) ||
         (shape.text("SchemaVersion") == kSchema && shape.has("ProductArn"));
}
bool is_event(const Shape& shape) { return shape.text("detail.findings[].SchemaVersion") == kSchema; }

constexpr Kind kKinds[] = {
    {.name = "asff",
     .title = "Security Hub findings (ASFF)",
     .title_de = "Befunde von Security Hub (ASFF)",
     .recognise = is_findings,
     .read = read_findings,
     .needs = "Findings",
     .has_lines = true},
    {.name = "asff-eventbridge",
     .title = "Security Hub findings in an event",
     .title_de = "Befunde von Security Hub in einem Ereignis",
     .recognise = is_event,
     .read = read_event,
     .has_lines = true},
};

}  // namespace

extern const Format reader_aws_securityhub;
const Format reader_aws_securityhub{.name = "aws_securityhub", .kinds = kKinds};

}  // namespace wafpp::evidence
