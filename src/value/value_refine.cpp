#include <algorithm>
#include <utility>

#include "value/value.h"
#include "value/value_rep.h"

// Refinements: what is known of unknown values (cty/unknown_refinement.go).

namespace wafpp::value {

namespace {

// More unknown elements than this are not spelled out.
constexpr uint64_t kMaxUnknownElements = 100'000;

/// Only what can be said of `type`.
void restrict_to(Refinement& refinement, Type type) {
  if (type.kind() != TypeKind::String) {
    refinement.prefix.clear();
    refinement.suffix.clear();
    refinement.outline.reset();
  }
  if (type.kind() != TypeKind::Number) {
    refinement.min.reset();
    refinement.max.reset();
  }
  if (!type.is_collection()) {
    refinement.min_length.reset();
    refinement.max_length.reset();
  }
  if (refinement.min && refinement.min->is_infinite() && refinement.min->is_negative()) refinement.min.reset();
  if (refinement.max && refinement.max->is_infinite() && !refinement.max->is_negative()) refinement.max.reset();
  if (refinement.min_length == 0) refinement.min_length.reset();
  if (!refinement.min) refinement.min_inclusive = true;
  if (!refinement.max) refinement.max_inclusive = true;
}

/// The one value that is left, if so.
std::optional<Value> only_value(Type type, const Refinement& refinement) {
  if (!refinement.not_null) return std::nullopt;
  if (refinement.min && refinement.max && refinement.min_inclusive && refinement.max_inclusive &&
      Number::equals(*refinement.min, *refinement.max)) {
    return Value::number(*refinement.min);
  }
  if (!refinement.max_length || refinement.min_length.value_or(0) != *refinement.max_length) return std::nullopt;
  uint64_t length = *refinement.max_length;
  switch (type.kind()) {
    case TypeKind::List:
      if (length > kMaxUnknownElements) return std::nullopt;
      return Value::list(type.element(), std::vector<Value>(length, Value::unknown(type.element())));
    case TypeKind::Set:
      // Of several unknown elements some may be equal; of one not.
      if (length > 1) return std::nullopt;
      return Value::set(type.element(), std::vector<Value>(length, Value::unknown(type.element())));
    case TypeKind::Map:
      if (length > 0) return std::nullopt;
      return Value::map(type.element(), {});
    default:
      return std::nullopt;
  }
}

}  // namespace

Value Value::unknown(wafpp::value::Type type, Refinement refinement) {
  if (type.is_dynamic()) return unknown(type);
  restrict_to(refinement, type);
  if (refinement.empty()) return unknown(type);
  if (auto only = only_value(type, refinement)) return *std::move(only);
  if (refinement == Refinement{.not_null = true}) return unknown_not_null(type);
  auto* block = new Refined;
  block->type = type;
  block->refinement = std::move(refinement);
  Value result;
  result.kind_ = type.kind();
  result.state_ = State::Unknown;
  result.form_ = Form::Refined;
  result.block_ = block;
  return result;
}

Value Value::refine(const Refinement& more) const {
  if (is_known() || kind_ == TypeKind::Dynamic) return *this;
  Refinement merged;
  if (const Refinement* known = refinement()) merged = *known;
  merged.not_null |= more.not_null;
  if (more.prefix.size() > merged.prefix.size()) merged.prefix = more.prefix;
  if (more.suffix.size() > merged.suffix.size()) merged.suffix = more.suffix;
  if (more.outline != nullptr) merged.outline = more.outline;
  if (more.min_length) merged.min_length = std::max(more.min_length, merged.min_length);
  if (more.max_length) merged.max_length = merged.max_length ? std::min(*more.max_length, *merged.max_length) : *more.max_length;
  if (more.min) {
    int order = merged.min ? Number::compare(*more.min, *merged.min) : 1;
    if (order > 0 || (order == 0 && !more.min_inclusive)) {
      merged.min = more.min;
      merged.min_inclusive = more.min_inclusive;
    }
  }
  if (more.max) {
    int order = merged.max ? Number::compare(*more.max, *merged.max) : -1;
    if (order < 0 || (order == 0 && !more.max_inclusive)) {
      merged.max = more.max;
      merged.max_inclusive = more.max_inclusive;
    }
  }
  return unknown(type(), std::move(merged)).with_marks(marks_).with_origin(origin_);
}

Value Value::refine_not_null() const {
  if (is_known() || kind_ == TypeKind::Dynamic || is_never_null()) return *this;
  if (form_ != Form::Refined) {
    Value result = *this;
    result.precision_ = kNotNull;
    return result;
  }
  return refine({.not_null = true});
}

}  // namespace wafpp::value
