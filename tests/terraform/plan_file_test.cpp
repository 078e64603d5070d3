#include "terraform/plan_file.h"

#include <gtest/gtest.h>

#include <set>

#include "terraform/address.h"
#include "terraform/testing.h"
#include "value/json.h"

namespace wafpp::terraform {
namespace {

/// A plan or state as read; lives as long as the text that its places point into.
struct Read {
  explicit Read(std::string text, PlanKind kind = PlanKind::Plan)
      : evaluation(read_plan(sources.add("p/plan.json", std::move(text)), kind)) {}

  std::string addresses() const { return addresses_of(evaluation); }
  const ResourceInstance* resource(std::string_view address) const { return resource_of(evaluation, address); }
  /// `name = value`, one a line.
  std::string body(std::string_view address) const {
    const ResourceInstance* found = resource(address);
    if (found == nullptr) return "none";
    std::string result;
    for (const BodyValue::Attribute& attribute : found->body->attributes) {
      result += std::string(attribute.name) + " = " + value::to_console(attribute.value) + "\n";
    }
    return result;
  }
  Value attribute(std::string_view address, std::string_view name) const {
    const ResourceInstance* found = resource(address);
    const BodyValue::Attribute* attribute = found != nullptr ? found->body->attribute(name) : nullptr;
    return attribute != nullptr ? attribute->value : Value::string("none");
  }
  /// `address.path`, sorted, of all stems; then `!` and the causes.
  std::string stems(std::string_view address, std::string_view name) const {
    std::set<std::string> found;
    Value value = attribute(address, name);
    for (const value::OriginStep* step : value::stems(value.deep_origin()))
      found.insert(step->target->address + (step->text.empty() ? "" : "." + step->text));
    for (const value::OriginStep* step : value::causes(value.deep_origin())) found.insert("!" + step->text);
    std::string result;
    for (const std::string& text : found) result += text + " ";
    return result;
  }
  std::string said() const { return said_by(evaluation, sources); }

  diag::SourceMap sources;
  RootEvaluation evaluation;
};

std::string change(std::string_view address, std::string_view actions, std::string_view after, std::string_view unknown = "{}",
                   std::string_view sensitive = "{}", std::string_view before = "null") {
  return "{\"address\": " + std::string(address) +
         ", \"provider_name\": \"registry.terraform.io/hashicorp/aws\", \"change\": {\"actions\": " + std::string(actions) +
         ", \"before\": " + std::string(before) + ", \"after\": " + std::string(after) + ", \"after_unknown\": " + std::string(unknown) +
         ", \"after_sensitive\": " + std::string(sensitive) + "}}";
}

std::string plan(const std::vector<std::string>& changes, const std::string& more = "") {
  std::string text = "{\"format_version\": \"1.2\", \"resource_changes\": [";
  for (const std::string& one : changes) text += (&one == &changes.front() ? "" : ", ") + one;
  return text + "]" + (more.empty() ? "" : ", " + more) + "}";
}

std::string configuration(const std::string& resources, const std::string& calls = "", const std::string& variables = "") {
  return "\"configuration\": {\"root_module\": {\"resources\": [" + resources + "], \"module_calls\": {" + calls + "}, \"variables\": {" +
         variables + "}}}";
}

std::string resource(const std::string& address, const std::string& expressions, const std::string& more = "") {
  return "{\"address\": \"" + address + "\", \"provider_config_key\": \"aws\", \"expressions\": {" + expressions + "}" + more + "}";
}

TEST(PlanFile, BodiesHaveTheTypesAndBlocksOfTheProvidersSchema) {
  Read read(
      plan({change("\"aws_ecr_repository.r\"", "[\"create\"]",
                   R"({"name": "r", "image_scanning_configuration": [{"scan_on_push": "true"}], "tags": {"a": 1}, "of_tomorrow": 1})"),
            change("\"aws_of_tomorrow.t\"", "[\"create\"]", R"({"block": [{"a": "true"}]})")}));
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(value::to_console(read.attribute("aws_ecr_repository.r", "tags")), "tomap({\n  \"a\" = \"1\"\n})");
  EXPECT_EQ(value::to_console(read.attribute("aws_ecr_repository.r", "of_tomorrow")), "1");
  std::vector<const BodyValue*> blocks = read.resource("aws_ecr_repository.r")->body->blocks_of("image_scanning_configuration");
  ASSERT_EQ(blocks.size(), 1);
  EXPECT_EQ(value::to_console(blocks[0]->attribute("scan_on_push")->value), "true");
  // A type that no table knows is left as the file has it.
  EXPECT_TRUE(read.resource("aws_of_tomorrow.t")->body->blocks.empty());
  EXPECT_EQ(value::to_console(read.attribute("aws_of_tomorrow.t", "block")), "[\n  {\n    \"a\" = \"true\"\n  },\n]");
}

TEST(PlanKind, IsSeenByContent) {
  struct Row {
    std::string_view text;
    PlanKind kind;
  };
  const Row kRows[] = {
      {R"({"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {)", PlanKind::Plan},
      {R"({"checks": [], "configuration": {"a": "}"}, "format_version": "0.1", "resource_changes": []})", PlanKind::Plan},
      {R"({"format_version": "1.0", "terraform_version": "1.9.0", "values": {}})", PlanKind::State},
      {R"({"format_version": "1.0"})", PlanKind::State},
      {R"({"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x"})", PlanKind::RawState},
      {R"({"version": 1, "serial": 5})", PlanKind::None},
      {R"({"serial": 1, "lineage": "x", "meta": {}, "encrypted_data": "x", "encryption_version": "v0"})", PlanKind::EncryptedState},
      {R"({"@level": "info", "@message": "Terraform 1.9.0"}
{"@level": "info"})",
       PlanKind::PlanLog},
      {R"({"format_version": "1.0", "provider_schemas": {}})", PlanKind::None},
      {R"({"format_version": "1.0", "valid": true, "diagnostics": []})", PlanKind::None},
      {R"({"version": "2.1.0", "runs": []})", PlanKind::None},
      {R"({"resource": {"aws_kms_key": {}}})", PlanKind::None},
      {R"(["format_version"])", PlanKind::None},
      {"resource \"a\" \"b\" {}", PlanKind::None},
      {"", PlanKind::None},
      {std::string_view("PK\x03\x04\x14\0\x08\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x06\0\0\0tfplan...", 39), PlanKind::BinaryPlan},
      {std::string_view("PK\x03\x04\x14\0\x08\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x06\0\0\0readme...", 39), PlanKind::None},
  };
  for (const Row& row : kRows) EXPECT_EQ(recognise_plan(row.text, Extent::Whole), row.kind) << row.text;
  EXPECT_EQ(recognise_plan(R"({"format_version": "1.2", "variables": {"a)", Extent::Beginning), PlanKind::Open);
  EXPECT_EQ(recognise_plan(R"({"format_version": "1.2", "variables": {"a)", Extent::Whole), PlanKind::Plan);
  // Sorted by name, the long ones come first.
  EXPECT_EQ(recognise_plan(R"({"applyable": true, "checks": [], "configuration": {"a)", Extent::Beginning), PlanKind::Open);
  EXPECT_EQ(recognise_plan(R"({"name": "shop", "lockfileVersion": 3, "packages": {"a)", Extent::Beginning), PlanKind::None);
}

TEST(PlanKind, WrittenByPowerShell) {
  auto wide = [](std::string_view text, bool is_little) {
    std::string result = is_little ? "\xFF\xFE" : "\xFE\xFF";
    for (char c : text) result.append(is_little ? std::string{c, '\0'} : std::string{'\0', c});
    return result;
  };
  for (bool is_little : {true, false}) {
    EXPECT_EQ(recognise_plan(wide(R"({"format_version": "1.2", "planned_values": {)", is_little), Extent::Beginning), PlanKind::WidePlan);
    EXPECT_EQ(recognise_plan(wide(R"({"version": 4, "lineage": "l"})", is_little), Extent::Whole), PlanKind::WidePlan);
    EXPECT_EQ(recognise_plan(wide(R"({"resource": {}})", is_little), Extent::Whole), PlanKind::None);
  }
  EXPECT_EQ(recognise_plan("\xFF\xFE", Extent::Whole), PlanKind::None);
}

TEST(PlanKind, NamesThatAreWorthALook) {
  for (std::string_view name : {"plan.json", "shown.json", "terraform.tfstate", "tfplan", "dev.tfplan", "tfplan.bin", "plan", "Plan.OUT",
                                "prod.plan", "out.planfile", "plan.bin"}) {
    EXPECT_TRUE(may_be_plan(name)) << name;
  }
  for (std::string_view name : {"plan.md", "main.tf", "planner.go", "floorplan.png", "terraform.tfstate.backup", "json"}) {
    EXPECT_FALSE(may_be_plan(name)) << name;
  }
}

TEST(Address, KeysHoldAnything) {
  auto read = [](std::string_view text) -> std::string {
    std::optional<ResourceAddress> address = parse_resource_address(text);
    if (!address) return "none";
    std::string result;
    for (const AddressStep& step : address->modules) result += step.name + "<" + step.key.name + step.key.text() + ">";
    return result + resource_label(address->mode, address->type, address->name) + address->key.text();
  };
  EXPECT_EQ(read("aws_kms_key.a"), "aws_kms_key.a");
  EXPECT_EQ(read("data.aws_kms_alias.a[12]"), "data.aws_kms_alias.a[12]");
  EXPECT_EQ(read("ephemeral.random_password.a"), "ephemeral.random_password.a");
  EXPECT_EQ(read(R"(module.m["a.b"].module.n[0].aws_kms_key.a["x].y"])"), R"(m<a.b["a.b"]>n<[0]>aws_kms_key.a["x].y"])");
  EXPECT_EQ(read(R"(aws_kms_key.a["\"q\" $${x} \\ é"])"), R"(aws_kms_key.a["\"q\" $${x} \\ é"])");
  for (std::string_view bad :
       {"", "aws_kms_key", "aws_kms_key.", ".a", "module.m", "module.m.aws_kms_key", "aws_kms_key.a[", "aws_kms_key.a[\"x",
        "aws_kms_key.a[\"x\"", "aws_kms_key[0].a", "a.b.c.d", "other.b.c", "module.module", "aws_kms_key.a[0][1]"}) {
    EXPECT_EQ(read(bad), "none") << bad;
  }
}

TEST(PlanFile, ValuesAreExact) {
  Read read(
      plan({change("\"aws_x.a\"", "[\"create\"]",
                   R"({"number": 123456789012345678901234567890.125, "text": "é\n", "none": null, "list": [1, [true]], "map": {"k": {}}})",
                   R"({"id": true, "list": [false, [false]], "map": {"k": {"late": true}}})", R"({"text": true, "map": {"k": true}})")}));
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(read.body("aws_x.a"), R"(number = 123456789012345678901234567890.125
text = (sensitive value)
none = null
list = [
  1,
  [
    true,
  ],
]
map = {
  "k" = (sensitive value)
}
id = (known after apply)
)");
  EXPECT_EQ(read.resource("aws_x.a")->provider, "aws");
  EXPECT_EQ(read.sources.text(read.resource("aws_x.a")->body->place_of("number")), "\"number\": 123456789012345678901234567890.125");
  EXPECT_EQ(read.sources.text(read.resource("aws_x.a")->body->place_of("list[1]")), "\"list\": [1, [true]]");
  EXPECT_EQ(read.sources.text(read.resource("aws_x.a")->body->header), "\"address\": \"aws_x.a\"");
  EXPECT_EQ(read.evaluation.environment, "plan.json");
}

TEST(PlanFile, WhatWillNotBeThereIsNoResource) {
  std::string deposed = change("\"aws_x.deposed\"", "[\"delete\"]", "null");
  deposed.insert(1, "\"deposed\": \"00000000\", ");
  Read read(plan({change("\"aws_x.created\"", "[\"create\"]", "{}", "{\"id\": true}"), change("\"aws_x.deleted\"", "[\"delete\"]", "null"),
                  change("\"aws_x.forgotten\"", "[\"forget\"]", "null"), change("\"aws_x.same\"", "[\"no-op\"]", "{\"id\": \"s\"}"),
                  change("\"aws_x.replaced\"", "[\"delete\", \"create\"]", "{\"size\": 2}", "{}", "{}", "{\"size\": 1}"),
                  change("\"data.aws_y.read\"", "[\"read\"]", "{}", "{\"id\": true}"), deposed,
                  change("\"aws_x.deposed\"", "[\"no-op\"]", "{}", "{}")},
                 R"("deferred_changes": [{"reason": "instance_count_unknown", "resource_change":
                    {"address": "aws_x.later", "index_unknown": true, "change": {"actions": ["create"], "after": {}, "after_unknown": {"id": true}}}}],
                    "prior_state": {"format_version": "1.0", "values": {"root_module": {
                      "resources": [{"address": "aws_x.deleted", "mode": "managed", "values": {}}, {"address": "data.aws_y.known", "mode": "data", "values": {"arn": "a"}}],
                      "child_modules": [{"address": "module.m", "resources": [{"address": "module.m.data.aws_y.b[1]", "mode": "data", "values": {}}]}]}}},
                    "planned_values": {"root_module": {"resources": [{"address": "aws_x.same", "mode": "managed", "values": {}},
                      {"address": "aws_x.only_here", "mode": "managed", "values": {"a": 1}, "sensitive_values": {"a": true}}]}},
                    "checks": [], "relevant_attributes": [{"resource": "aws_x.a", "attribute": ["id"]}])"));
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(read.addresses(),
            "aws_x.created\naws_x.deposed\naws_x.later[*]\naws_x.only_here\naws_x.replaced\naws_x.same\ndata.aws_y.known\ndata.aws_y.read\n"
            "module.m.data.aws_y.b[1]\n");
  EXPECT_EQ(read.body("aws_x.replaced"), "size = 2\n");
  EXPECT_EQ(read.body("aws_x.only_here"), "a = (sensitive value)\n");
  EXPECT_EQ(read.body("data.aws_y.known"), "arn = \"a\"\n");
}

TEST(PlanFile, WhatTheCodeLeavesUnsetIsLeftOut) {
  std::string blocks = R"({"rule": [{"on": true, "kind": null}], "made": [{"id": 1}], "default": 5, "none": null})";
  std::string unknown = R"({"rule": [{"late": true, "set": true}], "computed": true})";
  std::string written =
      resource("aws_x.a", R"("rule": [{"on": {"constant_value": true}, "set": {"references": ["aws_y.b.id", "aws_y.b"]}}])");
  Read created(plan({change("\"aws_x.a\"", "[\"create\"]", blocks, unknown)}, configuration(written)));
  EXPECT_EQ(created.body("aws_x.a"),
            "rule = [\n  {\n    \"on\" = true\n    \"set\" = (known after apply)\n  },\n]\nmade = [\n  {\n    \"id\" = 1\n  },\n]\ndefault "
            "= 5\n");
  // Of an object that exists the service may have chosen it.
  Read existing(plan({change("\"aws_x.a\"", "[\"no-op\"]", R"({"id": "i", "key": "arn:key", "default": 5})", "{}", "{}", R"({"id": "i"})")},
                     configuration(written)));
  EXPECT_EQ(existing.body("aws_x.a"), "id = \"i\"\n");
  // Without a configuration nobody can tell.
  Read bare(plan({change("\"aws_x.a\"", "[\"create\"]", R"({"none": null})", R"({"computed": true})")}));
  EXPECT_EQ(bare.body("aws_x.a"), "none = null\ncomputed = (known after apply)\n");
  EXPECT_EQ(bare.stems("aws_x.a", "computed"), "!aws_x.a.computed ");
}

const char* const kKeyModule = R"("keys": {"source": "./keys", "for_each_expression": {"references": ["var.names"]},
  "expressions": {"alias": {"references": ["each.value"]}, "from": {"references": ["aws_y.b.id", "aws_y.b"]}},
  "module": {"outputs": {"arn": {"expression": {"references": ["aws_kms_key.this[0].arn", "aws_kms_key.this[0]", "aws_kms_key.this"]}},
                         "known": {"expression": {"constant_value": 1}}},
    "resources": [{"address": "aws_kms_key.this", "provider_config_key": "module.keys:aws.eu", "expressions": {"description": {"references": ["var.from"]}}}]}})";

TEST(PlanFile, UnknownValuesStemFromWhatTheyReferTo) {
  std::string key = R"("module.keys[\"a.b\"].aws_kms_key.this[0]")";
  Read read(plan(
      {change("\"aws_x.by_output\"", "[\"create\"]", "{}", R"({"key": true, "list": [true]})"),
       change("\"aws_x.by_each[\\\"a.b\\\"]\"", "[\"create\"]", "{}", R"({"key": true, "other": true})"),
       change("\"aws_x.by_chain\"", "[\"create\"]", "{}", R"({"key": true})"),
       change("\"aws_x.by_local\"", "[\"create\"]", "{}", R"({"key": true})"),
       change("\"aws_x.by_nothing\"", "[\"create\"]", "{}", R"({"key": true})"),
       change("\"aws_x.by_all\"", "[\"create\"]", "{}", R"({"key": true})"),
       change(key, "[\"create\"]", R"({"enable": true})", R"({"arn": true, "description": true})"),
       change(R"("module.keys[\"z\"].aws_kms_key.this[0]")", "[\"create\"]", "{}", R"({"arn": true})"),
       change("\"aws_y.b\"", "[\"create\"]", R"({"name": "fixed"})", R"({"id": true})")},
      configuration(
          resource("aws_x.by_output",
                   R"("key": {"references": ["module.keys[\"a.b\"].arn", "module.keys[\"a.b\"]", "aws_y.b.name", "aws_y.b"]},
                    "list": {"references": ["module.keys[\"a.b\"].known", "module.keys[\"a.b\"]"]})") +
              "," +
              resource("aws_x.by_each", R"("key": {"references": ["each.value"]}, "other": {"references": ["module.keys", "each.key"]})",
                       R"(, "for_each_expression": {"references": ["module.keys"]})") +
              "," + resource("aws_x.by_chain", R"("key": {"references": ["aws_x.by_output.key", "aws_x.by_output"]})") + "," +
              resource("aws_x.by_local", R"("key": {"references": ["local.key"]})") + "," + resource("aws_x.by_nothing", R"("key": {})") +
              "," + resource("aws_x.by_all", R"("key": {"references": ["module.keys"]})") + "," +
              resource("aws_y.b", R"("name": {"constant_value": "fixed"})"),
          kKeyModule)));
  EXPECT_EQ(read.said(), "");
  std::string arn = "module.keys[\"a.b\"].aws_kms_key.this[0].arn ";
  // `aws_y.b.name` is known, so it is not why.
  EXPECT_EQ(read.stems("aws_x.by_output", "key"), "!" + arn + arn);
  EXPECT_EQ(read.stems("aws_x.by_output", "list"), "!aws_x.by_output.list ");
  EXPECT_EQ(read.stems("aws_x.by_each[\"a.b\"]", "key"), "!" + arn + arn);
  EXPECT_EQ(read.stems("aws_x.by_each[\"a.b\"]", "other"), "!" + arn + arn);
  EXPECT_EQ(read.stems("aws_x.by_chain", "key"), "!" + arn + "aws_x.by_output.key " + arn);
  EXPECT_EQ(read.stems("aws_x.by_local", "key"), "!local.key ");
  EXPECT_EQ(read.stems("aws_x.by_nothing", "key"), "!aws_x.by_nothing.key ");
  EXPECT_EQ(read.stems("aws_x.by_all", "key"),
            "!" + arn + "!module.keys[\"z\"].aws_kms_key.this[0].arn " + arn + "module.keys[\"z\"].aws_kms_key.this[0].arn ");
  // A variable of a module leads to the caller's argument.
  EXPECT_EQ(read.stems("module.keys[\"a.b\"].aws_kms_key.this[0]", "description"), "!aws_y.b.id aws_y.b.id ");
  EXPECT_EQ(read.resource("module.keys[\"a.b\"].aws_kms_key.this[0]")->provider, "aws.eu");
  ASSERT_EQ(read.evaluation.modules.size(), 2U);
  EXPECT_EQ(read.evaluation.modules[0].address, "module.keys[\"a.b\"]");
  EXPECT_EQ(read.evaluation.modules[0].source, "./keys");
}

TEST(PlanFile, KnownTextsStemFromWhatHoldsTheSame) {
  Read read(plan({change("\"aws_x.a\"", "[\"create\"]", R"({"role": "r", "other": "alias/aws/rds", "set": "default"})"),
                  change("\"aws_role.r\"", "[\"no-op\"]", R"({"id": "r", "name": "r", "arn": "arn:r"})", "{}", "{}", "{\"id\": \"r\"}")},
                 "\"variables\": {\"set\": {\"value\": \"default\"}}, " +
                     configuration(resource("aws_x.a", R"("role": {"references": ["aws_role.r.name", "aws_role.r"]},
                       "other": {"references": ["var.use", "aws_role.r.arn", "aws_role.r"]}, "set": {"references": ["var.set"]})") +
                                       "," + resource("aws_role.r", R"("name": {"constant_value": "r"})"),
                                   "", R"("set": {"default": "default"})")));
  EXPECT_EQ(read.stems("aws_x.a", "role"), "aws_role.r.name ");
  // The other branch of a choice is no source.
  EXPECT_EQ(read.stems("aws_x.a", "other"), "");
  const value::OriginStep* step = read.attribute("aws_x.a", "set").origin().step();
  ASSERT_NE(step, nullptr);
  EXPECT_EQ(step->text + " by " + step->context, "var.set by default");
}

TEST(PlanFile, ForgedLoopsEnd) {
  std::string loop =
      R"("m": {"expressions": {"v": {"references": ["module.m.o", "module.m"]}}, "module": {"outputs": {"o": {"expression": {"references": ["var.v"]}}},
    "resources": [{"address": "aws_x.in", "expressions": {"a": {"references": ["var.v"]}}}]}})";
  Read read(
      plan({change("\"aws_x.a\"", "[\"create\"]", "{}", R"({"x": true})"), change("\"aws_x.b\"", "[\"create\"]", "{}", R"({"x": true})"),
            change("\"module.m.aws_x.in\"", "[\"create\"]", "{}", R"({"a": true})")},
           configuration(resource("aws_x.a", R"("x": {"references": ["aws_x.b.x", "aws_x.b"]})") + "," +
                             resource("aws_x.b", R"("x": {"references": ["aws_x.a.x", "aws_x.a"]})"),
                         loop)));
  EXPECT_EQ(read.said(), "");
  EXPECT_NE(read.stems("aws_x.a", "x"), "");
  EXPECT_EQ(read.stems("module.m.aws_x.in", "a"), "!module.m.aws_x.in.a ");
}

TEST(PlanFile, FaultsAreSaidWithTheirPlace) {
  struct Row {
    std::string text;
    std::string said;
    std::string addresses;
  };
  std::string good = change("\"aws_x.a\"", "[\"create\"]", "{}", "{\"id\": true}");
  const Row kRows[] = {
      {R"({"format_version": "2.0", "resource_changes": []})",
       "p/plan.json:1:20 plan-version: format version `2.0` is not known: versions 0.1 to 1.x are\n", ""},
      {plan({good, good}), "p/plan.json:1:", "aws_x.a\n"},
      {"{\"format_version\": \"1.2\", \"resource_changes\": [" + good + ", {\"address\": \"aws_x", "p/plan.json:1:", "aws_x.a\n"},
      {plan({good, "{\"address\": \"nothing\", \"change\": {\"after\": {}}}"}), "p/plan.json:1:", "aws_x.a\n"},
      {plan({good, "7"}), "p/plan.json:1:", "aws_x.a\n"},
      {plan({good}) + "x", "p/plan.json:1:", "aws_x.a\n"},
      {plan({good, R"({"address": "aws_x.b", "change": {"after": {"a": 1 2}}})"}), "p/plan.json:1:", "aws_x.a\n"},
      {plan({good}, "\"checks\": " + std::string(100'000, '[')), "p/plan.json:1:", "aws_x.a\n"},
  };
  for (const Row& row : kRows) {
    Read read(row.text);
    EXPECT_TRUE(read.evaluation.has_errors()) << row.text.substr(0, 300);
    EXPECT_TRUE(read.said().starts_with(row.said)) << read.said();
    EXPECT_EQ(read.addresses(), row.addresses) << row.text.substr(0, 300);
  }
}

TEST(StateFile, ShownStatesAreKnownAltogether) {
  Read read(R"({"format_version": "1.0", "values": {"root_module": {"resources": [
      {"address": "aws_x.a[\"k\"]", "mode": "managed", "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"a": 1, "b": "s"}, "sensitive_values": {"b": true}},
      {"address": "aws_x.old", "mode": "managed", "deposed_key": "0", "values": {}}],
    "child_modules": [{"address": "module.m", "resources": [{"address": "module.m.data.aws_y.b", "mode": "data", "values": {}}]}]}}})",
            PlanKind::State);
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(read.addresses(), "aws_x.a[\"k\"]\nmodule.m.data.aws_y.b\n");
  EXPECT_EQ(read.body("aws_x.a[\"k\"]"), "a = 1\nb = (sensitive value)\n");
}

TEST(StateFile, RawStates) {
  Read read(
      R"({"version": 4, "terraform_version": "1.9.0", "serial": 3, "lineage": "l", "outputs": {}, "check_results": null, "resources": [
      {"mode": "managed", "type": "aws_x", "name": "a", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"].eu", "instances": [
        {"index_key": "k.1", "schema_version": 1, "attributes": {"open": {"value": [1], "type": ["tuple", ["number"]]}, "pair": [{"type": "string", "value": "v"}], "p": {"q": ["s", "t"]}},
         "sensitive_attributes": [[{"type": "get_attr", "value": "p"}, {"type": "get_attr", "value": "q"}, {"type": "index", "value": {"value": 1, "type": "number"}}]]},
        {"index_key": "k.1", "deposed": "0", "attributes": {}}]},
      {"module": "module.m[0]", "mode": "data", "type": "aws_y", "name": "b", "provider": "module.m.provider[\"registry.terraform.io/hashicorp/aws\"]", "instances": [
        {"index_key": 2, "attributes": {"id": "i"}, "private": "x"}]}]})",
      PlanKind::RawState);
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(read.addresses(), "aws_x.a[\"k.1\"]\nmodule.m[0].data.aws_y.b[2]\n");
  EXPECT_EQ(read.resource("aws_x.a[\"k.1\"]")->provider, "aws.eu");
  EXPECT_EQ(read.resource("module.m[0].data.aws_y.b[2]")->provider, "aws");
  EXPECT_EQ(read.body("aws_x.a[\"k.1\"]"),
            "open = [\n  1,\n]\npair = [\n  {\n    \"type\" = \"string\"\n    \"value\" = \"v\"\n  },\n]\np = {\n  \"q\" = [\n    \"s\",\n "
            "   (sensitive value),\n "
            " ]\n}\n");
  Read old(R"({"version": 3, "serial": 1, "lineage": "l", "modules": []})", PlanKind::RawState);
  EXPECT_EQ(old.said(), "p/plan.json:1:13 state-version: state of version `3` is not known: version 4 is\n");
}

}  // namespace
}  // namespace wafpp::terraform
