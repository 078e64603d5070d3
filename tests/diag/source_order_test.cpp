#include "diag/source_order.h"

#include <gtest/gtest.h>

namespace wafpp::diag {
namespace {

TEST(SourceOrder, RanksByPathWhateverTheOrderOfReading) {
  SourceMap sources;
  SourceId b = sources.add("b.tf", "").id();
  SourceId c = sources.add("c.tf", "").id();
  SourceId a = sources.add("a.tf", "").id();
  SourceId b_again = sources.add("b.tf", "other text").id();
  std::vector<uint32_t> ranks = path_ranks(sources);
  ASSERT_EQ(ranks.size(), 5U);
  EXPECT_LT(ranks[0], ranks[a]);
  EXPECT_LT(ranks[a], ranks[b]);
  EXPECT_EQ(ranks[b], ranks[b_again]);
  EXPECT_LT(ranks[b], ranks[c]);
}

TEST(SourceOrder, OfNothingIsTheUnknownSourceAlone) { EXPECT_EQ(path_ranks(SourceMap()), std::vector<uint32_t>{0}); }

}  // namespace
}  // namespace wafpp::diag
