// Files of our own making, good and broken: `cases/FORMAT.cases` has one behind the other. `=== name` begins one, the text up to
// `--- {...}` is the file (without the line feed before that), and the object lists what has to come out of it. In a name, `[hex]` says
// that the file is written in hexadecimal digits, `[as KIND]` that the user names the kind.

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "evidence/facts.h"
#include "evidence/json_subset.h"
#include "evidence/output.h"
#include "evidence/read.h"
#include "evidence/record_words.h"

namespace wafpp::evidence {
namespace {

struct Case {
  std::string name;
  std::string text;
  std::string wanted;
};

std::string bytes_of(std::string_view digits) {
  std::string bytes;
  std::string packed;
  for (char digit : digits) {
    if (digit != ' ' && digit != '\n') packed += digit;
  }
  for (size_t at = 0; at + 1 < packed.size(); at += 2) {
    unsigned byte = 0;
    std::from_chars(packed.data() + at, packed.data() + at + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

std::vector<Case> cases_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<Case> cases;
  bool in_text = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), {}, {}});
      in_text = true;
    } else if (line.starts_with("--- ") && in_text) {
      cases.back().wanted = line.substr(4);
      if (cases.back().text.ends_with('\n')) cases.back().text.pop_back();
      in_text = false;
    } else if (in_text) {
      cases.back().text += line + "\n";
    }
  }
  return cases;
}

bool is_in_both(const Reason& reason) { return !reason.en.empty() && !reason.de.empty() && reason.en != reason.de; }

class Cases : public ::testing::TestWithParam<std::string> {};

TEST_P(Cases, GiveWhatTheyList) {
  std::vector<Case> cases = cases_of(std::filesystem::path(WAFPP_SOURCE_DIR) / "tests/evidence/cases" / (GetParam() + ".cases"));
  EXPECT_GE(cases.size(), 5U);
  size_t refused = 0;
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    ReadOptions options{.as_of = "2026-07-06T00:00:00Z"};
    if (size_t as = each.name.find("[as "); as != std::string::npos) {
      options.kind = find_kind(std::string_view(each.name).substr(as + 4, each.name.find(']', as) - as - 4));
      ASSERT_NE(options.kind, nullptr);
    }
    bool is_hex = each.name.find("[hex]") != std::string::npos;
    Outcome outcome = read_evidence(Input::of_text("file", is_hex ? bytes_of(each.text) : each.text), options);
    refused += outcome.refusal ? 1 : 0;
    EXPECT_TRUE(!outcome.refusal || is_in_both(outcome.refusal->reason)) << outcome.refusal->reason.en;
    EXPECT_TRUE(outcome.invalid.empty() || is_in_both(outcome.invalid)) << outcome.invalid.en;
    EXPECT_NE(outcome.item != nullptr, outcome.refusal.has_value());
    std::string found_text;
    write_json(outcome, [&](std::string_view piece) { found_text += piece; });
    base::Result<documents::JsonDocument> found = documents::parse_json(found_text);
    base::Result<documents::JsonDocument> wanted = documents::parse_json(each.wanted);
    ASSERT_TRUE(found.has_value()) << found_text;
    ASSERT_TRUE(wanted.has_value()) << wanted.error().message << "\n" << each.wanted;
    std::vector<std::string> differences;
    compare(wanted->root(), &found->root(), "", {each.wanted, found_text}, differences);
    for (const std::string& difference : differences) ADD_FAILURE() << difference;
    if (outcome.refusal && wanted->root().find("reason") != nullptr) {
      EXPECT_NE(outcome.refusal->reason.en.find(wanted->root().find("reason")->string()), std::string::npos) << outcome.refusal->reason.en;
    }
    if (outcome.item) {
      EXPECT_FALSE(overview(outcome, "file").empty());
      for (const Record& record : outcome.item->records) EXPECT_TRUE(has_words(record.kind)) << record.kind;
    }
  }
  EXPECT_GT(refused, 0U) << "none of them is broken";
  EXPECT_LT(refused, cases.size()) << "none of them is good";
}

std::vector<std::string> formats() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(WAFPP_SOURCE_DIR) / "tests/evidence/cases")) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Format, Cases, ::testing::ValuesIn(formats()), [](const auto& tested) { return tested.param; });

TEST(Formats, HaveCasesAndAPageEach) {
  std::vector<std::string> with_cases = formats();
  for (const Format* format : all_formats()) {
    std::string name(format->name);
    EXPECT_NE(std::find(with_cases.begin(), with_cases.end(), name), with_cases.end()) << name;
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(WAFPP_SOURCE_DIR) / "src/evidence" / name / "format.md")) << name;
    for (const Kind& kind : format->kinds) EXPECT_TRUE(!kind.title_de.empty() && kind.title_de != kind.title) << kind.name;
  }
}

TEST(NotRead, FormsNearToEvidenceSayWhatToMakeInstead) {
  const std::pair<std::string_view, std::string_view> forms[] = {
      {R"({"artifacts":[],"artifactRelationships":[],"descriptor":{"name":"syft","version":"1.0.0"}})", "`syft convert FILE"},
      {R"({"version":0,"job":{"id":"1"},"sha":"abc","detector":{"name":"shop"},"manifests":{"go.mod":{"name":"go.mod"}}})", "--jq .sbom"},
      {R"({"sbom":{"spdxVersion":"SPDX-2.3","packages":[]}})", "`jq .sbom FILE"},
      {R"({"auditReportVersion":2,"vulnerabilities":{},"metadata":{}})", "`npm sbom --sbom-format cyclonedx`"},
      {R"({"dependencies":[{"name":"a","version":"1","vulns":[]}],"fixes":[]})", "`pip-audit -f cyclonedx-json`"},
      {R"({"dependencies":[{"name":"a","skip_reason":"not found"}],"fixes":[]})", "`pip-audit -f cyclonedx-json`"},
      {R"({"version":"1.0.0","results":[],"errors":[],"paths":{"scanned":["a.py"]}})", "looks at code"},
      {R"(<rdf:RDF xmlns:spdx="http://spdx.org/rdf/terms#"></rdf:RDF>)", "SPDX in RDF"},
      {"<Document><spdxVersion>SPDX-2.3</spdxVersion></Document>", "SPDX in XML"}};
  for (const auto& [text, words] : forms) {
    Outcome outcome = read_evidence(Input::of_text("file", std::string(text)));
    ASSERT_TRUE(outcome.refusal) << text;
    EXPECT_NE(outcome.refusal->reason.en.find(words), std::string::npos) << outcome.refusal->reason.en;
    EXPECT_TRUE(is_in_both(outcome.refusal->reason));
    EXPECT_TRUE(outcome.refusal->help.empty()) << text;
  }
}

TEST(Spdx, IsRecognisedInYamlWhoseVersionStandsFarBehind) {
  std::string text = "SPDXID: SPDXRef-DOCUMENT\ncreationInfo: {created: '2026-01-01T00:00:00Z'}\ndataLicense: CC0-1.0\nfiles:\n";
  while (text.size() < (size_t{70} << 10)) text += "- {SPDXID: SPDXRef-File, fileName: ./shop.bin}\n";
  text += "packages:\n- {SPDXID: SPDXRef-a, name: a, versionInfo: '1'}\nspdxVersion: SPDX-2.3\n";
  Outcome outcome = read_evidence(Input::of_text("file", text));
  ASSERT_TRUE(outcome.item) << outcome.refusal->reason.en;
  EXPECT_EQ(outcome.item->kind, "spdx-2-yaml");
  EXPECT_EQ(outcome.item->components.size(), 1U);
}

TEST(Vex, OfOthersDoesNotCountWhereAuthorsAreNamed) {
  constexpr std::string_view kText =
      R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"shop","timestamp":"2026-01-01T00:00:00Z",
    "version":1,"statements":[{"vulnerability":{"name":"CVE-1"},"products":[{"@id":"pkg:npm/a@1"}],"status":"fixed"}]})";
  for (std::string_view trusted : {"", "shop", "somebody"}) {
    ReadOptions options;
    if (!trusted.empty()) options.vex_authors.emplace_back(trusted);
    Outcome outcome = read_evidence(Input::of_text("vex", std::string(kText)), options);
    ASSERT_TRUE(outcome.item);
    ASSERT_EQ(outcome.item->statements.size(), 1U);
    EXPECT_EQ(outcome.item->statements[0].invalid, trusted == "somebody" ? "its author is not trusted" : "") << trusted;
  }
}

TEST(Headline, CountsInBothLanguages) {
  EXPECT_EQ(counted_records("locked_provider", 1).en, "1 locked provider");
  EXPECT_EQ(counted_records("locked_provider", 2).en, "2 locked providers");
  EXPECT_EQ(counted_records("locked_provider", 1).de, "1 festgelegter Provider");
  EXPECT_EQ(counted_records("locked_provider", 2).de, "2 festgelegte Provider");
  EXPECT_EQ(counted_records("aardvark", 2).en, "2 × aardvark");
  EXPECT_EQ(counted_records("zebra", 1).de, "1 × zebra");
  Outcome outcome = read_evidence(Input::of_text(
      "file", R"({"ConfigRules":[{"ConfigRuleName":"a","Source":{"Owner":"AWS","SourceIdentifier":"RDS_STORAGE_ENCRYPTED"}}]})"));
  ASSERT_TRUE(outcome.item) << outcome.refusal->reason.en;
  EXPECT_EQ(headline(*outcome.item).en, "1 Config rule");
  EXPECT_EQ(headline(*outcome.item).de, "1 Config-Regel");
  outcome = read_evidence(
      Input::of_text("file", R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","name":"a"}]})"));
  ASSERT_TRUE(outcome.item) << outcome.refusal->reason.en;
  EXPECT_EQ(headline(*outcome.item).en, "1 component");
  EXPECT_EQ(headline(*outcome.item).de, "1 Komponente");
}

TEST(Facts, AreAskedAsThoseOfResources) {
  Outcome outcome =
      read_evidence(Input::of_text("scan.json", R"({"SchemaVersion":2,"ArtifactName":"shop","Results":[{"Target":"a","Vulnerabilities":[
        {"VulnerabilityID":"GHSA-aaaa-bbbb-cccc","VendorIDs":["CVE-2024-0001"],"PkgName":"x","InstalledVersion":"1","Severity":"HIGH",
         "PkgIdentifier":{"PURL":"pkg:PyPI/X_y@1"}},
        {"VulnerabilityID":"GHSA-aaaa-bbbb-cccc","PkgName":"x","InstalledVersion":"2","Severity":"HIGH"}]}]})"));
  ASSERT_TRUE(outcome.item);
  facts::Facts facts;
  uint32_t root = facts.add(facts::Root{"evidence", "", ""}, facts_of(*outcome.item, "scan.json", {}));
  std::vector<const facts::Fact*> found = facts.of_kind(root, "evidence.vulnerability");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]->at("canonical_id").as_string(), "CVE-2024-0001");
  EXPECT_EQ(found[1]->at("canonical_id").as_string(), "CVE-2024-0001");
  EXPECT_EQ(found[0]->at("purl").as_string(), "pkg:pypi/x-y@1");
  EXPECT_EQ(found[0]->at("package_purl").as_string(), "pkg:pypi/x-y");
  EXPECT_NE(found[0]->subject, found[1]->subject);
  EXPECT_EQ(facts.of_value(found[0]->value()), found[0]);
  ASSERT_EQ(facts.of_kind(root, "evidence.file").size(), 1U);
  EXPECT_EQ(facts.of_kind(root, "evidence.file")[0]->at("kind").as_string(), "trivy-report");
}

}  // namespace
}  // namespace wafpp::evidence
