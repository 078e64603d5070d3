#include "functions/constant.h"

#include <fmt/format.h>

#include "functions/arguments.h"
#include "hcl/parser.h"
#include "value/convert.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

constexpr std::string_view kSourceName = "<decode_tfvars argument>";

/// A part of a template as text.
tl::expected<std::string, FunctionError> part_text(const hcl::Expr& part, const Context& context) {
  WAFPP_TRY(Value value, constant(part, context));
  if (value.is_null()) return refuse("the expression result is null; cannot include a null value in a string template");
  auto converted = value::convert(value, Type::string());
  if (!converted) return refuse(fmt::format("cannot include the given value in a string template: {}", converted.error().text()));
  return std::string(converted->as_string());
}

Outcome template_value(const hcl::TemplateExpr& expr, const Context& context) {
  std::string text;
  for (const hcl::Expr* part : expr.parts) {
    WAFPP_TRY(std::string more, part_text(*part, context));
    text += more;
    if (auto within = within_string_limit(text.size(), context); !within) return tl::unexpected(within.error());
  }
  return Value::string(text);
}

Outcome tuple_value(const hcl::TupleExpr& expr, const Context& context) {
  std::vector<Value> elements;
  for (const hcl::Expr* element : expr.elements) {
    WAFPP_TRY(Value value, constant(*element, context));
    elements.push_back(std::move(value));
  }
  return Value::tuple(std::move(elements));
}

Outcome object_value(const hcl::ObjectExpr& expr, const Context& context) {
  std::vector<Member> members;
  for (const hcl::ObjectItem& item : expr.items) {
    Value key;
    if (item.bare_key) {
      key = Value::string(hcl::as<hcl::TraversalExpr>(*item.key).root);
    } else {
      WAFPP_TRY(Value computed, constant(*item.key, context));
      if (computed.is_null()) return refuse("can't use a null value as a key");
      auto converted = value::convert(computed, Type::string());
      if (!converted) return refuse(fmt::format("can't use this value as a key: {}", converted.error().text()));
      key = *converted;
    }
    WAFPP_TRY(Value value, constant(*item.value, context));
    members.push_back({.key = std::move(key), .value = std::move(value)});
  }
  return Value::object(std::move(members));
}

Outcome unary_value(const hcl::UnaryExpr& expr, const Context& context) {
  WAFPP_TRY(Value operand, constant(*expr.operand, context));
  Type wanted = expr.op == hcl::UnaryOp::Not ? Type::boolean() : Type::number();
  auto converted = value::convert(operand, wanted);
  if (!converted) return refuse(fmt::format("unsuitable value for unary operand: {}", converted.error().text()));
  if (converted->is_null()) return refuse("unsuitable value for unary operand: argument must not be null");
  if (expr.op == hcl::UnaryOp::Not) return Value::boolean(!converted->as_bool());
  return Value::number(converted->as_number().negate());
}

}  // namespace

Outcome constant(const hcl::Expr& expr, const Context& context) {
  switch (expr.kind) {
    case hcl::ExprKind::Error:
      return refuse("the expression cannot be parsed");
    case hcl::ExprKind::Number: {
      std::optional<Number> number = Number::parse(hcl::as<hcl::NumberExpr>(expr).text);
      if (!number) return refuse("invalid number");
      return Value::number(*number);
    }
    case hcl::ExprKind::Bool:
      return Value::boolean(hcl::as<hcl::BoolExpr>(expr).value);
    case hcl::ExprKind::Null:
      return Value::null();
    case hcl::ExprKind::String:
      return Value::string(hcl::as<hcl::StringExpr>(expr).text);
    case hcl::ExprKind::Template:
      return template_value(hcl::as<hcl::TemplateExpr>(expr), context);
    case hcl::ExprKind::Wrap:
      return constant(*hcl::as<hcl::WrapExpr>(expr).inner, context);
    case hcl::ExprKind::Paren:
      return constant(*hcl::as<hcl::ParenExpr>(expr).inner, context);
    case hcl::ExprKind::Tuple:
      return tuple_value(hcl::as<hcl::TupleExpr>(expr), context);
    case hcl::ExprKind::Object:
      return object_value(hcl::as<hcl::ObjectExpr>(expr), context);
    case hcl::ExprKind::Unary:
      return unary_value(hcl::as<hcl::UnaryExpr>(expr), context);
    case hcl::ExprKind::Traversal:
      return refuse("Variables not allowed; Variables may not be used here.");
    case hcl::ExprKind::Call:
      return refuse("Function calls not allowed; Functions may not be called here.");
    case hcl::ExprKind::Join:
    case hcl::ExprKind::Conditional:
    case hcl::ExprKind::Relative:
    case hcl::ExprKind::Index:
    case hcl::ExprKind::Splat:
    case hcl::ExprKind::SplatItem:
    case hcl::ExprKind::For:
    case hcl::ExprKind::Binary:
      break;
  }
  return over_limit("only literal values are evaluated in the argument of decode_tfvars");
}

Outcome decode_definitions(std::string_view text, const Context& context) {
  diag::SourceMap sources;
  const diag::Source& source = sources.add(std::string(kSourceName), std::string(text));
  diag::Sink sink;
  hcl::Tree tree = hcl::parse(source, sink);
  if (sink.has_errors()) {
    for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
      if (diagnostic.level != diag::Level::Error) continue;
      return refuse(fmt::format("invalid tfvars syntax: {}: {}", sources.describe(diagnostic.place), diagnostic.message));
    }
  }
  if (!tree.body->blocks.empty()) {
    const hcl::Block& block = tree.body->blocks.front();
    return refuse(fmt::format("invalid tfvars content: {}: Unexpected \"{}\" block; Blocks are not allowed here.",
                              sources.describe(block.type_place), block.type));
  }
  std::vector<Member> members;
  for (const hcl::Attribute& attribute : tree.body->attributes) {
    Outcome value = constant(*attribute.expr, context);
    if (!value) {
      if (value.error().limit) return value;
      return refuse(fmt::format("invalid expression for variable {}: {}: {}", value::quote(attribute.name),
                                sources.describe(attribute.expr->place), value.error().message));
    }
    members.push_back({.key = Value::string(attribute.name), .value = std::move(*value)});
  }
  return Value::object(std::move(members));
}

}  // namespace wafpp::functions
