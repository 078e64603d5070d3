// Tuples, objects and `for`.

#include <fmt/format.h>

#include "hcl/parser_core.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kUnclosedTuple = {.name = "unclosed-tuple", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedObject = {.name = "unclosed-object", .level = diag::Level::Error};
constexpr diag::Kind kExpectedValue = {.name = "expected-value", .level = diag::Level::Error};
constexpr diag::Kind kInvalidFor = {.name = "invalid-for", .level = diag::Level::Error};

}  // namespace

const Expr* Parser::tuple() {
  Token open = token_;
  advance();
  bool newlines = ignore_newlines();
  if (at_word("for")) return loop(open, false, newlines);
  auto* made = node<TupleExpr>(ExprKind::Tuple, open.begin, open.end);
  List<const Expr*> elements(exprs_);
  while (!at(TokenKind::CloseBracket)) {
    elements.add(expression());
    if (panic_ || !at(TokenKind::Comma)) break;
    advance();
  }
  if (!panic_ && !at(TokenKind::CloseBracket)) expected_in("`,` or `]`", kUnclosedTuple, open.begin, open.end);
  if (panic_) recover_to(TokenKind::CloseBracket);
  made->elements = elements.finish(arena_);
  for (const Expr* element : made->elements) contains(made, element);
  if (panic_) {
    newlines_ = newlines;
    return made;
  }
  made->place = place(open.begin, token_.end);
  close(newlines);
  return checked(made);
}

const Expr* Parser::object() {
  Token open = token_;
  if (lexer_.word_follows("for")) {
    advance();
    bool newlines = ignore_newlines();
    return loop(open, true, newlines);
  }
  bool newlines = newlines_;
  newlines_ = true;
  advance();
  auto* made = node<ObjectExpr>(ExprKind::Object, open.begin, open.end);
  List<ObjectItem> items(items_);
  while (!at(TokenKind::CloseBrace) && !panic_) {
    if (at(TokenKind::Newline)) {
      advance();
      continue;
    }
    if (!object_item(items, open) || at(TokenKind::CloseBrace)) break;
    if (!at(TokenKind::Comma) && !at(TokenKind::Newline)) {
      expected_in("`,`, the end of the line or `}`", kUnclosedObject, open.begin, open.end);
      break;
    }
    advance();
  }
  if (panic_) recover_to(TokenKind::CloseBrace);
  made->items = items.finish(arena_);
  for (const ObjectItem& item : made->items) {
    contains(made, item.key);
    contains(made, item.value);
  }
  if (panic_) {
    newlines_ = newlines;
    return made;
  }
  made->place = place(open.begin, token_.end);
  close(newlines);
  return checked(made);
}

bool Parser::object_item(List<ObjectItem>& items, const Token& open) {
  ObjectItem item;
  item.key = object_key(item.bare_key);
  if (panic_) return false;
  if (!at(TokenKind::Equal) && !at(TokenKind::Colon)) {
    expected_in("`=` and a value", kExpectedValue, open.begin, open.end);
    return false;
  }
  advance();
  item.value = expression();
  items.add(item);
  return !panic_;
}

const Expr* Parser::object_key(bool& bare) {
  const Expr* key = expression();
  switch (key->kind) {
    case ExprKind::Traversal:
      bare = as<TraversalExpr>(*key).steps.empty();
      return key;
    case ExprKind::Bool:
    case ExprKind::Null: {
      // As a key, `true` is a name like any other.
      bare = true;
      auto* made = arena_.make<TraversalExpr>();
      made->place = key->place;
      made->kind = ExprKind::Traversal;
      made->root = key->kind == ExprKind::Null ? "null" : as<BoolExpr>(*key).value ? "true" : "false";
      made->root_place = key->place;
      return made;
    }
    default:
      return key;
  }
}

bool Parser::loop_names(std::string_view& key, std::string_view& value, const diag::Kind& kind) {
  if (!at(TokenKind::Identifier)) {
    expected("a name", kind);
    return false;
  }
  value = text();
  advance();
  if (at(TokenKind::Comma)) {
    key = value;
    advance();
    if (!at(TokenKind::Identifier)) {
      expected("a second name", kind);
      return false;
    }
    value = text();
    advance();
  }
  if (!at_word("in")) {
    expected("`in`", kind);
    return false;
  }
  advance();
  return true;
}

const Expr* Parser::loop(const Token& open, bool is_object, bool newlines) {
  TokenKind closer = is_object ? TokenKind::CloseBrace : TokenKind::CloseBracket;
  auto* made = node<ForExpr>(ExprKind::For, open.begin, open.end);
  auto is_good = [&](bool good, std::string_view what) {
    if (!good) expected_in(what, kInvalidFor, open.begin, open.end);
    return good;
  };
  auto parse = [&](const Expr*& into) {
    into = expression();
    contains(made, into);
    return !panic_;
  };
  auto inside = [&] {
    advance();  // for
    if (!loop_names(made->key_name, made->value_name, kInvalidFor) || !parse(made->collection)) return;
    if (!is_good(at(TokenKind::Colon), "`:`")) return;
    advance();
    if (!parse(made->value)) return;
    if (is_object && !is_good(at(TokenKind::FatArrow), "`=>`: an object is made of keys and values")) return;
    if (!is_object && !is_good(!at(TokenKind::FatArrow), "`]`: a tuple has no keys")) return;
    if (is_object) {
      advance();
      made->key = made->value;
      if (!parse(made->value)) return;
    }
    if (at(TokenKind::Ellipsis)) {
      if (!is_good(is_object, "`]`: only objects are grouped")) return;
      made->group = true;
      advance();
    }
    if (at_word("if")) {
      advance();
      if (!parse(made->condition)) return;
    }
    is_good(at(closer), is_object ? "`}`" : "`]`");
  };
  inside();
  bool complete = !panic_;
  if (panic_) recover_to(closer);
  // A `for` that lacks a part is no `for`.
  const Expr* result = complete ? static_cast<const Expr*>(made) : error(open.begin, open.end);
  if (panic_) {
    newlines_ = newlines;
    return result;
  }
  const_cast<Expr*>(result)->place = place(open.begin, token_.end);
  close(newlines);
  return complete ? checked(made) : result;
}

}  // namespace wafpp::hcl
