// Evidence of a run: what is found, what counts at the time of judgement, which items of a control are there, and what that does to
// verdicts.

#include "assess/evidence.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "assess/assess.h"
#include "assess/estate.h"
#include "assess/evidence_paths.h"
#include "assess/evidence_state.h"
#include "controls/kinds.h"

namespace wafpp::assess {
namespace {

constexpr std::string_view kAsOf = "2026-07-06T12:00:00Z";

constexpr std::string_view kControl = R"(
id: T-1
title: T
requirements: [{id: accounts, text: A}, {id: whole, text: W}]
checks:
  - {id: t-1.account.aws.active, requirement: accounts, of: evidence.inspector_account, pass: self.ec2, message: M, evidence: status}
  - {id: t-1.account.aws.whole, requirement: whole, of: estate, pass: 'length(facts("evidence.inspector_account")) > 0', message: M, evidence: status}
evidence:
  - id: status
    type: config
    mandatory: true
    text: S
    proofs: [{kinds: [inspector2-account-status], clouds: [aws], valid_days: 7, commands: [aws status]}]
  - id: strategy
    type: governance
    text: G
    proofs: [{kinds: [attestation], criterion: T-1/evidence/strategy}]
)";

constexpr std::string_view kStatus =
    R"({"accounts": [{"accountId": "111122223333", "resourceState": {"ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLED"}}}]})";
constexpr std::string_view kCode = "resource \"aws_sns_topic\" \"t\" {}\n";

struct Judged {
  std::unique_ptr<Estate> estate;
  controls::ControlSet set;
  std::shared_ptr<diag::SourceMap> sources = std::make_shared<diag::SourceMap>();
  Assessment assessment;

  std::string verdict(std::string_view check) const {
    std::string text;
    for (const Finding& finding : assessment.findings) {
      if (!finding.check->id.ends_with(check)) continue;
      text += text.empty() ? "" : " ";
      text += to_string(finding.verdict);
      if (finding.is_missing_evidence) text += "(missing)";
    }
    return text;
  }
  EvidenceStanding item(std::string_view id) const {
    for (const EvidenceResult& result : assessment.controls.front().evidence) {
      if (result.item->id == id) return result.standing;
    }
    return EvidenceStanding::Unasked;
  }
  EvidenceFile::State state(std::string_view path) const {
    for (const EvidenceFile& file : estate->evidence()) {
      if (file.path == path) return file.state;
    }
    ADD_FAILURE() << path << " was not looked at";
    return EvidenceFile::State::Unknown;
  }
};

std::unique_ptr<Judged> judge(const std::map<std::string, std::string>& files, bool is_read = true, std::string_view control = kControl) {
  auto judged = std::make_unique<Judged>();
  auto repository = std::make_unique<documents::MemoryRepository>();
  for (const auto& [path, text] : files) repository->add(path, text);
  diag::Sink sink;
  controls::add_control_file(judged->set, judged->sources->add("control.yml", std::string(control)), *judged->sources, sink);
  EXPECT_FALSE(sink.has_errors());
  EstateOptions options{.paths = {"."},
                        .declared = controls::kinds_asked(judged->set),
                        .as_of = std::string(kAsOf),
                        .sources = judged->sources,
                        .threads = 2};
  judged->estate = Estate::of(std::move(repository), options);
  EXPECT_EQ(judged->estate->has_unread(), !is_read);
  judged->assessment = assess(judged->estate->facts(), *judged->sources, judged->set, {.threads = 1});
  return judged;
}

TEST(EvidencePlaces, AreFoldersAndNames) {
  EXPECT_EQ(evidence_place("evidence/a.json"), EvidencePlace::Folder);
  EXPECT_EQ(evidence_place("team/evidence/prod/a.json.gz"), EvidencePlace::Folder);
  EXPECT_EQ(evidence_place("attestations/cmk.yml"), EvidencePlace::Folder);
  EXPECT_EQ(evidence_place("evidence/README.md"), EvidencePlace::None);
  EXPECT_EQ(evidence_place("evidence.json"), EvidencePlace::None);
  EXPECT_EQ(evidence_place("docs/evidence-rules/a.json"), EvidencePlace::None);
  EXPECT_EQ(evidence_place("build/app.cdx.json"), EvidencePlace::Name);
  EXPECT_EQ(evidence_place("Trivy-frontend.JSON"), EvidencePlace::Name);
  EXPECT_EQ(evidence_place("security/waivers.yml"), EvidencePlace::Name);
  EXPECT_EQ(evidence_place("package.json"), EvidencePlace::None);
  EXPECT_EQ(evidence_place("main.tf"), EvidencePlace::None);
}

TEST(Evidence, IsFoundDatedAndJudged) {
  auto judged = judge({{"main.tf", std::string(kCode)}, {"evidence/status.json", std::string(kStatus)}});
  EXPECT_EQ(judged->state("evidence/status.json"), EvidenceFile::State::Usable);
  EXPECT_EQ(judged->verdict("active"), "pass");
  EXPECT_EQ(judged->verdict("whole"), "pass");
  EXPECT_EQ(judged->item("status"), EvidenceStanding::Present);
  EXPECT_EQ(judged->item("strategy"), EvidenceStanding::Missing);
  EXPECT_EQ(judged->assessment.controls.front().standing, Standing::Pass);
}

TEST(Evidence, ThatIsMissingIsNoFailureUnlessItIsRequired) {
  auto missing = judge({{"main.tf", std::string(kCode)}});
  EXPECT_EQ(missing->verdict("active"), "");
  EXPECT_EQ(missing->verdict("whole"), "not_applicable(missing)");
  EXPECT_EQ(missing->assessment.controls.front().requirements[1].standing, Standing::NoEvidence);
  EXPECT_EQ(missing->assessment.controls.front().standing, Standing::NoEvidence);
  auto required = judge({{"main.tf", std::string(kCode)}, {".wafpp.yml", "evidence: {required: true}\n"}});
  EXPECT_EQ(required->verdict("whole"), "fail");
  EXPECT_EQ(required->assessment.controls.front().standing, Standing::Fail);
}

TEST(Evidence, OfACloudThatTheCodeDoesNotUseIsNotWanted) {
  auto judged = judge({{"main.tf", "resource \"google_kms_key_ring\" \"r\" {}\n"}, {".wafpp.yml", "evidence: {required: true}\n"}});
  EXPECT_EQ(judged->item("status"), EvidenceStanding::NotNeeded);
  EXPECT_EQ(judged->verdict("whole"), "not_applicable");
  EXPECT_EQ(judged->assessment.controls.front().standing, Standing::NoEvidence);
}

TEST(Evidence, GrowsOldByTheControlAndByTheSettings) {
  auto by_control = judge({{"main.tf", std::string(kCode)},
                           {"evidence/status.json", std::string(kStatus)},
                           {".wafpp.yml", "evidence: {files: [{path: 'evidence/*', collected: 2026-06-28}]}\n"}});
  EXPECT_EQ(by_control->state("evidence/status.json"), EvidenceFile::State::Usable);
  EXPECT_EQ(by_control->item("status"), EvidenceStanding::Stale);
  EXPECT_EQ(by_control->verdict("active"), "not_applicable(missing)");
  auto by_settings = judge({{"main.tf", std::string(kCode)},
                            {"evidence/status.json", std::string(kStatus)},
                            {".wafpp.yml", "evidence: {files: [{path: 'evidence/*', collected: 2026-07-05, valid_for: 12h}]}\n"}});
  EXPECT_EQ(by_settings->state("evidence/status.json"), EvidenceFile::State::Stale);
  EXPECT_EQ(by_settings->item("status"), EvidenceStanding::Missing);
  auto from_tomorrow = judge({{"main.tf", std::string(kCode)},
                              {"evidence/status.json", std::string(kStatus)},
                              {".wafpp.yml", "evidence: {files: [{path: 'evidence/*', collected: 2026-08-01}]}\n"}});
  EXPECT_EQ(from_tomorrow->state("evidence/status.json"), EvidenceFile::State::Future);
}

TEST(Evidence, ThatIsCutOffMakesTheRunFail) {
  auto broken = judge({{"main.tf", std::string(kCode)}, {"evidence/status.json", "{\"accounts\": [{\"acc"}}, false);
  EXPECT_EQ(broken->state("evidence/status.json"), EvidenceFile::State::Refused);
  // Found by its name alone, it may be a test's.
  auto by_name = judge({{"main.tf", std::string(kCode)}, {"testdata/app.cdx.json", "{\"bomFormat\": "}});
  EXPECT_EQ(by_name->state("testdata/app.cdx.json"), EvidenceFile::State::Refused);
  auto other = judge({{"main.tf", std::string(kCode)}, {"evidence/notes.json", "{\"a\": 1}"}});
  EXPECT_EQ(other->state("evidence/notes.json"), EvidenceFile::State::Unknown);
}

TEST(Evidence, OfAnEnvironmentIsInARootOfItsOwn) {
  auto judged =
      judge({{"main.tf", std::string(kCode)},
             {"evidence/status.json", std::string(kStatus)},
             {".wafpp.yml", "evidence: {files: [{path: 'evidence/*', environment: prod, account: '1', region: eu-central-1}]}\n"}});
  ASSERT_EQ(judged->assessment.findings.size(), 2U);
  const facts::Root& root = judged->estate->facts().roots()[judged->assessment.findings.front().subject->root];
  EXPECT_EQ(root.environment, "prod");
  EXPECT_TRUE(root.is_evidence);
  EXPECT_EQ(judged->verdict("whole"), "pass");
}

TEST(Evidence, SettingsThatMakeNoSenseAreReported) {
  for (std::string_view rule :
       {"kind: nonsense", "collected: yesterday", "valid_for: 7", "valid_for: 0d", "valid_for: 99999999999999999999d"}) {
    auto judged =
        judge({{"main.tf", std::string(kCode)}, {".wafpp.yml", fmt::format("evidence: {{files: [{{path: '*', {}}}]}}\n", rule)}}, false);
    EXPECT_FALSE(judged->estate->diagnostics().empty()) << rule;
  }
}

/// An Ed25519 key made for these tests; its private half is nowhere.
constexpr std::string_view kPublicKey =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA60oYbSZsGFeQ9gBm9ZXFm4xruG3edOUIOIrpTK677JQ=\n-----END PUBLIC KEY-----\n";

TEST(Evidence, KeysThatCannotBeUsedAreReportedWhereTheSettingsNameThem) {
  struct {
    std::string_view keys;
    std::string_view message;
    std::string_view named;
  } cases[] = {
      {"[keys/good.pub, keys/none.pub]", "`keys/none.pub`: there is no such file or folder", "keys/none.pub"},
      {"[keys/text.pub, keys/good.pub]", "`keys/text.pub` is no public key in PEM", "keys/text.pub"},
      {"keys/cut.pub", "`keys/cut.pub` is no public key in PEM", "keys/cut.pub"},
      {"[../outside.pub]", "`../outside.pub` leads out of the repository", "../outside.pub"},
      {"[/etc/outside.pub]", "`/etc/outside.pub` leads out of the repository", "/etc/outside.pub"},
      {"[keys]", "`keys`: is a folder, not a file", "keys"},
      {"{a: keys/good.pub}", "`keys` is a mapping, not a text", "{a: keys/good.pub}"},
  };
  for (const auto& one : cases) {
    std::string settings = fmt::format("evidence:\n  keys: {}\n", one.keys);
    auto judged = judge({{"main.tf", std::string(kCode)},
                         {".wafpp.yml", settings},
                         {"keys/good.pub", std::string(kPublicKey)},
                         {"keys/text.pub", "not a key\n"},
                         {"keys/cut.pub", std::string(kPublicKey.substr(0, 60))}},
                        false);
    ASSERT_EQ(judged->estate->diagnostics().size(), 1U) << one.keys;
    const diag::Diagnostic& diagnostic = judged->estate->diagnostics().front();
    EXPECT_EQ(diagnostic.message, one.message);
    EXPECT_EQ(judged->sources->at(diagnostic.place.source).path(), ".wafpp.yml");
    EXPECT_EQ(settings.substr(diagnostic.place.begin, diagnostic.place.end - diagnostic.place.begin), one.named);
  }
  judge({{"main.tf", std::string(kCode)}, {".wafpp.yml", "evidence: {keys: keys/good.pub}\n"}, {"keys/good.pub", std::string(kPublicKey)}});
}

/// Counts how often each document is read as a whole.
class CountingRepository : public documents::MemoryRepository {
 public:
  documents::FileResult<std::string> read_document(std::string_view path) const override {
    ++counts[std::string(path)];
    return MemoryRepository::read_document(path);
  }
  mutable std::map<std::string, int> counts;
};

std::unique_ptr<Estate> load_named(std::unique_ptr<documents::MemoryRepository> repository, std::vector<std::string> paths) {
  return Estate::of(std::move(repository), {.paths = std::move(paths), .as_of = std::string(kAsOf), .threads = 1});
}

TEST(Evidence, ThatIsNamedIsReadOnce) {
  std::string large = R"({"accounts": [)";
  while (large.size() < (size_t{100} << 10))
    large += R"({"accountId": "111122223333", "resourceState": {"ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLED"}}}, )";
  large += R"({"accountId": "111122223333", "resourceState": {"ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLED"}}}]})";
  auto repository = std::make_unique<CountingRepository>();
  const CountingRepository& counting = *repository;
  repository->add("report.json", std::string(kStatus));
  repository->add("large.json", large);
  repository->add("main.tf", std::string(kCode));
  std::unique_ptr<Estate> estate = load_named(std::move(repository), {"report.json", "large.json", "main.tf"});
  ASSERT_EQ(estate->evidence().size(), 2U);
  for (const EvidenceFile& file : estate->evidence()) EXPECT_EQ(file.state, EvidenceFile::State::Usable) << file.path << file.reason.en;
  EXPECT_EQ(counting.counts.at("report.json"), 1);
  // Once to see what it is and that it is whole, once to take it in.
  EXPECT_EQ(counting.counts.at("large.json"), 2);
}

TEST(Evidence, ThatIsNamedIsReadAsTheSettingsWant) {
  auto repository = std::make_unique<documents::MemoryRepository>();
  repository->add(".wafpp.yml", "evidence: {files: [{path: rules.json, kind: aws-config-rules, environment: prod}]}\n");
  repository->add("rules.json", R"({"ConfigRules": []})");
  repository->add("broken.json", R"({"ConfigRules": [)");
  repository->add("evidence/cut.json", R"({"accounts": [)");
  std::unique_ptr<Estate> estate = load_named(std::move(repository), {"rules.json", "broken.json", "evidence/cut.json"});
  ASSERT_EQ(estate->evidence().size(), 2U);
  // What lies in a folder for evidence is none of the code, broken or not.
  EXPECT_EQ(estate->evidence()[0].path, "evidence/cut.json");
  EXPECT_EQ(estate->evidence()[0].state, EvidenceFile::State::Refused);
  EXPECT_EQ(estate->evidence()[1].path, "rules.json");
  EXPECT_EQ(estate->evidence()[1].state, EvidenceFile::State::Usable) << estate->evidence()[1].reason.en;
  EXPECT_EQ(estate->evidence()[1].environment, "prod");
  EXPECT_TRUE(estate->has_unread());
  auto broken =
      std::find_if(estate->files().begin(), estate->files().end(), [](const FileEntry& file) { return file.path == "broken.json"; });
  ASSERT_NE(broken, estate->files().end());
  EXPECT_EQ(broken->state, FileEntry::State::Unparsed);
}

TEST(Evidence, ThatIsAskedForByNobodyIsNotMadeIntoFacts) {
  auto judged = judge(
      {{"main.tf", std::string(kCode)},
       {"evidence/app.cdx.json", R"({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "a", "version": "1"}]})"}});
  for (const facts::Fact* fact : judged->estate->facts().all()) EXPECT_NE(fact->kind, "evidence.sbom_component");
}

constexpr std::string_view kDeadlines = R"(
id: T-2
title: T
requirements: [{id: all, text: A}]
checks:
  - {id: t-2.report.any.hours, requirement: all, of: evidence.scan_report, pass: 'deadline_kept(self.open.high, 48)', message: M}
  - {id: t-2.report.any.fix-hours, requirement: all, of: evidence.scan_report, pass: 'deadline_kept(self.open.high, 24, true)', message: M}
  - {id: t-2.report.any.control, requirement: all, of: evidence.scan_report, pass: 'deadline_kept(self.open.high, "WAF-SEC-070")', message: M}
  - {id: t-2.report.any.no-deadline, requirement: all, of: evidence.scan_report, pass: 'deadline_kept(self.open.low, "WAF-SEC-070")', message: M}
  - {id: t-2.report.any.nonsense, requirement: all, of: evidence.scan_report, pass: 'deadline_kept(self.open.high, "WAF-SEC-999")', message: M}
  - {id: t-2.report.any.exploited, requirement: all, of: evidence.scan_report, pass: 'self.known_exploited.count == 0', message: M}
)";

std::string report_of(std::string_view time, std::string_view vulnerabilities) {
  return fmt::format(
      R"({{"SchemaVersion": 2, "CreatedAt": "{}", "ArtifactName": "registry.example.com/shop/basket:1", "ArtifactType": "container_image",
         "Results": [{{"Target": "os", "Vulnerabilities": [{}]}}]}})",
      time, vulnerabilities);
}

TEST(Deadlines, HoldByHoursAndByControl) {
  constexpr std::string_view kHigh = R"({"VulnerabilityID": "CVE-2026-70001", "PkgName": "a", "Severity": "HIGH"})";
  constexpr std::string_view kMended = R"({"VulnerabilityID": "CVE-2026-70001", "PkgName": "a", "Severity": "HIGH", "FixedVersion": "2"})";
  constexpr std::string_view kLow = R"({"VulnerabilityID": "CVE-2026-70002", "PkgName": "b", "Severity": "LOW"})";
  auto judged = judge({{"evidence/1.json", report_of("2026-07-01T00:00:00Z", kLow)},
                       {"evidence/2.json", report_of("2026-07-03T00:00:00Z", fmt::format("{}, {}", kHigh, kLow))},
                       {"evidence/3.json", report_of("2026-07-06T00:00:00Z", fmt::format("{}, {}", kMended, kLow))}},
                      true, kDeadlines);
  // The reports by time. What is of the first, and low, has no date; no deadline, no question.
  EXPECT_EQ(judged->verdict(".hours"), "pass fail fail");
  EXPECT_EQ(judged->verdict("fix-hours"), "pass pass pass");
  EXPECT_EQ(judged->verdict("control"), "pass pass pass");
  EXPECT_EQ(judged->verdict("no-deadline"), "pass pass pass");
  EXPECT_EQ(judged->verdict("nonsense"), "fail fail fail");
  EXPECT_EQ(judged->verdict("exploited"), "pass pass pass");
  EXPECT_EQ(judged->estate->evidence()[0].superseded_by, "evidence/3.json");
  EXPECT_EQ(judged->estate->evidence()[2].superseded_by, "");
}

TEST(Deadlines, WhatIsExploitedIsKnownByAnyName) {
  auto judged = judge(
      {{"evidence/1.json",
        report_of("2026-07-01T00:00:00Z",
                  R"({"VulnerabilityID": "GHSA-aaaa-bbbb-cccc", "VendorIDs": ["CVE-2026-70001"], "PkgName": "a", "Severity": "HIGH"})")},
       {"evidence/kev.json", R"({"catalogVersion": "1", "vulnerabilities": [{"cveID": "CVE-2026-70001"}]})"}},
      true, kDeadlines);
  EXPECT_EQ(judged->verdict("exploited"), "fail");
  EXPECT_NE(judged->estate->evidence()[0].headline.en.find("1 known to be exploited"), std::string::npos);
}

}  // namespace
}  // namespace wafpp::assess
