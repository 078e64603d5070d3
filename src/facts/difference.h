#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "facts/fact.h"

namespace wafpp::facts {

/// The facts of one root.
struct RootFacts {
  const Facts& facts;
  uint32_t root = 0;
};

/// What differs between the facts of code and those of a plan that was made from it, a line each, by subject: two roads that must meet.
///
/// A plan knows more: what it says beyond the code (defaults, values that only a provider or a lookup gives, instances whose number
/// the code leaves open) is no difference. What the code says has to be in it: values, sensitivity, and, where something is not known, the
/// resources that it stems from. The order of a list counts unless it could be a set.
/// Ephemeral resources are in no plan, and none is missed.
enum class Counting : uint8_t {
  All,
  OfCode,  ///< Not what only the plan has, and not what providers make of a text: another case, JSON written otherwise, a hash instead.
};
std::vector<std::string> differences(const RootFacts& code, const RootFacts& plan, Counting counting = Counting::All);

}  // namespace wafpp::facts
