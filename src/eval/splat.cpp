#include <utility>
#include <vector>

#include "eval/evaluation.h"
#include "eval/origins.h"

namespace wafpp::eval {

namespace {

constexpr diag::Kind kSplatOfNull = {.name = "splat-of-null", .level = diag::Level::Error, .of_values = true};

bool is_sequence(TypeKind kind) { return kind == TypeKind::List || kind == TypeKind::Set || kind == TypeKind::Tuple; }

/// The item of a splat while its `each` is evaluated.
class Item {
 public:
  explicit Item(const Value*& item) : item_(item), before_(item) {}
  ~Item() { item_ = before_; }
  Item(const Item&) = delete;
  Item& operator=(const Item&) = delete;
  void set(const Value& value) { item_ = &value; }

 private:
  const Value*& item_;
  const Value* before_;
};

/// A list of what a splat over a list or set gave. Its elements have one type, but for those that are of no known type yet, and
/// but for lenient logic, where an attribute may be missing.
Value list_of(std::vector<Value> values) {
  Type element;
  for (const Value& value : values) {
    Type type = value.type();
    if (type.is_dynamic()) continue;
    if (!element.is_dynamic() && !(type == element)) return Value::tuple(std::move(values));
    element = type;
  }
  return Value::list(element, std::move(values));
}

}  // namespace

Value Evaluation::splat(const hcl::SplatExpr& expr) {
  size_t errors = sink().error_count();
  Value source = evaluate(*expr.from);
  if (sink().error_count() != errors) return Value::unknown().with_origin(source.origin());

  uint8_t marks = source.marks();
  // What is no sequence is one of a single element, or of none where it is null.
  bool upgrade = !is_sequence(source.kind());
  if (source.is_null()) {
    if (upgrade || lenient()) return Value::tuple({}).with_marks(marks).with_origin(source.origin());
    return fail(kSplatOfNull, expr.from->place, "this is null, and `*` goes over the elements of a list, set or tuple", {},
                "test for null before, or use `coalesce`");
  }
  if (source.kind() == TypeKind::Dynamic) return Value::unknown().with_marks(marks).with_origin(source.origin());

  bool may_vanish = upgrade && !source.is_known() && !source.is_never_null();
  Origin origin = source.origin();
  if (upgrade) source = Value::tuple({source}).with_marks(marks).with_origin(origin);

  Item item(evaluator.splat_item_);
  auto result_of = [&](Type type) {
    Value unknown = Value::unknown(type).with_origin(origin);
    item.set(unknown);
    return evaluate(*expr.each).type();
  };
  auto result_type = [&] {
    Type type = source.type();
    if (type.is_collection()) return Type::list(result_of(type.element()));
    std::vector<Type> types;
    types.reserve(type.elements().size());
    for (Type element : type.elements()) types.push_back(result_of(element));
    return Type::tuple(types);
  };

  if (!source.is_known()) {
    Value result = Value::unknown_not_null(result_type());
    const value::Refinement* known = source.refinement();
    if (known != nullptr && result.kind() == TypeKind::List) {
      result = result.refine({.min_length = known->min_length, .max_length = known->max_length});
    }
    return std::move(result).with_marks(marks).with_origin(origin);
  }

  std::vector<Value> values;
  values.reserve(source.length());
  if (!pay_elements(source.length(), expr.place)) return stopped(expr.place, "elements built");
  errors = sink().error_count();
  for (const Value& element : source.elements()) {
    if (exhausted()) break;
    if (element.origin().empty() && !origin.empty()) {
      Value with_origin = element.with_origin(origin);
      item.set(with_origin);
      values.push_back(evaluate(*expr.each));
    } else {
      item.set(element);
      values.push_back(evaluate(*expr.each));
    }
  }
  if (exhausted()) return stopped(expr.place, "evaluation steps");
  if (may_vanish) return Value::unknown().with_marks(marks).with_origin(origin);
  if (sink().error_count() != errors) {
    // The same errors again would say nothing new.
    Capture capture(evaluator);
    Type type = result_type();
    capture.stop();
    return failed_by_report(expr.place, "an element of the splat could not be evaluated", type).with_marks(marks);
  }
  if (source.kind() == TypeKind::Tuple) return Value::tuple(std::move(values)).with_marks(marks).with_origin(origin);
  Value result = values.empty() ? Value::list(result_type().element(), {}) : list_of(std::move(values));
  return std::move(result).with_marks(marks).with_origin(origin);
}

}  // namespace wafpp::eval
