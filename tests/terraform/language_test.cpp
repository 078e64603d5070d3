#include <fmt/format.h>
#include <gtest/gtest.h>

#include "terraform/requirements.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

constexpr std::string_view kNullGuard = R"(
terraform {{ required_version = "{}" }}
variable "key" {{ default = null }}
resource "terraform_data" "d" {{}}
output "guarded" {{ value = var.key == null || startswith(var.key, "arn:") }}
output "behind" {{ value = startswith(var.key, "arn:") && false }}
output "wrong" {{ value = var.key != null || startswith(var.key, "arn:") }}
output "open" {{ value = terraform_data.d.id == "x" && startswith(var.key, "arn:") }}
)";

TEST(Language, AnOperandThatOnlyEarlyVersionsEvaluateIsSaidToBeOne) {
  auto helps = [](const std::string& expression) {
    TestRoot root({{"main.tf", "locals {\n  o = {}\n}\noutput \"o\" { value = " + expression + " }\n"}});
    std::vector<std::string> result;
    for (const diag::Diagnostic& diagnostic : root.evaluation.diagnostics.diagnostics())
      for (const std::string& help : diagnostic.helps)
        if (help.find("1.12") != std::string::npos) result.push_back(help);
    return result;
  };
  const std::string help =
      "Terraform before 1.12 evaluates both operands of `&&`; where no such version runs, `required_version = \">= 1.12\"` says so";
  EXPECT_EQ(helps("contains(keys(local.o), \"a\") && local.o.a != \"\""), std::vector<std::string>{help});
  EXPECT_TRUE(helps("true && local.o.a != \"\"").empty());
  EXPECT_TRUE(helps("local.o.a != \"\" && false").empty());
}

// Terraform 1.12 was the first to leave an operand that does not matter alone.
TEST(Language, OperandsThatDecideHideErrorsOfTheOtherFrom112On) {
  for (std::string_view constraint : {">= 1.12.2", "~> 1.14.0", "= 1.13.1", ">= 1.5, != 1.11.4, < 2.0"}) {
    TestRoot root({{"main.tf", fmt::format(kNullGuard, constraint)}});
    EXPECT_EQ(root.output("guarded"), "true");
    EXPECT_EQ(root.output("behind"), "false");
    EXPECT_EQ(root.output("wrong"), "(known after apply)");
    EXPECT_EQ(root.output("open"), "(known after apply)");
    EXPECT_EQ(root.said(), "main.tf:7:56 invalid-call: `startswith`: argument must not be null\n") << constraint;
  }
  TestRoot root({{"main.tf", fmt::format(kNullGuard, ">= 1.5")}});
  EXPECT_EQ(root.output("guarded"), "(known after apply)");
  EXPECT_EQ(root.evaluation.diagnostics.error_count(), 4);
}

TEST(Language, AModuleThatNeedsANewerVersionDecidesForAll) {
  TestRoot root({{"main.tf",
                  "module \"m\" {\n  source = \"./m\"\n}\nvariable \"key\" { default = null }\n"
                  "output \"o\" { value = var.key == null || startswith(var.key, \"a\") }\n"},
                 {"m/main.tf", "terraform { required_version = \">= 1.13\" }\n"}});
  EXPECT_EQ(root.output("o"), "true");
  EXPECT_EQ(root.said(), "");
}

TEST(Language, ManyOperandsAreEvaluatedOnce) {
  // Each operand twice would be 2^200.
  std::string chain = "var.a";
  for (int i = 0; i < 200; ++i) chain = "(" + chain + " || var.a)";
  TestRoot root({{"main.tf", "terraform { required_version = \">= 1.12\" }\nvariable \"a\" { type = bool }\noutput \"o\" { value = " +
                                 chain + " }\n"}});
  EXPECT_EQ(root.output("o"), "(known after apply)");
}

TEST(Language, VersionsThatNoneMeetAreSaid) {
  TestRoot root({{"main.tf", "terraform { required_version = \"< 1.0\" }\n"}});
  EXPECT_EQ(root.said(), "main.tf:1:32 unsupported-version: this configuration wants Terraform < 1.0; it is evaluated as 1.11.4 would\n");
  EXPECT_FALSE(root.evaluation.has_errors());
}

}  // namespace
}  // namespace wafpp::terraform
