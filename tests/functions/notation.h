#pragma once

#include <fmt/format.h>

#include <string>

#include "functions/arguments.h"
#include "functions/constant.h"
#include "functions/function.h"
#include "hcl/parser.h"
#include "value/quote.h"

/// A short notation for values in tables of tests.
///
/// In: an expression of literals and calls. Besides the functions of the language there are, for what has no syntax:
///   unknown_any()            unknown, of unknown type
///   unknown_of(v)            unknown, of v's type
///   not_null(u)              u, known never to be null
///   with_prefix(u, p)        u, known to begin with p
///   with_length(u, min, max) u, known to have so many elements
///   null_of(v)               null of v's type
///   ephemeral(v)             v with that mark
/// Out: `describe`, which shows types, marks and refinements.
namespace wafpp::functions::notation {

inline std::string describe(const Value& value);

inline std::string describe_unknown(const Value& value) {
  std::string text = "unknown " + value.type().constraint();
  const Refinement* known = value.refinement();
  if (known == nullptr) return text;
  if (known->not_null) text += " not null";
  if (!known->prefix.empty()) text += " prefix " + value::quote(known->prefix);
  if (known->min_length) text += fmt::format(" length>={}", *known->min_length);
  if (known->max_length) text += fmt::format(" length<={}", *known->max_length);
  if (known->min) text += fmt::format(" {}{}", known->min_inclusive ? ">=" : ">", known->min->text());
  if (known->max) text += fmt::format(" {}{}", known->max_inclusive ? "<=" : "<", known->max->text());
  return text;
}

inline std::string describe_elements(std::string kind, const Value& value) {
  if (value.length() == 0) kind = value.kind() == TypeKind::Tuple ? "" : value.type().constraint();
  std::string text = kind + "[";
  for (const Value& element : value.elements()) text += (text.ends_with('[') ? "" : ", ") + describe(element);
  return text + "]";
}

inline std::string describe_members(std::string kind, const Value& value) {
  if (value.length() == 0) kind = value.kind() == TypeKind::Object ? "" : value.type().constraint();
  std::string text = kind + "{";
  bool first = true;
  for (const Member& member : value.members()) {
    text += fmt::format("{}{}: {}", first ? "" : ", ", member.name(), describe(member.value));
    first = false;
  }
  return text + "}";
}

inline std::string describe(const Value& value) {
  std::string marks;
  if ((value.marks() & value::kSensitive) != 0) marks += "sensitive ";
  if ((value.marks() & value::kEphemeral) != 0) marks += "ephemeral ";
  if (!value.is_known()) return marks + describe_unknown(value);
  if (value.is_null()) return marks + (value.kind() == TypeKind::Dynamic ? "null" : "null " + value.type().constraint());
  switch (value.kind()) {
    case TypeKind::Dynamic:
      break;
    case TypeKind::Bool:
      return marks + (value.as_bool() ? "true" : "false");
    case TypeKind::Number:
      return marks + value.as_number().text();
    case TypeKind::String:
      return marks + value::quote(value.as_string());
    case TypeKind::List:
      return marks + describe_elements("list", value);
    case TypeKind::Set:
      return marks + describe_elements("set", value);
    case TypeKind::Tuple:
      return marks + describe_elements("", value);
    case TypeKind::Map:
      return marks + describe_members("map", value);
    case TypeKind::Object:
      return marks + describe_members("", value);
  }
  return marks + "?";
}

/// Evaluates the notation.
class Reader {
 public:
  explicit Reader(Context& context) : context_(context) {}

  Outcome read(std::string_view text) {
    const diag::Source& source = sources_.add("notation", std::string(text));
    diag::Sink sink;
    parsed_.push_back(hcl::parse_expression(source, sink));
    if (sink.has_errors()) return refuse("notation: " + sink.diagnostics().front().message);
    return value_of(*parsed_.back().expr);
  }

 private:
  Outcome value_of(const hcl::Expr& expr) {
    if (expr.kind == hcl::ExprKind::Paren) return value_of(*hcl::as<hcl::ParenExpr>(expr).inner);
    if (expr.kind == hcl::ExprKind::Call) return call(hcl::as<hcl::CallExpr>(expr));
    if (expr.kind == hcl::ExprKind::Tuple) {
      std::vector<Value> elements;
      for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(expr).elements) {
        WAFPP_TRY(Value value, value_of(*element));
        elements.push_back(std::move(value));
      }
      return Value::tuple(std::move(elements));
    }
    if (expr.kind == hcl::ExprKind::Object) {
      std::vector<Member> members;
      for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(expr).items) {
        Value key = item.bare_key ? Value::string(hcl::as<hcl::TraversalExpr>(*item.key).root) : Value();
        if (!item.bare_key) {
          WAFPP_TRY(key, value_of(*item.key));
        }
        WAFPP_TRY(Value value, value_of(*item.value));
        members.push_back({key, std::move(value)});
      }
      return Value::object(std::move(members));
    }
    return constant(expr, context_);
  }

  Outcome call(const hcl::CallExpr& expr) {
    std::vector<Value> arguments;
    for (const hcl::Expr* argument : expr.arguments) {
      WAFPP_TRY(Value value, value_of(*argument));
      arguments.push_back(std::move(value));
    }
    if (expr.expand_last) {
      Value last = arguments.back();
      arguments.pop_back();
      for (const Value& element : last.elements()) arguments.push_back(element);
    }
    if (expr.name == "unknown_any") return Value::unknown();
    if (expr.name == "unknown_of") return Value::unknown(arguments.at(0).type());
    if (expr.name == "not_null") return arguments.at(0).refine_not_null();
    if (expr.name == "null_of") return Value::null(arguments.at(0).type());
    if (expr.name == "ephemeral") return arguments.at(0).add_marks(value::kEphemeral);
    if (expr.name == "with_prefix") return arguments.at(0).refine({.prefix = std::string(arguments.at(1).as_string())});
    if (expr.name == "with_length") {
      return arguments.at(0).refine({.min_length = static_cast<uint64_t>(*arguments.at(1).as_int64()),
                                     .max_length = static_cast<uint64_t>(*arguments.at(2).as_int64())});
    }
    const Function* function = find_function(expr.name);
    if (function == nullptr) return refuse("no function " + std::string(expr.name));
    return invoke(*function, arguments, context_);
  }

  Context& context_;
  diag::SourceMap sources_;
  std::vector<hcl::ParsedExpr> parsed_;
};

/// What an expression of the notation gives: `describe`, or `error: MESSAGE`, or `limit: MESSAGE`.
inline std::string result_of(std::string_view expression, Context& context) {
  Reader reader(context);
  Outcome outcome = reader.read(expression);
  if (outcome) return describe(*outcome);
  return (outcome.error().limit ? "limit: " : "error: ") + outcome.error().message;
}

}  // namespace wafpp::functions::notation
