// Plans and states among the files of an estate: what is read, what takes whose place, what is said.

#include <gtest/gtest.h>

#include "assess/estate.h"
#include "facts/difference.h"

namespace wafpp::assess {
namespace {

using Files = std::initializer_list<std::pair<const std::string, std::string>>;

const std::string kCode = "variable \"on\" {}\nresource \"thing\" \"a\" {\n  on = var.on\n}\n";
const std::string kPlan = R"({"format_version": "1.2", "variables": {"on": {"value": true}}, "resource_changes": [
  {"address": "thing.a", "change": {"actions": ["create"], "before": null, "after": {"on": true}, "after_unknown": {}}}],
  "configuration": {"root_module": {"resources": [{"address": "thing.a", "expressions": {"on": {"references": ["var.on"]}}}]}}})";
const std::string kState = R"({"version": 4, "serial": 1, "lineage": "l", "resources": [
  {"mode": "managed", "type": "thing", "name": "s", "instances": [{"attributes": {"on": false}}]}]})";
const std::string kBinary("PK\x03\x04\x14\0\x08\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x06\0\0\0tfplan...", 39);

std::unique_ptr<Estate> estate_of(Files files, std::vector<std::string> paths = {"."}, PlanUse plans = PlanUse::Joined) {
  EstateOptions options;
  options.paths = std::move(paths);
  options.plans = plans;
  options.threads = 1;
  return Estate::of(std::make_unique<documents::MemoryRepository>(files), options);
}

/// `root environment subject @place` of managed and ephemeral resources, one a line.
std::string facts_of(const Estate& estate) {
  std::string result;
  for (const facts::Fact* one : estate.facts().all()) {
    const facts::Fact& fact = *one;
    if (!fact.kind.starts_with("resource.") && !fact.kind.starts_with("ephemeral.")) continue;
    const facts::Root& root = estate.facts().roots()[fact.root];
    result += root.folder + " " + root.environment + " " + fact.subject + " @" + estate.sources().describe(fact.place_of("on")) + "\n";
  }
  return result;
}

std::string said(const Estate& estate) {
  std::string result;
  for (const diag::Diagnostic& diagnostic : estate.diagnostics()) result += std::string(diagnostic.kind) + ": " + diagnostic.message + "\n";
  return result;
}

TEST(EstatePlans, APlanTakesThePlaceOfTheCodeBesideIt) {
  auto estate = estate_of({{"live/main.tf", kCode}, {"live/plan.json", kPlan}});
  EXPECT_EQ(facts_of(*estate), "live plan.json thing.a @live/main.tf:3:3\n");
  EXPECT_EQ(said(*estate), "");
  EXPECT_FALSE(estate->has_unread());
  ASSERT_EQ(estate->ledger().size(), 2U);
  // Given by its name alone it finds the code as well.
  EXPECT_EQ(facts_of(*estate_of({{"live/main.tf", kCode}, {"live/x.json", kPlan}}, {"live/x.json"})),
            "live x.json thing.a @live/main.tf:3:3\n");
}

TEST(EstatePlans, SeveralPlansAreSeveralRoots) {
  auto estate = estate_of(
      {{"main.tf", kCode}, {"dev.tfplan.json", kPlan}, {"prod-plan.json", kPlan}, {"other.json", "{\"plan\": {}}"}, {"shown.json", kPlan}});
  EXPECT_EQ(facts_of(*estate),
            ". dev.tfplan.json thing.a @main.tf:3:3\n. prod-plan.json thing.a @main.tf:3:3\n. shown.json thing.a @main.tf:3:3\n");
}

TEST(EstatePlans, APlanStandsForTheEnvironmentWithItsVariables) {
  auto estate = estate_of({{"main.tf", kCode}, {"dev.tfvars", "on = false"}, {"prod.tfvars", "on = true"}, {"plan.json", kPlan}});
  EXPECT_EQ(facts_of(*estate), ". dev thing.a @main.tf:3:3\n. plan.json thing.a @main.tf:3:3\n");
  // One that stands for none hides none.
  auto none = estate_of({{"main.tf", kCode}, {"dev.tfvars", "on = false"}, {"prod.tfvars", "on = 7"}, {"plan.json", kPlan}});
  EXPECT_EQ(facts_of(*none), ". dev thing.a @main.tf:3:3\n. plan.json thing.a @main.tf:3:3\n. prod thing.a @main.tf:3:3\n");
}

/// A plan of `kCode` with another `after` and more members.
std::string plan_with(std::string_view after, std::string_view more = "") {
  return R"({"format_version": "1.2", "variables": {"on": {"value": "x"}}, "resource_changes": [)" +
         (after.empty() ? std::string()
                        : R"({"address": "thing.a", "change": {"actions": ["create"], "after": {"on": )" + std::string(after) + "}}}") +
         R"(], "configuration": {"root_module": {"resources": [{"address": "thing.a", "expressions": {"on": {"references": ["var.on"]}}}]}})" +
         std::string(more) + "}";
}

TEST(EstatePlans, APlanThatSaysLessThanTheCodeHidesNone) {
  std::string both = ".  thing.a @main.tf:3:3\n. plan.json thing.a @main.tf:3:3\n";
  auto stale = estate_of({{"main.tf", kCode}, {"terraform.tfvars", "on = \"x\""}, {"plan.json", plan_with("\"y\"")}});
  EXPECT_EQ(facts_of(*stale), both);
  EXPECT_EQ(said(*stale),
            "plan-of-other-code: both the plan and the code beside it are judged, since they differ: "
            "thing.a: `on` \"x\" in the code, \"y\" in the plan\n");
  auto partial = estate_of({{"main.tf", kCode}, {"terraform.tfvars", "on = \"x\""}, {"plan.json", plan_with("", ", \"errored\": true")}});
  EXPECT_EQ(facts_of(*partial), ".  thing.a @main.tf:3:3\n");
  EXPECT_EQ(said(*partial),
            "plan-of-other-code: both the plan and the code beside it are judged, since they differ: thing.a: in the code only\n"
            "errored-plan: planning ended in an error: what is not in the plan is not judged\n");
  // What a provider makes of a text is no other value.
  for (std::string_view kept : {"\"X.\"", "\"x\"", "\"0123456789abcdef0123456789abcdef01234567\""}) {
    auto same = estate_of({{"main.tf", kCode}, {"plan.json", plan_with(kept)}});
    EXPECT_EQ(facts_of(*same), ". plan.json thing.a @main.tf:3:3\n") << kept;
  }
}

TEST(EstatePlans, APlanKnowsWhatTheCodeDoesNot) {
  std::string code = "variable \"on\" {}\nresource \"thing\" \"a\" {\n  on = \"${terraform.workspace}-${var.on}\"\n}\n";
  EXPECT_EQ(facts_of(*estate_of({{"main.tf", code}, {"plan.json", plan_with("\"prod-x\"")}})), ". plan.json thing.a @main.tf:3:3\n");
}

TEST(EstatePlans, EphemeralResourcesAreTheCodes) {
  auto estate = estate_of({{"main.tf", kCode + "ephemeral \"thing\" \"e\" {\n  on = 1\n}\n"}, {"plan.json", kPlan}});
  EXPECT_EQ(facts_of(*estate), ". plan.json ephemeral.thing.e @main.tf:6:3\n. plan.json thing.a @main.tf:3:3\n");
}

TEST(EstatePlans, ConditionsThatDoNotHoldAreSaid) {
  auto estate = estate_of({{"plan.json", plan_with("1", R"(, "checks": [
    {"address": {"to_display": "check.c"}, "status": "fail", "instances": [
      {"address": {"to_display": "check.c"}, "status": "fail", "problems": [{"message": "too big"}, {"message": "too old"}]}]},
    {"address": {"to_display": "var.v"}, "status": "pass", "instances": [{"address": {"to_display": "var.v"}, "status": "pass"}]}])")}});
  EXPECT_EQ(said(*estate), "check-failed: a condition of `check.c` does not hold\n");
  EXPECT_EQ(estate->diagnostics()[0].helps[0], "the author says: too big; too old");
}

TEST(EstatePlans, APlanOfOtherCodeHidesNone) {
  auto estate = estate_of({{"main.tf", kCode + "resource \"thing\" \"new\" {}\n"}, {"plan.json", kPlan}});
  EXPECT_EQ(facts_of(*estate), ".  thing.a @main.tf:3:3\n.  thing.new @main.tf:5:1\n. plan.json thing.a @plan.json:2:86\n");
  EXPECT_NE(said(*estate).find("plan-of-other-code"), std::string::npos);
}

TEST(EstatePlans, ABrokenPlanHidesNone) {
  auto estate = estate_of({{"main.tf", kCode}, {"plan.json", kPlan.substr(0, kPlan.size() - 3)}});
  EXPECT_TRUE(estate->has_unread());
  EXPECT_NE(facts_of(*estate).find(".  thing.a @main.tf:3:3\n"), std::string::npos);
  EXPECT_NE(said(*estate).find("malformed-plan"), std::string::npos);
}

TEST(EstatePlans, StatesAreJudgedWhereThereIsNoCode) {
  EXPECT_EQ(facts_of(*estate_of({{"main.tf", kCode}, {"terraform.tfstate", kState}, {"old/terraform.tfstate", kState}})),
            ".  thing.a @main.tf:3:3\nold terraform.tfstate thing.s @old/terraform.tfstate:2:83\n");
  EXPECT_EQ(facts_of(*estate_of({{"main.tf", kCode}, {"terraform.tfstate", kState}}, {"terraform.tfstate"})),
            ". terraform.tfstate thing.s @terraform.tfstate:2:83\n");
}

TEST(EstatePlans, WhatCannotBeReadSaysHowItCan) {
  auto given = estate_of({{"out.bin", kBinary}}, {"out.bin"});
  EXPECT_TRUE(given->has_unread());
  EXPECT_EQ(said(*given), "binary-plan: `out.bin` is a plan in Terraform's binary form\n");
  ASSERT_EQ(given->diagnostics()[0].helps.size(), 1U);
  EXPECT_EQ(given->diagnostics()[0].helps[0], "convert it: `terraform show -json out.bin > plan.json`");
  auto log = estate_of({{"plan.json", "{\"@level\": \"info\"}\n"}}, {"plan.json"});
  EXPECT_EQ(said(*log), "plan-log: `plan.json` holds the messages of `terraform plan -json`, not the plan\n");
  // Found beside other things it is a file like any other.
  auto found = estate_of({{"main.tf", kCode}, {"a.tfplan", kBinary}, {"plan.json", "{\"plan\": [\"a\"]}"}});
  EXPECT_FALSE(found->has_unread());
  EXPECT_EQ(facts_of(*found), ".  thing.a @main.tf:3:3\n");
}

TEST(EstatePlans, WhatTheCodeDeclaresBesidesStays) {
  std::string code = kCode + "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}\n";
  code.insert(code.rfind("on = var.on"), "lifecycle {\n    prevent_destroy = true\n  }\n  ");
  auto estate = estate_of({{"main.tf", code}, {"plan.json", kPlan}});
  EXPECT_EQ(facts_of(*estate), ". plan.json thing.a @main.tf:6:3\n");
  EXPECT_NE(estate->facts().find(0, "backend.s3"), nullptr);
  const facts::Fact* fact = estate->facts().find(0, "thing.a");
  ASSERT_NE(fact, nullptr);
  EXPECT_EQ(estate->sources().describe(fact->place_of("lifecycle.prevent_destroy")), "main.tf:4:5");
}

TEST(EstatePlans, TheSensitiveStaysSo) {
  std::string secret = kPlan;
  secret.insert(secret.find("\"after_unknown\""), "\"after_sensitive\": {\"on\": true}, ");
  auto estate = estate_of({{"main.tf", kCode}, {"plan.json", secret}});
  const facts::Fact* fact = estate->facts().find(0, "thing.a");
  ASSERT_NE(fact, nullptr);
  EXPECT_TRUE(fact->at("on").is_sensitive());
}

TEST(FactDifferences, OfCodeAndPlan) {
  auto differences = [](const std::string& code, const std::string& after, const std::string& unknown) {
    auto in_code = estate_of({{"main.tf", code}}, {"."}, PlanUse::Ignored);
    std::string text =
        R"({"format_version": "1.2", "resource_changes": [{"address": "thing.a", "change": {"actions": ["create"], "after": )" + after +
        ", \"after_unknown\": " + unknown + "}}]}";
    auto in_plan = estate_of({{"plan.json", text}}, {"plan.json"}, PlanUse::Alone);
    std::string result;
    for (const std::string& line : facts::differences({in_code->facts()}, {in_plan->facts()})) result += line + "\n";
    return result;
  };
  std::string code = "resource \"thing\" \"a\" {\n  n = 1\n  l = [\"b\", \"a\"]\n  block {\n    on = true\n  }\n}\n";
  EXPECT_EQ(differences(code, R"({"n": "1", "l": ["a", "b"], "block": [{"on": true, "more": 1}], "size": 5})", R"({"id": true})"), "");
  EXPECT_EQ(differences(code, R"({"n": 2, "l": ["a", "c"], "block": [{}]})", R"({"block": [{"on": true}]})"),
            "thing.a: `block[0].on` true in the code, not known in the plan\nthing.a: `l[0]` \"b\" in the code, \"a\" in the plan\n"
            "thing.a: `l[1]` \"a\" in the code, \"c\" in the plan\nthing.a: `n` 1 in the code, 2 in the plan\n");
  EXPECT_EQ(differences("resource \"thing\" \"b\" {}\n", "{}", "{}"), "thing.b: in the code only\nthing.a: in the plan only\n");
  EXPECT_EQ(differences("variable \"x\" {\n  sensitive = true\n  default = 1\n}\nresource \"thing\" \"a\" {\n  n = var.x\n}\n",
                        "{\"n\": 1}", "{}"),
            "thing.a: `n` sensitive in the code, not in the plan\n");
  EXPECT_EQ(differences("variable \"x\" {}\nresource \"thing\" \"a\" {\n  n = var.x\n}\n", "{\"n\": 1}", "{}"),
            "thing.a: `n` not known in the code (var.x), 1 in the plan\n");
}

}  // namespace
}  // namespace wafpp::assess
