#include "diag/source.h"

#include <gtest/gtest.h>

namespace wafpp::diag {
namespace {

TEST(Source, ColumnsAreCodePointsHoweverLongTheLine) {
  std::string text = "ä\n";
  for (int count = 0; count < 3000; ++count) text += "aä€😀";  // 10 bytes, 4 code points.
  SourceMap sources;
  const Source& source = sources.add("long.tf", text);
  for (uint32_t run : {0u, 1u, 100u, 102u, 103u, 511u, 2047u, 2999u, 3000u}) {
    LineColumn at = source.line_column(3 + run * 10);
    EXPECT_EQ(at.line, 2u);
    EXPECT_EQ(at.column, 1 + run * 4);
    EXPECT_EQ(source.line_column(3 + run * 10 + 1).column, run == 3000 ? 12001u : 2 + run * 4);
  }
  EXPECT_EQ(source.line_column(UINT32_MAX).column, 12001u);
}

}  // namespace
}  // namespace wafpp::diag
