// Small modules, each with Terraform's own verdict (`terraform plan`, 1.11): testdata/language_rules.jsonl holds the files of each, what
// Terraform said, and the kinds of the errors that are reported instead of its words.

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "documents/json.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

struct Rule {
  std::string name;
  std::map<std::string, std::string> files;
  bool accepts = false;
  std::set<std::string> said;
};

std::vector<Rule> rules() {
  std::ifstream file(std::string(WAFPP_SOURCE_DIR) + "/tests/terraform/testdata/language_rules.jsonl");
  std::vector<Rule> result;
  for (std::string line; std::getline(file, line);) {
    base::Result<documents::JsonDocument> parsed = documents::parse_json(line);
    EXPECT_TRUE(parsed.has_value()) << line;
    if (!parsed) continue;
    Rule rule;
    rule.name = parsed->root().find("name")->string();
    rule.accepts = parsed->root().find("terraform")->string() == "accepts";
    for (const documents::JsonMember& member : parsed->root().find("files")->members())
      rule.files.emplace(member.name, member.value.string());
    for (const documents::JsonValue& kind : parsed->root().find("said")->elements()) rule.said.emplace(kind.string());
    result.push_back(std::move(rule));
  }
  return result;
}

TEST(LanguageRules, AreTerraforms) {
  std::vector<Rule> all = rules();
  EXPECT_GE(all.size(), 90U);
  for (const Rule& rule : all) {
    documents::MemoryRepository repository;
    for (const auto& [path, text] : rule.files) repository.add(path, text);
    diag::SourceMap sources;
    Loader loader(repository, sources);
    RootEvaluation evaluation = evaluate_root({.folder = "."}, loader, {.as_terraform = true});
    std::set<std::string> said;
    for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
      if (diagnostic.level == diag::Level::Error || diagnostic.kind == "unknown-instances") said.emplace(diagnostic.kind);
    }
    EXPECT_EQ(said.empty(), rule.accepts) << rule.name;
    EXPECT_EQ(said, rule.said) << rule.name << "\n" << said_by(evaluation, sources);
  }
}

}  // namespace
}  // namespace wafpp::terraform
