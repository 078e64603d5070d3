// What the shipped controls say, they say in both languages; and what they refer to is there.

#include <gtest/gtest.h>

#include <algorithm>

#include "controls/loader.h"

namespace wafpp::controls {
namespace {

struct Shipped {
  diag::SourceMap sources;
  diag::Sink sink;
  ControlSet set = load_shipped_controls(sources, sink);
};

const ControlSet& shipped() {
  static Shipped kShipped;
  return kShipped.set;
}

size_t code_words(const std::string& text) { return static_cast<size_t>(std::count(text.begin(), text.end(), '`')) / 2; }

/// Both are there, differ, and name the same pieces of code.
void expect_both(const Text& text, const std::string& where) {
  EXPECT_FALSE(text.en.empty()) << where;
  EXPECT_FALSE(text.de.empty()) << where;
  EXPECT_EQ(code_words(text.en), code_words(text.de)) << where << "\n" << text.en << "\n" << text.de;
}

TEST(Texts, OfControlsAreInBothLanguages) {
  for (const Control& control : shipped().controls) {
    SCOPED_TRACE(control.id);
    expect_both(control.title, "title");
    expect_both(control.description, "description");
    expect_both(control.rationale, "rationale");
    EXPECT_FALSE(control.threats.empty());
    for (const Threat& threat : control.threats) {
      expect_both(threat.name, "threat");
      expect_both(threat.text, "threat");
    }
    EXPECT_FALSE(control.guidance.empty());
    for (const Text& step : control.guidance) expect_both(step, "guidance");
    for (const EvidenceItem& item : control.evidence) expect_both(item.text, "evidence");
    EXPECT_EQ(control.maturity.size(), 5U);
    for (const MaturityLevel& level : control.maturity) {
      expect_both(level.name, "maturity");
      expect_both(level.criteria, "maturity");
    }
    for (const Requirement& requirement : control.requirements) {
      expect_both(requirement.text, requirement.id);
      EXPECT_EQ(requirement.evidence.en.empty(), requirement.evidence.de.empty()) << requirement.id;
      for (const std::string& id : requirement.checks) EXPECT_NE(shipped().check(id).check, nullptr) << id;
    }
  }
}

TEST(Texts, OfChecksAreInBothLanguages) {
  for (const Control& control : shipped().controls) {
    for (const Check& check : control.checks) {
      expect_both(check.title, check.id);
      expect_both(check.message, check.id);
      expect_both(check.explain, check.id);
      expect_both(check.remediation, check.id);
      for (const Check::Condition& condition : check.when) expect_both(condition.reason, check.id);
      for (const Check::Part& part : check.parts) {
        if (!part.message.empty()) expect_both(part.message, check.id);
      }
    }
  }
}

// The framework's pages name the same clauses for each control.
TEST(Texts, RegulatoryMappingIsWhole) {
  const Mapping* mapping = shipped_mapping("regulatory");
  ASSERT_NE(mapping, nullptr);
  EXPECT_EQ(mapping->frameworks.size(), 25U);
  size_t clauses = 0;
  std::map<Clause::Status, size_t> by_status;
  for (const Framework& framework : mapping->frameworks) {
    clauses += framework.clauses.size();
    for (const Clause& clause : framework.clauses) {
      ++by_status[clause.status];
      bool differs = clause.status == Clause::Status::Abbreviated || clause.status == Clause::Status::Different ||
                     clause.status == Clause::Status::NoTitle;
      EXPECT_EQ(differs, !clause.official.empty()) << framework.name << " " << clause.id;
    }
  }
  EXPECT_EQ(clauses, 72U);
  EXPECT_EQ(by_status[Clause::Status::Match], 15U);
  EXPECT_EQ(by_status[Clause::Status::Different], 26U);
  EXPECT_EQ(by_status[Clause::Status::NoClause], 4U);
  for (const Control& control : shipped().controls) EXPECT_EQ(shipped().mapping(control.mapping), mapping) << control.id;
  EXPECT_EQ(shipped_mapping("nothing"), nullptr);
}

}  // namespace
}  // namespace wafpp::controls
