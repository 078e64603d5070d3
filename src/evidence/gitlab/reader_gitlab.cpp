#include <algorithm>
#include <array>

#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {

namespace {

/// Types of scans that look for known vulnerabilities of packages; the others look at code, secrets, addresses.
constexpr std::array<std::string_view, 3> kPackageScans = {"container_scanning", "dependency_scanning", "cluster_image_scanning"};

bool is_type(std::string_view type, std::string_view wanted) {
  return std::equal(type.begin(), type.end(), wanted.begin(), wanted.end(), [](char a, char b) { return (a | 0x20) == b; });
}

/// The name of the sort that comes first in `sorts`, else the first of all.
std::string_view main_id(std::span<const JsonValue> identifiers) {
  for (std::string_view sort : {"cve", "ghsa"}) {
    for (const JsonValue& identifier : identifiers) {
      if (is_type(text_at(identifier, "type"), sort)) return text_at(identifier, "value");
    }
  }
  return identifiers.empty() ? std::string_view() : text_at(identifiers.front(), "value");
}

void add(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  std::span<const JsonValue> identifiers = elements_at(from, "identifiers");
  std::string_view id = main_id(identifiers);
  if (id.empty()) return reading.warn("an entry without an identifier is left out");
  Finding finding;
  finding.id = item.keep(id);
  std::vector<std::string_view> others;
  for (const JsonValue& identifier : identifiers) {
    std::string_view type = text_at(identifier, "type");
    if (is_type(type, "cve") || is_type(type, "ghsa")) others.push_back(text_at(identifier, "value"));
  }
  finding.aliases = aliases_of(item, std::move(others), id);
  finding.package = item.keep(text_at(from, "location.dependency.package.name"));
  finding.version = item.keep(text_at(from, "location.dependency.version"));
  finding.severity_raw = item.keep(text_at(from, "severity"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  // In words, which begin so in all analysers that know a version.
  finding.fix = text_at(from, "solution").starts_with("Upgrade") ? Fix::Yes : Fix::Unknown;
  std::string_view image = text_at(from, "location.image");
  finding.artefact = item.keep(image);
  std::string_view place = text_at(from, image.empty() ? "location.file" : "location.operating_system");
  finding.where = item.keep(place);
  item.findings.push_back(finding);
}

/// Times of these reports have no zone, and are in UTC.
std::string_view scan_time(Item& item, const JsonValue& scan, std::string_view name) {
  std::optional<std::string> time = time_of(text_at(scan, name), Zone::UtcIfMissing);
  return time ? item.keep(*time) : std::string_view();
}

void read_report(Reading& reading) {
  Item& item = reading.item();
  // The type is in the frame since schema 14, which may come behind the list; before, in each entry.
  std::string_view type = item.keep(reading.shape().text("scan.type"));
  if (type.empty()) type = item.keep(reading.shape().text("vulnerabilities[].category"));
  item.is_scan = std::find(kPackageScans.begin(), kPackageScans.end(), type) != kPackageScans.end();
  item.summary.text("schema", reading.shape().text("version")).text("scan_type", type).null("scanner").null("scanner_version");
  int64_t entries = 0;
  std::string status;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "vulnerabilities") {
      return for_each_element(reading, name, [&](const JsonValue& entry) {
        ++entries;
        if (item.is_scan) add(reading, entry);
      });
    }
    if (name != "scan") return false;
    std::optional<JsonDocument> scan = reading.read();
    if (!scan) return true;
    const JsonValue& root = scan->root();
    status = text_at(root, "status");
    item.summary.text("scanner", text_at(root, "scanner.id")).text("scanner_version", text_at(root, "scanner.version"));
    item.summary.text("report_time", scan_time(item, root, "end_time")).text("started", scan_time(item, root, "start_time"));
    item.summary.text("status", status);
    return true;
  });
  item.summary.number("entries", entries);
  if (reading.refused()) return;
  if (status == "failure") {
    item.is_scan = false;
    item.findings.clear();
    reading.warn("the scan failed: its list proves nothing");
  } else if (!item.is_scan) {
    reading.warn(fmt::format("a scan of the type `{}` is not about packages: nothing of it is a finding here", type));
  }
}

bool is_report(const Shape& shape) {
  if (!shape.is_array("vulnerabilities") || shape.text("version").empty()) return false;
  return shape.has("scan.type") || (shape.has("vulnerabilities[].category") && shape.is_array("vulnerabilities[].identifiers"));
}

constexpr Kind kKinds[] = {{.name = "gitlab-security-report",
                            .title = "GitLab security report",
                            .title_de = "Sicherheitsbericht von GitLab",
                            .recognise = is_report,
                            .read = read_report}};

}  // namespace

extern const Format reader_gitlab;
const Format reader_gitlab{.name = "gitlab", .kinds = kKinds};

}  // namespace wafpp::evidence
