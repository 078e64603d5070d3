// What AWS Config has recorded of resources: snapshots that it delivers to S3, the history of one resource, and answers to queries. The
// configuration of a resource is an object in the first, a text with JSON in the others.

#include <array>
#include <map>

#include "evidence/aws_config/kinds.h"
#include "evidence/common/aws_resource.h"

namespace wafpp::evidence {

namespace {

/// `value`, or what the text in it holds; `parsed` and `text` have to outlive the result.
const JsonValue* unfolded(const JsonValue* value, std::string& text, base::Result<JsonDocument>& parsed) {
  if (value == nullptr || !value->is(JsonKind::String)) return value;
  text = std::string(value->string());
  parsed = documents::parse_json(std::string_view(text));
  return parsed ? &parsed->root() : nullptr;
}

void add_kms_key(Item& item, const JsonValue& from) {
  auto text = [&](std::string_view path) {
    const JsonValue* found = at(from, path, Letters::AnyCase);
    return found == nullptr ? std::string_view() : found->string();
  };
  std::string_view arn = text("Arn");
  if (arn.empty()) return;
  Attributes& record = item.record("kms_key", arn);
  std::string_view origin = text("Origin");
  record.text("key", arn).text("account", text("AWSAccountId")).flag("customer_managed", text("KeyManager") == "CUSTOMER");
  record.flag("hsm", origin == "AWS_CLOUDHSM" || origin == "EXTERNAL_KEY_STORE").text("origin", origin).text("state", text("KeyState"));
}

class Resources {
 public:
  explicit Resources(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void add(const JsonValue& from) {
    constexpr Field kFields[] = {
        {"type", "resourceType"},
        {"id", "resourceId"},
        {"name", "resourceName"},
        {"arn", "arn"},
        {"account", "accountId"},
        {"region", "awsRegion"},
        {"status", "configurationItemStatus"},
        {"captured", "configurationItemCaptureTime", As::Time},
        {"tags", "tags", As::Tags},
    };
    std::string_view type = text_at(from, "resourceType");
    std::string_view id = text_at(from, "resourceId");
    if (id.empty() && text_at(from, "arn").empty()) {
      reading_.warn("an entry that names no resource is left out");
      return;
    }
    ++types_[std::string(type)];
    Attributes& record = item_.record("config_resource", id.empty() ? text_at(from, "arn") : id);
    describe(reading_, from, kFields, record);
    if (record.text_of("account").empty()) record.text("account", text_at(from, "awsAccountId"));
    if (record.text_of("arn").empty()) record.text("arn", text_at(from, "ARN"));
    std::string_view captured = item_.keep(record.text_of("captured"));
    if (!captured.empty() && (oldest_.empty() || captured < oldest_)) oldest_ = captured;
    if (captured > newest_) newest_ = captured;
    // What is gone has no configuration.
    bool is_gone = record.text_of("status").starts_with("ResourceDeleted");
    record.flag("deleted", is_gone);
    Attributes frame = record;
    if (!is_gone) add_configuration(from, type, id, frame);
  }

  void finish() {
    Attributes types;
    for (const auto& [type, count] : types_) types.number(type, count);
    item_.summary.set("resource_types", types.object()).text("oldest_capture", oldest_).text("newest_capture", newest_);
  }

 private:
  /// The record that the resource's own service would have given.
  void add_configuration(const JsonValue& from, std::string_view type, std::string_view id, const Attributes& frame) {
    std::string text;
    base::Result<JsonDocument> parsed = base::fail("");
    const JsonValue* configuration = unfolded(from.find("configuration"), text, parsed);
    size_t before = item_.records.size();
    if (type == "AWS::S3::Bucket") {
      std::string more_text;
      base::Result<JsonDocument> more = base::fail("");
      const JsonValue* rules = unfolded(at(from, "supplementaryConfiguration.ServerSideEncryptionConfiguration"), more_text, more);
      std::string_view name = text_at(from, "resourceName");
      if (rules != nullptr) add_bucket_encryption(reading_, *rules, name.empty() ? id : name);
    } else if (configuration != nullptr && type == "AWS::KMS::Key") {
      add_kms_key(item_, *configuration);
    } else if (const AwsResource* known = find_aws_resource(type); known != nullptr && configuration != nullptr) {
      // A query gives only the fields that it asks for: one without a name adds nothing.
      const JsonValue* named = at(*configuration, known->id, Letters::AnyCase);
      if (named != nullptr && !named->string().empty()) add_aws_resource(reading_, *known, *configuration, Letters::AnyCase);
    }
    for (size_t i = before; i < item_.records.size(); ++i) {
      Attributes& record = item_.records[i].attributes;
      for (std::string_view name : {"account", "region"}) {
        if (record.text_of(name).empty()) record.text(name, frame.text_of(name));
      }
      record.text("captured", frame.text_of("captured"));
    }
  }

  Reading& reading_;
  Item& item_;
  std::map<std::string, int64_t> types_;
  std::string_view oldest_;
  std::string_view newest_;
};

}  // namespace

void read_config_resources(Reading& reading) {
  constexpr std::array<std::string_view, 3> kLists = {"configurationItems", "baseConfigurationItems", "Results"};
  Resources resources(reading);
  walk_listing(
      reading, kLists,
      [&](std::string_view list, const JsonValue& entry) {
        if (list != "Results") {
          resources.add(entry);
          return;
        }
        base::Result<JsonDocument> parsed = documents::parse_json(entry.string());
        if (!parsed || !parsed->root().is(JsonKind::Object)) {
          reading.warn("a result that is no JSON object in a text is left out");
          return;
        }
        resources.add(parsed->root());
      },
      [&](std::string_view name) {
        if (name != "configSnapshotId" && name != "fileVersion") return false;
        std::string key = name == "fileVersion" ? "file_version" : "snapshot";
        if (std::optional<JsonDocument> value = reading.read()) reading.item().summary.text(key, value->root().string());
        return true;
      });
  resources.finish();
}

bool is_config_resources(const Shape& shape) {
  if (!shape.is_json()) return false;
  if (shape.is_array("configurationItems") || shape.is_array("baseConfigurationItems")) return true;
  return shape.is_array("Results") && shape.json.is("Results[]", JsonKind::String) && shape.has("QueryInfo.SelectFields");
}

}  // namespace wafpp::evidence
