// Operands: literals, names, calls, and what stands in parentheses.

#include <fmt/format.h>

#include "hcl/number_text.h"
#include "hcl/parser_core.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kExpectedExpression = {.name = "expected-expression", .level = diag::Level::Error};
constexpr diag::Kind kInvalidNumber = {.name = "invalid-number", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedParen = {.name = "unclosed-parenthesis", .level = diag::Level::Error};
constexpr diag::Kind kExpectedFunction = {.name = "expected-function", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedCall = {.name = "unclosed-call", .level = diag::Level::Error};

}  // namespace

const Expr* Parser::term() {
  switch (token_.kind) {
    case TokenKind::Identifier:
      return name();
    case TokenKind::OpenQuote:
      return quoted();
    case TokenKind::Number:
      return number();
    case TokenKind::OpenBracket:
      return tuple();
    case TokenKind::OpenBrace:
      return object();
    case TokenKind::HeredocBegin:
      return heredoc();
    case TokenKind::OpenParen:
      return parenthesized();
    case TokenKind::Minus:
      return unary(UnaryOp::Negate);
    case TokenKind::Bang:
      return unary(UnaryOp::Not);
    default:
      expected("an expression", kExpectedExpression);
      return error(token_.begin, token_.end);
  }
}

const Expr* Parser::unary(UnaryOp op) {
  Level level(*this);
  if (too_deep()) return error(token_.begin, token_.end);
  uint32_t begin = token_.begin;
  auto* made = node<UnaryExpr>(ExprKind::Unary, begin, token_.end);
  advance();
  made->op = op;
  made->operand = operand();
  made->place.end = made->operand->place.end;
  contains(made, made->operand);
  return checked(made);
}

const Expr* Parser::parenthesized() {
  Token open = token_;
  auto* made = node<ParenExpr>(ExprKind::Paren, open.begin, open.end);
  advance();
  bool newlines = ignore_newlines();
  made->inner = expression();
  contains(made, made->inner);
  if (!panic_ && !at(TokenKind::CloseParen)) expected_in("`)`", kUnclosedParen, open.begin, open.end);
  if (panic_) recover_to(TokenKind::CloseParen);
  if (panic_) {
    newlines_ = newlines;
    return made;
  }
  made->place = place(open.begin, token_.end);
  close(newlines);
  return checked(made);
}

const Expr* Parser::number() {
  Token token = token_;
  std::string_view digits = text();
  if (!is_number(digits)) {
    if (complain())
      reading_.report(kInvalidNumber, token.begin, token.end, fmt::format("`{}` is not a number", digits.substr(0, 40))).emit();
    return error(token.begin, token.end);
  }
  advance();
  auto* made = node<NumberExpr>(ExprKind::Number, token.begin, token.end);
  made->text = digits;
  return made;
}

const Expr* Parser::name() {
  Token token = token_;
  std::string_view word = text();
  advance();
  if (at(TokenKind::OpenParen) || at(TokenKind::DoubleColon)) return call(token);
  if (word == "null") return node<Expr>(ExprKind::Null, token.begin, token.end);
  if (word == "true" || word == "false") {
    auto* made = node<BoolExpr>(ExprKind::Bool, token.begin, token.end);
    made->value = word == "true";
    return made;
  }
  auto* made = node<TraversalExpr>(ExprKind::Traversal, token.begin, token.end);
  made->root = word;
  made->root_place = made->place;
  return made;
}

bool Parser::call_name(const Token& name, std::string_view& text, uint32_t& end) {
  text = reading_.text(name.begin, name.end);
  end = name.end;
  while (at(TokenKind::DoubleColon)) {
    advance();
    if (!at(TokenKind::Identifier)) {
      expected("the name of a function after `::`", kExpectedFunction);
      return false;
    }
    // Without white space, as nearly always, the name is a slice of the text.
    bool is_slice = token_.begin == end + 2 && text.data() == reading_.text().data() + name.begin;
    text = is_slice ? reading_.text(name.begin, token_.end) : arena_.copy(fmt::format("{}::{}", text, this->text()));
    end = token_.end;
    advance();
  }
  if (at(TokenKind::OpenParen)) return true;
  expected("`(`", kExpectedFunction);
  return false;
}

const Expr* Parser::call(const Token& name) {
  auto* made = node<CallExpr>(ExprKind::Call, name.begin, name.end);
  uint32_t name_end = 0;
  if (!call_name(name, made->name, name_end)) return error(name.begin, name_end);
  made->name_place = place(name.begin, name_end);
  Token open = token_;
  advance();
  bool newlines = ignore_newlines();
  List<const Expr*> list(exprs_);
  arguments(list, *made);
  if (!panic_ && !at(TokenKind::CloseParen)) {
    expected_in(made->expand_last ? "`)` after `...`" : "`,` or `)`", kUnclosedCall, open.begin, open.end);
  }
  if (panic_) recover_to(TokenKind::CloseParen);
  made->arguments = list.finish(arena_);
  for (const Expr* argument : made->arguments) contains(made, argument);
  if (panic_) {
    newlines_ = newlines;
    return made;
  }
  made->place = place(name.begin, token_.end);
  close(newlines);
  return checked(made);
}

void Parser::arguments(List<const Expr*>& arguments, CallExpr& call) {
  while (!at(TokenKind::CloseParen)) {
    arguments.add(expression());
    if (panic_) return;
    if (at(TokenKind::Ellipsis)) {
      call.expand_last = true;
      return advance();
    }
    if (!at(TokenKind::Comma)) return;
    advance();
  }
}

}  // namespace wafpp::hcl
