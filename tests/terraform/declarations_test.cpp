// What modules declare besides resources, as facts; and what the language says of a resource.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "terraform/meta.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

std::string shown(const Value& value) {
  if ((value.deep_marks() & value::kSensitive) != 0) return "(sensitive)";
  std::string text = value::to_console(value);
  std::string flat;
  for (char c : text) {
    if (c != '\n') flat += c;
    if (c == '\n' || (c == ' ' && flat.ends_with("  "))) flat = flat.substr(0, flat.find_last_not_of(' ') + 1) + " ";
  }
  return flat;
}

/// `kind address @place: name = value; ...`, one a line, of those whose kind begins with `kind`.
std::string declared(const TestRoot& root, std::string_view kind) {
  std::string result;
  for (const Declaration& one : root.evaluation.declarations) {
    if (!one.kind.starts_with(kind)) continue;
    result += one.kind + " " + one.address + " @" + root.sources.describe(one.body->header);
    for (const BodyValue::Attribute& attribute : one.body->attributes)
      result += fmt::format("; {} = {}", attribute.name, shown(attribute.value));
    result += "\n";
  }
  return result;
}

TEST(Declarations, RequirementsOfTheRootAndOfWhatItCalls) {
  TestRoot root({{"main.tf", R"(terraform {
  required_version = ">= 1.5"
  required_providers {
    aws  = { source = "aws", version = "= 5.80.0", configuration_aliases = [aws.peer] }
    acme = { source = "registry.acme.test/acme/acme" }
    old  = "~> 2.0"
  }
}
resource "random_id" "x" {}
module "db" {
  source   = "./db"
  for_each = toset(["a", "b"])
}
)"},
                 {"db/main.tf", "terraform {\n  required_version = \"~> 1.9\"\n}\nresource \"aws_kms_key\" \"k\" {}\n"}});
  EXPECT_EQ(
      declared(root, "required_"),
      "required_provider module.db[\"a\"].required_provider.aws @db/main.tf:4:1; name = \"aws\"; source = \"hashicorp/aws\"; is_stated "
      "= false; in_root = false; folder = \"db\"\n"
      "required_provider required_provider.acme @main.tf:5:5; name = \"acme\"; source = \"registry.acme.test/acme/acme\"; is_stated = "
      "true; in_root = true; folder = \".\"\n"
      "required_provider required_provider.aws @main.tf:4:5; name = \"aws\"; source = \"hashicorp/aws\"; version = \"= 5.80.0\"; "
      "configuration_aliases = [ \"aws.peer\", ]; is_stated = true; in_root = true; folder = \".\"\n"
      "required_provider required_provider.old @main.tf:6:5; name = \"old\"; source = \"hashicorp/old\"; version = \"~> 2.0\"; is_stated "
      "= true; in_root = true; folder = \".\"\n"
      "required_provider required_provider.random @main.tf:9:1; name = \"random\"; source = \"hashicorp/random\"; is_stated = false; "
      "in_root = true; folder = \".\"\n"
      "required_version module.db[\"a\"].required_version @db/main.tf:2:3; version = \"~> 1.9\"; in_root = false; folder = \"db\"\n"
      "required_version required_version @main.tf:2:3; version = \">= 1.5\"; in_root = true; folder = \".\"\n");
}

TEST(Declarations, BackendsAndTheRoot) {
  TestRoot root({{"main.tf", "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}\n"},
                 {"over_override.tf", "terraform {\n  backend \"gcs\" {\n    bucket = \"g\"\n  }\n}\n"}});
  EXPECT_EQ(declared(root, "backend"), "backend.gcs backend.gcs @over_override.tf:2:3; bucket = \"g\"\n");
  EXPECT_EQ(declared(root, "root"),
            "root root @main.tf:1:1; folder = \".\"; environment = tostring(null); class = tostring(null); workspace = tostring(null); "
            "backend = \"gcs\"; is_module = "
            "false\n");
  TestRoot cloud({{"main.tf", "terraform {\n  cloud {\n    organization = \"o\"\n    workspaces {\n      name = \"w\"\n    }\n  }\n}\n"}});
  EXPECT_EQ(declared(cloud, "backend"), "backend.cloud backend.cloud @main.tf:2:3; organization = \"o\"\n");
  ASSERT_EQ(cloud.evaluation.declarations[0].body->blocks_of("workspaces").size(), 1U);
}

TEST(Declarations, MovesRemovalsAndImports) {
  TestRoot root({{"main.tf", R"(
moved {
  from = thing.old
  to   = thing.a["x"]
}
removed {
  from = module.gone.thing.b
  lifecycle { destroy = false }
  provisioner "local-exec" {
    when    = destroy
    command = "true"
  }
}
removed { from = thing.other }
variable "ids" { default = { x = "i-1", y = "i-2" } }
variable "unset" {}
resource "thing" "a" { for_each = var.ids }
resource "thing" "b" {}
import {
  for_each = var.ids
  to       = thing.a[each.key]
  id       = each.value
}
import {
  to       = thing.b
  id       = var.unset
  provider = thing.eu
}
)"}});
  EXPECT_EQ(declared(root, "moved"), "moved moved.thing.a[\"x\"] @main.tf:2:1; from = \"thing.old\"; to = \"thing.a[\\\"x\\\"]\"\n");
  EXPECT_EQ(declared(root, "removed"),
            "removed removed.module.gone.thing.b @main.tf:6:1; from = \"module.gone.thing.b\"; destroy = false; provisioners = [ "
            "\"local-exec\", ]\n"
            "removed removed.thing.other @main.tf:14:1; from = \"thing.other\"; destroy = true; provisioners = []\n");
  EXPECT_EQ(declared(root, "import"),
            "import import.thing.a[\"x\"] @main.tf:19:1; to = \"thing.a[\\\"x\\\"]\"; id = \"i-1\"\n"
            "import import.thing.a[\"y\"] @main.tf:19:1; to = \"thing.a[\\\"y\\\"]\"; id = \"i-2\"\n"
            "import import.thing.b @main.tf:24:1; to = \"thing.b\"; id = (known after apply); provider = \"thing.eu\"\n");
}

TEST(Declarations, ImportsOfAnUnknownNumber) {
  TestRoot root({{"main.tf",
                  "variable \"ids\" {}\nresource \"thing\" \"a\" {\n  for_each = var.ids\n}\n"
                  "import {\n  for_each = var.ids\n  to = thing.a[each.key]\n  id = each.value\n}\n"}});
  EXPECT_EQ(declared(root, "import"), "import import.[*] @main.tf:5:1; to = (known after apply); id = (known after apply)\n");
  EXPECT_FALSE(root.evaluation.has_errors());
}

TEST(Declarations, ImportsThatHangOnWhatMayExist) {
  TestRoot root({{"main.tf",
                  "resource \"thing\" \"a\" {}\nresource \"thing\" \"b\" {}\n"
                  "import {\n  to = thing.a\n  id = \"x:${thing.b.id}\"\n}\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(declared(root, "import"), "import import.thing.a @main.tf:3:1; to = \"thing.a\"; id = (known after apply)\n");
}

TEST(Declarations, ProvidersOfEachModule) {
  TestRoot root({{"main.tf", R"(
provider "aws" {
  region = "eu-central-1"
  default_tags { tags = { team = "a" } }
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "m" {
  source    = "./m"
  providers = { aws = aws.us }
}
)"},
                 {"m/main.tf", "resource \"aws_sqs_queue\" \"q\" {}\nprovider \"thing\" {\n  url = \"x\"\n}\n"}});
  EXPECT_EQ(declared(root, "provider"),
            "provider.aws provider.aws @main.tf:2:1; region = \"eu-central-1\"\n"
            "provider.aws provider.aws.us @main.tf:6:1; region = \"us-east-1\"; alias = \"us\"\n"
            "provider.thing module.m.provider.thing @m/main.tf:2:1; url = \"x\"\n");
  EXPECT_EQ(root.resource("module.m.aws_sqs_queue.q")->provider, "aws.us");
}

TEST(Declarations, ProvidersThatNobodyDeclares) {
  const std::string kUse = "resource \"thing\" \"a\" {\n  provider = thing.eu\n}\n";
  EXPECT_EQ(TestRoot({{"main.tf", kUse}}).said(), "");  // Something else may write them.
  EXPECT_EQ(TestRoot({{"main.tf", kUse + "provider \"thing\" {}\n"}}).said(),
            "main.tf:2:14 undeclared-provider: no provider configuration `thing.eu` is declared here\n");
  TestRoot called({{"main.tf", "module \"m\" { source = \"./m\" }\nmodule \"n\" { source = \"./n\" }\n"},
                   {"m/main.tf", kUse},
                   {"n/main.tf",
                    "terraform {\n  required_providers {\n    thing = { source = \"a/thing\", configuration_aliases = [thing.eu] }\n"
                    "  }\n}\n" +
                        kUse}});
  EXPECT_EQ(called.said(),
            "main.tf:2:1 undeclared-provider: `module.n` wants the provider configuration `thing.eu`, and is not passed it\n"
            "m/main.tf:2:14 undeclared-provider: no provider configuration `thing.eu` is declared here\n");
}

TEST(Declarations, VariablesAndOutputsOfTheRoot) {
  TestRoot root({{"main.tf", R"(
variable "a" {
  type        = object({ b = optional(string) })
  description = "what it is"
  default     = { b = "x" }
  validation {
    condition     = var.a.b != ""
    error_message = "m"
  }
}
variable "secret" {
  sensitive = true
  default   = "s"
}
output "o" { value = var.a.b }
)"}});
  EXPECT_EQ(
      declared(root, "variable"),
      "variable var.a @main.tf:2:1; name = \"a\"; type = \"object({b=optional(string)})\"; description = \"what it is\"; has_default = "
      "true; validations = 1; value = { \"b\" = \"x\" }\n"
      "variable var.secret @main.tf:11:1; name = \"secret\"; sensitive = true; has_default = true; validations = 0; value = "
      "(sensitive)\n");
  EXPECT_EQ(declared(root, "output"), "output output.o @main.tf:15:1; name = \"o\"; value = \"x\"\n");
}

TEST(Declarations, ChecksPassFailOrHangOnSomething) {
  TestRoot root({{"main.tf", R"(
variable "on" {}
variable "n" { default = 1 }
check "fails" {
  assert {
    condition     = var.on
    error_message = "off"
  }
  assert {
    condition     = var.n == 2
    error_message = "n is ${var.n}"
  }
}
check "hangs" {
  assert {
    condition     = var.on
    error_message = "off"
  }
}
check "holds" {
  assert {
    condition     = var.n == 1
    error_message = "m"
  }
}
)"}});
  EXPECT_EQ(
      declared(root, "check"),
      "check check.fails @main.tf:4:1; name = \"fails\"; passes = false; asserts = [ { \"condition\" = (known after apply) "
      "\"error_message\" = null }, { \"condition\" = false \"error_message\" = \"n is 1\" }, ]\n"
      "check check.hangs @main.tf:14:1; name = \"hangs\"; passes = (known after apply); asserts = [ { \"condition\" = (known after apply) "
      "\"error_message\" = null }, ]\n"
      "check check.holds @main.tf:20:1; name = \"holds\"; passes = true; asserts = [ { \"condition\" = true \"error_message\" = null "
      "}, ]\n");
  std::vector<const value::OriginStep*> causes;
  for (const Declaration& one : root.evaluation.declarations) {
    if (one.address == "check.hangs") causes = value::causes(one.body->attribute("passes")->value.origin());
  }
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0]->text, "var.on");
}

TEST(Declarations, JsonSyntaxSaysTheSame) {
  TestRoot root({{"main.tf.json", R"({
  "terraform": {"required_version": "~> 1.8", "required_providers": {"aws": {"source": "hashicorp/aws", "version": "5.1.0"}}},
  "moved": [{"from": "thing.a", "to": "thing.b"}],
  "import": {"to": "thing.b", "id": "${var.id}"},
  "variable": {"id": {"default": "i"}},
  "resource": {"thing": {"b": {"depends_on": ["var.id"], "lifecycle": {"prevent_destroy": true, "ignore_changes": ["tags"]}}}}
})"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(declared(root, "import"), "import import.thing.b @main.tf.json:4:3; to = \"thing.b\"; id = \"i\"\n");
  EXPECT_EQ(declared(root, "moved"), "moved moved.thing.b @main.tf.json:3:3; from = \"thing.a\"; to = \"thing.b\"\n");
  EXPECT_EQ(
      declared(root, "required_provider"),
      "required_provider required_provider.aws @main.tf.json:2:70; name = \"aws\"; source = \"hashicorp/aws\"; version = \"5.1.0\"; "
      "is_stated = true; in_root = true; folder = \".\"\n"
      "required_provider required_provider.thing @main.tf.json:6:3; name = \"thing\"; source = \"hashicorp/thing\"; is_stated = false; "
      "in_root = true; folder = \".\"\n");
  const ResourceInstance* resource = root.resource("thing.b");
  ASSERT_NE(resource->meta, nullptr);
  EXPECT_EQ(shown(meta_object(*resource->meta)),
            "{ \"depends_on\" = [ \"var.id\", ] \"lifecycle\" = { \"ignore_changes\" = [ \"tags\", ] \"prevent_destroy\" = true } }");
}

TEST(Meta, IsWhatTheLanguageSays) {
  TestRoot root({{"main.tf", R"(
resource "thing" "a" {
  count      = 2
  meta       = "the provider's own"
  provider   = thing.eu
  depends_on = [thing.b, module.m, data.thing.c[0]]
  lifecycle {
    create_before_destroy = true
    prevent_destroy       = false
    ignore_changes        = [tags["a"], rule[0].from, other]
    replace_triggered_by  = [thing.b[count.index].id]
  }
  provisioner "local-exec" {
    when       = destroy
    on_failure = continue
    command    = "true"
  }
}
resource "thing" "b" {
  count = 2
  lifecycle { ignore_changes = all }
}
resource "thing" "plain" {}
)"}});
  const ResourceInstance* a = root.resource("thing.a[0]");
  ASSERT_NE(a->meta, nullptr);
  EXPECT_EQ(a->meta, root.resource("thing.a[1]")->meta);
  EXPECT_EQ(
      shown(meta_object(*a->meta)),
      "{ \"depends_on\" = [ \"thing.b\", \"module.m\", \"data.thing.c[0]\", ] \"lifecycle\" = { \"create_before_destroy\" = true "
      "\"ignore_changes\" = [ \"tags[\\\"a\\\"]\", \"rule[0].from\", \"other\", ] \"prevent_destroy\" = false \"replace_triggered_by\" = [ "
      "(known after apply), ] } \"provider\" = \"thing.eu\" \"provisioners\" = [ { \"on_failure\" = \"continue\" \"type\" = \"local-exec\" "
      "\"when\" = \"destroy\" }, ] }");
  EXPECT_EQ(root.sources.describe(a->meta->place_of("lifecycle.prevent_destroy")), "main.tf:9:5");
  EXPECT_EQ(root.resource("thing.plain")->meta, nullptr);
  EXPECT_EQ(a->body->attribute("meta")->name, "meta");
}

TEST(Meta, ChangesThatAreIgnored) {
  TestRoot root({{"main.tf", R"(
resource "thing" "a" {
  lifecycle { ignore_changes = [tags["a"], rule[0].from, other, deep.er] }
}
resource "thing" "b" {
  lifecycle { ignore_changes = all }
}
)"}});
  const BodyValue* meta = root.resource("thing.a")->meta.get();
  auto at = [&](std::string_view path) {
    std::optional<diag::Place> place = ignored_at(meta, path);
    return place ? root.sources.describe(*place) : "";
  };
  EXPECT_EQ(at("tags.a"), "main.tf:3:33");
  EXPECT_EQ(at("tags[\"a\"].b"), "main.tf:3:33");
  EXPECT_EQ(at("tags.b"), "");
  EXPECT_EQ(at("tags"), "");
  EXPECT_EQ(at("rule.from"), "main.tf:3:44");
  EXPECT_EQ(at("rule[0].from"), "main.tf:3:44");
  EXPECT_EQ(at("rule[1].from"), "");
  EXPECT_EQ(at("rule.to"), "");
  EXPECT_EQ(at("other.thing.in.it"), "main.tf:3:58");
  EXPECT_EQ(at("deep[0].er"), "main.tf:3:65");
  EXPECT_EQ(at("others"), "");
  EXPECT_TRUE(ignored_at(root.resource("thing.b")->meta.get(), "anything").has_value());
  EXPECT_FALSE(ignored_at(nullptr, "anything").has_value());
}

}  // namespace
}  // namespace wafpp::terraform
