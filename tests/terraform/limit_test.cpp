#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/threads.h"
#include "terraform/testing.h"

namespace wafpp::terraform {
namespace {

using ::testing::HasSubstr;

/// `levels` locals, each of which holds the one before twice: the last is a tree of 2^levels leaves that are all the same.
std::string shared_locals(int levels, const std::string& leaf = "aws_x.x.id") {
  std::string text = "locals {\n  l0 = [" + leaf + "]\n";
  for (int level = 1; level <= levels; ++level) {
    std::string before = "local.l" + std::to_string(level - 1);
    text += "  l" + std::to_string(level) + " = [" + before + ", " + before + "]\n";
  }
  return text + "}\nresource \"aws_x\" \"x\" {}\n";
}

TEST(Limits, SharedValuesThatFitAreEvaluated) {
  TestRoot root({{"main.tf", shared_locals(10, "1") + "output \"n\" { value = length(flatten(local.l10)) }\n"}});
  EXPECT_EQ(root.said(), "");
  EXPECT_EQ(root.output("n"), "1024");
}

TEST(Limits, SharedValuesAreNotWalkedThroughForEver) {
  for (const char* use : {"local.l60 == [local.l59, local.l59]", "flatten(local.l60)", "true ? local.l60 : null", "tolist(local.l60)"}) {
    TestRoot root({{"main.tf", shared_locals(60) + "output \"x\" { value = " + use + " }\n"}});
    EXPECT_THAT(root.said(), HasSubstr("evaluation-limit")) << use;
  }
}

TEST(Limits, SharedValuesHaveTheOriginsOfWhatIsInside) {
  // Not known, so that every origin is asked for.
  TestRoot root({{"main.tf", shared_locals(60) + "output \"x\" { value = local.l60[aws_x.x.index] }\n"}});
  TestRoot small({{"main.tf", shared_locals(15) + "output \"x\" { value = local.l15[aws_x.x.index] }\n"}});
  EXPECT_THAT(root.said(), HasSubstr("evaluation-limit"));
  EXPECT_EQ(small.said(), "");
  ASSERT_EQ(small.evaluation.outputs.size(), 1u);
  EXPECT_EQ(value::stems(small.evaluation.outputs[0].value.deep_origin()).size(), 2u);
}

/// Resources each of which needs the one before.
std::string chain(int length) {
  std::string text = "resource \"aws_x\" \"x0\" { a = 1 }\n";
  for (int n = 1; n <= length; ++n) {
    text += "resource \"aws_x\" \"x" + std::to_string(n) + "\" { a = aws_x.x" + std::to_string(n - 1) + ".a }\n";
  }
  return text;
}

TEST(Limits, ChainsOfResources) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer itself keeps no more than 65,536 frames";
#endif
  base::on_large_stack([] {
    // Asked for from its end first.
    TestRoot fits({{"main.tf", "output \"a\" { value = aws_x.x5000.a }\n" + chain(5'000)}});
    EXPECT_EQ(fits.said(), "");
    EXPECT_EQ(fits.output("a"), "1");
    TestRoot deep({{"main.tf", "locals { a = aws_x.x30000.a }\n" + chain(30'000)}});
    EXPECT_THAT(deep.said(), HasSubstr("too-deep"));
    EXPECT_EQ(deep.evaluation.resources.size(), 30'001u);
  });
}

TEST(Limits, Instances) {
  documents::MemoryRepository repository({{"main.tf", "resource \"aws_x\" \"a\" { count = 5 }\nresource \"aws_x\" \"b\" { count = 6 }\n"}});
  diag::SourceMap sources;
  Loader loader(repository, sources);
  RootEvaluation evaluation = evaluate_root({.folder = "."}, loader, {.instances = 10});
  EXPECT_EQ(evaluation.resources.size(), 5u);
  ASSERT_EQ(evaluation.ledger.size(), 2u);
  EXPECT_EQ(evaluation.ledger[0].reason, LedgerReason::Evaluated);
  EXPECT_EQ(evaluation.ledger[1].reason, LedgerReason::Limit);
  EXPECT_TRUE(evaluation.has_errors());
}

TEST(Limits, VariablesOfVeryManyModuleInstances) {
  std::string variables;
  for (int n = 0; n < 100; ++n) variables += "variable \"v" + std::to_string(n) + "\" { default = 1 }\n";
  documents::MemoryRepository repository({{"main.tf", "module \"m\" {\n  source = \"./m\"\n  count = 200\n}\n"}, {"m/main.tf", variables}});
  diag::SourceMap sources;
  Loader loader(repository, sources);
  RootEvaluation stopped = evaluate_root({.folder = "."}, loader, {.budget = {.steps = 10'000}});
  EXPECT_TRUE(stopped.has_errors());
  RootEvaluation whole = evaluate_root({.folder = "."}, loader);
  EXPECT_FALSE(whole.has_errors());
}

TEST(Limits, SuggestionsEndButErrorsDoNot) {
  std::string text = "locals {\n";
  for (int n = 0; n < 500; ++n) text += "  name_" + std::to_string(n) + " = 1\n";
  text += "}\n";
  for (int n = 0; n < 500; ++n) text += "output \"o" + std::to_string(n) + "\" { value = local.nane_" + std::to_string(n) + " }\n";
  TestRoot root({{"main.tf", text}});
  EXPECT_EQ(root.evaluation.diagnostics.error_count(), 500u);
  EXPECT_FALSE(root.evaluation.diagnostics.diagnostics().front().helps.empty());
  EXPECT_TRUE(root.evaluation.diagnostics.diagnostics().back().helps.empty());
}

}  // namespace
}  // namespace wafpp::terraform
