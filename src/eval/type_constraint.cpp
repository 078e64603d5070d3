#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/evaluation.h"
#include "hcl/visit.h"
#include "value/convert.h"

namespace wafpp::eval {

using value::Defaults;
using value::TypeConstraint;

namespace {

constexpr diag::Kind kInvalidType = {.name = "invalid-type", .level = diag::Level::Error};
constexpr diag::Kind kInvalidDefault = {.name = "invalid-optional-default", .level = diag::Level::Error};

constexpr std::string_view kTypeHelp =
    "a type is `string`, `number`, `bool`, `any`, `list(...)`, `set(...)`, `map(...)`, `object({...})` or `tuple([...])`";

/// The default of an optional attribute stands for itself: it may refer to nothing.
class NoNames : public Scope {
 public:
  Found find(const hcl::TraversalExpr& traversal, Evaluator& evaluator) override {
    evaluator.sink().report(kInvalidDefault, traversal.place, "a default in a type cannot refer to anything").emit();
    return {};
  }
};

/// The name of a type written as a bare word, or nothing.
std::string_view keyword(const hcl::Expr& expr) {
  if (expr.kind == hcl::ExprKind::Paren) return {};
  if (expr.kind != hcl::ExprKind::Traversal) return {};
  const auto& traversal = hcl::as<hcl::TraversalExpr>(expr);
  return traversal.steps.empty() ? traversal.root : std::string_view();
}

/// The name that an object's key stands for, or nothing where it is an expression.
std::string_view key_name(const hcl::ObjectItem& item) {
  return item.bare_key ? hcl::as<hcl::TraversalExpr>(*item.key).root : std::string_view();
}

class Reader {
 public:
  explicit Reader(Evaluator& evaluator) : evaluator_(evaluator) {}

  TypeConstraint read(const hcl::Expr& expr) {
    std::string_view word = keyword(expr);
    if (!word.empty()) return {read_word(expr, word), nullptr};
    if (expr.kind != hcl::ExprKind::Call) {
      bool is_string = expr.kind == hcl::ExprKind::String;
      return refuse(expr.place, "this is no type", is_string ? "types are written without quotes" : std::string(kTypeHelp));
    }
    return read_call(hcl::as<hcl::CallExpr>(expr));
  }

 private:
  TypeConstraint refuse(const diag::Place& place, std::string message, std::string help = {}) {
    auto report = evaluator_.sink().report(kInvalidType, place, std::move(message));
    if (help.empty()) {
      std::move(report).emit();
    } else {
      std::move(report).help(std::move(help)).emit();
    }
    return {};
  }

  Type read_word(const hcl::Expr& expr, std::string_view word) {
    if (word == "string") return Type::string();
    if (word == "number") return Type::number();
    if (word == "bool") return Type::boolean();
    if (word == "any") return Type::dynamic();
    if (word == "list" || word == "set" || word == "map") {
      return refuse(expr.place, fmt::format("`{}` wants the type of its elements", word), fmt::format("as in `{}(string)`", word)).type;
    }
    if (word == "object") return refuse(expr.place, "`object` wants the types of its attributes", "as in `object({ name = string })`").type;
    if (word == "tuple") return refuse(expr.place, "`tuple` wants the types of its elements", "as in `tuple([string, number])`").type;
    return refuse(expr.place, fmt::format("`{}` is no type", word), std::string(kTypeHelp)).type;
  }

  TypeConstraint read_call(const hcl::CallExpr& call) {
    std::string_view name = call.name;
    if (name == "string" || name == "number" || name == "bool" || name == "any") {
      return refuse(call.place, fmt::format("`{}` takes no arguments", name));
    }
    if (name == "optional") return refuse(call.name_place, "`optional` is only for the attributes of an object");
    bool is_collection = name == "list" || name == "set" || name == "map";
    if (!is_collection && name != "object" && name != "tuple") {
      return refuse(call.name_place, fmt::format("`{}` is no type", name), std::string(kTypeHelp));
    }
    if (call.arguments.size() != 1) return refuse(call.place, fmt::format("`{}` wants one argument, got {}", name, call.arguments.size()));
    const hcl::Expr& argument = *call.arguments[0];
    if (name == "object") return read_object(argument);
    if (name == "tuple") return read_tuple(argument);

    TypeConstraint element = read(argument);
    TypeConstraint result;
    result.type = name == "list" ? Type::list(element.type) : name == "set" ? Type::set(element.type) : Type::map(element.type);
    if (element.defaults != nullptr) {
      auto defaults = std::make_shared<Defaults>();
      defaults->children.emplace_back("", std::move(element.defaults));
      result.defaults = std::move(defaults);
    }
    return result;
  }

  TypeConstraint read_tuple(const hcl::Expr& argument) {
    if (argument.kind != hcl::ExprKind::Tuple)
      return refuse(argument.place, "`tuple` wants a list of types", "as in `tuple([string, number])`");
    std::vector<Type> types;
    Defaults defaults;
    for (const hcl::Expr* expr : hcl::as<hcl::TupleExpr>(argument).elements) {
      TypeConstraint element = read(*expr);
      if (element.defaults != nullptr) defaults.children.emplace_back(fmt::format("{}", types.size()), std::move(element.defaults));
      types.push_back(element.type);
    }
    return {Type::tuple(types), shared(std::move(defaults))};
  }

  TypeConstraint read_object(const hcl::Expr& argument) {
    if (argument.kind != hcl::ExprKind::Object) {
      return refuse(argument.place, "`object` wants the types of its attributes", "as in `object({ name = string })`");
    }
    std::vector<value::TypeField> fields;
    Defaults defaults;
    for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(argument).items) {
      std::string_view name = key_name(item);
      if (name.empty()) {
        (void)refuse(item.key->place, "this is no attribute name");
        continue;
      }
      if (std::any_of(fields.begin(), fields.end(), [&](const value::TypeField& field) { return field.name == name; })) {
        (void)refuse(item.key->place, fmt::format("`{}` is declared twice", name));
        continue;
      }
      const hcl::Expr* type = item.value;
      const hcl::Expr* default_value = nullptr;
      bool is_optional = false;
      if (type->kind == hcl::ExprKind::Call && hcl::as<hcl::CallExpr>(*type).name == "optional") {
        const auto& optional = hcl::as<hcl::CallExpr>(*type);
        if (optional.arguments.empty() || optional.arguments.size() > 2) {
          (void)refuse(optional.place,
                       fmt::format("`optional` wants a type and perhaps a default, got {} arguments", optional.arguments.size()));
          if (optional.arguments.empty()) continue;
        }
        is_optional = true;
        type = optional.arguments[0];
        if (optional.arguments.size() == 2) default_value = optional.arguments[1];
      }
      TypeConstraint constraint = read(*type);
      if (default_value != nullptr) read_default(*default_value, std::string(name), constraint.type, defaults);
      fields.push_back({std::string(name), constraint.type, is_optional});
      if (constraint.defaults != nullptr) defaults.children.emplace_back(std::string(name), std::move(constraint.defaults));
    }
    return {Type::object(std::move(fields)), shared(std::move(defaults))};
  }

  void read_default(const hcl::Expr& expr, std::string name, Type type, Defaults& defaults) {
    size_t errors = evaluator_.sink().error_count();
    hcl::for_each_expression(expr, [&](const hcl::Expr& inner) {
      if (inner.kind != hcl::ExprKind::Call) return;
      evaluator_.sink().report(kInvalidDefault, inner.place, "a default in a type cannot call functions").emit();
    });
    if (evaluator_.sink().error_count() != errors) return;
    NoNames names;
    Evaluator plain(names, evaluator_.functions(), evaluator_.sink(), evaluator_.budget());
    Value value = plain.evaluate(expr);
    if (evaluator_.sink().error_count() != errors) return;
    auto converted = value::convert(value, type);
    if (!converted) {
      evaluator_.sink()
          .report(kInvalidDefault, expr.place,
                  fmt::format("this default is not {}: {}", type.constraint(), in_our_words(converted.error().text())))
          .emit();
      return;
    }
    defaults.values.emplace_back(std::move(name), std::move(*converted));
  }

  static std::shared_ptr<const Defaults> shared(Defaults defaults) {
    if (defaults.values.empty() && defaults.children.empty()) return nullptr;
    return std::make_shared<const Defaults>(std::move(defaults));
  }

  Evaluator& evaluator_;
};

}  // namespace

TypeConstraint type_constraint(const hcl::Expr& expr, Evaluator& evaluator) {
  // Terraform's short forms of the time before types.
  std::string_view word = keyword(expr);
  if (word == "list") return {Type::list(Type::dynamic()), nullptr};
  if (word == "map") return {Type::map(Type::dynamic()), nullptr};
  size_t errors = evaluator.sink().error_count();
  TypeConstraint result = Reader(evaluator).read(expr);
  if (evaluator.sink().error_count() != errors) return {};
  return result;
}

}  // namespace wafpp::eval
