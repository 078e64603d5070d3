#include <algorithm>
#include <map>

#include "evidence/aws_inspector2/finding.h"
#include "evidence/common/listing.h"

namespace wafpp::evidence {

namespace {

void read_findings(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  int64_t entries = 0;
  std::map<std::string, int64_t> skipped;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "findings") {
      return for_each_element(reading, "findings", [&](const JsonValue& finding) {
        ++entries;
        if (add_inspector_finding(reading, finding)) return;
        std::string_view type = text_at(finding, "type");
        ++skipped[std::string(type.empty() || type == "PACKAGE_VULNERABILITY" ? "no vulnerability" : type)];
      });
    }
    if (name != "nextToken") return false;
    std::optional<JsonDocument> token = reading.read();
    if (token && !token->root().string().empty()) note_incomplete(reading, "nextToken");
    return true;
  });
  item.summary.number("entries", entries);
  if (skipped.empty()) return;
  Attributes counts;
  for (const auto& [type, count] : skipped) counts.number(type, count);
  item.summary.set("skipped", counts.object());
}

void read_account_status(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Item& item = reading.item();
  Attributes accounts;
  Attributes met;
  for (const JsonValue& account : elements_at(document->root(), "accounts")) {
    std::string_view id = text_at(account, "accountId");
    if (id.empty()) {
      reading.warn("an account without `accountId` is left out");
      continue;
    }
    Attributes enabled;
    // The state decides; an error code beside it (`ALREADY_ENABLED`) may tell of an attempt long ago.
    for (std::string_view what : {"ec2", "ecr", "lambda"}) {
      enabled.flag(what, text_at(account, fmt::format("resourceState.{}.status", what)) == "ENABLED");
    }
    bool is_met = enabled.find("ec2")->as_bool() && enabled.find("ecr")->as_bool();
    accounts.set(id, enabled.object());
    met.flag(id, is_met);
    Attributes& record = item.record("inspector_account", id);
    record = enabled;
    record.text("account", id).text("status", text_at(account, "state.status")).flag("requirement_070_met", is_met);
  }
  item.summary.set("accounts", accounts.object()).set("requirement_070_met", met.object());
  std::vector<std::string_view> failed;
  for (const JsonValue& account : elements_at(document->root(), "failedAccounts")) failed.push_back(text_at(account, "accountId"));
  item.summary.texts("failed_accounts", std::span<const std::string_view>(failed));
  if (!failed.empty()) reading.warn(fmt::format("{} accounts could not be asked: nothing is known of them", failed.size()));
}

void read_coverage(Reading& reading) {
  Item& item = reading.item();
  int64_t resources = 0;
  int64_t active = 0;
  std::string_view oldest;
  std::vector<Value> inactive;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "coveredResources") {
      return for_each_element(reading, "coveredResources", [&](const JsonValue& resource) {
        ++resources;
        std::string_view id = text_at(resource, "resourceId");
        std::string_view reason = text_at(resource, "scanStatus.reason");
        bool is_active = text_at(resource, "scanStatus.statusCode") == "ACTIVE";
        active += is_active ? 1 : 0;
        std::string_view scanned = time_at(reading, resource, "lastScannedAt");
        if (!scanned.empty() && (oldest.empty() || scanned < oldest)) oldest = scanned;
        if (!is_active) inactive.push_back(Attributes().text("resource", id).text("reason", reason).object());
        Attributes& record = item.record("inspector_coverage", id);
        record.text("resource", id)
            .text("account", text_at(resource, "accountId"))
            .text("resource_type", text_at(resource, "resourceType"));
        record.text("scan_type", text_at(resource, "scanType")).flag("active", is_active).text("reason", reason);
        record.text("last_scanned", scanned).text("scan_frequency", text_at(resource, "resourceMetadata.ecrRepository.scanFrequency"));
      });
    }
    if (name != "nextToken") return false;
    std::optional<JsonDocument> token = reading.read();
    if (token && !token->root().string().empty()) note_incomplete(reading, "nextToken");
    return true;
  });
  item.summary.number("resources", resources).number("active", active).set("inactive", Value::tuple(std::move(inactive)));
  item.summary.text("oldest_scan", oldest);
}

/// How images and instances are scanned in one account and region.
void read_configuration(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  constexpr Field kFields[] = {
      {"ec2_scan_mode", "ec2Configuration.scanModeState.scanMode"},
      {"ec2_scan_mode_status", "ec2Configuration.scanModeState.scanModeStatus"},
      {"ecr_rescan_duration", "ecrConfiguration.rescanDurationState.rescanDuration"},
      {"ecr_rescan_status", "ecrConfiguration.rescanDurationState.status"},
      {"ecr_pull_date_rescan_duration", "ecrConfiguration.rescanDurationState.pullDateRescanDuration"},
      {"ecr_pull_date_rescan_mode", "ecrConfiguration.rescanDurationState.pullDateRescanMode"},
      {"updated", "ecrConfiguration.rescanDurationState.updatedAt", As::Time},
  };
  Item& item = reading.item();
  describe(reading, document->root(), kFields, item.summary);
  item.record("inspector_configuration", "") = item.summary;
}

/// What is switched on for accounts that join the organisation.
void read_organization(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  constexpr Field kFields[] = {
      {"auto_enable_ec2", "autoEnable.ec2", As::Flag},
      {"auto_enable_ecr", "autoEnable.ecr", As::Flag},
      {"auto_enable_lambda", "autoEnable.lambda", As::Flag},
      {"auto_enable_lambda_code", "autoEnable.lambdaCode", As::Flag},
      {"account_limit_reached", "maxAccountLimitReached", As::Flag},
  };
  Item& item = reading.item();
  describe(reading, document->root(), kFields, item.summary);
  item.record("inspector_organization", "") = item.summary;
}

/// `findings` is also what EventBridge and Dependency-Track call theirs: the element decides.
bool is_findings(const Shape& shape) {
  if (!shape.is_array("findings")) return false;
  bool is_whole = shape.has("findings[].awsAccountId") && shape.has("findings[].firstObservedAt") && shape.has("findings[].type");
  return shape.text("findings[].findingArn").find(":inspector2:") != std::string_view::npos || is_whole;
}

bool is_account_status(const Shape& shape) { return shape.is_array("accounts") && shape.is_object("accounts[].resourceState"); }
bool is_configuration(const Shape& shape) {
  return shape.has("ecrConfiguration.rescanDurationState") || shape.has("ec2Configuration.scanModeState");
}
bool is_organization(const Shape& shape) { return shape.is_object("autoEnable") && shape.has("maxAccountLimitReached"); }
bool is_coverage(const Shape& shape) { return shape.is_array("coveredResources") && shape.has("coveredResources[].resourceId"); }

constexpr Kind kKinds[] = {
    {.name = "inspector2-findings",
     .title = "Amazon Inspector findings",
     .title_de = "Befunde von Amazon Inspector",
     .recognise = is_findings,
     .read = read_findings,
     .needs = "findings"},
    {.name = "inspector2-account-status",
     .title = "Amazon Inspector status of accounts",
     .title_de = "Stand der Konten in Amazon Inspector",
     .recognise = is_account_status,
     .read = read_account_status,
     .needs = "accounts"},
    {.name = "inspector2-coverage",
     .title = "Amazon Inspector coverage",
     .title_de = "Abdeckung durch Amazon Inspector",
     .recognise = is_coverage,
     .read = read_coverage,
     .needs = "coveredResources"},
    {.name = "inspector2-configuration",
     .title = "Amazon Inspector configuration",
     .title_de = "Konfiguration von Amazon Inspector",
     .recognise = is_configuration,
     .read = read_configuration},
    {.name = "inspector2-organization",
     .title = "Amazon Inspector for an organisation",
     .title_de = "Amazon Inspector für eine Organisation",
     .recognise = is_organization,
     .read = read_organization},
};

}  // namespace

extern const Format reader_aws_inspector2;
const Format reader_aws_inspector2{.name = "aws_inspector2", .kinds = kKinds};

}  // namespace wafpp::evidence
