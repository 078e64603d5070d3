#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/format.h"
#include "evidence/input.h"
#include "evidence/item.h"
#include "evidence/reading.h"

namespace wafpp::evidence {

/// Why a file gives nothing at all.
struct Refusal {
  Reason reason;
  std::optional<diag::LineColumn> place;  ///< Where it is about one.
  Reason help;                            ///< What to do; may be empty.
  Attributes seen;                        ///< What the file says of itself, where it is refused for more than its form.
};

struct Outcome {
  const Kind* kind = nullptr;  ///< As recognised or given; null where neither.
  std::unique_ptr<Item> item;  ///< Null where the file is refused.
  std::optional<Refusal> refusal;
  Reason invalid;  ///< Why what the file says does not hold; empty where it does, or where nobody said as of when.
  std::vector<Warning> warnings;
  size_t warning_count = 0;
};

/// Reads a file, whole or not at all.
Outcome read_evidence(const Input& input, const ReadOptions& options = {});

}  // namespace wafpp::evidence
