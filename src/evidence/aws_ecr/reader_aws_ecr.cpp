#include "evidence/aws_ecr/scanning.h"
#include "evidence/aws_inspector2/finding.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

std::string_view attribute_of(const JsonValue& finding, std::string_view key) {
  for (const JsonValue& attribute : elements_at(finding, "attributes")) {
    if (text_at(attribute, "key") == key) return text_at(attribute, "value");
  }
  return {};
}

void add_basic(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  Finding finding;
  finding.id = item.keep(text_at(from, "name"));
  if (finding.id.empty()) {
    reading.warn("a finding without a name is left out");
    return;
  }
  finding.package = item.keep(attribute_of(from, "package_name"));
  finding.version = item.keep(attribute_of(from, "package_version"));
  finding.severity_raw = item.keep(text_at(from, "severity"));
  finding.has_severity = !finding.severity_raw.empty();
  finding.severity = severity_of(finding.severity_raw);
  item.findings.push_back(finding);
}

/// Only a scan that came to its end proves something. Right after a push ECR answers COMPLETE with an empty list and without a time.
bool is_conclusive(std::string_view status, bool has_findings, bool has_time) {
  return status == "ACTIVE" || (status == "COMPLETE" && (has_findings || has_time));
}

void read_scan(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  std::string status;
  std::string_view completed;
  std::string_view updated;
  bool is_basic = false;
  bool is_enhanced = false;
  item.summary.null("scan").null("conclusive").null("repository").null("image_digest").null("image_tag");
  auto take_findings = [&] {
    for_each_member(reading, [&](std::string_view name) {
      if (name == "findings") {
        return for_each_element(reading, "findings", [&](const JsonValue& finding) {
          is_basic = true;
          add_basic(reading, finding);
        });
      }
      if (name == "enhancedFindings") {
        return for_each_element(reading, "enhancedFindings", [&](const JsonValue& finding) {
          is_enhanced = true;
          if (!add_inspector_finding(reading, finding)) reading.warn("a finding about something else than a package is left out");
        });
      }
      bool is_completed = name == "imageScanCompletedAt";
      if (!is_completed && name != "vulnerabilitySourceUpdatedAt") return false;
      std::optional<JsonDocument> time = reading.read();
      if (time) (is_completed ? completed : updated) = time_at(reading, time->root(), "");
      return true;
    });
  };
  for_each_member(reading, [&](std::string_view name) {
    if (name == "imageScanFindings") {
      take_findings();
      return true;
    }
    bool is_token = name == "nextToken";
    bool is_image = name == "imageId";
    bool is_repository = name == "repositoryName";
    if (!is_token && !is_image && !is_repository && name != "imageScanStatus") return false;
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    if (is_token) {
      if (!value->root().string().empty()) note_incomplete(reading, "nextToken");
    } else if (is_image) {
      item.summary.text("image_digest", text_at(value->root(), "imageDigest")).text("image_tag", text_at(value->root(), "imageTag"));
    } else if (is_repository) {
      item.summary.text("repository", value->root().string());
    } else {
      status = text_at(value->root(), "status");
    }
    return true;
  });
  bool conclusive = is_conclusive(status, is_basic || is_enhanced, !completed.empty());
  if (!conclusive) {
    std::string_view why = status == "COMPLETE" ? ": there is neither a finding nor a time of completion, as right after a push" : "";
    reading.warn(fmt::format("status {} is no scan{}: nothing is known of the image", status.empty() ? "(none)" : status, why));
  }
  item.summary.text("scan", is_enhanced || status == "ACTIVE" ? "enhanced" : is_basic || conclusive ? "basic" : "none");
  item.summary.flag("conclusive", conclusive).text("scan_status", status).text("scan_completed", completed).text("source_updated", updated);
}

void read_repositories(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  Attributes repositories;
  for (const JsonValue& repository : elements_at(document->root(), "repositories")) {
    std::string_view name = text_at(repository, "repositoryName");
    if (name.empty()) {
      reading.warn("a repository without a name is left out");
      continue;
    }
    std::string_view mutability = text_at(repository, "imageTagMutability");
    Attributes attributes;
    // Tags that match an exclusion filter can be overwritten.
    attributes.text("immutable", mutability == "IMMUTABLE" ? "yes" : mutability == "IMMUTABLE_WITH_EXCLUSION" ? "with-exclusion" : "no");
    attributes.flag("scan_on_push", is_true_at(repository, "imageScanningConfiguration.scanOnPush"));
    attributes.flag("kms", text_at(repository, "encryptionConfiguration.encryptionType").starts_with("KMS"));
    std::vector<std::string_view> exclusions;
    for (const JsonValue& filter : elements_at(repository, "imageTagMutabilityExclusionFilters"))
      exclusions.push_back(text_at(filter, "filter"));
    if (!exclusions.empty()) attributes.texts("exclusions", std::span<const std::string_view>(exclusions));
    repositories.set(name, attributes.object());
    Attributes& record = item.record("ecr_repository", text_at(repository, "repositoryArn"));
    record = attributes;
    record.text("name", name).text("arn", text_at(repository, "repositoryArn")).text("account", text_at(repository, "registryId"));
    record.text("kms_key", text_at(repository, "encryptionConfiguration.kmsKey"));
    if (exclusions.empty()) record.texts("exclusions", std::span<const std::string_view>());
  }
  item.summary.set("repositories", repositories.object());
}

void read_registry(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  std::string_view registry = text_at(document->root(), "registryId");
  item.summary.text("registry", registry).text("scan_type", text_at(document->root(), "scanningConfiguration.scanType"));
  std::vector<Value> rules;
  for (const JsonValue& rule : elements_at(document->root(), "scanningConfiguration.rules")) {
    std::vector<std::string_view> filters;
    for (const JsonValue& filter : elements_at(rule, "repositoryFilters")) filters.push_back(text_at(filter, "filter"));
    Attributes attributes;
    attributes.text("frequency", text_at(rule, "scanFrequency")).texts("filters", std::span<const std::string_view>(filters));
    rules.push_back(attributes.object());
  }
  item.summary.set("rules", Value::tuple(std::move(rules)));
  item.record("ecr_registry", registry) = item.summary;
}

bool is_scan(const Shape& shape) { return shape.is_object("imageScanStatus") && shape.has("repositoryName"); }
bool is_repositories(const Shape& shape) { return shape.is_array("repositories") && shape.has("repositories[].repositoryArn"); }
bool is_registry(const Shape& shape) { return shape.has("scanningConfiguration.scanType"); }

constexpr Kind kKinds[] = {
    {.name = "ecr-image-scan-findings",
     .title = "findings of an ECR image scan",
     .title_de = "Befunde eines ECR-Image-Scans",
     .recognise = is_scan,
     .read = read_scan},
    {.name = "ecr-repositories",
     .title = "ECR repositories",
     .title_de = "ECR-Repositorys",
     .recognise = is_repositories,
     .read = read_repositories,
     .needs = "repositories"},
    {.name = "ecr-registry-scanning-configuration",
     .title = "scanning configuration of an ECR registry",
     .title_de = "Scan-Konfiguration einer ECR-Registry",
     .recognise = is_registry,
     .read = read_registry},
};

}  // namespace

extern const Format reader_aws_ecr;
const Format reader_aws_ecr{.name = "aws_ecr", .kinds = kKinds};

}  // namespace wafpp::evidence
