#include "terraform/evaluate.h"

#include <gtest/gtest.h>

#include "hcl/parser.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

TEST(Evaluate, VariablesLocalsAndOutputs) {
  TestRoot root({{"main.tf", R"(
variable "region" { default = "eu-central-1" }
variable "size" {
  type    = number
  default = "3"
}
locals {
  doubled = var.size * 2
  name    = "${var.region}-${local.doubled}"
}
output "name" { value = local.name }
output "size" { value = var.size }
)"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("name"), "\"eu-central-1-6\"");
  EXPECT_EQ(root.output("size"), "3");
}

TEST(Evaluate, PrecedenceOfVariableFiles) {
  RootSpec spec{.folder = "."};
  spec.inputs.environment["who"] = "environment";
  spec.inputs.environment["only_environment"] = "yes";
  spec.inputs.options.push_back({Inputs::Option::Kind::File, "late.tfvars"});
  spec.inputs.options.push_back({Inputs::Option::Kind::Value, "last=option"});
  TestRoot root({{"main.tf", R"(
variable "who" { default = "default" }
variable "only_environment" {}
variable "auto" {}
variable "last" {}
variable "json" {}
variable "late" {}
output "all" { value = [var.who, var.only_environment, var.auto, var.last, var.json, var.late] }
)"},
                 {"terraform.tfvars", "who = \"tfvars\"\nauto = \"tfvars\"\njson = 1\n"},
                 {"terraform.tfvars.json", R"({"json": "${not a template}"})"},
                 {"b.auto.tfvars", "auto = \"b\"\n"},
                 {"a.auto.tfvars", "auto = \"a\"\n"},
                 {"late.tfvars", "late = \"late\"\nlast = \"late\"\n"}},
                spec);
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("all"), "[\n  \"tfvars\",\n  \"yes\",\n  \"b\",\n  \"option\",\n  \"${not a template}\",\n  \"late\",\n]");
}

TEST(Evaluate, AVariableFileThatCannotBeReadMaySetEverything) {
  const std::string code = R"(
variable "before" { default = "default" }
variable "said" { default = "default" }
variable "later" { default = "default" }
output "all" { value = [var.before, var.said, var.later] }
)";
  TestRoot broken({{"main.tf", code}, {"a.auto.tfvars", "said = \"said\"\n}\n"}, {"b.auto.tfvars", "later = \"later\"\n"}});
  EXPECT_EQ(broken.output("all"), "[\n  (known after apply),\n  \"said\",\n  \"later\",\n]");
  const value::OriginStep* cause = value::first_cause(broken.evaluation.outputs[0].value.deep_origin());
  ASSERT_NE(cause, nullptr);
  EXPECT_EQ(cause->text, "`a.auto.tfvars`");
  TestRoot encrypted({{"main.tf", code}, {"terraform.tfvars", std::string("\0GITCRYPT\0\x12\xff", 12)}});
  EXPECT_EQ(encrypted.said(), "<unknown> unreadable-file: `terraform.tfvars` is encrypted by git-crypt\n");
  EXPECT_EQ(encrypted.output("all"), "[\n  (known after apply),\n  (known after apply),\n  (known after apply),\n]");
}

TEST(Evaluate, CodeThatIsNoTextIsSaidOnce) {
  EXPECT_EQ(TestRoot({{"main.tf", std::string("locals {}\0\0\0", 12)}}).said(),
            "<unknown> unreadable-file: `main.tf` is no text: there are zero bytes in it\n");
  EXPECT_EQ(TestRoot({{"main.tf", "\xff\xfel\0"}}).said(), "<unknown> unreadable-file: `main.tf` is UTF-16\n");
}

TEST(Evaluate, AnExpressionAloneHasNoCountAndNoEach) {
  diag::SourceMap sources;
  documents::MemoryRepository repository({{"main.tf", "locals {}\n"}});
  Loader loader(repository, sources);
  Root root({.folder = "."}, loader);
  for (const char* text : {"count.index", "each.key", "self.id"}) {
    diag::Sink sink;
    hcl::ParsedExpr parsed = hcl::parse_expression(sources.add("expression", text), sink);
    root.evaluate(*parsed.expr, sink);
    ASSERT_EQ(sink.diagnostics().size(), 1U) << text;
    EXPECT_TRUE(sink.diagnostics()[0].message.find("has a value only") != std::string::npos) << sink.diagnostics()[0].message;
  }
}

TEST(Evaluate, UnsetVariableIsUnknownAndSaid) {
  TestRoot root({{"main.tf", "variable \"key\" {\n  type = string\n}\noutput \"key\" { value = var.key }\n"}});
  EXPECT_EQ(root.output("key"), "(known after apply)");
  EXPECT_EQ(root.said(), "main.tf:1:1 missing-variable: variable `key` has no default, and nothing sets it\n");
  auto causes = value::causes(root.evaluation.outputs[0].value.origin());
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0]->cause, value::CauseKind::UnsetVariable);
  EXPECT_EQ(causes[0]->text, "var.key");
}

TEST(Evaluate, CountAndForEach) {
  TestRoot root({{"main.tf", R"(
resource "aws_a" "counted" {
  count = 2
  name  = "n${count.index}"
}
resource "aws_a" "each" {
  for_each = { one = 1, "two \"2\"" = 2 }
  name     = "${each.key}=${each.value}"
}
resource "aws_a" "none" { count = 0 }
resource "aws_a" "single" { name = aws_a.counted[1].name }
output "names" { value = [aws_a.counted[*].name, [for k, v in aws_a.each : v.name], aws_a.single.name, aws_a.none[*].name] }
)"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.addresses(), "aws_a.counted[0]\naws_a.counted[1]\naws_a.each[\"one\"]\naws_a.each[\"two \\\"2\\\"\"]\naws_a.single\n");
  EXPECT_EQ(root.output("names"),
            "[\n  [\n    \"n0\",\n    \"n1\",\n  ],\n  [\n    \"one=1\",\n    \"two \\\"2\\\"=2\",\n  ],\n  \"n1\",\n  [],\n]");
  EXPECT_EQ(root.ledger(),
            "resource.aws_a.counted evaluated 2\nresource.aws_a.each evaluated 2\nresource.aws_a.none count-zero 0\nresource.aws_a.single "
            "evaluated 1\noutput.names evaluated 0\n");
}

TEST(Evaluate, UnknownRepetitionKeepsOneInstance) {
  TestRoot root({{"main.tf", R"(
variable "names" { type = set(string) }
resource "aws_kms_key" "k" {
  for_each    = var.names
  description = each.key
}
)"}});
  ASSERT_EQ(root.addresses(), "aws_kms_key.k[*]\n");
  EXPECT_EQ(root.evaluation.resources[0].key.kind, InstanceKey::Kind::Unknown);
  EXPECT_EQ(root.ledger(), "variable.names evaluated 0\nresource.aws_kms_key.k unknown-instances 1\n");
}

TEST(Evaluate, ReferencesStemFromTheirResource) {
  TestRoot root({{"main.tf", R"(
module "kms" { source = "./kms" }
resource "aws_db_instance" "db" {
  instance_class = "db.t3.micro"
  kms_key_id     = module.kms.arns["main"]
}
)"},
                 {"kms/main.tf", R"(
resource "aws_kms_key" "this" {
  for_each = toset(["main"])
}
output "arns" { value = { for k, v in aws_kms_key.this : k => v.arn } }
)"}});
  EXPECT_EQ(root.said(), "");
  const ResourceInstance* db = root.resource("aws_db_instance.db");
  ASSERT_NE(db, nullptr);
  const BodyValue::Attribute* key = db->body->attribute("kms_key_id");
  ASSERT_NE(key, nullptr);
  EXPECT_FALSE(key->value.is_known());
  auto stems = value::stems(key->value.origin());
  ASSERT_EQ(stems.size(), 1U);
  EXPECT_EQ(stems[0]->target->address, "module.kms.aws_kms_key.this[\"main\"]");
  EXPECT_EQ(stems[0]->target->type, "aws_kms_key");
  EXPECT_EQ(stems[0]->text, "arn");
}

TEST(Evaluate, DynamicBlocks) {
  TestRoot root({{"main.tf", R"(
variable "rules" { default = { a = [1, 2], b = [] } }
resource "aws_x" "x" {
  dynamic "outer" {
    for_each = var.rules
    iterator = it
    content {
      name = it.key
      dynamic "inner" {
        for_each = it.value
        content { port = inner.value + it.value[0] }
      }
    }
  }
}
output "ports" { value = aws_x.x.outer[0].inner[*].port }
output "second" { value = aws_x.x.outer[1].name }
)"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("ports"), "[\n  2,\n  3,\n]");
  EXPECT_EQ(root.output("second"), "\"b\"");
}

TEST(Evaluate, OverridesMerge) {
  TestRoot root({{"main.tf", R"(
resource "aws_x" "x" {
  a = 1
  b = 2
  inner { c = 1 }
  inner { c = 2 }
}
locals { v = "base" }
output "o" { value = [aws_x.x.a, aws_x.x.b, aws_x.x.inner[*].c, local.v] }
)"},
                 {"x_override.tf", "resource \"aws_x\" \"x\" {\n  b = 3\n  inner { c = 9 }\n}\nlocals { v = \"over\" }\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("o"), "[\n  1,\n  3,\n  [\n    9,\n  ],\n  \"over\",\n]");
}

TEST(Evaluate, CyclesAreSaidAndTheRestGoesOn) {
  TestRoot root({{"main.tf", R"(
locals {
  a = local.b
  b = local.a
  c = 1
}
resource "aws_x" "x" { n = aws_x.x.id }
output "c" { value = local.c }
)"}});
  EXPECT_EQ(root.output("c"), "1");
  EXPECT_NE(root.said().find("cycle: `local."), std::string::npos) << root.said();
  EXPECT_NE(root.said().find("cycle: `aws_x.x` depends on itself"), std::string::npos) << root.said();
}

TEST(Evaluate, BadReferencesHaveAPlaceAndAHint) {
  TestRoot root(
      {{"main.tf", "variable \"region\" { default = 1 }\noutput \"x\" { value = var.regoin }\noutput \"y\" { value = aws_a.b.c }\n"}});
  EXPECT_EQ(root.said(),
            "main.tf:2:22 undeclared-reference: variable `regoin` is not declared in this module\n"
            "main.tf:3:22 undeclared-reference: resource `aws_a.b` is not declared in this module\n");
  EXPECT_EQ(root.evaluation.diagnostics.diagnostics()[0].helps, std::vector<std::string>{"did you mean `region`?"});
}

TEST(Evaluate, LongChainsOfLocalsDoNotRecurse) {
  std::string text = "locals {\n  l0 = 1\n";
  for (int i = 1; i < 20'000; ++i) text += "  l" + std::to_string(i) + " = local.l" + std::to_string(i - 1) + " + 1\n";
  text += "}\noutput \"last\" { value = local.l19999 }\n";
  TestRoot root({{"main.tf", text}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("last"), "20000");
}

TEST(Evaluate, ModuleThatCallsItself) {
  TestRoot root({{"main.tf", "module \"m\" { source = \"./m\" }\n"}, {"m/main.tf", "module \"again\" { source = \"../m\" }\n"}});
  EXPECT_EQ(root.said(), "m/main.tf:1:1 module-cycle: module `again` calls itself through `m`\n");
}

TEST(Evaluate, MissingModuleIsUndecidedNotSilent) {
  TestRoot root(
      {{"main.tf", "module \"kms\" {\n  source = \"terraform-aws-modules/kms/aws\"\n}\noutput \"k\" { value = module.kms.key_arn }\n"}});
  EXPECT_EQ(root.said(), "main.tf:1:1 missing-module: `module.kms` is not on disk: `terraform-aws-modules/kms/aws`\n");
  EXPECT_FALSE(root.evaluation.has_errors());
  EXPECT_EQ(root.ledger(), "module.kms module-missing 1\noutput.k evaluated 0\n");
  auto causes = value::causes(root.evaluation.outputs[0].value.origin());
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0]->cause, value::CauseKind::MissingModule);
  EXPECT_EQ(causes[0]->text, "module.kms");
}

TEST(Evaluate, InstalledModulesAreFound) {
  TestRoot root(
      {{"main.tf", "module \"kms\" {\n  source = \"x/kms/aws\"\n}\noutput \"k\" { value = module.kms.k }\n"},
       {".terraform/modules/modules.json",
        R"({"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"kms","Source":"x/kms/aws","Version":"1.0.0","Dir":".terraform/modules/kms"}]})"},
       {".terraform/modules/kms/main.tf", "output \"k\" { value = path.module }\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("k"), "\".terraform/modules/kms\"");
}

TEST(Evaluate, PolicyDocument) {
  TestRoot root({{"main.tf", R"(
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "one"
    actions   = ["s3:Get*"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    actions = ["b:B", "a:A"]
    resources = ["arn:x/&{aws:username}"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = ["1"]
    }
  }
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "one", Effect = "Deny", Action = "*", Resource = "*" }] })]
}
output "json" { value = jsonencode(jsondecode(data.aws_iam_policy_document.d.json)) }
)"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("json"),
            R"("{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Deny\",\"Resource\":\"*\",\"Sid\":\"one\"},)"
            R"({\"Action\":[\"b:B\",\"a:A\"],\"Condition\":{\"StringEquals\":{\"kms:CallerAccount\":\"1\"}},\"Effect\":\"Allow\",)"
            R"(\"Principal\":{\"AWS\":\"*\"},\"Resource\":\"arn:x/${aws:username}\"}],\"Version\":\"2012-10-17\"}")");
}

TEST(Evaluate, SensitiveOutputsAreRefused) {
  TestRoot root({{"main.tf", "variable \"p\" {\n  default   = \"x\"\n  sensitive = true\n}\noutput \"p\" { value = \"a${var.p}\" }\n"}});
  EXPECT_EQ(root.said(), "main.tf:5:22 sensitive-output: output `p` shows a sensitive value\n");
  EXPECT_EQ(root.output("p"), "(sensitive value)");
}

}  // namespace
}  // namespace wafpp::terraform
