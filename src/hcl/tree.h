#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "diag/source.h"
#include "hcl/token.h"

/// The syntax tree of HCL2, for native and JSON syntax alike. Nodes live in the arena of their `Tree` and are immutable once
/// parsed; they hold no Terraform meaning. Whatever a node does not say (comments, white space, brackets) is in the tokens.
namespace wafpp::hcl {

enum class ExprKind : uint8_t {
  Error,        ///< Could not be parsed; a diagnostic says why. Evaluates to unknown.
  Number,       ///< NumberExpr
  Bool,         ///< BoolExpr
  Null,         ///< Expr
  String,       ///< StringExpr: a template that holds only literal text, quoted or heredoc, or the text between sequences
  Template,     ///< TemplateExpr: literal text and sequences
  Wrap,         ///< WrapExpr: `"${x}"` and nothing else
  Join,         ///< JoinExpr: `%{ for }`
  Conditional,  ///< ConditionalExpr: `? :` and `%{ if }`
  Traversal,    ///< TraversalExpr: `a.b[0]`
  Relative,     ///< RelativeExpr: `f().a`
  Index,        ///< IndexExpr: `a[b]`
  Splat,        ///< SplatExpr: `a[*].b`, `a.*.b`
  SplatItem,    ///< Expr: the item inside a splat's `each`
  Call,         ///< CallExpr
  Tuple,        ///< TupleExpr
  Object,       ///< ObjectExpr
  For,          ///< ForExpr
  Binary,       ///< BinaryExpr
  Unary,        ///< UnaryExpr
  Paren,        ///< ParenExpr
};

/// The head of every expression. `place` comes first, so that a pointer to it identifies the expression in provenance.
struct Expr {
  diag::Place place;
  ExprKind kind = ExprKind::Error;
  /// Levels of expressions from here down, this one included. The parser keeps it within twice `Limits::depth`, so recursion
  /// over a tree needs no guard of its own.
  uint16_t height = 1;
};

/// The node as its own type; the caller has looked at `kind`.
template <typename T>
const T& as(const Expr& expr) {
  return static_cast<const T&>(expr);
}

struct NumberExpr : Expr {
  std::string_view text;  ///< Digits as written: `1.50`, `1e3`.
};
struct BoolExpr : Expr {
  bool value = false;
};
struct StringExpr : Expr {
  std::string_view text;  ///< Escapes resolved, NFC, strip markers and `<<-` applied.
};
struct TemplateExpr : Expr {
  std::span<const Expr* const> parts;  ///< `String` for literal text (never empty), else what is interpolated.
};
struct WrapExpr : Expr {
  const Expr* inner = nullptr;
};
struct ForExpr;
struct JoinExpr : Expr {
  const Expr* loop = nullptr;  ///< A tuple `For`.
};
struct ConditionalExpr : Expr {
  const Expr* condition = nullptr;
  const Expr* then = nullptr;
  const Expr* otherwise = nullptr;
};

/// One constant step of a traversal.
struct Step {
  diag::Place place;
  std::string_view name;  ///< `.name`, or the key of `["key"]`.
  /// Null for `.name`; for an index the `String`, `Number`, `Bool` or `Null` expression (`.0` is a number), or the `Error` in its stead.
  const Expr* key = nullptr;
};
struct TraversalExpr : Expr {
  std::string_view root;
  diag::Place root_place;
  std::span<const Step> steps;
};
struct RelativeExpr : Expr {
  const Expr* from = nullptr;
  std::span<const Step> steps;
};
struct IndexExpr : Expr {
  const Expr* from = nullptr;
  const Expr* key = nullptr;
};
struct SplatExpr : Expr {
  const Expr* from = nullptr;
  const Expr* each = nullptr;  ///< `SplatItem`, or a `Relative` (or other chain) that begins with one.
};
struct CallExpr : Expr {
  std::string_view name;  ///< With its namespaces: `provider::aws::arn_parse`.
  diag::Place name_place;
  std::span<const Expr* const> arguments;
  bool expand_last = false;  ///< The last argument is followed by `...`.
};
struct TupleExpr : Expr {
  std::span<const Expr* const> elements;
};
/// One item of an object constructor.
struct ObjectItem {
  const Expr* key = nullptr;
  const Expr* value = nullptr;
  /// The key is a bare name (`k = 1`) and stands for itself; `key` is then a one-step `Traversal`.
  bool bare_key = false;
};
struct ObjectExpr : Expr {
  std::span<const ObjectItem> items;
};
struct ForExpr : Expr {
  std::string_view key_name;  ///< Empty when there is one name only.
  std::string_view value_name;
  const Expr* collection = nullptr;
  const Expr* key = nullptr;  ///< Null in a tuple `for`.
  const Expr* value = nullptr;
  const Expr* condition = nullptr;  ///< Null when there is no `if`.
  bool group = false;               ///< `...` after the value.
};
enum class BinaryOp : uint8_t { Add, Subtract, Multiply, Divide, Modulo, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, And, Or };
struct BinaryExpr : Expr {
  BinaryOp op = BinaryOp::Add;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};
enum class UnaryOp : uint8_t { Negate, Not };
struct UnaryExpr : Expr {
  UnaryOp op = UnaryOp::Negate;
  const Expr* operand = nullptr;
};
struct ParenExpr : Expr {
  const Expr* inner = nullptr;
};

struct Body;

struct Attribute {
  std::string_view name;
  diag::Place name_place;
  const Expr* expr = nullptr;  ///< Never null; an `Error` where it could not be parsed.
  /// From the name to the end of the expression.
  diag::Place place() const { return {name_place.source, name_place.begin, expr->place.end}; }
};

struct BlockLabel {
  std::string_view text;  ///< Escapes resolved.
  diag::Place place;      ///< With the quotes where there are any.
};

struct Block {
  std::string_view type;
  diag::Place type_place;
  std::span<const BlockLabel> labels;
  diag::Place open;   ///< `{`
  diag::Place close;  ///< `}`; empty at the end of the file for a block that is never closed.
  const Body* body = nullptr;
  /// From the type to the last label (or the type alone): what a message points at.
  diag::Place header() const { return {type_place.source, type_place.begin, labels.empty() ? type_place.end : labels.back().place.end}; }
  /// From the type to the closing brace.
  diag::Place place() const { return {type_place.source, type_place.begin, close.end}; }
};

struct Body {
  diag::Place place;
  std::span<const Attribute> attributes;  ///< In source order; no two of the same name.
  std::span<const Block> blocks;          ///< In source order.
  /// The attribute of that name, or null.
  const Attribute* attribute(std::string_view name) const;
};

/// A parsed file. Holds its nodes; refers to the text of its source, which must outlive it.
struct Tree {
  diag::SourceId source = 0;
  std::shared_ptr<base::Arena> arena;  ///< May hold the nodes of other files too.
  TokenBuffer tokens;                  ///< Empty for JSON syntax, and where the caller asked to drop them.
  const Body* body = nullptr;
};

}  // namespace wafpp::hcl
