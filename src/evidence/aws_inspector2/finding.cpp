#include "evidence/aws_inspector2/finding.h"

#include <algorithm>

#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

Packages packages_of(const JsonValue& details) {
  Packages packages;
  for (const JsonValue& package : elements_at(details, "vulnerablePackages")) {
    packages.names.push_back(text_at(package, "name"));
    packages.versions.push_back(text_at(package, "version"));
    std::string_view fixed = text_at(package, "fixedInVersion");
    if (!fixed.empty() && fixed != "NotAvailable") packages.fixed_in.push_back(fixed);
  }
  return packages;
}

State state_of(std::string_view status) {
  if (status == "CLOSED") return State::Closed;
  return status == "SUPPRESSED" ? State::Suppressed : State::Open;
}

}  // namespace

std::string joined(std::vector<std::string_view> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  std::erase(texts, "");
  return fmt::format("{}", fmt::join(texts, ","));
}

Fix fix_of_aws(std::string_view word, bool has_version) {
  if (word == "YES") return Fix::Yes;
  if (word == "NO") return Fix::No;
  if (word == "PARTIAL") return Fix::Partial;
  return has_version ? Fix::Yes : Fix::Unknown;
}

bool add_inspector_finding(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  const JsonValue* details = from.find("packageVulnerabilityDetails");
  std::string_view id = details == nullptr ? std::string_view() : text_at(*details, "vulnerabilityId");
  if (id.empty()) return false;
  Packages packages = packages_of(*details);
  Finding finding;
  finding.id = item.keep(id);
  finding.aliases = aliases_of(item, texts_at(*details, "relatedVulnerabilities"), id);
  finding.package = item.keep(joined(packages.names));
  finding.version = item.keep(joined(packages.versions));
  finding.severity_raw = item.keep(text_at(from, "severity"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  finding.fix = fix_of_aws(text_at(from, "fixAvailable"), !packages.fixed_in.empty());
  finding.fixed_in = item.keep_sorted(std::move(packages.fixed_in));
  finding.status_raw = item.keep(text_at(from, "status"));
  finding.state = state_of(finding.status_raw);
  finding.first_observed = time_at(reading, from, "firstObservedAt");
  finding.last_observed = time_at(reading, from, "lastObservedAt");
  finding.published = time_at(reading, *details, "vendorCreatedAt");
  // There is no time of closing; `updatedAt` moves when a finding is closed, and hardly ever after that.
  if (finding.state == State::Closed) finding.closed_at = time_at(reading, from, "updatedAt");
  std::span<const JsonValue> resources = elements_at(from, "resources");
  if (!resources.empty()) {
    finding.where = item.keep(text_at(resources.front(), "id"));
    finding.resource_type = item.keep(text_at(resources.front(), "type"));
  }
  item.findings.push_back(finding);
  return true;
}

}  // namespace wafpp::evidence
