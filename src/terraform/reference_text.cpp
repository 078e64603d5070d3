#include "terraform/reference_text.h"

#include <string>

#include "terraform/declare.h"
#include "terraform/evaluation.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

class ReferenceText {
 public:
  explicit ReferenceText(const std::function<Value(const hcl::Expr&)>& key) : key_(key) {}

  Value make(const hcl::Expr& expr) {
    bool is_reference = add(expr);
    value::Origin origin = value::Origin::written(&expr.place);
    if (is_unknown_) return Value::unknown(value::Type::string()).with_origin(unknown_.empty() ? origin : unknown_);
    return is_reference ? Value::string(text_).with_origin(origin) : Value::null(value::Type::string()).with_origin(origin);
  }

 private:
  /// Recursion is bounded by the height of the expression.
  bool add(const hcl::Expr& expr) {
    switch (expr.kind) {
      case hcl::ExprKind::Traversal:
        text_.append(hcl::as<hcl::TraversalExpr>(expr).root);
        return add_steps(hcl::as<hcl::TraversalExpr>(expr).steps);
      case hcl::ExprKind::Relative:
        return add(*hcl::as<hcl::RelativeExpr>(expr).from) && add_steps(hcl::as<hcl::RelativeExpr>(expr).steps);
      case hcl::ExprKind::Index:
        return add(*hcl::as<hcl::IndexExpr>(expr).from) && key_ != nullptr && add_key(key_(*hcl::as<hcl::IndexExpr>(expr).key));
      case hcl::ExprKind::String:  // JSON syntax, and old habit.
        text_.append(hcl::as<hcl::StringExpr>(expr).text);
        return true;
      default:
        return false;
    }
  }

  bool add_steps(std::span<const hcl::Step> steps) {
    for (const hcl::Step& step : steps) {
      if (step.key == nullptr) {
        text_.append(1, '.').append(step.name);
      } else if (step.key->kind == hcl::ExprKind::Number) {
        text_.append("[").append(hcl::as<hcl::NumberExpr>(*step.key).text).append("]");
      } else if (step.key->kind == hcl::ExprKind::String) {
        add_name(step.name);
      } else {
        return false;
      }
    }
    return true;
  }

  void add_name(std::string_view name) {
    text_ += InstanceKey{.kind = InstanceKey::Kind::Name, .index = 0, .name = std::string(name)}.text();
  }

  bool add_key(const Value& key) {
    if (!key.is_known()) {
      is_unknown_ = true;
      unknown_ = key.deep_origin();
      text_ += "[*]";
      return true;
    }
    if (key.is_null()) return false;
    if (key.kind() == value::TypeKind::String) {
      add_name(key.as_string());
      return true;
    }
    std::optional<int64_t> index = key.kind() == value::TypeKind::Number ? key.as_int64() : std::nullopt;
    if (index) text_.append("[").append(std::to_string(*index)).append("]");
    return index.has_value();
  }

  const std::function<Value(const hcl::Expr&)>& key_;
  std::string text_;
  bool is_unknown_ = false;
  value::Origin unknown_;
};

}  // namespace

Value reference_text(const hcl::Expr& expr, const std::function<Value(const hcl::Expr&)>& key) { return ReferenceText(key).make(expr); }

}  // namespace wafpp::terraform
