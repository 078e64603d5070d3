// What OpenTofu has and Terraform has not: early evaluation, providers with keys, `enabled`, encryption of the state.

#include <gtest/gtest.h>

#include "terraform/roots.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

const std::string kModule =
    "resource \"thing\" \"a\" {\n  lone = terraform_data.x\n}\nresource \"terraform_data\" \"x\" {}\noutput \"id\" { value = \"m\" }\n";

const ModuleCall* call_of(const TestRoot& root, std::string_view address) {
  for (const ModuleCall& call : root.evaluation.modules) {
    if (call.address == address) return &call;
  }
  return nullptr;
}

TEST(EarlyEvaluation, SourcesOfModulesFromVariablesAndLocals) {
  TestRoot root({{"main.tf", R"(
variable "variant" { default = "one" }
locals { folder = "./modules/${var.variant}" }
module "m" {
  source  = local.folder
  variant = "two"
}
module "remote" {
  source  = "acme/net/${var.variant}"
  version = "1.${length(var.variant)}.0"
}
)"},
                 {"modules/one/main.tf", "variable \"variant\" {}\nmodule \"n\" {\n  source = \"../${var.variant}\"\n}\n"},
                 {"modules/two/main.tf", kModule}});
  EXPECT_EQ(root.addresses(), "module.m.module.n.terraform_data.x\nmodule.m.module.n.thing.a\n");
  EXPECT_EQ(call_of(root, "module.m")->source, "./modules/one");
  EXPECT_EQ(call_of(root, "module.m.module.n")->folder, "modules/two");
  EXPECT_EQ(call_of(root, "module.remote")->source, "acme/net/one");
  EXPECT_EQ(call_of(root, "module.remote")->version, "1.3.0");
  EXPECT_EQ(root.said(), "main.tf:8:1 missing-module: `module.remote` is not on disk: `acme/net/one`\n");
}

TEST(EarlyEvaluation, ASourceThatIsNotKnownLeavesTheModuleOpen) {
  TestRoot root({{"main.tf", R"(
variable "variant" {}
module "m" { source = "./modules/${var.variant}" }
output "id" { value = module.m.id }
)"}});
  EXPECT_EQ(root.said(),
            "main.tf:2:1 missing-variable: variable `variant` has no default, and nothing sets it\n"
            "main.tf:3:23 unknown-module-source: `module.m` is not known: its source hangs on `var.variant`\n");
  EXPECT_EQ(root.output("id"), "(known after apply)");
  std::vector<std::string> causes;
  for (const value::OriginStep* cause : value::causes(root.evaluation.outputs[0].value.origin())) causes.push_back(cause->text);
  EXPECT_EQ(causes, (std::vector<std::string>{"module.m", "var.variant"}));
  EXPECT_EQ(root.ledger(), "variable.variant evaluated 0\nmodule.m module-missing 1\noutput.id evaluated 0\n");
}

TEST(EarlyEvaluation, KnowsNoResources) {
  TestRoot root({{"main.tf", R"(
resource "thing" "a" { name = "x" }
locals { name = thing.a.name }
module "m" { source = "./${local.name}" }
terraform {
  backend "s3" {
    bucket = local.name
    key    = path.module
  }
}
)"},
                 {"x/main.tf", kModule}});
  EXPECT_EQ(root.said(),
            "main.tf:4:28 evaluated-too-early: the source of a module may not hang on `thing.a.name`, which is evaluated later\n"
            "main.tf:7:14 evaluated-too-early: a backend may not hang on `thing.a.name`, which is evaluated later\n");
  EXPECT_EQ(root.evaluation.declarations[0].kind, "backend.s3");
  EXPECT_EQ(value::to_console(root.evaluation.declarations[0].body->attribute("key")->value), "\".\"");
}

TEST(EarlyEvaluation, TakesNothingThatIsKeptBack) {
  TestRoot root({{"main.tf", R"(
variable "secret" {
  default   = "one"
  sensitive = true
}
module "m" { source = "./${var.secret}" }
terraform {
  backend "s3" {
    assume_role { role_arn = var.secret }
  }
}
)"},
                 {"one/main.tf", kModule}});
  EXPECT_EQ(
      root.said(),
      "main.tf:6:23 sensitive-too-early: the source of a module would be stored in the clear, and may not hang on a sensitive or "
      "ephemeral value\n"
      "main.tf:9:30 sensitive-too-early: a backend would be stored in the clear, and may not hang on a sensitive or ephemeral value\n");
  EXPECT_EQ(root.addresses(), "");
}

TEST(EarlyEvaluation, ALocalThatIsItsOwnSourceEnds) {
  TestRoot root({{"main.tf", "locals {\n  a = local.b\n  b = local.a\n}\nmodule \"m\" { source = local.a }\n"}});
  EXPECT_TRUE(root.evaluation.has_errors());
}

TEST(EarlyEvaluation, FoldersThatAreCalledSoAreNoRoots) {
  documents::MemoryRepository repository({{"main.tf", "variable \"v\" { default = \"one\" }\nmodule \"m\" { source = \"./${var.v}\" }\n"},
                                          {"one/main.tf", kModule},
                                          {"two/main.tf", kModule}});
  diag::SourceMap sources;
  Loader loader(repository, sources);
  std::vector<std::string> files{"main.tf", "one/main.tf", "two/main.tf"};
  std::vector<std::string> folders;
  for (const RootSpec& root : discover_roots({.configuration_files = files}, loader)) folders.push_back(root.folder);
  EXPECT_EQ(folders, (std::vector<std::string>{".", "two"}));
}

constexpr std::string_view kRegions = R"(
variable "regions" { default = ["eu", "us"] }
provider "aws" {
  alias    = "by_region"
  for_each = toset(var.regions)
  region   = "${each.value}-1"
  default_tags { tags = { region = each.key } }
}
)";

TEST(ProviderForEach, OneConfigurationForEachKey) {
  TestRoot root({{"main.tf", std::string(kRegions) + R"(
resource "aws_sqs_queue" "each" {
  for_each = toset(var.regions)
  provider = aws.by_region[each.key]
}
resource "aws_sqs_queue" "one" { provider = aws.by_region["us"] }
module "m" {
  for_each  = toset(var.regions)
  source    = "./m"
  providers = { aws = aws.by_region[each.key] }
}
output "tags" { value = [aws_sqs_queue.one.tags_all, aws_sqs_queue.each["eu"].tags_all] }
)"},
                 {"m/main.tf", "resource \"aws_sqs_queue\" \"q\" {}\n"}});
  EXPECT_EQ(root.said(), "");
  auto said = [&](std::string_view address) {
    const ResourceInstance* resource = root.resource(address);
    return resource->provider + " " + value::to_console(resource->body->attribute("region")->value);
  };
  EXPECT_EQ(said("aws_sqs_queue.each[\"eu\"]"), "aws.by_region[\"eu\"] \"eu-1\"");
  EXPECT_EQ(said("aws_sqs_queue.each[\"us\"]"), "aws.by_region[\"us\"] \"us-1\"");
  EXPECT_EQ(said("aws_sqs_queue.one"), "aws.by_region[\"us\"] \"us-1\"");
  EXPECT_EQ(said("module.m[\"eu\"].aws_sqs_queue.q"), "aws.by_region[\"eu\"] \"eu-1\"");
  EXPECT_EQ(root.output("tags"), "[\n  tomap({\n    \"region\" = \"us\"\n  }),\n  tomap({\n    \"region\" = \"eu\"\n  }),\n]");
  std::string providers;
  for (const Declaration& one : root.evaluation.declarations) {
    if (one.kind == "provider.aws") providers += one.address + "\n";
  }
  EXPECT_EQ(providers, "provider.aws.by_region[\"eu\"]\nprovider.aws.by_region[\"us\"]\n");
}

TEST(ProviderForEach, KeysThatThereAreNot) {
  TestRoot root({{"main.tf", std::string(kRegions) + R"(
resource "aws_sqs_queue" "nope" { provider = aws.by_region["nope"] }
resource "aws_sqs_queue" "bare" { provider = aws.by_region }
resource "aws_sqs_queue" "other" { provider = aws.other }
)"}});
  EXPECT_EQ(root.said(),
            "main.tf:10:46 undeclared-provider: `for_each` of `aws.by_region` makes no `aws.by_region[\"nope\"]`\n"
            "main.tf:11:46 undeclared-provider: `aws.by_region` has `for_each`: a reference names a key\n"
            "main.tf:12:47 undeclared-provider: no provider configuration `aws.other` is declared here\n");
}

TEST(ProviderForEach, OfAnInputThatNobodySetsIsOpen) {
  TestRoot root({{"main.tf", R"(
variable "regions" {}
provider "aws" {
  alias    = "r"
  for_each = var.regions
  region   = each.value
}
resource "aws_sqs_queue" "q" { provider = aws.r["eu"] }
)"}});
  EXPECT_EQ(root.said(), "main.tf:2:1 missing-variable: variable `regions` has no default, and nothing sets it\n");
  const BodyValue::Attribute* region = root.resource("aws_sqs_queue.q")->body->attribute("region");
  ASSERT_NE(region, nullptr);
  EXPECT_FALSE(region->value.is_known());
  EXPECT_EQ(value::causes(region->value.origin())[0]->text, "var.regions");
}

TEST(Enabled, OneInstanceOrNone) {
  TestRoot root({{"main.tf", R"(
variable "on" { default = false }
resource "thing" "off" {
  lifecycle { enabled = var.on }
}
resource "thing" "on" {
  name = "n"
  lifecycle { enabled = !var.on }
}
data "thing" "off" {
  lifecycle { enabled = "false" }
}
module "off" {
  source = "./m"
  lifecycle { enabled = var.on }
}
module "on" {
  source = "./m"
  lifecycle { enabled = true }
}
output "values" {
  value = [thing.off == null, try(thing.off.id, "none"), thing.off != null ? thing.off.id : "off", thing.on.name,
    data.thing.off == null, module.off == null, module.on.id]
}
output "wrong" { value = thing.off.id }
)"},
                 {"m/main.tf", kModule}});
  EXPECT_EQ(root.addresses(), "module.on.terraform_data.x\nmodule.on.thing.a\nthing.on\n");
  EXPECT_EQ(root.output("values"), "[\n  true,\n  \"none\",\n  \"off\",\n  \"n\",\n  true,\n  true,\n  \"m\",\n]");
  EXPECT_EQ(root.said(), "main.tf:25:35 step-into-null: this value is null, so it does not have any attributes\n");
  EXPECT_EQ(
      root.ledger(),
      "variable.on evaluated 0\nresource.thing.off count-zero 0\nresource.thing.on evaluated 1\ndata.thing.off count-zero 0\n"
      "module.off count-zero 0\nmodule.on evaluated 1\noutput.values evaluated 0\noutput.wrong evaluated 0\nresource.thing.a evaluated "
      "1\nresource.terraform_data.x evaluated 1\noutput.id evaluated 0\n");
}

TEST(Enabled, WhatItTakes) {
  TestRoot root({{"main.tf", R"(
variable "unset" {}
variable "none" { default = null }
variable "secret" {
  default   = true
  sensitive = true
}
resource "thing" "unset" {
  lifecycle { enabled = var.unset }
}
resource "thing" "null" {
  lifecycle { enabled = var.none }
}
resource "thing" "secret" {
  lifecycle { enabled = var.secret }
}
resource "thing" "list" {
  lifecycle { enabled = [] }
}
resource "thing" "late" {
  lifecycle { enabled = terraform_data.d.id == "x" }
}
resource "terraform_data" "d" {}
resource "thing" "both" {
  count = 1
  lifecycle { enabled = true }
}
)"}});
  EXPECT_EQ(root.said(),
            "main.tf:2:1 missing-variable: variable `unset` has no default, and nothing sets it\n"
            "main.tf:12:25 invalid-enabled: `enabled` of `thing.null` is null\n"
            "main.tf:15:25 invalid-enabled: `enabled` of `thing.secret` is sensitive: whether there is an instance would show it\n"
            "main.tf:18:25 invalid-enabled: `enabled` of `thing.list` is true or false, got tuple\n"
            "main.tf:21:25 unknown-instances: `enabled` of `thing.late` is known only after apply: OpenTofu would refuse this\n"
            "main.tf:26:15 count-and-for-each: `enabled` is set beside `count`: only one can be\n");
  EXPECT_EQ(root.addresses(), "terraform_data.d\nthing.both[0]\nthing.late[*]\nthing.unset[*]\n");
}

TEST(Encryption, IsKeptAndItsSecretsKeptBack) {
  TestRoot root({{"main.tf", R"(
variable "phrase" { default = "a correct horse" }
terraform {
  encryption {
    key_provider "pbkdf2" "main" {
      passphrase = var.phrase
    }
    method "aes_gcm" "m" {
      keys = key_provider.pbkdf2.main
    }
    state {
      method   = method.aes_gcm.m
      enforced = true
    }
  }
}
)"}});
  EXPECT_EQ(root.said(), "");
  ASSERT_EQ(root.evaluation.declarations[0].kind, "encryption");
  const BodyValue& body = *root.evaluation.declarations[0].body;
  EXPECT_EQ(value::to_console(body.blocks_of("method")[0]->attribute("keys")->value), "\"key_provider.pbkdf2.main\"");
  EXPECT_EQ(value::to_console(body.blocks_of("state")[0]->attribute("method")->value), "\"method.aes_gcm.m\"");
  EXPECT_TRUE(body.blocks_of("key_provider")[0]->attribute("passphrase")->value.is_sensitive());
}

TEST(Tofu, AProjectWithTofuFilesIsNoneOfTerraforms) {
  const std::string code = "resource \"terraform_data\" \"a\" {\n  lifecycle { enabled = false }\n}\n";
  for (const char* file : {"main.tofu", "main.tf"}) {
    documents::MemoryRepository repository({{file, code}});
    diag::SourceMap sources;
    Loader loader(repository, sources);
    bool is_terraform = std::string_view(file) == "main.tf";
    EXPECT_EQ(evaluate_root({.folder = "."}, loader, {.as_terraform = true}).has_errors(), is_terraform) << file;
    EXPECT_FALSE(evaluate_root({.folder = "."}, loader).has_errors()) << file;
  }
}

}  // namespace
}  // namespace wafpp::terraform
