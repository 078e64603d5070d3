#include <algorithm>

#include "assess/fingerprint.h"
#include "testing.h"

namespace wafpp::report {
namespace {

constexpr const char* kRepository = "resource \"aws_ecr_repository\" \"r\" {\n  name = var.name\n}\nvariable \"name\" {}\n";

TEST(JsonReport, FindingHoldsWhatTheContractSays) {
  TestRun run{{"live/main.tf", kRepository}};
  assess::Finding& finding = run.add(assess::Verdict::Fail, run.subject());
  finding.place = run.place_of("var.name");
  finding.root_cause = run.place_of("variable");
  finding.trace.push_back({assess::TraceStep::Kind::SetHere, run.place_of("variable"), {"set here", "hier gesetzt"}});
  finding.trace.push_back({assess::TraceStep::Kind::Assumption, {}, {"taken on trust", ""}});
  run.conclude(assess::Standing::Fail);
  Parsed json(run.render("json"));

  EXPECT_EQ(json.at("schema"), "wafpp.result/1");
  EXPECT_EQ(json.at("tool.version"), "1.2.3");
  EXPECT_EQ(json.at("run.exit_code"), "1");
  EXPECT_EQ(json.at("run.roots.0.folder"), "live");
  EXPECT_EQ(json.at("controls.0.requirements.0.level"), "must_not");
  EXPECT_EQ(json.at("controls.0.requirements.0.checks.0.failed"), "1");
  EXPECT_EQ(json.at("controls.0.standing"), "fail");
  EXPECT_EQ(json.at("findings.0.check"), "waf-sec-070.tf.aws.ecr-scan-on-push");
  EXPECT_EQ(json.at("findings.0.control"), "WAF-SEC-070");
  EXPECT_EQ(json.at("findings.0.requirement"), "scan");
  EXPECT_EQ(json.at("findings.0.severity"), "high");
  EXPECT_EQ(json.at("findings.0.verdict"), "fail");
  EXPECT_EQ(json.at("findings.0.advice"), "false");
  EXPECT_EQ(json.at("findings.0.subject"), "aws_ecr_repository.r");
  EXPECT_EQ(json.at("findings.0.root"), "live");
  EXPECT_EQ(json.at("findings.0.environment"), "");
  EXPECT_EQ(json.at("findings.0.message"), "images are not scanned");
  EXPECT_EQ(json.at("findings.0.location"), R"({"file": "live/main.tf","line": 2,"column": 10,"end_line": 2,"end_column": 18})");
  EXPECT_EQ(json.at("findings.0.trace.0.kind"), "set_here");
  EXPECT_EQ(json.at("findings.0.trace.0.location.line"), "4");
  EXPECT_EQ(json.at("findings.0.trace.1.kind"), "assumption");
  EXPECT_FALSE(json.has("findings.0.trace.1.location"));
  EXPECT_EQ(json.at("findings.0.root_cause.line"), "4");
  EXPECT_EQ(json.at("findings.0.fix.set.0.path"), "image_scanning_configuration.scan_on_push");
  EXPECT_EQ(json.at("controls.0.requirements.0.checks.0.remediation"), "Set `scan_on_push`.");
  EXPECT_EQ(json.at("findings.0.fingerprint"), assess::fingerprint(run.assessment.findings[0], run.estate->facts(), run.estate->sources()));
  EXPECT_FALSE(json.has("findings.0.cause"));
  EXPECT_FALSE(json.has("findings.0.reason"));
}

const facts::Fact& fact_of_the_whole(const TestRun& run) {
  std::vector<const facts::Fact*> all = run.estate->facts().all();
  return **std::find_if(all.begin(), all.end(), [](const facts::Fact* fact) { return fact->kind == "estate"; });
}

TEST(JsonReport, ListsTheRootsOfFindingsOnEvidence) {
  TestRun run{{"a/main.tf", kRepository}, {"live/main.tf", kRepository}};
  run.add(assess::Verdict::Fail, run.subject());
  EXPECT_EQ(Parsed(run.render("json")).size("run.roots"), 2);
  run.add(assess::Verdict::Fail, fact_of_the_whole(run));
  run.add(assess::Verdict::Pass, fact_of_the_whole(run));
  Parsed json(run.render("json"));
  EXPECT_EQ(json.at("findings.1.root"), ".");
  ASSERT_EQ(json.size("run.roots"), 3);
  EXPECT_EQ(json.at("run.roots.0"),
            R"({"folder": ".","environment": "","class": "","workspace": "","var_files": [],"uncalled_module": false,"code": false})");
  EXPECT_EQ(json.at("run.roots.1.folder"), "a");
  EXPECT_EQ(json.at("run.roots.1.code"), "true");
}

TEST(JsonReport, ListsARootOfCodeAndEvidenceOnce) {
  TestRun run{{"main.tf", kRepository}};
  run.add(assess::Verdict::Fail, fact_of_the_whole(run));
  Parsed json(run.render("json"));
  ASSERT_EQ(json.size("run.roots"), 1);
  EXPECT_EQ(json.at("run.roots.0.code"), "true");
}

TEST(JsonReport, UndecidedNamesItsCausesAndNotApplicableItsReason) {
  TestRun run{{"main.tf", kRepository}};
  assess::Finding& undecided = run.add(assess::Verdict::Undecided, run.subject());
  undecided.causes.push_back(
      {value::CauseKind::UnsetVariable, "var.name", run.place_of("variable"), {"nobody set it", "niemand setzt sie"}});
  undecided.causes.push_back({value::CauseKind::OutsideEstate, "x", {}, {"not here", ""}});
  run.add(assess::Verdict::NotApplicable, run.subject()).reason = assess::FindingText(controls::Text{"no image", "kein Image"});
  Parsed json(run.render("json", {.language = controls::Language::De}));
  EXPECT_EQ(json.at("findings.0.cause.kind"), "unset_variable");
  EXPECT_EQ(json.at("findings.0.message"), "niemand setzt sie");
  EXPECT_EQ(json.at("findings.0.cause.name"), "var.name");
  EXPECT_EQ(json.at("findings.0.cause.text"), "niemand setzt sie");
  EXPECT_EQ(json.at("findings.0.cause.location.line"), "4");
  EXPECT_EQ(json.size("findings.0.causes"), 2);
  EXPECT_EQ(json.at("findings.0.causes.1.kind"), "outside_estate");
  EXPECT_EQ(json.at("findings.0.causes.1.text"), "not here");
  EXPECT_FALSE(json.has("findings.0.fix"));
  EXPECT_EQ(json.at("findings.1.reason"), "kein Image");
  EXPECT_EQ(json.at("findings.1.message"), "kein Image");
  EXPECT_EQ(json.at("run.language"), "de");
}

TEST(JsonReport, SummaryCountsAdviceApart) {
  TestRun run{{"main.tf", kRepository}};
  for (assess::Verdict verdict : {assess::Verdict::Pass, assess::Verdict::Fail, assess::Verdict::Fail, assess::Verdict::Waived})
    run.add(verdict, run.subject());
  run.add(assess::Verdict::Fail, run.subject(), 1);
  Parsed json(run.render("json"));
  EXPECT_EQ(json.at("summary.findings"), R"({"pass": 1,"fail": 3,"undecided": 0,"not_applicable": 0,"waived": 1})");
  EXPECT_EQ(json.at("summary.failed"), R"({"info": 0,"low": 0,"medium": 0,"high": 2,"critical": 0,"advice": 1})");
  EXPECT_EQ(json.size("findings"), 5);
}

TEST(JsonReport, LedgerHoldsEveryBlockAndFile) {
  TestRun run{{"main.tf", "module \"gone\" {\n  source = \"./gone\"\n}\nresource \"aws_ecr_repository\" \"none\" {\n  count = 0\n}\n"},
              {"bad.tf", "locals {\n  a = \n"}};
  Parsed json(run.render("json"));
  EXPECT_EQ(json.at("ledger.files.0"), R"({"path": ".git","state": "skipped","bytes": 0,"reason": "version control"})");
  EXPECT_EQ(json.at("ledger.files.1"), R"({"path": "bad.tf","state": "unparsed","bytes": 16})");
  EXPECT_EQ(json.at("ledger.files.2.state"), "read");
  EXPECT_EQ(json.at("ledger.reasons.module_missing"), "1");
  EXPECT_EQ(json.at("ledger.reasons.count_zero"), "1");
  size_t blocks = 0;
  for (const char* reason : {"evaluated", "count_zero", "unknown_instances", "module_missing", "module_not_called", "syntax_error",
                             "unknown_block_type", "invalid", "limit"}) {
    blocks += std::stoul(json.at("ledger.reasons." + std::string(reason)));
  }
  EXPECT_EQ(json.size("ledger.blocks"), blocks);
  EXPECT_EQ(blocks, run.estate->ledger().size());
  EXPECT_EQ(json.at("diagnostics.0.location.file"), "bad.tf");
  EXPECT_EQ(json.at("diagnostics.0.level"), "error");
  EXPECT_NE(json.text.find(R"("block": "module.gone","path": "main.tf","line": 1,"reason": "module_missing")"), std::string::npos)
      << json.text;
}

TEST(JsonReport, LedgerMarksTypesWithoutASchema) {
  TestRun run{{"main.tf", "resource \"random_id\" \"r\" {}\nresource \"aws_ecr_repository\" \"e\" {}\n"}};
  Parsed json(run.render("json"));
  EXPECT_EQ(json.at("ledger.blocks.0"),
            R"({"block": "resource.random_id.r","path": "main.tf","line": 1,"reason": "evaluated","by_shape": true,"instances": 1})");
  EXPECT_EQ(json.at("ledger.blocks.1"),
            R"({"block": "resource.aws_ecr_repository.e","path": "main.tf","line": 2,"reason": "evaluated","instances": 1})");
}

TEST(JsonReport, HostileNamesAreData) {
  TestRun run{{"a\"b\x1b \xff.tf", "resource \"aws_ecr_repository\" \"r\" {\n  for_each = toset([\"</script>\\\"\\u001b]0;\\n\"])\n}\n"}};
  run.add(assess::Verdict::Fail, run.subject()).message = assess::FindingText(controls::Text{"\x01\x7f\xc3\x28\xed\xa0\x80", ""});
  Parsed json(run.render("json"));
  EXPECT_EQ(json.at("findings.0.location.file"), "a\"b\x1b \xEF\xBF\xBD.tf");
  EXPECT_NE(json.at("findings.0.subject").find("</script>"), std::string::npos);
  EXPECT_EQ(json.at("findings.0.message"), "\x01\x7f\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  for (char byte : json.text) EXPECT_TRUE(static_cast<unsigned char>(byte) >= 0x20 || byte == '\n');
}

TEST(JsonReport, EmptyEstate) {
  TestRun run{};
  Parsed json(run.render("json"));
  EXPECT_EQ(json.at("run.paths"), "[\".\"]");
  EXPECT_EQ(json.at("findings"), "[]");
  EXPECT_EQ(json.at("ledger.blocks"), "[]");
  EXPECT_TRUE(json.text.ends_with("}\n"));
}

TEST(JsonReport, SaysNothingOfTheMachine) {
  auto render = [] {
    TestRun run{{"main.tf", kRepository}};
    run.add(assess::Verdict::Fail, run.subject());
    std::string text = run.render("json");
    EXPECT_EQ(text.find(run.folder.string()), std::string::npos);
    return text;
  };
  EXPECT_EQ(render(), render());
}

TEST(JsonReport, AFindingStandsOnALine) {
  TestRun run{{"main.tf", kRepository}};
  for (int count = 0; count < 3; ++count) run.add(assess::Verdict::Fail, run.subject());
  std::string text = run.render("json");
  size_t begin = text.find("  \"findings\": [\n");
  ASSERT_NE(begin, std::string::npos);
  std::string rows = text.substr(begin, text.find("\n  ]", begin) - begin);
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 3);
}

}  // namespace
}  // namespace wafpp::report
