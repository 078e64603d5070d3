#include <gtest/gtest.h>

#include "terraform/planned.h"
#include "terraform/provider_schema.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

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
  std::string bytes = test_file("time.bin");
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
  const ResourceSchema& schema = *find_schema("hashicorp/aws", Mode::Managed, "aws_s3_bucket", *Version::parse("6.69.1"));
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
