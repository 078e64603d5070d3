#include <gtest/gtest.h>

#include "terraform/planned.h"
#include "terraform/provider_schema.h"
#include "terraform/testing.h"
#include "value/convert.h"

namespace wafpp::terraform {
namespace {

constexpr const char* kAws[] = {"aws_db_instance",
                                "aws_rds_cluster",
                                "aws_kms_key",
                                "aws_kms_replica_key",
                                "aws_kms_external_key",
                                "aws_s3_bucket",
                                "aws_s3_bucket_server_side_encryption_configuration",
                                "aws_s3_object",
                                "aws_ecr_repository",
                                "aws_ecr_registry_scanning_configuration",
                                "aws_instance",
                                "aws_launch_template",
                                "aws_ebs_volume",
                                "aws_ebs_snapshot_copy",
                                "aws_ami_copy",
                                "aws_dynamodb_table",
                                "aws_efs_file_system",
                                "aws_backup_vault",
                                "aws_inspector2_enabler",
                                "aws_ssm_maintenance_window",
                                "aws_ssm_maintenance_window_task",
                                "aws_ssm_patch_baseline",
                                "aws_ssm_association",
                                "aws_redshift_cluster",
                                "aws_elasticache_replication_group",
                                "aws_opensearch_domain",
                                "aws_neptune_cluster",
                                "aws_docdb_cluster",
                                "aws_keyspaces_table",
                                "aws_secretsmanager_secret",
                                "aws_sqs_queue",
                                "aws_sns_topic",
                                "aws_cloudtrail",
                                "aws_lambda_function",
                                "aws_security_group",
                                "aws_wafv2_web_acl_rule",
                                "aws_network_acl",
                                "aws_vpc_endpoint"};
constexpr const char* kAzure[] = {"azurerm_storage_account",
                                  "azurerm_managed_disk",
                                  "azurerm_disk_encryption_set",
                                  "azurerm_key_vault",
                                  "azurerm_key_vault_key",
                                  "azurerm_mssql_server",
                                  "azurerm_mssql_database",
                                  "azurerm_postgresql_flexible_server",
                                  "azurerm_cosmosdb_account",
                                  "azurerm_container_registry",
                                  "azurerm_kubernetes_cluster",
                                  "azurerm_linux_virtual_machine",
                                  "azurerm_windows_virtual_machine",
                                  "azurerm_recovery_services_vault",
                                  "azurerm_maintenance_configuration",
                                  "azurerm_network_security_group",
                                  "azurerm_iothub"};
constexpr const char* kGoogle[] = {"google_kms_crypto_key",
                                   "google_storage_bucket",
                                   "google_sql_database_instance",
                                   "google_compute_disk",
                                   "google_compute_instance",
                                   "google_artifact_registry_repository",
                                   "google_bigquery_dataset",
                                   "google_spanner_database",
                                   "google_container_cluster",
                                   "google_container_node_pool",
                                   "google_redis_instance",
                                   "google_pubsub_topic",
                                   "google_os_config_patch_deployment",
                                   "google_secret_manager_secret",
                                   "google_alloydb_cluster",
                                   "google_filestore_instance",
                                   "google_binary_authorization_policy",
                                   "google_compute_snapshot"};

/// Writes each argument of a body with a value of its type, written as a text wherever a text converts to it, so that the schema has
/// something to do. What an argument is worth is told apart by a counter.
class BodyWriter {
 public:
  std::string native(const BodySchema& schema) {
    counter_ = 0;
    return native_body(schema, 0);
  }
  /// `As::Configuration` writes one block alone now as an object, now as an array; a plan knows by the schema which it is.
  enum class As { Configuration, Plan };
  std::string json(const BodySchema& schema, As as) {
    counter_ = 0;
    as_ = as;
    return json_body(schema, 0);
  }

 private:
  static constexpr int kDepth = 3;  // Deep enough for every kind of nesting, and texts stay small.

  std::string primitive(value::Type type) {
    ++counter_;
    if (type.kind() == value::TypeKind::Bool) return counter_ % 2 == 0 ? "\"true\"" : "false";
    if (type.kind() == value::TypeKind::Number)
      return counter_ % 2 == 0 ? "\"" + std::to_string(counter_) + "\"" : std::to_string(counter_);
    if (type.kind() == value::TypeKind::String)
      return counter_ % 3 == 0 ? std::to_string(counter_) : "\"text " + std::to_string(counter_) + "\"";
    return std::to_string(counter_);
  }

  /// An expression that is the same in both syntaxes but for the sign behind keys.
  std::string expression(value::Type type, const char* colon) {
    switch (type.kind()) {
      case value::TypeKind::List:
      case value::TypeKind::Set: {
        std::string first = expression(type.element(), colon);
        return "[" + first + ", " + expression(type.element(), colon) + "]";
      }
      case value::TypeKind::Map:
        return std::string("{\"one\"") + colon + expression(type.element(), colon) + "}";
      case value::TypeKind::Object: {
        std::string result = "{";
        for (const value::TypeField& field : type.fields()) {
          if (result.size() > 1) result += ", ";
          result += "\"" + field.name + "\"" + colon + expression(field.type, colon);
        }
        return result + "}";
      }
      case value::TypeKind::Tuple:
      case value::TypeKind::Dynamic:
      case value::TypeKind::Bool:
      case value::TypeKind::Number:
      case value::TypeKind::String:
        break;
    }
    return primitive(type);
  }

  static bool is_written(const AttributeSchema& attribute) { return attribute.mode != ArgumentMode::Computed; }
  static size_t count(const BlockSchema& block) {
    return block.nesting == Nesting::Single || block.nesting == Nesting::Group || block.maximum == 1 ? 1 : 2;
  }
  static bool is_written(const BlockSchema& block, int depth) {
    return block.body != nullptr && (depth < kDepth || block.minimum > 0) && !block.recurses;
  }

  std::string native_body(const BodySchema& schema, int depth) {
    std::string indent(2 * static_cast<size_t>(depth) + 2, ' ');
    std::string result;
    for (const AttributeSchema& attribute : schema.attributes) {
      if (is_written(attribute)) result += indent + std::string(attribute.name) + " = " + expression(attribute.type, " = ") + "\n";
    }
    for (const BlockSchema& block : schema.blocks) {
      for (size_t one = 0; is_written(block, depth) && one < count(block); ++one)
        result.append(indent).append(block.name).append(" {\n").append(native_body(*block.body, depth + 1)).append(indent).append("}\n");
    }
    return result;
  }

  std::string json_body(const BodySchema& schema, int depth) {
    std::string result;
    auto key = [&](std::string_view name) {
      if (!result.empty()) result += ",\n";
      result += "\"" + std::string(name) + "\": ";
    };
    for (const AttributeSchema& attribute : schema.attributes) {
      if (!is_written(attribute)) continue;
      key(attribute.name);
      result += expression(attribute.type, ": ");
    }
    for (const BlockSchema& block : schema.blocks) {
      if (!is_written(block, depth)) continue;
      key(block.name);
      // One block alone is an object as often as an array.
      bool is_array = count(block) > 1 || block.name.size() % 2 == 0;
      if (as_ == As::Plan) is_array = block.nesting != Nesting::Single && block.nesting != Nesting::Group;
      if (is_array) result += "[";
      for (size_t one = 0; one < count(block); ++one) result += (one > 0 ? ", " : "") + json_body(*block.body, depth + 1);
      if (is_array) result += "]";
    }
    return "{" + result + "}";
  }

  int counter_ = 0;
  As as_ = As::Configuration;
};

/// Each attribute has its schema's type, and each block a schema.
void expect_decoded(const BodyValue& body, const BodySchema& schema, const std::string& at) {
  for (const BodyValue::Attribute& attribute : body.attributes) {
    const AttributeSchema* known = schema.attribute(attribute.name);
    ASSERT_NE(known, nullptr) << at << attribute.name;
    if (known->type.is_wholly_known()) {
      EXPECT_EQ(attribute.value.type().constraint(), known->type.without_optional().constraint()) << at << attribute.name;
    }
    EXPECT_TRUE(attribute.value.is_wholly_known()) << at << attribute.name;
    EXPECT_EQ(known->sensitive, attribute.value.is_sensitive()) << at << attribute.name;
    EXPECT_TRUE(attribute.place().known());
  }
  for (const AttributeSchema& attribute : schema.attributes) {
    if (attribute.mode != ArgumentMode::Computed) {
      EXPECT_NE(body.attribute(attribute.name), nullptr) << at << attribute.name;
    }
  }
  for (const BodyValue::Block& block : body.blocks) {
    const BlockSchema* known = schema.block(block.type);
    ASSERT_NE(known, nullptr) << at << block.type;
    if (known->body != nullptr) expect_decoded(*block.body, *known->body, at + std::string(block.type) + ".");
  }
}

class EveryArgument : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(EveryArgument, IsTheSameInEachForm) {
  auto [source, type] = GetParam();
  std::string provider = std::string(source).substr(std::string_view(source).find('/') + 1);
  const char* newest = provider == "aws" ? "6.69.1" : provider == "azurerm" ? "5.10.0" : "8.7.0";
  const ResourceSchema* schema = find_schema(source, Mode::Managed, type, *Version::parse(newest));
  ASSERT_NE(schema, nullptr);
  EXPECT_TRUE(schema->certain);
  BodyWriter writer;
  std::string name(type);
  std::string native_text = "resource \"" + name + "\" \"x\" {\n" + writer.native(*schema->body) + "}\n";
  std::string json_body = writer.json(*schema->body, BodyWriter::As::Configuration);
  std::string json_text = R"({"resource": {")" + name + R"(": {"x": )" + json_body + "}}}\n";
  TestRoot native({{"main.tf", native_text}, {".terraform.lock.hcl", lock_file(provider, newest)}});
  TestRoot json({{"main.tf.json", json_text}, {".terraform.lock.hcl", lock_file(provider, newest)}});
  EXPECT_EQ(native.said(), "") << native_text;
  EXPECT_EQ(json.said(), "") << json_text;
  const ResourceInstance* a = native.resource(name + ".x");
  const ResourceInstance* b = json.resource(name + ".x");
  ASSERT_NE(a, nullptr);
  ASSERT_NE(b, nullptr);
  expect_decoded(*a->body, *schema->body, name + ".");
  expect_decoded(*b->body, *schema->body, name + ".");
  Value in_native = a->body->object();
  EXPECT_TRUE(Value::same(in_native, b->body->object())) << value::to_console(in_native) << value::to_console(b->body->object());
  EXPECT_TRUE(Value::same(a->value, b->value));
  EXPECT_TRUE(value::conforms(a->value.type(), schema->body->type)) << value::mismatch(a->value.type(), schema->body->type);
  EXPECT_FALSE(native.evaluation.ledger[0].by_shape);

  base::Result<Value> plan = value::from_json(writer.json(*schema->body, BodyWriter::As::Plan));
  ASSERT_TRUE(plan);
  std::shared_ptr<BodyValue> planned = by_schema(planned_attributes(*plan), *schema, [](std::string_view kept) { return kept; });
  EXPECT_TRUE(Value::same(in_native, planned->object())) << value::to_console(in_native) << value::to_console(planned->object());
}

std::vector<std::pair<const char*, const char*>> all_types() {
  std::vector<std::pair<const char*, const char*>> result;
  for (const char* type : kAws) result.emplace_back("hashicorp/aws", type);
  for (const char* type : kAzure) result.emplace_back("hashicorp/azurerm", type);
  for (const char* type : kGoogle) result.emplace_back("hashicorp/google", type);
  return result;
}

INSTANTIATE_TEST_SUITE_P(Types, EveryArgument, ::testing::ValuesIn(all_types()),
                         [](const auto& one) { return std::string(one.param.second); });

}  // namespace
}  // namespace wafpp::terraform
