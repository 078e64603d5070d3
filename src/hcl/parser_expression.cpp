// Operators, conditionals and what follows an operand: `.name`, `[key]`, splats.

#include <fmt/format.h>

#include "hcl/parser_core.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kExpectedColon = {.name = "expected-colon", .level = diag::Level::Error};
constexpr diag::Kind kExpectedEnd = {.name = "expected-end", .level = diag::Level::Error};
constexpr diag::Kind kExpectedName = {.name = "expected-name", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedIndex = {.name = "unclosed-index", .level = diag::Level::Error};
constexpr diag::Kind kLegacyIndex = {.name = "chained-legacy-index", .level = diag::Level::Error};

struct Operator {
  int level = 0;  // 0: no operator. A higher level binds tighter.
  BinaryOp op = BinaryOp::Add;
};

Operator operator_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::OrOr:
      return {1, BinaryOp::Or};
    case TokenKind::AndAnd:
      return {2, BinaryOp::And};
    case TokenKind::EqualEqual:
      return {3, BinaryOp::Equal};
    case TokenKind::NotEqual:
      return {3, BinaryOp::NotEqual};
    case TokenKind::Less:
      return {4, BinaryOp::Less};
    case TokenKind::LessEqual:
      return {4, BinaryOp::LessEqual};
    case TokenKind::Greater:
      return {4, BinaryOp::Greater};
    case TokenKind::GreaterEqual:
      return {4, BinaryOp::GreaterEqual};
    case TokenKind::Plus:
      return {5, BinaryOp::Add};
    case TokenKind::Minus:
      return {5, BinaryOp::Subtract};
    case TokenKind::Star:
      return {6, BinaryOp::Multiply};
    case TokenKind::Slash:
      return {6, BinaryOp::Divide};
    case TokenKind::Percent:
      return {6, BinaryOp::Modulo};
    default:
      return {};
  }
}

}  // namespace

const Expr* Parser::whole_expression() {
  newlines_ = false;
  advance();
  const Expr* made = expression();
  if (!at(TokenKind::EndOfFile)) expected("the end of the expression", kExpectedEnd);
  // The rest may hold characters that the lexer has something to say about.
  while (!at(TokenKind::EndOfFile)) advance();
  return made;
}

const Expr* Parser::expression() {
  Level level(*this);
  if (too_deep()) return error(token_.begin, token_.end);
  const Expr* condition = binary(1);
  if (!at(TokenKind::Question) || panic_) return condition;
  Token question = token_;
  advance();
  const Expr* then = expression();
  if (panic_) return condition;
  if (!at(TokenKind::Colon)) {
    if (complain()) {
      reading_.report(kExpectedColon, token_.begin, token_.end, fmt::format("found {} instead of `:` and the value for false", found()))
          .label(place(question.begin, question.end), "the conditional's `?`")
          .emit();
    }
    return condition;
  }
  advance();
  const Expr* otherwise = expression();
  if (panic_) return condition;
  auto* made = node<ConditionalExpr>(ExprKind::Conditional, 0, 0);
  made->place = {reading_.source(), condition->place.begin, otherwise->place.end};
  made->condition = condition;
  made->then = then;
  made->otherwise = otherwise;
  contains(made, condition);
  contains(made, then);
  contains(made, otherwise);
  return checked(made);
}

const Expr* Parser::binary(int level) {
  const Expr* left = operand();
  for (;;) {
    Operator found = operator_of(token_.kind);
    if (found.level < level || panic_) return left;
    advance();
    // All operators are left-associative: the right side takes only what binds tighter.
    const Expr* right = binary(found.level + 1);
    if (panic_) return left;
    auto* made = node<BinaryExpr>(ExprKind::Binary, 0, 0);
    made->place = {reading_.source(), left->place.begin, right->place.end};
    made->op = found.op;
    made->left = left;
    made->right = right;
    contains(made, left);
    contains(made, right);
    left = checked(made);
  }
}

const Expr* Parser::operand() {
  const Expr* made = term();
  if (panic_ || (!at(TokenKind::Dot) && !at(TokenKind::OpenBracket))) return made;
  return postfix(made);
}

const Expr* Parser::postfix(const Expr* from) {
  List<Step> steps(steps_);
  while (!panic_) {
    if (at(TokenKind::Dot)) {
      if (!dot(from, steps)) break;
    } else if (at(TokenKind::OpenBracket)) {
      if (!bracket(from, steps)) break;
    } else {
      break;
    }
  }
  return with_steps(from, steps);
}

const Expr* Parser::with_steps(const Expr* from, List<Step>& steps) {
  if (steps.empty()) return from;
  uint32_t end = steps.items().back().place.end;
  uint16_t height = 1;
  for (const Step& step : steps.items()) {
    if (step.key != nullptr) height = std::max<uint16_t>(height, static_cast<uint16_t>(step.key->height + 1));
  }
  if (from->kind == ExprKind::Traversal && as<TraversalExpr>(*from).steps.empty()) {
    // The node is ours and nobody has seen it yet: it grows instead of being wrapped.
    auto* traversal = const_cast<TraversalExpr*>(&as<TraversalExpr>(*from));
    traversal->steps = steps.finish(arena_);
    traversal->place.end = end;
    traversal->height = height;
    steps.shrink(0);
    return traversal;
  }
  auto* made = node<RelativeExpr>(ExprKind::Relative, 0, 0);
  made->place = {reading_.source(), from->place.begin, end};
  made->from = from;
  made->steps = steps.finish(arena_);
  made->height = height;
  contains(made, from);
  steps.shrink(0);
  return checked(made);
}

bool Parser::legacy_index(List<Step>& steps, uint32_t dot) {
  if (size_t point = text().find('.'); point != std::string_view::npos) {
    if (complain()) {
      reading_.report(kLegacyIndex, token_.begin, token_.end, fmt::format("`.{}` does not chain two indexes", text()))
          .help(fmt::format("write `[{}][{}]`", text().substr(0, point), text().substr(point + 1)))
          .emit();
    }
    return false;
  }
  uint32_t end = token_.end;
  const Expr* key = number();
  if (key->kind == ExprKind::Error) return false;
  steps.add({.place = place(dot, end), .key = key});
  return true;
}

bool Parser::dot(const Expr*& from, List<Step>& steps) {
  uint32_t begin = token_.begin;
  advance();
  switch (token_.kind) {
    case TokenKind::Identifier:
      steps.add({.place = place(begin, token_.end), .name = text()});
      advance();
      return true;
    case TokenKind::Number:
      return legacy_index(steps, begin);
    case TokenKind::Star:
      return legacy_splat(from, steps, begin);
    default:
      expected("a name", kExpectedName);
      return false;
  }
}

bool Parser::legacy_splat(const Expr*& from, List<Step>& steps, uint32_t dot) {
  // `a.*.b.c`: takes the names and numbers that follow, but no brackets.
  from = with_steps(from, steps);
  const Expr* item = node<Expr>(ExprKind::SplatItem, dot, token_.end);
  advance();
  List<Step> each(steps_);
  while (at(TokenKind::Dot)) {
    uint32_t begin = token_.begin;
    advance();
    if (at(TokenKind::Number)) {
      if (!legacy_index(each, begin)) return false;
    } else if (at(TokenKind::Identifier)) {
      each.add({.place = place(begin, token_.end), .name = text()});
      advance();
    } else {
      expected("a name", kExpectedName);
      return false;
    }
  }
  auto* made = node<SplatExpr>(ExprKind::Splat, 0, 0);
  made->from = from;
  made->each = with_steps(item, each);
  made->place = {reading_.source(), from->place.begin, made->each->place.end};
  contains(made, from);
  contains(made, made->each);
  from = checked(made);
  return true;
}

bool Parser::bracket(const Expr*& from, List<Step>& steps) {
  Token open = token_;
  advance();
  if (at(TokenKind::Star)) {
    from = with_steps(from, steps);
    advance();
    const Expr* item = node<Expr>(ExprKind::SplatItem, open.begin, token_.end);
    if (!at(TokenKind::CloseBracket)) {
      expected_in("`]`", kUnclosedIndex, open.begin, open.end);
      recover_to(TokenKind::CloseBracket);
      if (panic_) return false;
    }
    advance();
    Level level(*this);
    if (too_deep()) return false;
    // All that follows belongs to each item.
    auto* made = node<SplatExpr>(ExprKind::Splat, 0, 0);
    made->from = from;
    made->each = postfix(item);
    made->place = {reading_.source(), from->place.begin, made->each->place.end};
    contains(made, from);
    contains(made, made->each);
    from = checked(made);
    return true;
  }
  bool newlines = ignore_newlines();
  const Expr* key = expression();
  if (!panic_ && !at(TokenKind::CloseBracket)) expected_in("`]`", kUnclosedIndex, open.begin, open.end);
  if (panic_) recover_to(TokenKind::CloseBracket);
  if (panic_) {
    newlines_ = newlines;
    return false;
  }
  uint32_t end = token_.end;
  close(newlines);
  switch (key->kind) {
    case ExprKind::Number:
    case ExprKind::Bool:
    case ExprKind::Null:
    case ExprKind::Error:
      steps.add({.place = place(open.begin, end), .key = key});
      return true;
    case ExprKind::String:
      steps.add({.place = place(open.begin, end), .name = as<StringExpr>(*key).text, .key = key});
      return true;
    default: {
      from = with_steps(from, steps);
      auto* made = node<IndexExpr>(ExprKind::Index, 0, 0);
      made->place = {reading_.source(), from->place.begin, place(open.begin, end).end};
      made->from = from;
      made->key = key;
      contains(made, from);
      contains(made, key);
      from = checked(made);
      return true;
    }
  }
}

}  // namespace wafpp::hcl
