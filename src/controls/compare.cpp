#include "controls/compare.h"

#include <algorithm>

#include "controls/sequence.h"

namespace wafpp::controls {
namespace {

using value::OriginStep;

/// The attribute or the cause that a value comes from as it is, through references and bindings alone; null where something was made of it.
const OriginStep* sole_source(const value::Origin& origin) {
  for (const OriginStep* step = origin.step(); step != nullptr; step = step->parents.front().step()) {
    if (step->kind == OriginStep::Kind::Stem || step->kind == OriginStep::Kind::Cause) return step;
    if (step->kind == OriginStep::Kind::Combined || step->parents.size() != 1) return nullptr;
  }
  return nullptr;
}

bool has_same_source(const Value& a, const Value& b) {
  const OriginStep* of_a = sole_source(a.origin());
  const OriginStep* of_b = sole_source(b.origin());
  if (of_a == nullptr || of_b == nullptr || of_a->kind != of_b->kind || of_a->text != of_b->text) return false;
  if (of_a->kind == OriginStep::Kind::Stem) return of_a->target == of_b->target;
  return of_a->cause == of_b->cause && of_a->place == of_b->place;
}

Value all_compared(std::span<const Value> a, std::span<const Value> b) {
  if (a.size() != b.size()) return Value::boolean(false);
  Value open = Value::boolean(true);
  for (size_t at = 0; at < a.size(); ++at) {
    Value one = compared(a[at], b[at]);
    if (truth(one) == Answer::No) return one;
    if (truth(one) == Answer::Unknown) open = std::move(one);
  }
  return open;
}

}  // namespace

Value compared(const Value& a, const Value& b) {
  if (!a.is_known() || !b.is_known()) {
    if (!a.is_known() && !b.is_known() && has_same_source(a, b)) return Value::boolean(true);
    return undecided_by(a.is_known() ? b : a, value::Type::boolean());
  }
  if (a.is_null() || b.is_null()) return Value::boolean(a.is_null() && b.is_null());
  if (is_sequence(a) && is_sequence(b)) return all_compared(a.elements(), b.elements());
  uint8_t marks = 0;
  return Value::boolean(Value::same(a.unmark_deep(marks), b.unmark_deep(marks)));
}

}  // namespace wafpp::controls
