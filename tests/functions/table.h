#pragma once

#include <gtest/gtest.h>

#include <span>
#include <string_view>

#include "functions/notation.h"

namespace wafpp::functions::notation {

/// An expression of the notation and what it gives.
struct Row {
  std::string_view expression;
  std::string_view result;
};

inline void expect_rows(std::span<const Row> rows) {
  Context context;
  for (const Row& row : rows) EXPECT_EQ(result_of(row.expression, context), row.result) << row.expression;
}

}  // namespace wafpp::functions::notation
