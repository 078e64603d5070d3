#include "evidence/common/gcp.h"

namespace wafpp::evidence {

namespace {

void summarise(Item& item) {
  std::vector<std::string_view> still;
  for (const Record& record : item.records) {
    if (record.attributes.find("rotation_applicable")->as_bool() && !record.attributes.find("rotates")->as_bool()) {
      still.push_back(item.keep(record.subject));
    }
  }
  item.summary.number("keys", static_cast<int64_t>(item.records.size())).texts("without_rotation", item.keep_sorted(std::move(still)));
}

void read_keys(Reading& reading) {
  walk_list(reading, "cryptoKeys", [&](const JsonValue& key) { add_gcp_kms_key(reading, key); });
  summarise(reading.item());
}

void read_key(Reading& reading) {
  if (std::optional<JsonDocument> document = read_whole(reading)) add_gcp_kms_key(reading, document->root());
  summarise(reading.item());
}

bool is_name(std::string_view name) { return name.starts_with("projects/") && name.find("/cryptoKeys/") != std::string_view::npos; }
bool is_keys(const Shape& shape) {
  return (is_name(shape.text("[].name")) && shape.has("[].purpose")) ||
         (is_name(shape.text("cryptoKeys[].name")) && shape.has("cryptoKeys[].purpose"));
}
bool is_key(const Shape& shape) { return is_name(shape.text("name")) && shape.has("purpose"); }

constexpr Kind kKinds[] = {
    {.name = "gcp-kms-keys",
     .title = "keys of Google Cloud KMS",
     .title_de = "Schlüssel in Google Cloud KMS",
     .recognise = is_keys,
     .read = read_keys},
    {.name = "gcp-kms-key",
     .title = "key of Google Cloud KMS",
     .title_de = "Schlüssel aus Google Cloud KMS",
     .recognise = is_key,
     .read = read_key},
};

}  // namespace

extern const Format reader_gcp_kms;
const Format reader_gcp_kms{.name = "gcp_kms", .kinds = kKinds};

}  // namespace wafpp::evidence
