#include <gtest/gtest.h>

#include "terraform/provider_schema.h"
#include "terraform/schema_json.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

Version version(std::string_view text) { return *Version::parse(text); }

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

TEST(ProviderSchema, SchemasAreThoseOfTheTablesThatAreAsked) {
  std::string bytes = test_file("time.bin");
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
  diag::SourceMap sources;
  diag::Sink sink;
  std::string asked;
  auto version_of = [&](std::string_view source) {
    asked += source;
    return std::string("0.12.1");
  };
  std::vector<std::string> tables = schema_tables(sources.add("time_schema.json", test_file("time_schema.json")), version_of, sink);
  EXPECT_EQ(asked, "hashicorp/time");
  EXPECT_FALSE(sink.has_errors());
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0], test_file("time.bin"));
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

}  // namespace
}  // namespace wafpp::terraform
