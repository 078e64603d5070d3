// What is refused in blocks before anything is evaluated. Verdicts are those of Terraform, but for what is OpenTofu's or later.

#include "terraform/block_rules.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "terraform/address_form.h"
#include "terraform/load.h"

namespace wafpp::terraform {
namespace {

struct Rule {
  std::string_view source;
  std::string_view said;
};

/// What is said of the module in a repository before anything of it is evaluated.
std::string said_of(std::initializer_list<std::pair<const std::string, std::string>> files) {
  documents::MemoryRepository repository(files);
  diag::SourceMap sources;
  Loader loader(repository, sources);
  std::vector<std::tuple<diag::SourceId, uint32_t, std::string>> lines;
  std::shared_ptr<const Module> module = loader.module(".");
  for (const diag::Diagnostic& diagnostic : module->diagnostics.diagnostics()) {
    lines.emplace_back(diagnostic.place.source, diagnostic.place.begin,
                       fmt::format("{} {}: {}\n", sources.describe(diagnostic.place), diagnostic.kind, diagnostic.message));
  }
  std::sort(lines.begin(), lines.end());
  std::string result;
  for (const auto& line : lines) result += std::get<2>(line);
  return result;
}

void expect_said(std::span<const Rule> rules) {
  for (const Rule& rule : rules) EXPECT_EQ(said_of({{"main.tf", std::string(rule.source)}}), rule.said) << rule.source;
}

constexpr Rule kNames[] = {
    {"resource \"aws x\" \"1a\" {}\n",
     "main.tf:1:10 invalid-name: `aws x` is no name that code can refer to\n"
     "main.tf:1:18 invalid-name: `1a` is no name that code can refer to\n"},
    {"variable \"a b\" {}\n", "main.tf:1:10 invalid-name: `a b` is no name that code can refer to\n"},
    {"output \"a.b\" { value = 1 }\n", "main.tf:1:8 invalid-name: `a.b` is no name that code can refer to\n"},
    {"module \"1\" { source = \"./m\" }\n", "main.tf:1:8 invalid-name: `1` is no name that code can refer to\n"},
    {"check \"a b\" {\n"
     "  assert {\n"
     "    condition     = var.x\n"
     "    error_message = \"e\"\n"
     "  }\n"
     "}\n"
     "variable \"x\" { default = true }\n",
     "main.tf:1:7 invalid-name: `a b` is no name that code can refer to\n"},
    {"provider \"AWS\" {}\n", "main.tf:1:10 invalid-name: `AWS` cannot be the name of a provider\n"},
    {"provider \"a_b\" {}\n", "main.tf:1:10 invalid-name: `a_b` cannot be the name of a provider\n"},
    {"provider \"aws\" { alias = \"a b\" }\n", "main.tf:1:26 invalid-name: `a b` is no name that code can refer to\n"},
    {"variable \"count\" {}\n",
     "main.tf:1:10 reserved-name: `count` means something else in a `module` block: no variable can be called so\n"},
    {"resource \"aws_x\" \"ключ\" {}\n"
     "provider \"ä\" {}\n",
     ""},
};
TEST(BlockRules, Names) { expect_said(kNames); }

constexpr Rule kVariables[] = {
    {"variable \"v\" { sensitive = \"perhaps\" }\n", "main.tf:1:28 invalid-argument: `sensitive` is true or false\n"},
    {"variable \"v\" { sensitive = \"true\" }\n", ""},
    {"variable \"v\" { nullable = null }\n", "main.tf:1:27 invalid-argument: `nullable` is true or false\n"},
    {"variable \"v\" { ephemeral = local.x }\n", "main.tf:1:28 variables-not-allowed: `ephemeral` may not refer to `local`\n"},
    {"variable \"v\" {\n"
     "  nullable = false\n"
     "  default  = null\n"
     "}\n",
     "main.tf:3:14 invalid-argument: the default of `var.v` is null, which `nullable` rules out\n"},
    {"variable \"v\" { description = [\"x\"] }\n", "main.tf:1:30 invalid-argument: `description` is a text\n"},
    {"variable \"v\" {\n"
     "  default = 1\n"
     "  validation {\n"
     "    condition     = true\n"
     "    error_message = \"e\"\n"
     "  }\n"
     "}\n",
     "main.tf:4:21 invalid-condition: this condition refers to nothing, so it is always the same\n"},
    {"variable \"v\" {\n"
     "  default = 1\n"
     "  validation {\n"
     "    condition     = [for v in [1] : v][0] == 1\n"
     "    error_message = \"e\"\n"
     "  }\n"
     "}\n",
     "main.tf:4:21 invalid-condition: this condition refers to nothing, so it is always the same\n"},
    {"variable \"v\" {\n"
     "  default = 1\n"
     "  validation {\n"
     "    condition = var.v == 1\n"
     "    message   = \"e\"\n"
     "  }\n"
     "}\n",
     "main.tf:3:3 missing-argument: this `validation` block has no `error_message`\n"
     "main.tf:5:5 unsupported-argument: `message` is no argument of a `validation` block\n"},
    {"variable \"v\" {\n"
     "  default = 1\n"
     "  lifecycle {}\n"
     "}\n",
     "main.tf:3:3 unsupported-block: `variable` blocks hold no `lifecycle` block\n"},
};
TEST(BlockRules, Variables) { expect_said(kVariables); }

constexpr Rule kOutputsAndLocals[] = {
    {"output \"o\" {\n"
     "  value     = 1\n"
     "  sensitive = []\n"
     "}\n",
     "main.tf:3:15 invalid-argument: `sensitive` is true or false\n"},
    {"output \"o\" {\n"
     "  value      = 1\n"
     "  depends_on = data.a.b\n"
     "}\n",
     "main.tf:3:16 invalid-argument: `depends_on` is a list of references\n"},
    {"output \"o\" {\n"
     "  value      = 1\n"
     "  depends_on = [f(x)]\n"
     "}\n",
     "main.tf:3:17 invalid-reference: `depends_on` lists references, and nothing that is evaluated\n"},
    {"output \"o\" {\n"
     "  value = 1\n"
     "  precondition {\n"
     "    condition     = 1 == 1\n"
     "    error_message = \"e\"\n"
     "  }\n"
     "  postcondition {\n"
     "    condition     = false\n"
     "    error_message = \"e\"\n"
     "  }\n"
     "}\n",
     "main.tf:4:21 invalid-condition: this condition refers to nothing, so it is always the same\n"
     "main.tf:7:3 unsupported-block: `output` blocks hold no `postcondition` block\n"},
    {"locals {\n"
     "  a = 1\n"
     "  b {}\n"
     "}\n",
     "main.tf:3:3 unsupported-block: `locals` blocks hold no `b` block\n"},
};
TEST(BlockRules, OutputsAndLocals) { expect_said(kOutputsAndLocals); }

constexpr Rule kResources[] = {
    {"resource \"aws_x\" \"a\" { provider = aws.x.y }\n",
     "main.tf:1:35 invalid-reference: this is no reference to a provider configuration\n"},
    {"resource \"aws_x\" \"a\" { provider = \"aws.x\" }\n"
     "provider \"aws\" { alias = \"x\" }\n",
     ""},
    {"resource \"aws_x\" \"a\" { provider = my_aws }\n",
     "main.tf:1:35 invalid-reference: this is no reference to a provider configuration\n"},
    {"data \"aws_x\" \"a\" {\n"
     "  locals {}\n"
     "}\n",
     "main.tf:2:3 reserved-name: blocks called `locals` are reserved in `data` blocks\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {}\n"
     "  lifecycle {}\n"
     "}\n",
     "main.tf:3:3 repeated-block: a `resource` block has one `lifecycle` block at most\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    create_before_destroy = \"never\"\n"
     "    prevent_destroy       = \"true\"\n"
     "    keep                  = true\n"
     "  }\n"
     "}\n",
     "main.tf:3:29 invalid-argument: `create_before_destroy` is true or false\n"
     "main.tf:5:5 unsupported-argument: `keep` is no argument of a `lifecycle` block\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    retry {}\n"
     "    action_trigger {}\n"
     "  }\n"
     "}\n"
     "data \"aws_x\" \"b\" {\n"
     "  lifecycle {\n"
     "    action_trigger {}\n"
     "  }\n"
     "}\n",
     "main.tf:3:5 unsupported-block: `lifecycle` blocks hold no `retry` block\n"
     "main.tf:9:5 unsupported-block: `lifecycle` blocks hold no `action_trigger` block\n"},
    {"data \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    prevent_destroy = true\n"
     "  }\n"
     "}\n",
     "main.tf:3:5 unsupported-argument: `prevent_destroy` is no argument of the `lifecycle` of a `data` block\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    ignore_changes = [\"*\"]\n"
     "  }\n"
     "}\n",
     "main.tf:3:23 invalid-argument: `ignore_changes` knows no `*`\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    ignore_changes = [tags[\"a\"], \"b\", f(c)]\n"
     "  }\n"
     "}\n",
     "main.tf:3:39 invalid-reference: `ignore_changes` lists arguments of this resource, such as `tags` or `tags[\"a\"]`\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    ignore_changes = every\n"
     "  }\n"
     "}\n",
     "main.tf:3:22 invalid-argument: `ignore_changes` is `all` or a list of arguments\n"},
    {"resource \"aws_x\" \"b\" { count = 2 }\n"
     "resource \"aws_x\" \"a\" {\n"
     "  count = 2\n"
     "  lifecycle {\n"
     "    replace_triggered_by = [aws_x.b[count.index].id, data.aws_y.z, aws_x.b]\n"
     "  }\n"
     "}\n"
     "data \"aws_y\" \"z\" {}\n",
     ""},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    replace_triggered_by = [local.x, aws_x.b[each.value], aws_x.b == aws_x.c, nothing]\n"
     "  }\n"
     "}\n",
     "main.tf:3:29 invalid-reference: `replace_triggered_by` names one resource or attribute of one in each place\n"
     "main.tf:3:38 invalid-reference: `replace_triggered_by` names one resource or attribute of one in each place\n"
     "main.tf:3:59 invalid-reference: `replace_triggered_by` names one resource or attribute of one in each place\n"
     "main.tf:3:79 invalid-reference: `replace_triggered_by` names one resource or attribute of one in each place\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  lifecycle {\n"
     "    postcondition {\n"
     "      condition     = aws_x.a.b\n"
     "      error_message = \"${aws_x.b.c}\"\n"
     "    }\n"
     "    precondition {\n"
     "      condition     = self.b\n"
     "    }\n"
     "  }\n"
     "}\n"
     "resource \"aws_x\" \"b\" {}\n",
     "main.tf:4:23 invalid-reference: a `postcondition` may not refer to its own resource by address\n"
     "main.tf:7:5 missing-argument: this `precondition` block has no `error_message`\n"},
    {"resource \"aws_x\" \"a\" {\n"
     "  provisioner \"chef\" {}\n"
     "  provisioner \"local-exec\" {\n"
     "    when    = destroy\n"
     "    command = \"rm ${self.id} ${var.x}\"\n"
     "  }\n"
     "  provisioner \"local-exec\" {\n"
     "    when       = \"sometimes\"\n"
     "    on_failure = continue\n"
     "  }\n"
     "}\n"
     "variable \"x\" { default = 1 }\n",
     "main.tf:2:15 unsupported-block: the provisioner `chef` was removed from Terraform\n"
     "main.tf:5:32 invalid-reference: a provisioner that runs on destroy may refer to `self`, `count.index` and `each.key` only\n"
     "main.tf:8:18 invalid-argument: `when` is `create` or `destroy`\n"},
};
TEST(BlockRules, Resources) { expect_said(kResources); }

constexpr Rule kModuleCallsAndProviders[] = {
    {"module \"m\" {\n"
     "  source  = \"./m\"\n"
     "  version = \"1.0\"\n"
     "}\n",
     "main.tf:2:13 invalid-argument: `./m` is no module of a registry, and only those have a `version`\n"},
    {"module \"m\" {\n"
     "  source  = \"tf.example.com/a/b/aws//modules/x\"\n"
     "  version = \"1.0\"\n"
     "}\n",
     ""},
    {"module \"m\" {\n"
     "  source  = \"---.com/a/b/aws\"\n"
     "  version = \"1.0\"\n"
     "}\n",
     "main.tf:2:13 invalid-argument: `---.com/a/b/aws` is no module of a registry, and only those have a `version`\n"},
    {"module \"m\" { source = \"child\" }\n", "main.tf:1:23 invalid-argument: `child` is no place where a module can be\n"},
    {"module \"m\" { source = \"github.com/a/b\" }\n"
     "module \"n\" { source = \"git@example.com:a/b\" }\n"
     "module \"o\" { source = \"s3.amazonaws.com/b/m.zip\" }\n",
     ""},
    {"module \"m\" {\n"
     "  source    = \"a/b/aws\"\n"
     "  providers = [aws]\n"
     "  lifecycle { prevent_destroy = true }\n"
     "}\n",
     "main.tf:3:15 invalid-argument: `providers` is a map of provider references: `{ aws = aws.west }`\n"
     "main.tf:4:15 unsupported-argument: `prevent_destroy` is no argument of a `lifecycle` block\n"},
    {"module \"m\" {\n"
     "  source    = \"a/b/aws\"\n"
     "  providers = { aws = aws.a.b, aws.x = aws.by[\"k\"] }\n"
     "}\n",
     "main.tf:3:23 invalid-reference: this is no reference to a provider configuration\n"},
    {"provider \"aws\" {\n"
     "  count      = 1\n"
     "  depends_on = []\n"
     "  for_each   = toset([\"a\"])\n"
     "  alias      = \"x\"\n"
     "  lifecycle {}\n"
     "}\n",
     "main.tf:2:3 reserved-name: `count` is reserved in `provider` blocks\n"
     "main.tf:3:3 reserved-name: `depends_on` is reserved in `provider` blocks\n"
     "main.tf:6:3 reserved-name: blocks called `lifecycle` are reserved in `provider` blocks\n"},
};
TEST(BlockRules, ModuleCallsAndProviders) { expect_said(kModuleCallsAndProviders); }

constexpr Rule kChecks[] = {
    {"check \"c\" {}\n", "main.tf:1:1 missing-block: check `c` has no `assert` block\n"},
    {"check \"c\" {\n"
     "  data \"aws_x\" \"a\" { count = 1 }\n"
     "  data \"aws_x\" \"b\" {}\n"
     "  assert {\n"
     "    condition     = data.aws_x.a.b\n"
     "    error_message = \"e\"\n"
     "  }\n"
     "  other {}\n"
     "}\n",
     "main.tf:2:22 unsupported-argument: `count` is no argument of a `data` block inside of a `check`\n"
     "main.tf:3:3 repeated-block: a `check` block has one `data` block at most\n"
     "main.tf:8:3 unsupported-block: `check` blocks hold no `other` block\n"},
};
TEST(BlockRules, Checks) { expect_said(kChecks); }

constexpr Rule kTheModuleItself[] = {
    {"terraform {\n"
     "  required_version = \">= 1.0\"\n"
     "  language         = TF2021\n"
     "  backend \"s3\" {}\n"
     "  required_providers {\n"
     "    aws    = { source = \"hashicorp/aws\", version = \"~> 5.0\", configuration_aliases = [aws.x] }\n"
     "    google = \">= 4\"\n"
     "  }\n"
     "}\n",
     ""},
    {"terraform {\n"
     "  language    = TF3000\n"
     "  experiments = [everything]\n"
     "  edition     = 1\n"
     "  plugin {}\n"
     "}\n",
     "main.tf:2:17 invalid-argument: the only edition of the language is `TF2021`\n"
     "main.tf:3:3 invalid-argument: releases of Terraform have no experiments; what was one is part of the language or gone\n"
     "main.tf:4:3 unsupported-argument: `edition` is no argument of a `terraform` block\n"
     "main.tf:5:3 unsupported-block: `terraform` blocks hold no `plugin` block\n"},
    {"terraform {\n"
     "  backend \"s3\" {}\n"
     "  cloud {}\n"
     "  required_providers {}\n"
     "}\n"
     "terraform {\n"
     "  required_providers {}\n"
     "}\n",
     "main.tf:3:3 repeated-block: the module has a place for its state already\n"
     "main.tf:7:3 repeated-block: a module has one `required_providers` block\n"},
    {"terraform {\n"
     "  required_providers {\n"
     "    AWS = { source = \"hashicorp/aws\" }\n"
     "    a   = { source = \"hashicorp/terraform-provider-a\" }\n"
     "    b   = { source = \"x/y/z/b\", version = \"new\" }\n"
     "    c   = \"new\"\n"
     "    d   = { source = \"x/d\", region = \"e\", configuration_aliases = aws.x }\n"
     "    e   = [\"x/e\"]\n"
     "  }\n"
     "}\n",
     "main.tf:3:5 invalid-name: `AWS` cannot be the name of a provider\n"
     "main.tf:4:22 invalid-argument: this is no address of a provider\n"
     "main.tf:5:22 invalid-argument: this is no address of a provider\n"
     "main.tf:5:43 invalid-argument: this is no version constraint\n"
     "main.tf:6:11 invalid-argument: this is no version constraint\n"
     "main.tf:7:29 unsupported-argument: a required provider has `source`, `version` and `configuration_aliases` only\n"
     "main.tf:7:67 invalid-argument: `configuration_aliases` is a list such as `[aws.west]`\n"
     "main.tf:8:11 invalid-argument: a required provider is an object with `source` and `version`\n"},
    {"terraform {\n"
     "  provider_meta \"aws\" {\n"
     "    module = local.name\n"
     "  }\n"
     "}\n"
     "locals {\n"
     "  name = 1\n"
     "}\n",
     "main.tf:3:14 variables-not-allowed: `provider_meta` may not refer to `local`\n"},
};
TEST(BlockRules, TheModuleItself) { expect_said(kTheModuleItself); }

constexpr Rule kMovedRemovedImported[] = {
    {"moved {\n"
     "  from = aws_x.a\n"
     "  to   = module.m.aws_x.a[\"k\"]\n"
     "}\n"
     "moved {\n"
     "  from = module.a\n"
     "  to   = module.b[0]\n"
     "}\n",
     ""},
    {"moved {\n"
     "  from = aws_x.a\n"
     "  to   = module.m\n"
     "}\n",
     "main.tf:1:1 invalid-reference: `from` and `to` of a move are both resources or both modules\n"},
    {"moved {\n"
     "  from = aws_x\n"
     "  at   = f(x)\n"
     "}\n",
     "main.tf:1:1 missing-argument: this `moved` block has no `to`\n"
     "main.tf:2:10 invalid-reference: `from` is the address of a resource or module: `aws_vpc.this`, `module.vpc`\n"
     "main.tf:3:3 unsupported-argument: `at` is no argument of a `moved` block\n"},
    {"removed {\n"
     "  from = aws_x.a\n"
     "  lifecycle {\n"
     "    destroy = false\n"
     "  }\n"
     "}\n"
     "removed {\n"
     "  from = aws_x.a[0]\n"
     "}\n"
     "removed {\n"
     "  from = data.aws_x.a\n"
     "  other {}\n"
     "}\n",
     "main.tf:8:10 invalid-reference: a resource or module is removed with all its instances\n"
     "main.tf:11:10 invalid-reference: a data source is in no state and need not be removed\n"
     "main.tf:12:3 unsupported-block: `removed` blocks hold no `other` block\n"},
    {"import {\n"
     "  to = aws_x.a\n"
     "  id = \"i\"\n"
     "}\n"
     "resource \"aws_x\" \"a\" {}\n",
     ""},
    {"import {\n"
     "  for_each = toset([\"k\"])\n"
     "  to       = module.m.aws_x.a[each.key]\n"
     "  id       = each.key\n"
     "}\n",
     ""},
    {"import {\n"
     "  to = data.aws_x.a\n"
     "}\n",
     "main.tf:1:1 missing-argument: this `import` block has no `id`\n"
     "main.tf:2:8 invalid-reference: only managed resources can be imported\n"},
    {"import {\n"
     "  to = aws[each.key]\n"
     "  id = \"i\"\n"
     "}\n",
     "main.tf:2:8 invalid-reference: `to` is the address of a resource or module: `aws_vpc.this`, `module.vpc`\n"},
    {"import {\n"
     "  to       = aws_x.a\n"
     "  id       = \"i\"\n"
     "  provider = aws.x\n"
     "}\n"
     "resource \"aws_x\" \"a\" {}\n",
     "main.tf:4:3 invalid-argument: the resource that is imported says itself which provider it is of\n"},
};
TEST(BlockRules, MovedRemovedImported) { expect_said(kMovedRemovedImported); }

constexpr Rule kImportsOfTheSame[] = {
    {"import {\n"
     "  to = aws_x.a[\"k\"]\n"
     "  id = \"1\"\n"
     "}\n"
     "import {\n"
     "  to = aws_x.a[\"k\"]\n"
     "  id = \"2\"\n"
     "}\n"
     "import {\n"
     "  to = aws_x.a[\"l\"]\n"
     "  id = \"2\"\n"
     "}\n",
     "main.tf:5:1 repeated-block: this is imported twice\n"},
};
TEST(BlockRules, ImportsOfTheSame) { expect_said(kImportsOfTheSame); }

constexpr Rule kBlocksOfLaterVersions[] = {
    {"action \"aws_lambda_invoke\" \"a\" {}\n"
     "language {}\n"
     "variable \"v\" {\n"
     "  const   = true\n"
     "  default = 1\n"
     "}\n",
     "main.tf:1:1 later-block: `action` blocks are not evaluated\n"
     "main.tf:2:1 later-block: `language` blocks are not evaluated\n"},
};
TEST(BlockRules, BlocksOfLaterVersions) { expect_said(kBlocksOfLaterVersions); }

TEST(BlockRules, OverridesHaveTheirOwn) {
  std::string said =
      said_of({{"main.tf", "terraform {\n  backend \"s3\" {}\n}\nresource \"aws_x\" \"a\" {}\n"},
               {"a_override.tf", "terraform {\n  cloud {}\n}\n"},
               {"b_override.tf",
                "terraform {\n  cloud {}\n}\nterraform {\n  cloud {}\n}\nresource \"aws_x\" \"a\" {\n  lifecycle {\n    precondition {\n"
                "      condition     = var.x\n      error_message = \"e\"\n    }\n  }\n}\nvariable \"x\" {}\n"}});
  EXPECT_THAT(said, testing::HasSubstr("b_override.tf:5:3 repeated-block"));
  EXPECT_THAT(said, testing::HasSubstr("b_override.tf:9:5 unsupported-block: a `precondition` block cannot be overridden"));
  EXPECT_THAT(said, testing::Not(testing::HasSubstr("a_override")));
}

TEST(BlockRules, JsonMeansTheSame) {
  std::string said =
      said_of({{"main.tf.json",
                R"({"resource": {"aws_x": {"a": {"provider": "aws.x", "depends_on": ["aws_x.b"], "lifecycle": {"ignore_changes": "all",
                     "replace_triggered_by": [{"aws_x.b": 1}]}}, "b": {"lifecycle": {"ignore_changes": ["*"]}}}},
                     "moved": {"from": "aws_x.c", "to": "module.m"}})"}});
  EXPECT_THAT(said, testing::HasSubstr("main.tf.json:2:47 invalid-reference: `replace_triggered_by`"));
  EXPECT_THAT(said, testing::HasSubstr("main.tf.json:3:22 invalid-reference: `from` and `to`"));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 3) << said;
}

TEST(AddressForm, RegistriesProvidersAndHosts) {
  EXPECT_TRUE(is_registry_source("a/b/aws"));
  EXPECT_TRUE(is_registry_source("example.com:8443/a/b-c/aws//modules/x"));
  EXPECT_FALSE(is_registry_source("a/b"));
  EXPECT_FALSE(is_registry_source("a/b/AWS"));
  EXPECT_FALSE(is_registry_source("host/a/b/aws"));
  EXPECT_FALSE(is_registry_source("../a/b"));
  EXPECT_FALSE(is_registry_source("github.com/a/b/aws"));
  EXPECT_TRUE(is_provider_source("aws"));
  EXPECT_TRUE(is_provider_source("Corp/AWS"));
  EXPECT_TRUE(is_provider_source("terraform.io/builtin/terraform"));
  EXPECT_FALSE(is_provider_source("a/b/c/d"));
  EXPECT_FALSE(is_provider_source("corp/terraform-aws"));
  EXPECT_FALSE(is_provider_source("corp/a_b"));
  EXPECT_FALSE(is_provider_source(""));
}

}  // namespace
}  // namespace wafpp::terraform
