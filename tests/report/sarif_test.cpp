#include "report/sarif_text.h"

#include "assess/fingerprint.h"
#include "testing.h"

namespace wafpp::report {
namespace {

constexpr const char* kRepository = "resource \"aws_ecr_repository\" \"r\" {\n  name = var.name\n}\nvariable \"name\" {}\n";
const std::string kResult = "runs.0.results.0.";

TEST(SarifReport, RuleHoldsWhatViewersShow) {
  TestRun run{{"main.tf", kRepository}};
  Parsed sarif(run.render("sarif"));
  EXPECT_EQ(sarif.at("version"), "2.1.0");
  EXPECT_EQ(sarif.at("runs.0.tool.driver.semanticVersion"), "1.2.3");
  EXPECT_EQ(sarif.at("runs.0.columnKind"), "unicodeCodePoints");
  std::string rule = "runs.0.tool.driver.rules.0.";
  EXPECT_EQ(sarif.at(rule + "id"), "waf-sec-070.tf.aws.ecr-scan-on-push");
  EXPECT_EQ(sarif.at(rule + "name"), "EcrScanOnPush");
  EXPECT_EQ(sarif.at(rule + "shortDescription.text"), "ECR repositories scan images");
  EXPECT_EQ(sarif.at(rule + "defaultConfiguration.level"), "error");
  EXPECT_EQ(sarif.at(rule + "properties.security-severity"), "8.0");
  EXPECT_EQ(sarif.at(rule + "properties.tags"), R"(["security","WAF-SEC-070"])");
  EXPECT_NE(sarif.at(rule + "help.text").find("Asks `a<b>` of <every> repository."), std::string::npos);
  EXPECT_NE(sarif.at(rule + "help.markdown").find("Asks `a<b>` of &lt;every&gt; repository."), std::string::npos);
  EXPECT_NE(sarif.at(rule + "help.markdown").find("\n\n    image_scanning_configuration.scan_on_push = true"), std::string::npos);

  // Advice is no gate: a critical one neither.
  EXPECT_EQ(sarif.at("runs.0.tool.driver.rules.1.defaultConfiguration.level"), "note");
  EXPECT_FALSE(sarif.has("runs.0.tool.driver.rules.1.properties.security-severity"));
}

TEST(SarifReport, FailPointsAtPlaceCauseAndWay) {
  TestRun run{{"live/main.tf", kRepository}};
  assess::Finding& finding = run.add(assess::Verdict::Fail, run.subject());
  finding.place = run.place_of("var.name");
  finding.root_cause = run.place_of("variable");
  finding.trace.push_back({assess::TraceStep::Kind::Value, run.place_of("var.name"), {"is `x`", ""}});
  finding.trace.push_back({assess::TraceStep::Kind::SetHere, run.place_of("variable"), {"set here", ""}});
  finding.trace.push_back({assess::TraceStep::Kind::Reason, run.place_of("{}"), {"this rule applies", ""}});
  finding.trace.push_back({assess::TraceStep::Kind::Assumption, {}, {"taken on trust", ""}});
  Parsed sarif(run.render("sarif"));
  EXPECT_EQ(sarif.at(kResult + "ruleId"), "waf-sec-070.tf.aws.ecr-scan-on-push");
  EXPECT_EQ(sarif.at(kResult + "ruleIndex"), "0");
  EXPECT_EQ(sarif.at(kResult + "kind"), "fail");
  EXPECT_EQ(sarif.at(kResult + "level"), "error");
  EXPECT_EQ(
      sarif.at(kResult + "message.text"),
      "images are not scanned (`aws_ecr_repository.r` in `live`)\nthis rule applies\ntaken on trust\nto be changed at [live/main.tf:4](1)");
  std::string physical = kResult + "locations.0.physicalLocation.";
  EXPECT_EQ(sarif.at(physical + "artifactLocation"), R"({"uri": "live/main.tf","uriBaseId": "%SRCROOT%"})");
  EXPECT_EQ(sarif.at(physical + "region"), R"({"startLine": 2,"startColumn": 10,"endLine": 2,"endColumn": 18})");
  EXPECT_EQ(sarif.at(kResult + "locations.0.logicalLocations.0.fullyQualifiedName"), "aws_ecr_repository.r");
  EXPECT_EQ(sarif.at(kResult + "relatedLocations.0.id"), "1");
  EXPECT_EQ(sarif.at(kResult + "relatedLocations.0.physicalLocation.region.startLine"), "4");
  EXPECT_EQ(sarif.at(kResult + "relatedLocations.1.message.text"), "this rule applies");
  EXPECT_EQ(sarif.size(kResult + "codeFlows.0.threadFlows.0.locations"), 2);
  std::string flow = kResult + "codeFlows.0.threadFlows.0.locations.";
  EXPECT_EQ(sarif.at(flow + "0.location.message.text"), "set here");
  EXPECT_EQ(sarif.at(flow + "1.location.message.text"), "is `x`");
  EXPECT_EQ(sarif.at(kResult + "partialFingerprints.wafpp/v1"),
            assess::fingerprint(run.assessment.findings[0], run.estate->facts(), run.estate->sources()));
  EXPECT_FALSE(sarif.has(kResult + "suppressions"));
}

TEST(SarifReport, UndecidedIsOpenAndWaivedIsSuppressed) {
  TestRun run{{"main.tf", kRepository}};
  run.add(assess::Verdict::Pass, run.subject());
  run.add(assess::Verdict::NotApplicable, run.subject());
  assess::Finding& undecided = run.add(assess::Verdict::Undecided, run.subject());
  undecided.root_cause = run.place_of("variable");
  undecided.causes.push_back({value::CauseKind::UnsetVariable, "var.name", run.place_of("variable"), {"`var.name` is set by nobody", ""}});
  run.add(assess::Verdict::Waived, run.subject());
  run.add(assess::Verdict::Fail, run.subject(), 1);
  Parsed sarif(run.render("sarif"));
  ASSERT_EQ(sarif.size("runs.0.results"), 3);
  EXPECT_EQ(sarif.at("runs.0.results.0.kind"), "open");
  EXPECT_EQ(sarif.at("runs.0.results.0.level"), "none");
  EXPECT_EQ(sarif.at("runs.0.results.0.message.text"),
            "undecided: ECR repositories scan images (`aws_ecr_repository.r`)\n`var.name` is set by nobody\nit hangs on [main.tf:4](1)");
  EXPECT_EQ(sarif.at("runs.0.results.1.level"), "error");
  EXPECT_EQ(sarif.at("runs.0.results.1.suppressions.0.kind"), "external");
  EXPECT_EQ(sarif.at("runs.0.results.2.ruleIndex"), "1");
  EXPECT_EQ(sarif.at("runs.0.results.2.level"), "note");
}

TEST(SarifReport, WhatWasNotReadOrEvaluatedIsNotified) {
  TestRun run{{"main.tf", "module \"gone\" {\n  source = \"./gone\"\n}\n"}, {"bad.tf", "locals {\n  a = \n"}};
  Parsed sarif(run.render("sarif", {.exit_code = 3}));
  EXPECT_EQ(sarif.at("runs.0.invocations.0.executionSuccessful"), "false");
  EXPECT_EQ(sarif.at("runs.0.invocations.0.exitCode"), "3");
  std::string notifications = "runs.0.invocations.0.toolExecutionNotifications.";
  bool syntax = false;
  bool block = false;
  for (size_t at = 0; at < sarif.size("runs.0.invocations.0.toolExecutionNotifications"); ++at) {
    std::string each = notifications + std::to_string(at) + ".";
    EXPECT_EQ(sarif.at("runs.0.tool.driver.notifications." + sarif.at(each + "descriptor.index") + ".id"),
              sarif.at(each + "descriptor.id"));
    syntax |= sarif.at(each + "level") == "error" && sarif.at(each + "locations.0.physicalLocation.artifactLocation.uri") == "bad.tf";
    block |= sarif.at(each + "message.text") == "`module.gone`: module is not on disk (`./gone`)";
  }
  EXPECT_TRUE(syntax);
  EXPECT_TRUE(block) << sarif.text;
  EXPECT_EQ(sarif.at("runs.0.properties.ledger.module_missing"), "1");
  EXPECT_EQ(sarif.at("runs.0.properties.ledger.by_shape"), "0");
}

TEST(SarifReport, HostileNamesAreShownNotObeyed) {
  TestRun run{{"a b#[1]%\x1b\xff:{0}.tf",
               "resource \"aws_ecr_repository\" \"r\" {\n  for_each = toset([\"[x](http://evil) {0} <b>\\u001b\"])\n}\n"}};
  run.add(assess::Verdict::Fail, run.subject()).root_cause = run.place_of("for_each");
  Parsed sarif(run.render("sarif"));
  EXPECT_EQ(sarif.at(kResult + "locations.0.physicalLocation.artifactLocation.uri"), "a%20b%23%5B1%5D%25%1B%FF%3A%7B0%7D.tf");
  std::string text = sarif.at(kResult + "message.text");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("[x] (http://evil) {{0}} <b>\\x1b"), std::string::npos) << text;
  EXPECT_NE(text.find("[a b#\\[1\\]%"), std::string::npos) << text;
}

TEST(SarifReport, EmptyEstateAndSameBytes) {
  TestRun run{};
  Parsed sarif(run.render("sarif"));
  EXPECT_EQ(sarif.at("runs.0.results"), "[]");
  EXPECT_EQ(sarif.text, run.render("sarif"));
  EXPECT_EQ(sarif.text.find(run.folder.string()), std::string::npos);
}

TEST(SarifText, MarkdownKeepsCodeAndShowsTags) {
  EXPECT_EQ(markdown_text("`<a>` <b>"), "`<a>` &lt;b&gt;");
  EXPECT_EQ(markdown_text("odd ` <b>"), "odd ` &lt;b&gt;");
  EXPECT_EQ(markdown_text("`` a`<b> `` <c>"), "`` a`<b> `` &lt;c&gt;");
  EXPECT_EQ(markdown_text("`a\n\n<b>`"), "`a\n\n&lt;b&gt;`");
  EXPECT_EQ(markdown_text("``"), "``");
}

TEST(Formats, AreFoundByName) {
  EXPECT_NE(find_format("json"), nullptr);
  EXPECT_NE(find_format("sarif"), nullptr);
  EXPECT_EQ(find_format("JSON"), nullptr);
}

}  // namespace
}  // namespace wafpp::report
