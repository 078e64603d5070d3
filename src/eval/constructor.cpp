#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "eval/evaluation.h"
#include "eval/origins.h"
#include "value/shared_string.h"

namespace wafpp::eval {

namespace {

constexpr diag::Kind kInvalidKey = {.name = "invalid-object-key", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kAmbiguousKey = {.name = "ambiguous-object-key", .level = diag::Level::Error};
constexpr diag::Kind kDuplicateKey = {.name = "duplicate-object-key", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kNotIterable = {.name = "not-iterable", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kInvalidCondition = {.name = "invalid-for-condition", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kTooDeep = {.name = "value-too-deep", .level = diag::Level::Error};

/// Whether a container of these would be deeper than values may be.
bool too_deep(const std::vector<Value>& values) {
  return std::any_of(values.begin(), values.end(), [](const Value& value) { return value.depth() >= Value::kMaxDepth; });
}
bool too_deep(const std::vector<Member>& members) {
  return std::any_of(members.begin(), members.end(), [](const Member& member) { return member.value.depth() >= Value::kMaxDepth; });
}

bool can_iterate(TypeKind kind) { return kind >= TypeKind::List; }

/// One run over a collection: what all rounds share.
struct Loop {
  const hcl::ForExpr& expr;
  uint8_t marks = 0;
  bool known = true;  ///< Of all keys and conditions so far.
  bool failed = false;
  Origins undecided;  ///< What an unknown result hangs on.
  std::vector<Value> values;
  std::vector<Member> members;
  std::vector<std::pair<std::string, Value>> grouped;
};

/// By key, in order of appearance within one key.
std::vector<Member> grouped_members(std::vector<std::pair<std::string, Value>> grouped, const Origin& origin) {
  std::stable_sort(grouped.begin(), grouped.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Member> members;
  for (size_t begin = 0; begin < grouped.size();) {
    std::vector<Value> group;
    size_t end = begin;
    for (; end < grouped.size() && grouped[end].first == grouped[begin].first; ++end) group.push_back(std::move(grouped[end].second));
    members.push_back({Value::string_nfc(grouped[begin].first), Value::tuple(std::move(group)).with_origin(origin)});
    begin = end;
  }
  return members;
}

/// Sorts, and tells the first key that is there twice.
const Member* find_double(std::vector<Member>& members) {
  std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.name() < b.name(); });
  auto found = std::adjacent_find(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.name() == b.name(); });
  return found == members.end() ? nullptr : &*found;
}

}  // namespace

Value Evaluation::tuple(const hcl::TupleExpr& expr) {
  if (!pay_elements(expr.elements.size(), expr.place)) return stopped(expr.place, "elements built");
  std::vector<Value> values;
  values.reserve(expr.elements.size());
  for (const hcl::Expr* element : expr.elements) values.push_back(evaluate(*element));
  if (too_deep(values))
    return fail(kTooDeep, expr.place, fmt::format("this value would be nested more than {} levels deep", Value::kMaxDepth));
  return Value::tuple(std::move(values)).with_origin(written(expr));
}

Value Evaluation::object(const hcl::ObjectExpr& expr) {
  if (!pay_elements(expr.items.size(), expr.place)) return stopped(expr.place, "elements built");
  std::vector<Member> members;
  members.reserve(expr.items.size());
  uint8_t marks = 0;
  // All is evaluated even where the keys are not known: there may be more errors.
  bool known = true;
  Origins undecided;
  for (const hcl::ObjectItem& item : expr.items) {
    if (item.bare_key) {
      members.push_back({value::shared_string(hcl::as<hcl::TraversalExpr>(*item.key).root), evaluate(*item.value)});
      continue;
    }
    Value key;
    bool is_error = false;
    if (item.key->kind == hcl::ExprKind::Traversal) {
      key = fail(kAmbiguousKey, item.key->place, "this key could be a reference or a name with dots", {},
                 "write a reference in parentheses, and a name in quotes");
      is_error = true;
    } else {
      size_t errors = sink().error_count();
      key = evaluate(*item.key);
      is_error = sink().error_count() != errors;
    }
    Value value = evaluate(*item.value);
    if (!is_error && key.is_null()) {
      key = fail(kInvalidKey, item.key->place, "this key is null", {}, "keys are strings");
      is_error = true;
    }
    if (!is_error) {
      marks = static_cast<uint8_t>(marks | key.marks());
      auto converted = value::convert(key, Type::string());
      if (converted) {
        key = std::move(*converted);
      } else {
        key = fail(kInvalidKey, item.key->place, fmt::format("this cannot be a key: {}", in_our_words(converted.error().text())));
        is_error = true;
      }
    }
    if (is_error || !key.is_known()) {
      known = false;
      undecided.add(key.origin());
      continue;
    }
    members.push_back({key.unmark().with_origin({}), std::move(value)});
  }
  if (!known) return Value::unknown().with_origin(std::move(undecided).united(written(expr)));
  if (too_deep(members))
    return fail(kTooDeep, expr.place, fmt::format("this value would be nested more than {} levels deep", Value::kMaxDepth));
  return Value::object(std::move(members)).with_marks(marks).with_origin(written(expr));
}

Value Evaluation::loop(const hcl::ForExpr& expr) {
  Value collection = evaluate(*expr.collection);
  Origin origin = collection.origin().step() != nullptr ? collection.origin() : written(expr);
  if (collection.is_null()) {
    if (lenient()) return (expr.key != nullptr ? Value::object({}) : Value::tuple({})).with_marks(collection.marks()).with_origin(origin);
    return fail(kNotIterable, expr.collection->place, "this is null, and `for` goes over the elements of a collection", {},
                "test for null before, or use `coalesce`");
  }
  if (collection.kind() == TypeKind::Dynamic) return Value::unknown().with_origin(origin);
  Loop run{.expr = expr, .marks = collection.marks()};
  if (!can_iterate(collection.kind())) {
    return fail(kNotIterable, expr.collection->place,
                fmt::format("this is {}, and `for` goes over the elements of a list, set, tuple, map or object",
                            collection.type().friendly_name()));
  }

  Locals locals(evaluator);
  bool has_key = !expr.key_name.empty();
  if (has_key) locals.add(expr.key_name, Value::unknown());
  locals.add(expr.value_name, Value::unknown());
  size_t value_at = has_key ? 1 : 0;

  // hclsyntax tries the condition before the first round, on elements of which nothing is known: what is wrong then is wrong for
  // every element, and with none at all.
  uint8_t tried_marks = 0;
  if (expr.condition != nullptr) {
    size_t errors = sink().error_count();
    Value tried = evaluate(*expr.condition);
    bool is_error = sink().error_count() != errors;
    if (tried.is_null() && !lenient()) return fail(kInvalidCondition, expr.condition->place, "the condition of this `for` is null");
    tried_marks = tried.marks();
    auto converted = to_bool(tried);
    if (!converted) {
      return fail(kInvalidCondition, expr.condition->place,
                  fmt::format("the condition of this `for` is no bool: {}", in_our_words(converted.error().text())));
    }
    if (is_error) return failed_by_report(expr.condition->place, "the condition of this `for` is wrong");
  }
  if (!collection.is_known()) {
    return Value::unknown().with_marks(static_cast<uint8_t>(run.marks | tried_marks)).with_origin(origin);
  }

  bool is_sequence = collection.kind() == TypeKind::List || collection.kind() == TypeKind::Tuple;
  bool has_members = collection.kind() == TypeKind::Map || collection.kind() == TypeKind::Object;
  size_t count = collection.length();
  if (!pay_elements(count, expr.place)) return stopped(expr.place, "elements built");
  if (expr.key == nullptr) run.values.reserve(count);

  for (size_t i = 0; i < count && !exhausted(); ++i) {
    const Value& element = has_members ? collection.members()[i].value : collection.elements()[i];
    Value& value = locals.value(value_at);
    value = element;
    if (value.origin().empty()) value = std::move(value).with_origin(collection.origin());
    if (has_key) {
      Value key = has_members ? collection.members()[i].key : is_sequence ? Value::integer(static_cast<int64_t>(i)) : element;
      if (key.origin().empty()) key = std::move(key).with_origin(collection.origin());
      locals.value(0) = std::move(key);
    }

    if (expr.condition != nullptr) {
      Value include = evaluate(*expr.condition);
      if (include.is_null() && !lenient()) {
        if (run.known) (void)fail(kInvalidCondition, expr.condition->place, "the condition of this `for` is null");
        run.known = false;
        run.failed = true;
        continue;
      }
      run.marks = static_cast<uint8_t>(run.marks | include.marks());
      auto converted = to_bool(include);
      if (!converted && (include.is_known() || expr.key != nullptr)) {
        if (run.known) {
          (void)fail(kInvalidCondition, expr.condition->place,
                     fmt::format("the condition of this `for` is no bool: {}", in_our_words(converted.error().text())));
        }
        run.known = false;
        run.failed = true;
        continue;
      }
      if (!converted || !converted->is_known()) {
        run.known = false;
        run.undecided.add(include.origin());
        continue;
      }
      if (!converted->as_bool()) continue;
    }

    if (expr.key == nullptr) {
      run.values.push_back(evaluate(*expr.value));
      continue;
    }

    Value key = evaluate(*expr.key);
    if (key.is_null()) {
      if (run.known) (void)fail(kInvalidKey, expr.key->place, "this key is null", {}, "keys are strings");
      run.known = false;
      run.failed = true;
      continue;
    }
    run.marks = static_cast<uint8_t>(run.marks | key.marks());
    if (!key.is_known()) {
      run.known = false;
      run.undecided.add(key.origin());
      continue;
    }
    auto converted = value::convert(key, Type::string());
    if (!converted) {
      if (run.known) {
        (void)fail(kInvalidKey, expr.key->place, fmt::format("this cannot be a key: {}", in_our_words(converted.error().text())));
      }
      run.known = false;
      run.failed = true;
      continue;
    }
    Value result = evaluate(*expr.value);
    if (expr.group) {
      run.grouped.emplace_back(std::string(converted->as_string()), std::move(result));
    } else {
      run.members.push_back({converted->unmark().with_origin({}), std::move(result)});
    }
  }
  if (exhausted()) return stopped(expr.place, "evaluation steps");

  if (!expr.group) {
    if (const Member* twice = find_double(run.members)) {
      Value refused = fail(kDuplicateKey, expr.key->place,
                           (run.marks & value::kSensitive) != 0 ? "two elements give the same key"
                                                                : fmt::format("two elements give the key `{}`", twice->name()),
                           {}, "write `...` after the value to group by key");
      if (run.failed || !run.known || too_deep(run.members)) return refused;
      // Of what type it would be still counts where it is one branch of a conditional.
      auto is_same = [](const Member& a, const Member& b) { return a.name() == b.name(); };
      run.members.erase(std::unique(run.members.begin(), run.members.end(), is_same), run.members.end());
      return Value::unknown(Value::object(std::move(run.members)).type()).with_marks(run.marks).with_origin(refused.origin());
    }
  }
  if (run.failed) return failed_by_report(expr.place, "a round of this `for` is wrong");
  if (!run.known) return Value::unknown().with_marks(run.marks).with_origin(std::move(run.undecided).united(origin));
  if (expr.group) run.members = grouped_members(std::move(run.grouped), origin);
  if (too_deep(run.values) || too_deep(run.members)) {
    return fail(kTooDeep, expr.place, fmt::format("this value would be nested more than {} levels deep", Value::kMaxDepth));
  }
  Value result = expr.key != nullptr ? Value::object(std::move(run.members)) : Value::tuple(std::move(run.values));
  return std::move(result).with_marks(run.marks).with_origin(std::move(origin));
}

}  // namespace wafpp::eval
