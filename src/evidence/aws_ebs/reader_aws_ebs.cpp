#include "evidence/common/arn.h"
#include "evidence/common/aws_resource.h"

namespace wafpp::evidence {

namespace {

void read_volumes(Reading& reading) { read_aws_resources(reading, kEbsVolume); }
void read_snapshots(Reading& reading) { read_aws_resources(reading, kEbsSnapshot); }

void read_default(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Item& item = reading.item();
  item.summary.flag("enabled", is_true_at(document->root(), "EbsEncryptionByDefault"));
  item.summary.text("sse_type", text_at(document->root(), "SseType"));
  item.record("ebs_encryption_default", "") = item.summary;
}

void read_default_key(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Item& item = reading.item();
  std::string_view key = text_at(document->root(), "KmsKeyId");
  item.summary.text("kms_key", key).flag("aws_managed", key.ends_with("alias/aws/ebs"));
  item.summary.text("account", account_of_arn(key)).text("region", region_of_arn(key));
  item.record("ebs_default_key", "") = item.summary;
}

bool is_volumes(const Shape& shape) { return shape.is_array("Volumes") && shape.text("Volumes[].VolumeId").starts_with("vol-"); }
/// Other services call theirs `Snapshots` too.
bool is_snapshots(const Shape& shape) { return shape.is_array("Snapshots") && shape.text("Snapshots[].SnapshotId").starts_with("snap-"); }
bool is_default(const Shape& shape) { return shape.is_json() && shape.json.is("EbsEncryptionByDefault", JsonKind::Bool); }
/// Many answers have a `KmsKeyId`: only this one has nothing else.
bool is_default_key(const Shape& shape) {
  return shape.is_json() && shape.json.is("KmsKeyId", JsonKind::String) && shape.json.member_count() == 1;
}

constexpr Kind kKinds[] = {
    {.name = "ebs-volumes",
     .title = "EBS volumes",
     .title_de = "EBS-Volumes",
     .recognise = is_volumes,
     .read = read_volumes,
     .needs = "Volumes"},
    {.name = "ebs-snapshots",
     .title = "EBS snapshots",
     .title_de = "EBS-Snapshots",
     .recognise = is_snapshots,
     .read = read_snapshots,
     .needs = "Snapshots"},
    {.name = "ebs-encryption-by-default",
     .title = "EBS encryption by default",
     .title_de = "EBS-Verschlüsselung als Voreinstellung",
     .recognise = is_default,
     .read = read_default},
    {.name = "ebs-default-key",
     .title = "EBS default key",
     .title_de = "EBS-Standardschlüssel",
     .recognise = is_default_key,
     .read = read_default_key},
};

}  // namespace

extern const Format reader_aws_ebs;
const Format reader_aws_ebs{.name = "aws_ebs", .kinds = kKinds};

}  // namespace wafpp::evidence
