#include <gtest/gtest.h>

#include <fstream>

#include "terraform/planned.h"
#include "terraform/provider_schema.h"
#include "terraform/schema_json.h"
#include "terraform/testing.h"
#include "value/convert.h"

namespace wafpp::terraform {
namespace {

Version version(std::string_view text) { return *Version::parse(text); }

// --- tables ------------------------------------------------------------------------------------------------------------------

TEST(SchemaTable, ShippedOnesAreWhole) {
  std::span<const documents::EmbeddedFile> files = shipped_schema_tables();
  ASSERT_EQ(files.size(), 3U);
  size_t types = 0;
  for (const documents::EmbeddedFile& file : files) {
    base::Result<SchemaTable> table = SchemaTable::open(file.contents());
    ASSERT_TRUE(table) << file.path << ": " << table.error().message;
    for (auto section : {SchemaTable::Section::Managed, SchemaTable::Section::Data, SchemaTable::Section::Ephemeral})
      types += table->count(section);
  }
  EXPECT_EQ(types, 6005U);
}

TEST(SchemaTable, BrokenOnesAreRefused) {
  std::string whole(shipped_schema_tables()[0].contents());
  EXPECT_FALSE(SchemaTable::open(""));
  EXPECT_FALSE(SchemaTable::open("WAFPPS01"));
  EXPECT_FALSE(SchemaTable::open(std::string_view(whole).substr(0, whole.size() - 4)));
  EXPECT_FALSE(SchemaTable::open(whole + "more"));
  // Each word of the header, and rows in the middle of each section, made absurd: refused, or at least safe to read.
  for (size_t at = 8; at < 92; at += 4) {
    std::string broken = whole;
    broken.replace(at, 4, "\xFF\xFF\xFF\xFF");
    EXPECT_FALSE(SchemaTable::open(broken)) << at;
  }
}

TEST(ProviderSchema, EveryTypeCanBeBuilt) {
  const ProviderSchemas& schemas = ProviderSchemas::shipped();
  for (const documents::EmbeddedFile& file : shipped_schema_tables()) {
    SchemaTable table = SchemaTable::trusted(file.contents());
    for (const char* text : {"99.0.0", "0.1.0"}) {
      ProviderVersion provider = *schemas.in_version(table.source(), version(text));
      for (uint32_t number = 0; number < table.count(SchemaTable::Section::Managed); ++number) {
        std::string_view type = table.resource_name(SchemaTable::Section::Managed, number);
        const ResourceSchema* schema = schemas.find(provider, Mode::Managed, type);
        bool is_gone = table.find(SchemaTable::Section::Managed, type)->until != 0;
        if (std::string_view(text) == "0.1.0" || !is_gone) {
          ASSERT_NE(schema, nullptr) << type << " " << text;
        }
        if (schema == nullptr) continue;
        EXPECT_EQ(schema->type, type);
        EXPECT_FALSE(schema->certain);  // Neither version lies within what the table knows.
      }
    }
  }
}

TEST(ProviderSchema, FindsWhatIsThere) {
  const ResourceSchema* bucket = find_schema("hashicorp/aws", Mode::Managed, "aws_s3_bucket");
  ASSERT_NE(bucket, nullptr);
  EXPECT_EQ(find_schema("registry.terraform.io/hashicorp/aws", Mode::Managed, "aws_s3_bucket"), bucket);
  EXPECT_NE(find_schema("hashicorp/aws", Mode::Data, "aws_s3_bucket"), bucket);
  EXPECT_EQ(find_schema("hashicorp/aws", Mode::Managed, "aws_s3_buckets"), nullptr);
  EXPECT_EQ(find_schema("hashicorp/random", Mode::Managed, "random_id"), nullptr);
  EXPECT_NE(find_schema("hashicorp/aws", Mode::Ephemeral, "aws_secretsmanager_secret_version"), nullptr);

  const BodySchema& body = *bucket->body;
  EXPECT_EQ(body.attribute("bucket")->mode, ArgumentMode::OptionalComputed);
  EXPECT_EQ(body.attribute("arn")->mode, ArgumentMode::Computed);
  EXPECT_EQ(body.attribute("tags")->type, value::Type::map(value::Type::string()));
  ASSERT_NE(body.attribute("force_destroy")->default_value, std::nullopt);
  EXPECT_EQ(value::to_console(*body.attribute("force_destroy")->default_value), "false");
  EXPECT_EQ(body.block("timeouts")->nesting, Nesting::Single);
  const BlockSchema* encryption = body.block("server_side_encryption_configuration");
  ASSERT_NE(encryption, nullptr);
  EXPECT_EQ(encryption->maximum, 1U);
  EXPECT_EQ(encryption->body->path(), "server_side_encryption_configuration");
}

TEST(ProviderSchema, MarksAndAttributesAsBlocks) {
  EXPECT_TRUE(find_schema("hashicorp/aws", Mode::Managed, "aws_db_instance")->body->attribute("password")->sensitive);
  EXPECT_TRUE(find_schema("hashicorp/aws", Mode::Managed, "aws_db_instance")->body->attribute("password_wo")->write_only);
  const AttributeSchema* ingress = find_schema("hashicorp/aws", Mode::Managed, "aws_security_group")->body->attribute("ingress");
  ASSERT_NE(ingress->as_blocks, nullptr);
  EXPECT_NE(ingress->as_blocks->attribute("cidr_blocks"), nullptr);
}

TEST(ProviderSchema, OpaqueAndRecursiveBlocks) {
  const BodySchema& acl = *find_schema("hashicorp/aws", Mode::Managed, "aws_wafv2_web_acl")->body;
  EXPECT_EQ(acl.block("rule")->body->block("statement")->body, nullptr);
  const BodySchema& rule = *find_schema("hashicorp/aws", Mode::Managed, "aws_wafv2_web_acl_rule")->body;
  const BodySchema* statement = rule.block("statement")->body;
  const BlockSchema* inner = statement->block("not_statement")->body->block("statement");
  ASSERT_NE(inner, nullptr);
  EXPECT_TRUE(inner->recurses);
  EXPECT_EQ(inner->body, statement);
}

TEST(ProviderSchema, FormsByVersion) {
  auto mode_of = [](std::string_view type, std::string_view name, const std::optional<Version>& at) -> std::string {
    const ResourceSchema* schema = find_schema("hashicorp/aws", Mode::Managed, type, at);
    const AttributeSchema* attribute = schema != nullptr ? schema->body->attribute(name) : nullptr;
    return attribute == nullptr ? "none" : std::to_string(static_cast<int>(attribute->mode));
  };
  // aws_alb.name_prefix was optional until 4.67.0, and is optional and computed now.
  EXPECT_EQ(mode_of("aws_alb", "name_prefix", version("4.67.0")), "1");
  EXPECT_EQ(mode_of("aws_alb", "name_prefix", version("3.0.0")), "1");
  EXPECT_EQ(mode_of("aws_alb", "name_prefix", version("4.67.1")), "1");  // Of the same major version.
  EXPECT_EQ(mode_of("aws_alb", "name_prefix", version("5.0.0")), "2");
  EXPECT_EQ(mode_of("aws_alb", "name_prefix", std::nullopt), "2");
  // aws_api_gateway_deployment.stage_name is gone after 5.99.1; between the samples nobody knows.
  EXPECT_EQ(mode_of("aws_api_gateway_deployment", "stage_name", version("5.99.1")), "1");
  EXPECT_EQ(mode_of("aws_api_gateway_deployment", "stage_name", version("6.0.0")), "1");
  EXPECT_EQ(mode_of("aws_api_gateway_deployment", "stage_name", version("6.25.0")), "none");
  EXPECT_EQ(mode_of("aws_api_gateway_deployment", "stage_name", std::nullopt), "1");
  const ResourceSchema* newest = find_schema("hashicorp/aws", Mode::Managed, "aws_api_gateway_deployment", version("6.69.1"));
  EXPECT_EQ(newest->body->last_seen("stage_name"), "5.99.1");
  EXPECT_TRUE(newest->certain);
  EXPECT_FALSE(find_schema("hashicorp/aws", Mode::Managed, "aws_alb", version("7.0.0"))->certain);
  EXPECT_FALSE(find_schema("hashicorp/aws", Mode::Managed, "aws_alb", version("2.0.0"))->certain);
}

TEST(ProviderSchema, DefaultsByVersion) {
  const ProviderSchemas& schemas = ProviderSchemas::shipped();
  auto default_in = [&](const std::optional<ProviderVersion>& provider, std::string_view type, std::string_view name) -> std::string {
    const ResourceSchema* schema = schemas.find(*provider, Mode::Managed, type);
    const AttributeSchema* attribute = schema != nullptr ? schema->body->attribute(name) : nullptr;
    if (attribute == nullptr) return "no attribute";
    if (attribute->doubtful_default) return "doubtful";
    return attribute->default_value ? value::to_console(*attribute->default_value) : "none";
  };
  auto known = [&](std::string_view type, std::string_view name, std::string_view at) {
    return default_in(schemas.in_version("hashicorp/azurerm", version(at)), type, name);
  };
  auto allowed = [&](std::string_view constraint) {
    return default_in(schemas.within("hashicorp/azurerm", constraint), "azurerm_storage_account", "allow_nested_items_to_be_public");
  };
  EXPECT_EQ(known("azurerm_ai_services", "public_network_access", "4.79.0"), "\"Enabled\"");
  for (const char* at : {"3.0.0", "3.117.1", "4.0.0", "4.55.0", "4.60.0", "4.79.0", "4.99.0"})
    EXPECT_EQ(known("azurerm_storage_account", "allow_nested_items_to_be_public", at), "true") << at;
  for (const char* at : {"5.0.0", "5.2.0", "5.10.0", "6.0.0"})
    EXPECT_EQ(known("azurerm_storage_account", "allow_nested_items_to_be_public", at), "false") << at;
  EXPECT_EQ(known("azurerm_storage_account", "cross_tenant_replication_enabled", "3.110.0"), "true");
  EXPECT_EQ(known("azurerm_storage_account", "cross_tenant_replication_enabled", "4.1.0"), "false");
  EXPECT_EQ(allowed(""), "doubtful");
  EXPECT_EQ(allowed(">= 3.0"), "doubtful");
  EXPECT_EQ(allowed("~> 3.0"), "true");
  EXPECT_EQ(allowed("~> 4.0"), "true");
  EXPECT_EQ(allowed(">= 3.0, < 5.0"), "true");
  EXPECT_EQ(allowed("~> 5.0"), "false");
  EXPECT_EQ(allowed(">= 5"), "false");
  EXPECT_EQ(allowed(">= 9"), "false");
}

TEST(ProviderSchema, FormsThatVersionsDifferIn) {
  const ProviderSchemas& schemas = ProviderSchemas::shipped();
  auto find = [&](std::string_view provider, std::string_view constraint, std::string_view type) {
    return schemas.find(*schemas.within(provider, constraint), Mode::Managed, type)->body;
  };
  // A text in version 3, a set of texts later.
  EXPECT_EQ(find("hashicorp/azurerm", "~> 3.0", "azurerm_cosmosdb_account")->attribute("ip_range_filter")->type, value::Type::string());
  EXPECT_EQ(find("hashicorp/azurerm", "~> 5.0", "azurerm_cosmosdb_account")->attribute("ip_range_filter")->type.kind(),
            value::TypeKind::Set);
  EXPECT_TRUE(find("hashicorp/azurerm", ">= 3", "azurerm_cosmosdb_account")->attribute("ip_range_filter")->type.is_dynamic());
  // An argument of objects in version 5, a block later.
  EXPECT_NE(find("hashicorp/google", ">= 6", "google_compute_instance")->block("guest_accelerator"), nullptr);
  const AttributeSchema* either = find("hashicorp/google", ">= 5", "google_compute_instance")->attribute("guest_accelerator");
  ASSERT_NE(either, nullptr);
  ASSERT_NE(either->as_blocks, nullptr);
  EXPECT_NE(either->as_blocks->attribute("type"), nullptr);
  // A list in version 4, a set later.
  EXPECT_FALSE(find("hashicorp/aws", ">= 6", "aws_cloudtrail")->block("insight_selector")->doubtful_nesting);
  EXPECT_TRUE(find("hashicorp/aws", ">= 4", "aws_cloudtrail")->block("insight_selector")->doubtful_nesting);
  // What is gone from newer versions.
  EXPECT_NE(find("hashicorp/aws", ">= 4", "aws_api_gateway_deployment")->attribute("stage_name"), nullptr);
  EXPECT_EQ(find("hashicorp/aws", ">= 6.25", "aws_api_gateway_deployment")->attribute("stage_name"), nullptr);
}

// --- bodies in native and JSON syntax ----------------------------------------------------------------------------------------

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

/// A root whose lock file names the newest version that the table knows, so that what is wrong is an error.
std::string lock_file(std::string_view provider, std::string_view at) {
  return "provider \"registry.terraform.io/hashicorp/" + std::string(provider) + "\" {\n  version = \"" + std::string(at) + "\"\n}\n";
}

/// A body as the reader of plans makes it: each member of the object an attribute.
BodyValue planned_attributes(const Value& object) {
  BodyValue result;
  for (const value::Member& member : object.members()) result.attributes.push_back({member.name(), member.value, {}, {}});
  return result;
}

class EveryArgument : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(EveryArgument, IsTheSameInEachForm) {
  auto [source, type] = GetParam();
  std::string provider = std::string(source).substr(std::string_view(source).find('/') + 1);
  const char* newest = provider == "aws" ? "6.69.1" : provider == "azurerm" ? "5.10.0" : "8.7.0";
  const ResourceSchema* schema = find_schema(source, Mode::Managed, type, version(newest));
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

// --- decoding ----------------------------------------------------------------------------------------------------------------

/// `level place kind: message (help)` of each diagnostic.
std::string said(const TestRoot& root) {
  std::string result;
  for (const diag::Diagnostic& one : root.evaluation.diagnostics.diagnostics()) {
    result += one.level == diag::Level::Error ? "error " : "warning ";
    result += root.sources.describe(one.place) + " " + std::string(one.kind) + ": " + one.message;
    for (const std::string& help : one.helps) result += " (" + help + ")";
    result += "\n";
  }
  return result;
}

TEST(Decoding, UnsetNullAndDefault) {
  TestRoot root({{"main.tf", R"(
resource "aws_kms_key" "k" { description = null }
output "default" { value = aws_kms_key.k.enable_key_rotation }
output "optional" { value = aws_kms_key.k.custom_key_store_id }
output "both" { value = aws_kms_key.k.description }
output "computed" { value = aws_kms_key.k.arn }
output "keys" { value = length(keys(aws_kms_key.k)) > 10 }
)"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("default"), "false");
  EXPECT_EQ(root.output("optional"), "tostring(null)");
  EXPECT_EQ(root.output("both"), "(known after apply)");
  EXPECT_EQ(root.output("computed"), "(known after apply)");
  EXPECT_EQ(root.output("keys"), "true");
  // The body says what the code says, and the default.
  const BodyValue& body = *root.resource("aws_kms_key.k")->body;
  const BodyValue::Attribute* rotation = body.attribute("enable_key_rotation");
  ASSERT_NE(rotation, nullptr);
  EXPECT_EQ(rotation->by, BodyValue::SetBy::Default);
  EXPECT_EQ(rotation->place(), body.header);
  ASSERT_NE(rotation->value.origin().step(), nullptr);
  EXPECT_EQ(rotation->value.origin().step()->context, "default");
  EXPECT_EQ(body.attribute("arn"), nullptr);
  EXPECT_TRUE(body.attribute("description")->value.is_null());
}

TEST(Decoding, DataSourcesFillInWhatIsUnset) {
  TestRoot root({{"main.tf", R"(
data "google_project" "p" {}
data "aws_iam_policy_document" "d" {
  statement { actions = ["s3:GetObject"] }
}
output "optional" { value = "projects/${data.google_project.p.project_id}" }
output "inner" { value = data.aws_iam_policy_document.d.statement[0].sid == null }
output "set" { value = data.aws_iam_policy_document.d.statement[0].actions }
)"}});
  ASSERT_EQ(find_schema("hashicorp/google", Mode::Data, "google_project")->body->attribute("project_id")->mode, ArgumentMode::Optional);
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("optional"), "(known after apply)");
  EXPECT_EQ(root.output("inner"), "(known after apply)");
  EXPECT_EQ(root.output("set"), "toset([\n  \"s3:GetObject\",\n])");
}

TEST(Decoding, ReferencesKeepTheirStems) {
  TestRoot root({{"main.tf", R"(
resource "aws_eks_cluster" "c" {
  name     = "c"
  role_arn = "r"
  vpc_config { subnet_ids = ["b", "a", "a"] }
}
output "data" { value = aws_eks_cluster.c.certificate_authority[0].data }
output "subnets" { value = aws_eks_cluster.c.vpc_config[0].subnet_ids }
output "computed" { value = aws_eks_cluster.c.vpc_config[0].vpc_id }
output "beside" { value = aws_eks_cluster.c.vpc_config[1].vpc_id }
output "absent" { value = aws_eks_cluster.c.encryption_config[0].resources }
output "single" { value = aws_eks_cluster.c.timeouts }
)"}});
  EXPECT_EQ(root.output("subnets"), "toset([\n  \"a\",\n  \"b\",\n])");
  EXPECT_EQ(root.output("single"), "null /* object */");
  EXPECT_EQ(root.output("absent"), "(known after apply)");
  auto stem = [&](std::string_view name) -> std::string {
    for (const OutputValue& output : root.evaluation.outputs) {
      if (output.name != name) continue;
      auto stems = value::stems(output.value.origin());
      return stems.empty() ? "none" : stems[0]->target->address + " " + stems[0]->text;
    }
    return "no output";
  };
  EXPECT_EQ(stem("data"), "aws_eks_cluster.c certificate_authority[0].data");
  EXPECT_EQ(stem("computed"), "aws_eks_cluster.c vpc_config[0].vpc_id");
  EXPECT_EQ(stem("subnets"), "aws_eks_cluster.c vpc_config[0].subnet_ids");
  EXPECT_EQ(root.said().find("main.tf:10:"), 0U) << root.said();  // The second block alone is wrong.
}

TEST(Decoding, MisspeltArgumentsAndBlocks) {
  TestRoot root({{"main.tf", R"(
resource "aws_ecr_repository" "r" {
  nmae                 = "r"
  image_scan_configuration { scan_on_push = true }
  encryption_configuration { kms_kye = "k" }
  image_scanning_configuration = {}
  tags { a = 1 }
  arn = "x"
}
output "url" { value = aws_ecr_repository.r.repository_ur }
)"},
                 {".terraform.lock.hcl", lock_file("aws", "6.69.1")}});
  EXPECT_EQ(said(root), R"(error main.tf:2:1 missing-argument: argument `name` of `aws_ecr_repository` is not set
error main.tf:3:3 unsupported-argument: `nmae` is no argument of `aws_ecr_repository` (did you mean `name`?)
error main.tf:4:3 unsupported-block: `image_scan_configuration` is no block of `aws_ecr_repository` (did you mean `image_scanning_configuration`?)
error main.tf:5:30 unsupported-argument: `kms_kye` is no argument of `encryption_configuration` in `aws_ecr_repository` (did you mean `kms_key`?)
error main.tf:6:3 unsupported-argument: `image_scanning_configuration` is no argument of `aws_ecr_repository` (`image_scanning_configuration` is a block: write `image_scanning_configuration { ... }`)
error main.tf:7:3 unsupported-block: `tags` is no block of `aws_ecr_repository` (`tags` is an argument: write `tags = ...`)
error main.tf:8:3 read-only-argument: `arn` of `aws_ecr_repository` is decided by the provider and cannot be set
error main.tf:10:44 unsupported-attribute: `aws_ecr_repository` has no attribute `repository_ur` (did you mean `repository_url`?)
)");
}

TEST(Decoding, DoubtfulVersionsWarn) {
  const char* text = "resource \"aws_kms_key\" \"k\" {\n  brand_new = 1\n}\noutput \"o\" { value = aws_kms_key.k.brand_new }\n";
  TestRoot none({{"main.tf", text}});
  std::string help = " (known are versions 4.67.0 to 6.69.1 of `hashicorp/aws`; which one is in use, a lock file would say)\n";
  EXPECT_EQ(said(none), "warning main.tf:2:3 unsupported-argument: `brand_new` is no argument of `aws_kms_key`" + help +
                            "warning main.tf:4:35 unsupported-attribute: `aws_kms_key` has no attribute `brand_new`" + help);
  // Of what is newer or older than the table it knows nothing.
  for (const char* at : {"7.1.0", "3.76.0"}) {
    TestRoot other({{"main.tf", text}, {".terraform.lock.hcl", lock_file("aws", at)}});
    EXPECT_EQ(said(other), "") << at;
    EXPECT_EQ(other.output("o"), "(known after apply)");
  }
  TestRoot old_way({{"main.tf", std::string("provider \"aws\" {\n  version = \"~> 3.0\"\n}\n") + text}});
  EXPECT_EQ(said(old_way), "");
  TestRoot exact(
      {{"main.tf",
        std::string("terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\", version = \"6.25.0\" }\n  }\n}\n") +
            text}});
  EXPECT_EQ(exact.evaluation.diagnostics.has_errors(), true);
}

TEST(Decoding, WrongTypes) {
  TestRoot root({{"main.tf", R"(
resource "aws_kms_key" "k" {
  enable_key_rotation     = "yes"
  deletion_window_in_days = "30"
  tags                    = { a = 1, b = true }
}
output "bad" { value = aws_kms_key.k.enable_key_rotation }
output "days" { value = aws_kms_key.k.deletion_window_in_days }
output "tags" { value = aws_kms_key.k.tags }
)"},
                 {".terraform.lock.hcl", lock_file("aws", "6.69.1")}});
  EXPECT_EQ(said(root), "error main.tf:3:29 wrong-type: `enable_key_rotation` of `aws_kms_key` has the wrong type: a bool is required\n");
  EXPECT_EQ(root.output("bad"), "(known after apply)");
  EXPECT_EQ(root.output("days"), "30");
  EXPECT_EQ(root.output("tags"), "tomap({\n  \"a\" = \"1\"\n  \"b\" = \"true\"\n})");
  auto causes = value::causes(root.resource("aws_kms_key.k")->body->attribute("enable_key_rotation")->value.origin());
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0]->cause, value::CauseKind::Error);
}

TEST(Decoding, NumbersOfBlocks) {
  TestRoot root({{"main.tf", R"(
resource "aws_s3_bucket_versioning" "none" { bucket = "b" }
resource "aws_s3_bucket_versioning" "two" {
  bucket = "b"
  versioning_configuration { status = "Enabled" }
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_versioning" "dynamic" {
  bucket = "b"
  dynamic "versioning_configuration" {
    for_each = var.unknown
    content { status = "Enabled" }
  }
}
variable "unknown" { type = list(string) }
)"},
                 {".terraform.lock.hcl", lock_file("aws", "6.69.1")}});
  EXPECT_EQ(root.said(), R"(main.tf:2:1 block-count: `aws_s3_bucket_versioning` wants at least 1 `versioning_configuration` block, got 0
main.tf:6:3 block-count: `aws_s3_bucket_versioning` wants at most 1 `versioning_configuration` block, got 2
main.tf:15:1 missing-variable: variable `unknown` has no default, and nothing sets it
)");
}

TEST(Decoding, AttributesAsBlocks) {
  TestRoot root({{"main.tf", R"(
resource "aws_security_group" "blocks" {
  ingress {
    from_port = "80"
    to_port   = 80
    protocol  = "tcp"
  }
  dynamic "ingress" {
    for_each = [443]
    content {
      from_port = ingress.value
      to_port   = ingress.value
      protocol  = "tcp"
    }
  }
}
resource "aws_security_group" "attribute" {
  ingress = [{ from_port = 1, to_port = 1, protocol = "tcp", description = "d", self = "true", cidr_blocks = [], ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [] }]
}
resource "aws_security_group" "short" { ingress = [{ from_port = 1 }] }
resource "aws_security_group" "none" { ingress = [] }
output "ports" { value = sort([for rule in aws_security_group.blocks.ingress : tostring(rule.from_port)]) }
output "left_out" { value = [for rule in aws_security_group.blocks.ingress : rule.description] }
output "self" { value = one(aws_security_group.attribute.ingress).self }
output "none" { value = aws_security_group.none.ingress }
)"},
                 {".terraform.lock.hcl", lock_file("aws", "6.69.1")}});
  EXPECT_EQ(root.output("ports"), "tolist([\n  \"443\",\n  \"80\",\n])");
  EXPECT_EQ(root.output("left_out"), "[\n  tostring(null),\n  tostring(null),\n]");
  EXPECT_EQ(root.output("self"), "true");
  EXPECT_EQ(root.output("none"), "toset([])");
  EXPECT_EQ(root.said().find("main.tf:20:51 wrong-type: `ingress` of `aws_security_group` has the wrong type: "), 0U) << root.said();
  // Controls see the blocks where they stand.
  EXPECT_EQ(root.resource("aws_security_group.blocks")->body->blocks_of("ingress").size(), 2U);
  EXPECT_EQ(root.sources.describe(root.resource("aws_security_group.blocks")->body->place_of("ingress.from_port")), "main.tf:4:5");
}

TEST(Decoding, BlocksInJson) {
  TestRoot root({{"main.tf.json", R"({
  "variable": {"rules": {"default": [1, 2]}},
  "resource": {"aws_s3_bucket_server_side_encryption_configuration": {"e": {
    "//": "a comment",
    "bucket": "b",
    "rule": [
      {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "//": "inner"}, "bucket_key_enabled": "true"},
      {"apply_server_side_encryption_by_default": null}
    ]}},
    "aws_wafv2_ip_set": {"i": {"name": "i", "scope": "REGIONAL", "ip_address_version": "IPV4", "timeouts": 5}},
    "aws_s3_bucket_lifecycle_configuration": {"l": {
      "bucket": "b",
      "dynamic": {"rule": {"for_each": "${var.rules}", "iterator": "it", "content": {
        "id": "${it.value}", "status": "Enabled",
        "transition": {"days": "30", "storage_class": "GLACIER"},
        "dynamic": {"noncurrent_version_transition": [{"for_each": ["x"], "content": {"noncurrent_days": 3, "storage_class": "${noncurrent_version_transition.value}"}}]}
      }}}
    }}
  }})"},
                 {".terraform.lock.hcl", lock_file("aws", "6.69.1")}});
  EXPECT_EQ(root.said(), "main.tf.json:10:96 unsupported-argument: `timeouts` is no argument of `aws_wafv2_ip_set`\n");
  const BodyValue& body = *root.resource("aws_s3_bucket_server_side_encryption_configuration.e")->body;
  ASSERT_EQ(body.blocks_of("rule").size(), 2U);
  const BodyValue& rule = *body.blocks_of("rule")[0];
  EXPECT_TRUE(rule.attribute("bucket_key_enabled")->value.as_bool());
  EXPECT_EQ(rule.blocks_of("apply_server_side_encryption_by_default")[0]->attribute("sse_algorithm")->value.as_string(), "aws:kms");
  EXPECT_TRUE(body.blocks_of("rule")[1]->blocks.empty());
  EXPECT_EQ(root.sources.describe(body.place_of("rule.apply_server_side_encryption_by_default.sse_algorithm")), "main.tf.json:7:52");
  const BodyValue& lifecycle = *root.resource("aws_s3_bucket_lifecycle_configuration.l")->body;
  ASSERT_EQ(lifecycle.blocks_of("rule").size(), 2U);
  EXPECT_EQ(lifecycle.blocks_of("rule")[1]->attribute("id")->value.as_string(), "2");
  ASSERT_EQ(lifecycle.blocks_of("rule")[1]->blocks_of("noncurrent_version_transition").size(), 1U);
  EXPECT_EQ(lifecycle.blocks_of("rule")[1]->blocks_of("noncurrent_version_transition")[0]->attribute("storage_class")->value.as_string(),
            "x");
}

TEST(Decoding, SensitiveAndWriteOnly) {
  TestRoot root({{"main.tf", R"(
variable "e" {
  default   = "x"
  ephemeral = true
}
resource "aws_db_instance" "d" {
  instance_class      = "c"
  password            = "geheim"
  password_wo         = var.e
  password_wo_version = 1
  identifier          = var.e
}
output "password" { value = aws_db_instance.d.password }
output "wo" { value = aws_db_instance.d.password_wo }
)"}});
  EXPECT_EQ(root.said(),
            "main.tf:11:25 ephemeral-value: `identifier` of `aws_db_instance` would be stored, and an ephemeral value may not be\n"
            "main.tf:13:29 sensitive-output: output `password` shows a sensitive value\n");
  EXPECT_EQ(root.output("password"), "(sensitive value)");
  EXPECT_EQ(root.output("wo"), "tostring(null)");
  EXPECT_TRUE(root.resource("aws_db_instance.d")->body->attribute("password")->value.is_sensitive());
}

TEST(Decoding, DefaultTagsAndRegion) {
  TestRoot root({{"main.tf", R"(
provider "aws" {
  region = "eu-central-1"
  default_tags { tags = { team = "a", env = "x" } }
}
provider "aws" {
  alias  = "plain"
  region = "eu-west-1"
}
resource "aws_kms_key" "k" { tags = { env = "prod" } }
resource "aws_kms_key" "bare" {}
resource "aws_kms_key" "plain" {
  provider = aws.plain
  tags     = { env = "prod" }
  region   = "us-east-1"
}
module "m" {
  source    = "./m"
  providers = { aws = aws.plain }
}
output "tags" { value = aws_kms_key.k.tags_all }
output "bare" { value = aws_kms_key.bare.tags_all }
output "plain" { value = aws_kms_key.plain.tags_all }
output "regions" { value = [aws_kms_key.k.region, aws_kms_key.plain.region, module.m.region] }
)"},
                 {"m/main.tf", "resource \"aws_kms_key\" \"k\" {}\noutput \"region\" { value = aws_kms_key.k.region }\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("tags"), "tomap({\n  \"env\" = \"prod\"\n  \"team\" = \"a\"\n})");
  EXPECT_EQ(root.output("bare"), "tomap({\n  \"env\" = \"x\"\n  \"team\" = \"a\"\n})");
  EXPECT_EQ(root.output("plain"), "tomap({\n  \"env\" = \"prod\"\n})");
  EXPECT_EQ(root.output("regions"), "[\n  \"eu-central-1\",\n  \"us-east-1\",\n  \"eu-west-1\",\n]");
  EXPECT_EQ(root.resource("aws_kms_key.bare")->body->attribute("tags_all")->by, BodyValue::SetBy::Provider);
  EXPECT_EQ(root.resource("aws_kms_key.plain")->body->attribute("tags_all"), nullptr);
}

TEST(Decoding, TheLockFileDecides) {
  const char* text =
      "resource \"azurerm_ai_services\" \"a\" {\n  location = \"l\"\n  name = \"n\"\n  resource_group_name = \"r\"\n  sku_name = "
      "\"S0\"\n}\n";
  TestRoot old({{"main.tf", text}, {".terraform.lock.hcl", lock_file("azurerm", "4.79.0")}});
  ASSERT_NE(old.resource("azurerm_ai_services.a")->body->attribute("public_network_access"), nullptr);
  EXPECT_FALSE(old.evaluation.ledger[0].by_shape);
  TestRoot gone({{"main.tf", text}, {".terraform.lock.hcl", lock_file("azurerm", "5.10.0")}});
  EXPECT_EQ(gone.resource("azurerm_ai_services.a")->body->attribute("public_network_access"), nullptr);
  EXPECT_TRUE(gone.evaluation.ledger[0].by_shape);
  TestRoot constraint({{"main.tf", std::string("terraform {\n  required_providers {\n    azurerm = \"~> 4.0\"\n  }\n}\n") + text}});
  EXPECT_NE(constraint.resource("azurerm_ai_services.a")->body->attribute("public_network_access"), nullptr);
}

TEST(Decoding, WhatVersionsDifferInIsTakenAsItIsWritten) {
  TestRoot root({{"main.tf", R"(
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = ">= 3.0" }
    google  = { source = "hashicorp/google", version = ">= 5.0" }
    aws     = { source = "hashicorp/aws", version = ">= 4.0" }
  }
}
resource "azurerm_storage_account" "s" { name = "s" }
resource "azurerm_cosmosdb_account" "text" { ip_range_filter = "10.0.0.1" }
resource "azurerm_cosmosdb_account" "set" { ip_range_filter = ["10.0.0.1"] }
resource "google_compute_instance" "blocks" {
  guest_accelerator {
    type  = "t"
    count = "2"
  }
}
resource "google_compute_instance" "argument" { guest_accelerator = [{ type = "t", count = 2 }] }
resource "aws_cloudtrail" "t" {
  insight_selector { insight_type = "a" }
}
output "public" { value = azurerm_storage_account.s.allow_nested_items_to_be_public }
output "filters" { value = [azurerm_cosmosdb_account.text.ip_range_filter, azurerm_cosmosdb_account.set.ip_range_filter[0]] }
output "accelerators" { value = [google_compute_instance.blocks.guest_accelerator[0].count, google_compute_instance.argument.guest_accelerator[0].count] }
output "selector" { value = [aws_cloudtrail.t.insight_selector[0].insight_type, [for one in aws_cloudtrail.t.insight_selector : one.insight_type]] }
)"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("public"), "(known after apply)");
  EXPECT_EQ(root.output("filters"), "[\n  \"10.0.0.1\",\n  \"10.0.0.1\",\n]");
  EXPECT_EQ(root.output("accelerators"), "[\n  2,\n  2,\n]");
  EXPECT_EQ(root.output("selector"), "[\n  \"a\",\n  [\n    \"a\",\n  ],\n]");
  const BodyValue& body = *root.resource("azurerm_storage_account.s")->body;
  auto causes = value::causes(body.attribute("allow_nested_items_to_be_public")->value.origin());
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0]->cause, value::CauseKind::ProviderVersion);
  EXPECT_EQ(causes[0]->text, "azurerm_storage_account.allow_nested_items_to_be_public");
  EXPECT_EQ(causes[0]->place, body.header);
}

TEST(Decoding, NamesAreSuggestedWhereTheyAreCertain) {
  auto said_of = [](std::string_view line, std::string_view at) {
    TestRoot root(
        {{"main.tf", "resource \"aws_kms_key\" \"k\" {\n  " + std::string(line) + "\n}\n"}, {".terraform.lock.hcl", lock_file("aws", at)}});
    return said(root);
  };
  EXPECT_EQ(said_of("enable_key_rotaton = true", "6.69.1"),
            "error main.tf:2:3 unsupported-argument: `enable_key_rotaton` is no argument of `aws_kms_key` (did you mean "
            "`enable_key_rotation`?)\n");
  TestRoot doubtful({{"main.tf", "resource \"aws_kms_key\" \"k\" {\n  enable_key_rotaton = true\n}\n"}});
  EXPECT_EQ(said(doubtful).find("did you mean"), std::string::npos) << said(doubtful);
  EXPECT_EQ(said_of("policie = 1", "6.69.1"),
            "error main.tf:2:3 unsupported-argument: `policie` is no argument of `aws_kms_key` (did you mean `policy`?)\n");
  EXPECT_EQ(said_of("something_else = true", "6.69.1"),
            "error main.tf:2:3 unsupported-argument: `something_else` is no argument of `aws_kms_key`\n");
}

TEST(Decoding, ProvidersOfModulesBetween) {
  TestRoot root({{"main.tf", "provider \"aws\" {\n  region = \"eu-west-1\"\n}\nmodule \"m\" { source = \"./m\" }\n"},
                 {"m/main.tf", "provider \"aws\" {\n  region = \"us-east-1\"\n}\nmodule \"n\" { source = \"./n\" }\n"},
                 {"m/n/main.tf", "resource \"aws_kms_key\" \"k\" {}\n"}});
  const BodyValue::Attribute* region = root.resource("module.m.module.n.aws_kms_key.k")->body->attribute("region");
  ASSERT_NE(region, nullptr);
  EXPECT_EQ(region->value.as_string(), "us-east-1");
  EXPECT_EQ(region->by, BodyValue::SetBy::Provider);
}

TEST(Decoding, OtherProvidersAndTypesGoByShape) {
  TestRoot root({{"main.tf", R"(
terraform {
  required_providers {
    aws = { source = "example/other" }
  }
}
resource "aws_kms_key" "k" { anything = "1" }
resource "random_id" "r" { byte_length = "8" }
resource "terraform_data" "t" {}
)"}});
  EXPECT_EQ(root.said(), "");
  std::map<std::string, bool> by_shape;
  for (const LedgerEntry& entry : root.evaluation.ledger) by_shape[entry.block()] = entry.by_shape;
  EXPECT_TRUE(by_shape["resource.aws_kms_key.k"]);
  EXPECT_TRUE(by_shape["resource.random_id.r"]);
  EXPECT_FALSE(by_shape["resource.terraform_data.t"]);
}

TEST(Decoding, ATeamsOwnTable) {
  std::ifstream file(std::string(WAFPP_SOURCE_DIR) + "/tests/terraform/testdata/time.bin", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  base::Result<SchemaTable> table = SchemaTable::open(bytes);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->source(), "hashicorp/time");
  SchemaTable tables[] = {*table};
  ProviderSchemas schemas(tables);
  documents::MemoryRepository repository({{"main.tf", R"(
resource "time_sleep" "s" {
  create_duration = 30
  nested          = [{ a = 1 }]
  by_name "x" { size = "3" }
  by_name "y" { size = 4 }
}
output "s" { value = [time_sleep.s.create_duration, time_sleep.s.nested[0].b, time_sleep.s.by_name["x"].size, time_sleep.s.secret] }
)"}});
  diag::SourceMap sources;
  Loader loader(repository, sources);
  RootEvaluation evaluation = evaluate_root({.folder = "."}, loader, {.schemas = &schemas});
  for (const diag::Diagnostic& one : evaluation.diagnostics.diagnostics()) EXPECT_EQ(one.kind, "sensitive-output") << one.message;
  EXPECT_EQ(value::to_console(evaluation.outputs[0].value), "[\n  \"30\",\n  tostring(null),\n  3,\n  (known after apply),\n]");
}

TEST(Decoding, SchemasAreThoseOfTheTablesThatAreAsked) {
  std::ifstream file(std::string(WAFPP_SOURCE_DIR) + "/tests/terraform/testdata/time.bin", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  SchemaTable tables[] = {*SchemaTable::open(bytes)};
  auto ask = [](const ProviderSchemas& schemas) {
    return schemas.find(*schemas.within("hashicorp/time", ""), Mode::Managed, "time_sleep");
  };
  // A thread remembers what it asked last: of these tables, not of others, and not of those that are gone.
  auto first = std::make_unique<ProviderSchemas>(tables);
  const ResourceSchema* schema = ask(*first);
  ASSERT_NE(schema, nullptr);
  EXPECT_EQ(ask(*first), schema);
  ProviderSchemas second(tables);
  EXPECT_NE(ask(second), schema);
  EXPECT_EQ(ask(*first), schema);
  first.reset();
  EXPECT_EQ(ask(ProviderSchemas(tables))->type, "time_sleep");
  EXPECT_EQ(ask(second)->type, "time_sleep");
}

// The table was made by `tools/make_schemas`.
TEST(SchemaJson, MakesTheSameTableAsTheTool) {
  auto read = [](const std::string& name) {
    std::ifstream file(std::string(WAFPP_SOURCE_DIR) + "/tests/terraform/testdata/" + name, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  diag::SourceMap sources;
  diag::Sink sink;
  std::string asked;
  auto version_of = [&](std::string_view source) {
    asked += source;
    return std::string("0.12.1");
  };
  std::vector<std::string> tables = schema_tables(sources.add("time_schema.json", read("time_schema.json")), version_of, sink);
  EXPECT_EQ(asked, "hashicorp/time");
  EXPECT_FALSE(sink.has_errors());
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0], read("time.bin"));
}

TEST(SchemaJson, SaysWhatIsWrongAndWhere) {
  auto said = [](const std::string& text) {
    diag::SourceMap sources;
    diag::Sink sink;
    std::vector<std::string> tables = schema_tables(sources.add("s.json", text), [](std::string_view) { return ""; }, sink);
    std::string result = std::to_string(tables.size());
    for (const diag::Diagnostic& one : sink.diagnostics()) result += " " + sources.describe(one.place) + " " + one.message;
    return result;
  };
  auto of_block = [&](const std::string& block) {
    return said("{\"provider_schemas\": {\"a/b\": {\"resource_schemas\": {\"b_c\": {\"block\":\n" + block + "}}}}}");
  };
  EXPECT_EQ(said("[]"), "0 s.json:1:1 this is no schema of providers: it has no object `provider_schemas`");
  EXPECT_EQ(said("{").substr(0, 1), "0");
  EXPECT_EQ(said("{\"provider_schemas\": {\"x/builtin/terraform\": {}}}"), "0");
  EXPECT_EQ(said("{\"provider_schemas\": {\"a/b\": {}, \"c/d\": {}}}"), "2");
  EXPECT_EQ(of_block("{}"), "1");
  EXPECT_EQ(of_block("1"), "0 s.json:1:59 a schema has a `block`, which is an object");
  EXPECT_EQ(of_block("{\"attributes\": {\"x\": {}}}"), "0 s.json:2:22 an argument has a `type`");
  EXPECT_EQ(of_block("{\"attributes\": {\"x\": {\"type\": [\"list\", \"text\"]}}}"), "0 s.json:2:40 this is no type");
  EXPECT_EQ(of_block("{\"attributes\": {\"x\": {\"type\": \"list\"}}}"), "0 s.json:2:31 this is no type");
  EXPECT_EQ(of_block("{\"block_types\": {\"x\": {\"nesting_mode\": \"heap\", \"block\": {}}}}"),
            "0 s.json:2:40 a block has a `nesting_mode`: `single`, `list`, `set`, `map` or `group`");
  EXPECT_EQ(of_block("{\"attributes\": {\"x\": {\"nested_type\": {\"attributes\": {}, \"nesting_mode\": \"tuple\"}}}}"),
            "0 s.json:2:73 a nested type has a `nesting_mode`: `single`, `list`, `set` or `map`");
  std::string deep = "\"string\"";
  for (int depth = 0; depth < 100; ++depth) deep.insert(0, "[\"list\", ").append("]");
  EXPECT_EQ(of_block("{\"attributes\": {\"x\": {\"type\": " + deep + "}}}"),
            "0 s.json:1:30 the schema of `a/b` is too large, or nested too deeply");
}

TEST(Decoding, ConfigurationsOfProviders) {
  TestRoot root({{"main.tf.json", R"({
  "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "6.69.1"}}},
  "provider": {"aws": {"region": "eu-central-1", "max_retries": "3", "default_tags": {"tags": {"team": "a"}}, "regoin": "x"}},
  "resource": {"aws_sqs_queue": {"q": {}}}
})"}});
  EXPECT_EQ(root.said(), "main.tf.json:3:111 unsupported-argument: `regoin` is no argument of `provider.aws`\n");
  EXPECT_EQ(value::to_console(root.resource("aws_sqs_queue.q")->body->attribute("tags_all")->value), "tomap({\n  \"team\" = \"a\"\n})");
  for (const Declaration& one : root.evaluation.declarations) {
    if (one.kind != "provider.aws") continue;
    EXPECT_EQ(value::to_console(one.body->attribute("max_retries")->value), "3");
    ASSERT_EQ(one.body->blocks_of("default_tags").size(), 1U);
  }
}

TEST(Decoding, EphemeralValuesMayConfigureProviders) {
  TestRoot root({{"main.tf", R"(
variable "token" {
  default   = "t"
  ephemeral = true
}
provider "aws" { token = var.token }
)"}});
  EXPECT_EQ(root.said(), "");
}

// What only the beta provider has goes by shape; the rest is as in `google`.
TEST(Decoding, GoogleBetaIsLikeGoogle) {
  TestRoot root({{"main.tf", R"(
terraform {
  required_providers {
    google-beta = { source = "hashicorp/google-beta", version = "= 6.50.0" }
  }
}
resource "google_storage_bucket" "b" {
  provider      = google-beta
  name          = "b"
  location      = "EU"
  force_destroy = "true"
  only_in_beta  = 1
  versioning {
    enabled  = "false"
    in_beta  = true
  }
}
resource "google_only_in_beta" "x" {
  provider = google-beta
  anything = [1]
}
output "o" { value = [google_storage_bucket.b.self_link, google_storage_bucket.b.only_in_beta, google_only_in_beta.x.some] }
)"}});
  EXPECT_EQ(root.said(), "");
  const BodyValue& bucket = *root.resource("google_storage_bucket.b")->body;
  EXPECT_EQ(value::to_console(bucket.attribute("force_destroy")->value), "true");
  EXPECT_EQ(value::to_console(bucket.blocks_of("versioning")[0]->attribute("enabled")->value), "false");
  EXPECT_EQ(value::to_console(bucket.attribute("only_in_beta")->value), "1");
  std::map<std::string, bool> by_shape;
  for (const LedgerEntry& entry : root.evaluation.ledger) by_shape[entry.block()] = entry.by_shape;
  EXPECT_FALSE(by_shape["resource.google_storage_bucket.b"]);
  EXPECT_TRUE(by_shape["resource.google_only_in_beta.x"]);
}

TEST(PlannedForm, UnknownSensitiveAndEmpty) {
  const ResourceSchema& schema = *find_schema("hashicorp/aws", Mode::Managed, "aws_s3_bucket", version("6.69.1"));
  base::Result<Value> plan = value::from_json(
      R"({"bucket": "b", "force_destroy": "true", "timeouts": null, "cors_rule": [], "lifecycle_rule": [{"enabled": "true"}], "new_in_8": 1})");
  BodyValue body = planned_attributes(*plan);
  Value unknown =
      Value::unknown().with_origin(computed_value({.address = "x", .target = std::make_shared<value::StemTarget>()}, "logging").origin());
  body.attributes.push_back({"logging", unknown, {}, {}});
  body.attributes.push_back({"versioning", Value::tuple({Value::unknown()}).add_marks(value::kSensitive), {}, {}});
  std::shared_ptr<BodyValue> made = by_schema(body, schema, [](std::string_view name) { return name; });
  EXPECT_EQ(value::to_console(made->attribute("force_destroy")->value), "true");
  EXPECT_EQ(value::to_console(made->attribute("new_in_8")->value), "1");
  EXPECT_TRUE(made->blocks_of("timeouts").empty());
  EXPECT_TRUE(made->blocks_of("cors_rule").empty());
  EXPECT_EQ(value::to_console(made->blocks_of("lifecycle_rule")[0]->attribute("enabled")->value), "true");
  ASSERT_TRUE(made->has_unknown_blocks("logging"));
  EXPECT_EQ(made->unknown_blocks[0].origin, unknown.origin());
  ASSERT_EQ(made->blocks_of("versioning").size(), 1U);
  const Value& enabled = made->blocks_of("versioning")[0]->attribute("enabled")->value;
  EXPECT_FALSE(enabled.is_known());
  EXPECT_TRUE(enabled.is_sensitive());
}

TEST(Decoding, ManyInstancesStayLinear) {
  std::string text;
  for (int index = 0; index < 2'000; ++index) {
    text += "resource \"aws_ecr_repository\" \"r" + std::to_string(index) + "\" {\n  name = \"r" + std::to_string(index) +
            "\"\n  image_scanning_configuration { scan_on_push = true }\n}\n";
  }
  TestRoot root({{"main.tf", text}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.evaluation.resources.size(), 2'000U);
}

}  // namespace
}  // namespace wafpp::terraform
