#include <gtest/gtest.h>

#include <string>

#include "evidence/history/deadlines.h"

namespace wafpp::evidence {
namespace {

/// What is said of a folder with one file in `deadlines`.
std::string said(std::string text) {
  documents::MemoryRepository folder({{"deadlines/own.yml", std::move(text)}});
  diag::SourceMap sources;
  diag::Sink sink;
  add_own_deadlines(folder, sources, sink);
  std::string all;
  for (const diag::Diagnostic& diagnostic : sink.diagnostics())
    all += sources.describe(diagnostic.place) + ": " + diagnostic.message + "\n";
  return all;
}

/// What is added holds for all: other tests do without.
class OwnDeadlinesTest : public testing::Test {
 protected:
  void TearDown() override { forget_own_deadlines(); }
};

TEST_F(OwnDeadlinesTest, OfAControlOfOnesOwn) {
  EXPECT_EQ(said("deadlines:\n  ACME-07: {from: fix, critical: 12h, high: 3d}\n"), "");
  const Deadlines* own = deadlines_of("ACME-07");
  ASSERT_NE(own, nullptr);
  EXPECT_EQ(own->key, "sla_acme_07");
  EXPECT_EQ(own->clock, Deadlines::Clock::Fix);
  EXPECT_EQ(own->hours(Severity::Critical), 12);
  EXPECT_EQ(own->hours(Severity::High), 72);
  EXPECT_EQ(own->hours(Severity::Medium), std::nullopt);
  EXPECT_EQ(said("deadlines: {ACME-07: {low: 1d}}\n"), "");
  EXPECT_EQ(deadlines_of("ACME-07")->hours(Severity::Critical), std::nullopt);
  EXPECT_EQ(deadlines_of("ACME-07")->clock, Deadlines::Clock::Fix);
}

TEST_F(OwnDeadlinesTest, InThePlaceOfBuiltInOnes) {
  EXPECT_EQ(said("deadlines: {WAF-SEC-070: {critical: 30d, high: 30d, medium: 90d}}\n"), "");
  EXPECT_EQ(deadlines_of("WAF-SEC-070")->hours(Severity::High), 30 * 24);
  EXPECT_EQ(deadlines_of("WAF-SEC-070")->key, "sla_070");
}

TEST_F(OwnDeadlinesTest, SaysWhereOneIsWrongAndTakesNothingOfTheFile) {
  EXPECT_EQ(said("deadlines:\n  ACME-08: {critical: 1d}\n  ACME-09: {critical: 30 days}\n"),
            "deadlines/own.yml:3:23: a deadline is a number of days or hours: `30d`, `24h`\n");
  EXPECT_EQ(deadlines_of("ACME-08"), nullptr);
  EXPECT_EQ(said("deadlines: {A: {critical: 0d}}\n"), "deadlines/own.yml:1:27: a deadline is a number of days or hours: `30d`, `24h`\n");
  EXPECT_EQ(said("deadlines: {A: {critical: 99999999999999999999d}}\n"),
            "deadlines/own.yml:1:27: a deadline is a number of days or hours: `30d`, `24h`\n");
  EXPECT_EQ(said("deadlines: {A: {severe: 1d}}\n"), "deadlines/own.yml:1:17: `severe` is no severity, and not `from`\n");
  EXPECT_EQ(said("deadlines: {A: {from: birth, low: 1d}}\n"), "deadlines/own.yml:1:23: `from` is `detection` or `fix`\n");
  EXPECT_EQ(said("deadlines: {A: 30d}\n"),
            "deadlines/own.yml:1:16: the deadlines of `A` have to be a mapping, such as `{critical: 30d}`\n");
  EXPECT_EQ(said("deadline: {}\n"), "deadlines/own.yml:1:1: a file of deadlines has a mapping `deadlines`, by control\n");
  EXPECT_EQ(said("- a\n"), "deadlines/own.yml:1:1: a file of deadlines has a mapping `deadlines`, by control\n");
  EXPECT_NE(said("deadlines: {"), "");
}

}  // namespace
}  // namespace wafpp::evidence
