#include <gtest/gtest.h>

#include "terraform/requirements.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

TEST(Modules, NestedWithForEachAndCount) {
  TestRoot root({{"main.tf",
                  "module \"a\" {\n  source   = \"./a\"\n  for_each = toset([\"x\", \"y\"])\n  name     = each.key\n}\noutput \"o\" { "
                  "value = { for k, m in module.a : k => m.names } }\noutput \"x\" { value = module.a[\"x\"].names[1] }\n"},
                 {"a/main.tf",
                  "variable \"name\" { type = string }\nmodule \"b\" {\n  source = \"../b\"\n  count  = 2\n  name   = "
                  "\"${var.name}${count.index}\"\n}\noutput \"names\" { value = module.b[*].full }\n"},
                 {"b/main.tf",
                  "variable \"name\" { type = string }\nresource \"aws_x\" \"r\" { name = upper(var.name) }\noutput \"full\" { value = "
                  "aws_x.r.name }\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.addresses(),
            "module.a[\"x\"].module.b[0].aws_x.r\nmodule.a[\"x\"].module.b[1].aws_x.r\nmodule.a[\"y\"].module.b[0].aws_x.r\nmodule.a[\"y\"]"
            ".module.b[1].aws_x.r\n");
  EXPECT_EQ(root.output("x"), "\"X1\"");
  EXPECT_EQ(root.output("o"), "{\n  \"x\" = [\n    \"X0\",\n    \"X1\",\n  ]\n  \"y\" = [\n    \"Y0\",\n    \"Y1\",\n  ]\n}");
}

TEST(Modules, ArgumentsAreChecked) {
  TestRoot root({{"main.tf", "module \"a\" {\n  source = \"./a\"\n  extra  = 1\n  size   = \"many\"\n}\n"},
                 {"a/main.tf", "variable \"size\" { type = number }\nvariable \"name\" { type = string }\n"}});
  EXPECT_EQ(root.said(),
            "main.tf:1:1 missing-argument: module `a` is called without `name`\n"
            "main.tf:3:3 unsupported-argument: module `a` has no variable `extra`\n"
            "main.tf:4:12 wrong-type: variable `size` wants number: a number is required\n");
}

TEST(Modules, TheChainOfAValueIsKept) {
  TestRoot root({{"main.tf", "module \"db\" {\n  source = \"./db\"\n  key    = var.key\n}\nvariable \"key\" {}\n"},
                 {"terraform.tfvars", "key = \"alias/aws/rds\"\n"},
                 {"db/main.tf", "variable \"key\" {}\nresource \"aws_db_instance\" \"d\" { kms_key_id = var.key }\n"}});
  const ResourceInstance* db = root.resource("module.db.aws_db_instance.d");
  ASSERT_NE(db, nullptr);
  std::string chain;
  value::walk(db->body->attribute("kms_key_id")->value.origin(), [&](const value::OriginStep& step) {
    // What a reference reads, the code at its place says.
    bool is_reference = step.kind == value::OriginStep::Kind::Reference;
    std::string text = is_reference ? std::string(root.sources.text(step.place)) : step.text;
    chain += root.sources.describe(step.place) + " " + text + " " + step.context + "\n";
    return true;
  });
  EXPECT_EQ(chain,
            "db/main.tf:2:47 var.key \n"
            "main.tf:3:12 var.key module.db\n"
            "main.tf:3:12 var.key \n"
            "terraform.tfvars:1:7 var.key terraform.tfvars\n");
}

TEST(Modules, JsonSyntaxMeansTheSame) {
  TestRoot root({{"main.tf.json", R"({
  "//": "a comment",
  "variable": {"n": {"type": "number", "default": 2}},
  "module": {"m": {"source": "./m", "count": "${var.n}", "name": "m${count.index}"}},
  "resource": {"aws_x": {"r": {"tags": {"a": "${var.n}"}, "dynamic": {"block": {"for_each": ["p", "q"], "content": {"v": "${block.value}"}}}}}},
  "output": {"o": {"value": "${[module.m[*].name, aws_x.r.block[*].v, aws_x.r.tags.a]}"}}
})"},
                 {"m/main.tf", "variable \"name\" {}\noutput \"name\" { value = var.name }\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("o"), "[\n  [\n    \"m0\",\n    \"m1\",\n  ],\n  [\n    \"p\",\n    \"q\",\n  ],\n  2,\n]");
}

TEST(Modules, TofuFilesTakeThePlaceOfTheirNamesakes) {
  TestRoot root({{"main.tf", "output \"o\" { value = \"terraform\" }\n"}, {"main.tofu", "output \"o\" { value = \"opentofu\" }\n"}});
  EXPECT_EQ(root.output("o"), "\"opentofu\"");
}

TEST(Modules, ProvidersArePassedByName) {
  TestRoot root({{"main.tf",
                  "provider \"aws\" {}\nprovider \"aws\" {\n  alias  = \"eu\"\n  region = \"eu-central-1\"\n}\nmodule \"a\" {\n  source    "
                  "= \"./a\"\n  providers = { aws = aws.eu, aws.other = aws }\n}\nresource \"aws_x\" \"root\" { provider = aws.eu }\n"},
                 {"a/main.tf", "resource \"aws_x\" \"plain\" {}\nresource \"aws_x\" \"other\" { provider = aws.other }\n"}});
  EXPECT_EQ(root.resource("aws_x.root")->provider, "aws.eu");
  EXPECT_EQ(root.resource("module.a.aws_x.plain")->provider, "aws.eu");
  EXPECT_EQ(root.resource("module.a.aws_x.other")->provider, "aws");
}

TEST(Modules, EveryBlockIsInTheLedger) {
  TestRoot root({{"main.tf",
                  "module \"none\" {\n  source = \"./m\"\n  count  = 0\n}\nmodule \"far\" { source = \"example.com/x/y/z\" }\nwidget \"w\" "
                  "{}\nmoved {\n  from = a.b\n  to   = a.c\n}\n"},
                 {"m/main.tf", "resource \"aws_x\" \"x\" {}\n"}});
  EXPECT_EQ(root.ledger(),
            "module.none count-zero 0\nmodule.far module-missing 1\nwidget.w unknown-block-type 0\nmoved evaluated 0\nresource.aws_x.x "
            "module-not-called 0\n");
}

TEST(Versions, Constraints) {
  struct Row {
    const char* version;
    const char* constraint;
    std::optional<bool> met;
  };
  const Row rows[] = {
      {"1.11.4", ">= 1.5", true},
      {"1.11.4", ">= 1.5, < 1.11.4", false},
      {"1.11.4", "~> 1.2", true},
      {"1.11.4", "~> 1.10.0", false},
      {"1.11.4", "1.11.4", true},
      {"1.11.4", "= 1.11", false},
      {"1.11.4", "!= 1.11.4", false},
      {"1.11.4", ">= one", std::nullopt},
      {"1.2.0-beta1", ">= 1.0", false},
      {"1.2.0-beta2", ">= 1.2.0-beta1", true},
      {"1.2.0-rc.10", "> 1.2.0-rc.9", true},
      {"2.0.0", "~> 1", true},
  };
  for (const Row& row : rows)
    EXPECT_EQ(satisfies(*Version::parse(row.version), row.constraint), row.met) << row.version << " " << row.constraint;
}

}  // namespace
}  // namespace wafpp::terraform
