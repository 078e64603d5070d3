#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "terraform/testing.h"

// What is said where somebody else knows more: instances that there may not be, modules that nobody calls, inputs that nobody named.

namespace wafpp::terraform {
namespace {

std::string cause_of(const TestRoot& root, size_t output = 0) {
  std::string result;
  for (const value::OriginStep* cause : value::causes(root.evaluation.outputs[output].value.deep_origin())) result += cause->text + "\n";
  return result;
}

constexpr std::string_view kMaybe = R"(
variable "launch" {}
variable "options" { default = null }
resource "aws_a" "maybe" {
  count = var.launch ? 1 : 0
  size  = var.options.size
  name  = undeclared_type.x.name
}
module "maybe" {
  source  = "./m"
  count   = var.launch ? 1 : 0
  options = var.options
}
)";

TEST(Assumed, OfInstancesThatThereMayNotBeOnlyWhatAlwaysHoldsIsSaid) {
  TestRoot root({{"main.tf", std::string(kMaybe)},
                 {"m/main.tf",
                  "variable \"options\" {}\nlocals {\n  size = var.options.size\n  x = local.none\n}\noutput \"o\" { value = "
                  "local.size }\n"}});
  EXPECT_EQ(root.said(),
            "main.tf:2:1 missing-variable: variable `launch` has no default, and nothing sets it\n"
            "main.tf:7:11 undeclared-reference: resource `undeclared_type.x` is not declared in this module\n"
            "m/main.tf:4:7 undeclared-reference: `local.none` is not declared in `m`\n");
}

TEST(Assumed, TheSameIsSaidOfOneThatThereIs) {
  RootSpec spec{.folder = "."};
  spec.inputs.options.push_back({Inputs::Option::Kind::Value, "launch=true"});
  TestRoot root({{"main.tf", std::string(kMaybe)}, {"m/main.tf", "variable \"options\" {}\noutput \"o\" { value = var.options.size }\n"}},
                spec);
  EXPECT_THAT(root.said(), testing::HasSubstr("main.tf:6:22 step-into-null"));
  EXPECT_THAT(root.said(), testing::HasSubstr("m/main.tf:2:33 step-into-null"));
}

TEST(Assumed, ProblemsOfDefaultsAreNotesInAModuleThatNobodyCalls) {
  std::initializer_list<std::pair<const std::string, std::string>> files = {
      {"main.tf", "variable \"a\" { default = null }\noutput \"o\" { value = var.a.b }\noutput \"p\" { value = var.c }\n"}};
  TestRoot root(files, {.folder = ".", .is_uncalled_module = true});
  ASSERT_EQ(root.evaluation.diagnostics.diagnostics().size(), 2);
  EXPECT_EQ(root.evaluation.diagnostics.diagnostics()[0].kind, "step-into-null");
  EXPECT_EQ(root.evaluation.diagnostics.diagnostics()[0].level, diag::Level::Note);
  EXPECT_EQ(root.evaluation.diagnostics.diagnostics()[1].level, diag::Level::Error);
  TestRoot called(files);
  EXPECT_EQ(called.evaluation.diagnostics.diagnostics()[0].level, diag::Level::Error);
}

TEST(Assumed, AWorkspaceThatNobodyNamesIsUnknown) {
  std::string code =
      "locals { size = { prod = 3, dev = 1 } }\noutput \"o\" { value = local.size[terraform.workspace] }\n"
      "output \"p\" { value = terraform.workspace }\n";
  TestRoot root({{"main.tf", code}});
  EXPECT_EQ(root.output("o"), "(known after apply)");
  EXPECT_EQ(root.said(), "main.tf:2:33 missing-workspace: `terraform.workspace` is not known, and the code hangs on it\n");
  EXPECT_EQ(cause_of(root), "terraform.workspace\n");
  TestRoot named({{"main.tf", code}}, {.folder = ".", .workspace = "prod"});
  EXPECT_EQ(named.output("o"), "3");
  TestRoot selected({{"main.tf", code}, {".terraform/environment", "dev\n"}});
  EXPECT_EQ(selected.output("o"), "1");
  EXPECT_EQ(selected.evaluation.workspace, "dev");
}

TEST(Assumed, WhateverAMissingInputIsTheOtherOperandDecides) {
  TestRoot root({{"main.tf", R"(
variable "a" {}
module "gone" { source = "registry/gone/aws" }
resource "terraform_data" "d" {}
output "a" { value = var.a && false }
output "b" { value = true || module.gone.enabled }
output "c" { value = (terraform_data.d.id == "x") && false }
output "d" { value = var.a && true }
)"}});
  EXPECT_EQ(root.output("a"), "false");
  EXPECT_EQ(root.output("b"), "true");
  EXPECT_EQ(root.output("c"), "(known after apply)");
  EXPECT_EQ(root.output("d"), "(known after apply)");
}

TEST(Assumed, UnknownInstancesAreNamedByWhatMakesThemUnknown) {
  TestRoot root({{"main.tf",
                  "variable \"databases\" {}\nresource \"aws_a\" \"x\" {\n  for_each = var.databases\n  size = each.value.size\n}\n"
                  "output \"o\" { value = [for x in [1] : aws_a.x] }\n"}});
  auto causes = value::causes(root.resource("aws_a.x[*]")->body->attribute("size")->value.origin());
  ASSERT_EQ(causes.size(), 1);
  EXPECT_EQ(causes[0]->text, "var.databases");
}

TEST(Assumed, ErrorsAreCausesByTheirOwnWords) {
  TestRoot root({{"main.tf", "output \"o\" { value = join(\"-\", [upper(\"a\" + 1), \"b\"]) }\n"}});
  EXPECT_EQ(cause_of(root), "the left operand of `+` is no number: a number is required\n");
}

TEST(Assumed, BranchesWithPartsOfUnknownTypeAreNoError) {
  TestRoot root({{"main.tf", R"(
resource "any_queue" "q" {}
output "map" { value = true ? { on = true, most = 3, url = any_queue.q.url } : {} }
output "free" { value = true ? { on = [true], most = 3, url = any_queue.q.url } : { off = {} } }
output "refused" { value = true ? { on = true, most = [3] } : {} }
)"}});
  EXPECT_EQ(root.output("map"), "tomap({\n  \"most\" = \"3\"\n  \"on\" = \"true\"\n  \"url\" = (known after apply)\n})");
  EXPECT_EQ(root.output("free"), "{\n  \"most\" = 3\n  \"on\" = [\n    true,\n  ]\n  \"url\" = (known after apply)\n}");
  EXPECT_THAT(root.said(), testing::StartsWith("main.tf:5:35 different-branch-types"));
}

TEST(Assumed, ModulesInGitSubmodulesAreMissingNotWrong) {
  TestRoot root({{".gitmodules", "[submodule \"shared\"]\n\tpath = modules/shared\n\turl = ../shared\n"},
                 {"main.tf", "module \"a\" { source = \"./modules/shared/a\" }\nmodule \"b\" { source = \"./modules/shared_not\" }\n"}});
  EXPECT_EQ(root.said(),
            "main.tf:1:1 missing-module: `module.a` is not on disk: `./modules/shared/a` is in a git submodule\n"
            "main.tf:2:23 module-not-found: no module at `./modules/shared_not`\n");
}

}  // namespace
}  // namespace wafpp::terraform
