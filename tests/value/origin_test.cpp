#include "value/origin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "value/value.h"

namespace wafpp::value {
namespace {

Origin binding(std::string text, std::vector<Origin> parents = {}, diag::Place place = {}) {
  OriginStep step;
  step.kind = OriginStep::Kind::Binding;
  step.text = std::move(text);
  step.place = place;
  step.parents = std::move(parents);
  return Origin::step(std::move(step));
}

Origin stem(std::shared_ptr<const StemTarget> target, std::string path, std::vector<Origin> parents = {}) {
  OriginStep step;
  step.kind = OriginStep::Kind::Stem;
  step.target = std::move(target);
  step.text = std::move(path);
  step.parents = std::move(parents);
  return Origin::step(std::move(step));
}

Origin cause(CauseKind kind, std::string text) {
  OriginStep step;
  step.kind = OriginStep::Kind::Cause;
  step.cause = kind;
  step.text = std::move(text);
  return Origin::step(std::move(step));
}

std::vector<Origin> listed(const Parents& parents) { return {parents.begin(), parents.end()}; }

std::vector<std::string> walked(const Origin& origin) {
  std::vector<std::string> texts;
  walk(origin, [&](const OriginStep& step) {
    texts.push_back(step.text);
    return true;
  });
  return texts;
}

TEST(Origin, APlaceCostsNothingAndIsAPlace) {
  diag::Place place{1, 5, 9};
  Origin origin = Origin::written(&place);
  EXPECT_EQ(sizeof(Origin), 8u);
  EXPECT_FALSE(origin.empty());
  EXPECT_EQ(origin.step(), nullptr);
  EXPECT_EQ(origin.place(), place);
  EXPECT_EQ(origin, Origin::written(&place));
  EXPECT_TRUE(Origin().empty());
  EXPECT_TRUE(Origin::written(nullptr).empty());
  EXPECT_FALSE(Origin().place().known());
  EXPECT_TRUE(walked(origin).empty());
}

TEST(Origin, CombiningDropsEmptyOnesAndDoubles) {
  diag::Place place{1, 0, 1};
  Origin a = binding("a");
  Origin b = binding("b");
  EXPECT_TRUE(Origin::combined({}).empty());
  EXPECT_TRUE(Origin::combined({Origin(), Origin()}).empty());
  EXPECT_EQ(Origin::combined({Origin(), a, a}), a);
  EXPECT_EQ(Origin::combined(a, Origin()), a);
  EXPECT_EQ(Origin::combined(Origin(), a), a);
  Origin both = Origin::combined({b, a, Origin::written(&place), b, a, Origin::written(&place)});
  ASSERT_NE(both.step(), nullptr);
  EXPECT_EQ(both.step()->kind, OriginStep::Kind::Combined);
  EXPECT_EQ(listed(both.step()->parents), (std::vector<Origin>{b, a, Origin::written(&place)}));

  std::vector<Origin> many;
  for (int i = 0; i < 100; ++i) many.push_back(binding(std::to_string(i)));
  std::vector<Origin> twice = many;
  twice.insert(twice.end(), many.begin(), many.end());
  EXPECT_EQ(listed(Origin::combined(twice).step()->parents), many);
}

TEST(Origin, WalkVisitsEachStepOnceParentsInOrder) {
  Origin shared = binding("shared");
  Origin left = binding("left", {shared});
  Origin right = binding("right", {binding("x"), shared});
  Origin top = binding("top", {left, right});
  EXPECT_EQ(walked(top), (std::vector<std::string>{"top", "left", "shared", "right", "x"}));

  std::vector<std::string> texts;
  walk(top, [&](const OriginStep& step) {
    texts.push_back(step.text);
    return step.text != "left";
  });
  EXPECT_EQ(texts, (std::vector<std::string>{"top", "left", "right", "x", "shared"}));
}

TEST(Origin, WalkOfALatticeIsLinear) {
  // 2^200 paths, 400 steps.
  Origin left = binding("l");
  Origin right = binding("r");
  for (int i = 0; i < 200; ++i) {
    Origin next = binding("l", {left, right});
    right = binding("r", {left, right});
    left = next;
  }
  EXPECT_EQ(walked(binding("top", {left, right})).size(), 403u);
}

TEST(Origin, StemsAndCausesOnce) {
  auto key = std::make_shared<StemTarget>(StemTarget{"aws_kms_key", "module.kms.aws_kms_key.this[0]", false, {}});
  auto same_key = std::make_shared<StemTarget>(*key);
  auto data = std::make_shared<StemTarget>(StemTarget{"aws_kms_key", "module.kms.aws_kms_key.this[0]", true, {}});
  Origin top = Origin::combined({stem(key, "arn", {cause(CauseKind::AfterApply, "arn")}), stem(same_key, "arn"), stem(key, "id"),
                                 stem(data, "arn"), cause(CauseKind::AfterApply, "arn"), cause(CauseKind::Limit, "arn")});
  auto found = stems(top);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0]->text, "arn");
  EXPECT_EQ(found[1]->text, "id");
  EXPECT_TRUE(found[2]->target->data);
  auto why = causes(top);
  ASSERT_EQ(why.size(), 2u);
  EXPECT_EQ(why[0]->cause, CauseKind::AfterApply);
  EXPECT_EQ(why[1]->cause, CauseKind::Limit);
}

TEST(Origin, FirstPlaceFollowsFirstParents) {
  diag::Place written{1, 1, 2};
  diag::Place read{2, 3, 4};
  Origin leaf = Origin::written(&written);
  Origin top = binding("b", {binding("c", {leaf}), binding("d", {}, diag::Place{9, 9, 9})}, read);
  EXPECT_EQ(first_place(top), written);
  EXPECT_EQ(first_place(binding("e", {binding("f")}, read)), read);
  EXPECT_EQ(first_place(leaf), written);
  EXPECT_FALSE(first_place(Origin()).known());
}

TEST(Origin, AMillionStepsDeepOverflowsNoStack) {
  diag::Place written{1, 1, 2};
  Origin chain = Origin::written(&written);
  for (int i = 0; i < 1'000'000; ++i) chain = binding("", {chain, chain});
  EXPECT_EQ(walked(chain).size(), 1'000'000u);
  EXPECT_EQ(first_place(chain), written);
  Origin copy = chain;
  chain = Origin();
  EXPECT_EQ(causes(copy).size(), 0u);
  copy = Origin();  // Frees all of it.
}

TEST(Origin, SharedBetweenThreads) {
  Origin chain = binding("end");
  for (int i = 0; i < 1000; ++i) chain = binding("step", {chain});
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([chain] {
      for (int j = 0; j < 200; ++j) {
        Origin mine = binding("mine", {chain, Origin::combined(chain, binding("other"))});
        EXPECT_GT(walked(mine).size(), 1000u);
      }
    });
  }
  chain = Origin();
}

TEST(Origin, TextsMadeOfTextsAreLetGoWithoutRecursion) {
  Value text = Value::string("{}");
  for (int count = 0; count < 200'000; ++count) {
    OriginStep step;
    step.encoded = std::make_shared<const Value>(Value::tuple({text}));
    text = Value::string("[]").with_origin(Origin::step(std::move(step)));
  }
  ASSERT_NE(text.origin().step(), nullptr);
  EXPECT_EQ(text.origin().step()->encoded->elements().size(), 1U);
}

TEST(Parents, HoldNoneOneOrMany) {
  Parents parents;
  EXPECT_TRUE(parents.empty());
  EXPECT_EQ(parents.begin(), parents.end());
  parents.push_back(Origin());
  EXPECT_TRUE(parents.empty()) << "an empty origin is no parent";
  Origin a = binding("a");
  Origin b = binding("b");
  Origin c = binding("c");
  parents.push_back(a);
  EXPECT_EQ(parents.size(), 1U);
  EXPECT_EQ(parents.front(), a);
  parents.push_back(b);
  parents.push_back(c);
  ASSERT_EQ(parents.size(), 3U);
  EXPECT_EQ(parents.begin()[0], a);
  EXPECT_EQ(parents.begin()[1], b);
  EXPECT_EQ(parents.begin()[2], c);
  Parents copy = parents;
  parents.clear();
  EXPECT_TRUE(parents.empty());
  EXPECT_EQ(copy.size(), 3U);
  Parents moved = std::move(copy);
  EXPECT_EQ(moved.size(), 3U);
  EXPECT_EQ(Parents(std::vector<Origin>{a}).size(), 1U);
  EXPECT_TRUE(Parents(std::vector<Origin>{}).empty());
}

TEST(Origin, AWalkThroughManyBranchesSeesEachStepOnce) {
  // A ladder: each rung is reached by two ways, so that there are 2^40 of them; and more steps than are kept in a row.
  Origin left = binding("left 0");
  Origin right = binding("right 0");
  for (int rung = 1; rung <= 40; ++rung) {
    Origin next_left = binding("left " + std::to_string(rung), {left, right});
    right = binding("right " + std::to_string(rung), {right, left});
    left = next_left;
  }
  std::vector<std::string> seen = walked(Origin::combined(left, right));
  EXPECT_EQ(seen.size(), 1U + 2 * 41);
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
}

TEST(Origin, ASearchEndsAtTheFirstStepInOrder) {
  std::vector<Origin> parents;
  for (int i = 0; i < 100; ++i) parents.push_back(cause(CauseKind::AfterApply, std::to_string(i)));
  Origin top = binding("top", {Origin::combined(parents), cause(CauseKind::Limit, "last")});
  size_t looked = 0;
  const OriginStep* found = find_step(top, [&](const OriginStep& step) {
    ++looked;
    return step.text == "3";
  });
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->text, "3");
  EXPECT_EQ(looked, 6U);  // The top, what combines, 0 to 3.
  EXPECT_EQ(find_step(top, [](const OriginStep& step) { return step.cause == CauseKind::Limit; })->text, "last");
  EXPECT_EQ(find_step(top, [](const OriginStep& step) { return step.text == "none"; }), nullptr);
  ASSERT_NE(first_cause(top), nullptr);
  EXPECT_EQ(first_cause(top)->text, "0");
  EXPECT_EQ(first_cause(binding("known")), nullptr);
  EXPECT_EQ(first_cause({}), nullptr);
}

TEST(Origin, AWideGraphIsFreedWithoutRecursion) {
  std::vector<Origin> parents;
  for (int i = 0; i < 1'000; ++i) {
    Origin chain = binding("leaf");
    for (int depth = 0; depth < 1'000; ++depth) chain = binding("link", {chain});
    parents.push_back(binding("end", {chain, binding("other")}));
  }
  Origin whole = Origin::combined(std::move(parents));
  whole = Origin();
  EXPECT_TRUE(whole.empty());
}

}  // namespace
}  // namespace wafpp::value
