#pragma once

#include <span>
#include <string_view>

#include "evidence/common/listing.h"

/// Resources of an AWS account, as their own service describes them and as AWS Config records them: both become the same records.
namespace wafpp::evidence {

struct AwsResource {
  std::string_view config_type;  ///< As AWS Config names it; empty: it does not record these.
  std::string_view list;         ///< The list in the answer of the service.
  std::string_view record;       ///< The kind of record.
  std::string_view id;           ///< The field with its name, unique in an account and region.
  std::string_view arn;          ///< The field with its ARN; may be empty.
  std::span<const Field> fields;
};

/// Adds its record, which has `id`, `arn`, `account` and `region` besides its fields. False, with a warning, where it has no id.
bool add_aws_resource(Reading& reading, const AwsResource& resource, const JsonValue& from, Letters letters = Letters::AsWritten);
/// Reads an answer that is a list of them. The summary says how many there are and, where they have an attribute `encrypted`, which of
/// them are not.
void read_aws_resources(Reading& reading, const AwsResource& resource);
/// The resource that AWS Config calls so, or null.
const AwsResource* find_aws_resource(std::string_view config_type);

extern const AwsResource kRdsInstance;
extern const AwsResource kRdsCluster;
extern const AwsResource kRdsSnapshot;
extern const AwsResource kRdsClusterSnapshot;
extern const AwsResource kEbsVolume;
extern const AwsResource kEbsSnapshot;

/// How a bucket is encrypted unless a request says otherwise, from the `Rules` of its configuration; `bucket` may be unknown.
void add_bucket_encryption(Reading& reading, const JsonValue& configuration, std::string_view bucket);

}  // namespace wafpp::evidence
