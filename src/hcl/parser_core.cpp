#include "hcl/parser_core.h"

#include <fmt/format.h>

#include <algorithm>

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kTooDeep = {.name = "nested-too-deep", .level = diag::Level::Error};

/// The closing token that belongs to an opening one; `Error` for any other token.
TokenKind closer_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::OpenBrace:
      return TokenKind::CloseBrace;
    case TokenKind::OpenBracket:
      return TokenKind::CloseBracket;
    case TokenKind::OpenParen:
      return TokenKind::CloseParen;
    case TokenKind::OpenQuote:
      return TokenKind::CloseQuote;
    case TokenKind::HeredocBegin:
      return TokenKind::HeredocEnd;
    case TokenKind::TemplateInterpolation:
    case TokenKind::TemplateControl:
      return TokenKind::TemplateEnd;
    default:
      return TokenKind::Error;
  }
}

bool closes(TokenKind kind) {
  switch (kind) {
    case TokenKind::CloseBrace:
    case TokenKind::CloseBracket:
    case TokenKind::CloseParen:
    case TokenKind::CloseQuote:
    case TokenKind::HeredocEnd:
    case TokenKind::TemplateEnd:
      return true;
    default:
      return false;
  }
}

}  // namespace

Parser::Parser(Reading& reading, base::Arena& arena, const Limits& limits, Lexer::Start start, std::vector<Token>* keep)
    // `Expr::height` holds twice the limit.
    : reading_(reading), arena_(arena), lexer_(reading, start, keep), limit_(std::min<uint32_t>(limits.depth, 32'000)) {}

void Parser::advance_over_newline() {
  uint32_t end = previous_end_;
  advance();
  previous_end_ = end;
}

bool Parser::complain() {
  if (panic_) return false;
  panic_ = true;
  return !at(TokenKind::Error);
}

std::string Parser::found() const {
  switch (token_.kind) {
    case TokenKind::Identifier:
    case TokenKind::Number:
      return fmt::format("`{}`", text().substr(0, 40));
    default:
      return std::string(describe(token_.kind));
  }
}

void Parser::expected(std::string_view what, const diag::Kind& kind) {
  if (complain()) reading_.report(kind, token_.begin, token_.end, fmt::format("found {} instead of {}", found(), what)).emit();
}

void Parser::expected_in(std::string_view what, const diag::Kind& kind, uint32_t open, uint32_t open_end) {
  if (!complain()) return;
  reading_.report(kind, token_.begin, token_.end, fmt::format("found {} instead of {}", found(), what))
      .label(place(open, open_end), "opened here")
      .emit();
}

bool Parser::at_line_that_begins_attribute() const {
  if (!at(TokenKind::Identifier)) return false;
  std::string_view before = reading_.text().substr(0, token_.begin);
  size_t line = before.find_last_not_of(" \t");
  if (line != std::string_view::npos && before[line] != '\n') return false;
  return lexer_.attribute_begins_at(token_.begin);
}

void Parser::recover_to(TokenKind closer) {
  openers_.clear();
  // Line ends are seen again, but nothing is done about them: nobody in panic fetches a token for its own purposes.
  for (;; advance()) {
    if (at(TokenKind::EndOfFile)) return;
    if (TokenKind inner = closer_of(token_.kind); inner != TokenKind::Error) {
      openers_.push_back(inner);
    } else if (closes(token_.kind)) {
      // Something inside that was opened and not closed is passed over.
      while (!openers_.empty() && openers_.back() != token_.kind) openers_.pop_back();
      if (openers_.empty()) {
        if (at(closer)) panic_ = false;
        return;
      }
      openers_.pop_back();
    } else if (openers_.empty() && closer != TokenKind::CloseBrace && at_line_that_begins_attribute()) {
      // `a = [1,` and on the next line `b = 2`: the bracket was forgotten.
      return;
    }
  }
}

void Parser::recover_to_next_item() {
  newlines_ = true;
  openers_.clear();
  panic_ = false;
  for (;; advance()) {
    switch (token_.kind) {
      case TokenKind::EndOfFile:
        return;
      case TokenKind::Newline:
        if (openers_.empty()) return advance();
        break;
      default:
        if (TokenKind inner = closer_of(token_.kind); inner != TokenKind::Error) {
          openers_.push_back(inner);
        } else if (closes(token_.kind)) {
          while (!openers_.empty() && openers_.back() != token_.kind) openers_.pop_back();
          if (!openers_.empty()) {
            openers_.pop_back();
          } else if (at(TokenKind::CloseBrace)) {
            return;  // Closes the body that the item is in.
          }
        } else if (openers_.empty() && at_line_that_begins_attribute()) {
          return;
        }
    }
  }
}

bool Parser::too_deep() {
  if (depth_ <= limit_) [[likely]]
    return false;
  if (complain()) {
    reading_.report(kTooDeep, token_.begin, token_.end, fmt::format("nested deeper than {} levels", limit_)).emit();
  }
  return true;
}

const Expr* Parser::checked(Expr* made) {
  if (made->height <= limit_) [[likely]]
    return made;
  if (!panic_) {
    panic_ = true;
    reading_.report(kTooDeep, made->place, fmt::format("an expression of more than {} levels", limit_)).emit();
  }
  made->kind = ExprKind::Error;
  made->height = 1;
  return made;
}

const Expr* Parser::error(uint32_t begin, uint32_t end) { return node<Expr>(ExprKind::Error, begin, end); }

}  // namespace wafpp::hcl
