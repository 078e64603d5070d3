#include "evidence/common/aws_resource.h"

namespace wafpp::evidence {

namespace {

void read_encryption(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Item& item = reading.item();
  const JsonValue* configuration = document->root().find("ServerSideEncryptionConfiguration");
  if (configuration == nullptr) return;
  add_bucket_encryption(reading, *configuration, "");
  for (const auto& [name, value] : item.records.back().attributes.entries()) item.summary.set(name, value);
  reading.warn("the answer does not name its bucket: say which one in the rule for the path, or join it by hand");
}

void read_buckets(Reading& reading) {
  Item& item = reading.item();
  std::vector<std::string_view> names;
  walk_list(reading, "Buckets", [&](const JsonValue& bucket) {
    constexpr Field kFields[] = {{"name", "Name"}, {"region", "BucketRegion"}, {"created", "CreationDate", As::Time}};
    std::string_view name = text_at(bucket, "Name");
    if (name.empty()) {
      reading.warn("a bucket without `Name` is left out");
      return;
    }
    names.push_back(item.keep(name));
    describe(reading, bucket, kFields, item.record("s3_bucket", name));
  });
  item.summary.number("resources", static_cast<int64_t>(names.size())).texts("names", item.keep_sorted(std::move(names)));
}

bool is_encryption(const Shape& shape) { return shape.is_array("ServerSideEncryptionConfiguration.Rules"); }
bool is_buckets(const Shape& shape) { return shape.is_array("Buckets") && shape.has("Buckets[].Name"); }

constexpr Kind kKinds[] = {
    {.name = "s3-bucket-encryption",
     .title = "encryption of an S3 bucket",
     .title_de = "Verschlüsselung eines S3-Buckets",
     .recognise = is_encryption,
     .read = read_encryption},
    {.name = "s3-buckets",
     .title = "S3 buckets",
     .title_de = "S3-Buckets",
     .recognise = is_buckets,
     .read = read_buckets,
     .needs = "Buckets"},
};

}  // namespace

extern const Format reader_aws_s3;
const Format reader_aws_s3{.name = "aws_s3", .kinds = kKinds};

}  // namespace wafpp::evidence
