#include "evidence/common/aws_resource.h"

#include <algorithm>
#include <array>

#include "evidence/common/arn.h"

namespace wafpp::evidence {

namespace {

constexpr Field kRdsInstanceFields[] = {
    {"engine", "Engine"},
    {"engine_version", "EngineVersion"},
    {"status", "DBInstanceStatus"},
    {"cluster", "DBClusterIdentifier"},
    {"encrypted", "StorageEncrypted", As::Flag},
    {"kms_key", "KmsKeyId"},
    {"performance_insights_kms_key", "PerformanceInsightsKMSKeyId"},
    {"secret_kms_key", "MasterUserSecret.KmsKeyId"},
    {"publicly_accessible", "PubliclyAccessible", As::Flag},
    {"deletion_protection", "DeletionProtection", As::Flag},
    {"auto_minor_version_upgrade", "AutoMinorVersionUpgrade", As::Flag},
    {"created", "InstanceCreateTime", As::Time},
    {"tags", "TagList", As::Tags},
};
constexpr Field kRdsClusterFields[] = {
    {"engine", "Engine"},
    {"engine_version", "EngineVersion"},
    {"status", "Status"},
    {"encrypted", "StorageEncrypted", As::Flag},
    {"kms_key", "KmsKeyId"},
    {"performance_insights_kms_key", "PerformanceInsightsKMSKeyId"},
    {"secret_kms_key", "MasterUserSecret.KmsKeyId"},
    {"deletion_protection", "DeletionProtection", As::Flag},
    {"created", "ClusterCreateTime", As::Time},
    {"tags", "TagList", As::Tags},
};
constexpr Field kRdsSnapshotFields[] = {
    {"instance", "DBInstanceIdentifier"}, {"status", "Status"},    {"type", "SnapshotType"},
    {"encrypted", "Encrypted", As::Flag}, {"kms_key", "KmsKeyId"}, {"created", "SnapshotCreateTime", As::Time},
    {"tags", "TagList", As::Tags},
};
constexpr Field kRdsClusterSnapshotFields[] = {
    {"cluster", "DBClusterIdentifier"},
    {"status", "Status"},
    {"type", "SnapshotType"},
    {"encrypted", "StorageEncrypted", As::Flag},
    {"kms_key", "KmsKeyId"},
    {"created", "SnapshotCreateTime", As::Time},
    {"tags", "TagList", As::Tags},
};
constexpr Field kEbsVolumeFields[] = {
    {"encrypted", "Encrypted", As::Flag}, {"kms_key", "KmsKeyId"},    {"state", "State"},
    {"size_gib", "Size", As::Number},     {"snapshot", "SnapshotId"}, {"availability_zone", "AvailabilityZone"},
    {"created", "CreateTime", As::Time},  {"tags", "Tags", As::Tags},
};
constexpr Field kEbsSnapshotFields[] = {
    {"encrypted", "Encrypted", As::Flag}, {"kms_key", "KmsKeyId"},    {"state", "State"}, {"volume", "VolumeId"}, {"owner", "OwnerId"},
    {"created", "StartTime", As::Time},   {"tags", "Tags", As::Tags},
};

}  // namespace

const AwsResource kRdsInstance{"AWS::RDS::DBInstance", "DBInstances",   "rds_instance",
                               "DBInstanceIdentifier", "DBInstanceArn", kRdsInstanceFields};
const AwsResource kRdsCluster{"AWS::RDS::DBCluster", "DBClusters", "rds_cluster", "DBClusterIdentifier", "DBClusterArn", kRdsClusterFields};
const AwsResource kRdsSnapshot{"AWS::RDS::DBSnapshot", "DBSnapshots",   "rds_snapshot",
                               "DBSnapshotIdentifier", "DBSnapshotArn", kRdsSnapshotFields};
const AwsResource kRdsClusterSnapshot{"AWS::RDS::DBClusterSnapshot", "DBClusterSnapshots",   "rds_cluster_snapshot",
                                      "DBClusterSnapshotIdentifier", "DBClusterSnapshotArn", kRdsClusterSnapshotFields};
const AwsResource kEbsVolume{"AWS::EC2::Volume", "Volumes", "ebs_volume", "VolumeId", "", kEbsVolumeFields};
const AwsResource kEbsSnapshot{"", "Snapshots", "ebs_snapshot", "SnapshotId", "", kEbsSnapshotFields};

const AwsResource* find_aws_resource(std::string_view config_type) {
  for (const AwsResource* resource : {&kRdsInstance, &kRdsCluster, &kRdsSnapshot, &kRdsClusterSnapshot, &kEbsVolume}) {
    if (resource->config_type == config_type) return resource;
  }
  return nullptr;
}

bool add_aws_resource(Reading& reading, const AwsResource& resource, const JsonValue& from, Letters letters) {
  const JsonValue* named = at(from, resource.id, letters);
  std::string_view id = named == nullptr ? std::string_view() : named->string();
  if (id.empty()) {
    reading.warn(fmt::format("an entry without `{}` is left out", resource.id));
    return false;
  }
  const JsonValue* arn_value = resource.arn.empty() ? nullptr : at(from, resource.arn, letters);
  std::string_view arn = arn_value == nullptr ? std::string_view() : arn_value->string();
  Attributes& record = reading.item().record(resource.record, arn.empty() ? id : arn);
  record.text("id", id).text("arn", arn).text("account", account_of_arn(arn)).text("region", region_of_arn(arn));
  describe(reading, from, resource.fields, record, letters);
  return true;
}

void read_aws_resources(Reading& reading, const AwsResource& resource) {
  Item& item = reading.item();
  int64_t count = 0;
  int64_t encrypted = 0;
  std::vector<std::string_view> unencrypted;
  walk_list(reading, resource.list, [&](const JsonValue& entry) {
    if (!add_aws_resource(reading, resource, entry)) return;
    ++count;
    const Attributes& record = item.records.back().attributes;
    const Value* flag = record.find("encrypted");
    bool is_encrypted = flag != nullptr && flag->has_content() && flag->as_bool();
    encrypted += is_encrypted ? 1 : 0;
    if (!is_encrypted) unencrypted.push_back(item.keep(record.text_of("id")));
  });
  item.summary.number("resources", count).number("encrypted", encrypted).texts("unencrypted", item.keep_sorted(std::move(unencrypted)));
}

void add_bucket_encryption(Reading& reading, const JsonValue& configuration, std::string_view bucket) {
  constexpr Field kFields[] = {
      {"algorithm", "ApplyServerSideEncryptionByDefault.SSEAlgorithm"},
      {"kms_key", "ApplyServerSideEncryptionByDefault.KMSMasterKeyID"},
      {"bucket_key_enabled", "BucketKeyEnabled", As::Flag},
  };
  const JsonValue* rules = at(configuration, "Rules", Letters::AnyCase);
  Attributes& record = reading.item().record("s3_bucket_encryption", bucket);
  record.text("bucket", bucket);
  static const JsonValue kNothing{};
  bool has_rule = rules != nullptr && !rules->elements().empty();
  // There is at most one.
  describe(reading, has_rule ? rules->elements().front() : kNothing, kFields, record, Letters::AnyCase);
  record.flag("encrypted", !record.text_of("algorithm").empty());
  // `aws:kms` without a key is the key that AWS keeps for S3.
  std::string_view key = record.text_of("kms_key");
  record.flag("names_key", !key.empty() && !key.ends_with("alias/aws/s3"));
}

}  // namespace wafpp::evidence
