#include <algorithm>

#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

namespace {

constexpr std::string_view kKms = "kms.amazonaws.com";

bool contains(const std::vector<std::string_view>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// Which calls of KMS a selector lets through. `Decrypt` and `GenerateDataKey` are read events.
struct Seen {
  bool reads = false;
  bool writes = false;
};

Seen of_basic(const JsonValue& selector) {
  if (!is_true_at(selector, "IncludeManagementEvents") || contains(texts_at(selector, "ExcludeManagementEventSources"), kKms)) return {};
  std::string_view type = text_at(selector, "ReadWriteType");
  return {type != "WriteOnly", type != "ReadOnly"};
}

Seen of_advanced(const JsonValue& selector) {
  bool is_management = false;
  Seen seen{true, true};
  for (const JsonValue& field : elements_at(selector, "FieldSelectors")) {
    std::string_view name = text_at(field, "Field");
    std::vector<std::string_view> equal = texts_at(field, "Equals");
    if (name == "eventCategory") {
      is_management = contains(equal, "Management");
    } else if (name == "readOnly" && !equal.empty()) {
      seen = {seen.reads && contains(equal, "true"), seen.writes && contains(equal, "false")};
    } else if (name == "eventSource") {
      if (contains(texts_at(field, "NotEquals"), kKms) || (!equal.empty() && !contains(equal, kKms))) return {};
    } else {
      return {};  // Whatever else narrows it leaves out some of them.
    }
  }
  return is_management ? seen : Seen();
}

void read_selectors(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Seen seen;
  auto join = [&](const Seen& more) { seen = {seen.reads || more.reads, seen.writes || more.writes}; };
  for (const JsonValue& selector : elements_at(document->root(), "EventSelectors")) join(of_basic(selector));
  for (const JsonValue& selector : elements_at(document->root(), "AdvancedEventSelectors")) join(of_advanced(selector));
  item.summary.text("trail", text_at(document->root(), "TrailARN")).flag("kms_events", seen.reads && seen.writes);
  item.summary.flag("kms_read_events", seen.reads).flag("kms_write_events", seen.writes);
  item.record("trail_selectors", text_at(document->root(), "TrailARN")) = item.summary;
}

void read_status(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  const JsonValue& root = document->root();
  item.summary.flag("logging", is_true_at(root, "IsLogging")).text("latest_delivery", time_at(reading, root, "LatestDeliveryTime"));
  item.summary.text("started", time_at(reading, root, "StartLoggingTime")).text("stopped", time_at(reading, root, "StopLoggingTime"));
  item.summary.text("delivery_error", text_at(root, "LatestDeliveryError"));
  item.record("trail_status", "") = item.summary;
}

/// `describe-trails` and `get-trail`.
void read_trails(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Attributes trails;
  auto take = [&](const JsonValue& trail) {
    Attributes attributes;
    attributes.flag("multi_region", is_true_at(trail, "IsMultiRegionTrail")).flag("organization", is_true_at(trail, "IsOrganizationTrail"));
    attributes.flag("global_events", is_true_at(trail, "IncludeGlobalServiceEvents"));
    attributes.flag("validated", is_true_at(trail, "LogFileValidationEnabled")).text("kms_key", text_at(trail, "KmsKeyId"));
    std::string_view arn = text_at(trail, "TrailARN");
    trails.set(arn, attributes.object());
    Attributes& record = item.record("trail", arn);
    record = attributes;
    record.text("arn", arn).text("name", text_at(trail, "Name")).text("home_region", text_at(trail, "HomeRegion"));
  };
  for (const JsonValue& trail : elements_at(document->root(), "trailList")) take(trail);
  if (const JsonValue* trail = document->root().find("Trail")) take(*trail);
  item.summary.set("trails", trails.object());
}

bool is_selectors(const Shape& shape) {
  return shape.has("TrailARN") && (shape.is_array("EventSelectors") || shape.is_array("AdvancedEventSelectors"));
}
bool is_status(const Shape& shape) { return shape.has("IsLogging"); }
bool is_trails(const Shape& shape) { return shape.is_array("trailList") || shape.has("Trail.TrailARN"); }

constexpr Kind kKinds[] = {
    {.name = "cloudtrail-event-selectors",
     .title = "event selectors of a CloudTrail trail",
     .title_de = "Event Selectors eines CloudTrail-Trails",
     .recognise = is_selectors,
     .read = read_selectors},
    {.name = "cloudtrail-trail-status",
     .title = "status of a CloudTrail trail",
     .title_de = "Status eines CloudTrail-Trails",
     .recognise = is_status,
     .read = read_status},
    {.name = "cloudtrail-trails",
     .title = "CloudTrail trails",
     .title_de = "CloudTrail-Trails",
     .recognise = is_trails,
     .read = read_trails},
};

}  // namespace

extern const Format reader_aws_cloudtrail;
const Format reader_aws_cloudtrail{.name = "aws_cloudtrail", .kinds = kKinds};

}  // namespace wafpp::evidence
