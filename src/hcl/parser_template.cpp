// Templates, first half: from tokens to a flat list of parts, with strip markers and indentation applied. The second half
// (template_tree.cpp) makes a tree of them.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "hcl/parser_core.h"
#include "hcl/string_literal.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kUnclosedSequence = {.name = "unclosed-sequence", .level = diag::Level::Error};
constexpr diag::Kind kInvalidDirective = {.name = "invalid-directive", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedTemplate = {.name = "unclosed-template", .level = diag::Level::Error};

std::string_view trim_left(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    base::CodePoint point = base::decode(text, at);
    if (!point.valid || !base::is_space(point.value)) break;
    at += point.size;
  }
  return text.substr(at);
}

std::string_view trim_right(std::string_view text) {
  while (!text.empty()) {
    size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    base::CodePoint point = base::decode(text, at);
    if (!point.valid || at + point.size != text.size() || !base::is_space(point.value)) break;
    text = text.substr(0, at);
  }
  return text;
}

}  // namespace

bool Parser::is_escaped_sequence() const {
  std::string_view token = text();
  return token.size() >= 3 && token[2] == '{' && token[0] == token[1] && (token[0] == '$' || token[0] == '%');
}

const Expr* Parser::whole_template() {
  advance();
  List<Part> list(parts_);
  bool complete = parts(list, TokenKind::EndOfFile);
  auto end = static_cast<uint32_t>(reading_.text().size());
  const Expr* made = complete ? template_of(list, 0, end) : error(0, end);
  while (!at(TokenKind::EndOfFile)) advance();
  return made;
}

const Expr* Parser::quoted() {
  uint32_t begin = token_.begin;
  if (uint32_t close = 0; lexer_.plain_string(close)) {
    auto* made = node<StringExpr>(ExprKind::String, begin, close + 1);
    made->text = reading_.text(token_.end, close);
    token_.end = close + 1;
    advance();
    return made;
  }
  Level level(*this);
  if (too_deep()) return error(token_.begin, token_.end);
  advance();
  List<Part> list(parts_);
  bool complete = parts(list, TokenKind::CloseQuote);
  const Expr* made = complete ? template_of(list, begin, token_.end) : error(begin, token_.end);
  if (at(TokenKind::CloseQuote)) advance();
  return made;
}

const Expr* Parser::heredoc() {
  Level level(*this);
  if (too_deep()) return error(token_.begin, token_.end);
  Token open = token_;
  bool is_flush = text()[2] == '-';
  advance();
  List<Part> list(parts_);
  bool complete = parts(list, TokenKind::HeredocEnd);
  if (is_flush) remove_indentation(list);
  const Expr* made = complete ? template_of(list, open.begin, token_.end) : error(open.begin, token_.end);
  if (at(TokenKind::HeredocEnd)) advance();
  return made;
}

bool Parser::parts(List<Part>& parts, TokenKind closer) {
  uint32_t open = previous_end_;
  bool trim_next = false;
  // A strip marker eats the white space of the one text token beside it, so it matters where the lexer ends tokens.
  bool can_trim = false;
  while (!at(closer)) {
    bool trim = std::exchange(trim_next, false);
    switch (token_.kind) {
      case TokenKind::QuotedText:
      case TokenKind::HeredocText:
        literal(parts, trim);
        can_trim = true;
        continue;
      case TokenKind::TemplateInterpolation:
        trim_last(parts, can_trim);
        trim_next = interpolation(parts);
        break;
      case TokenKind::TemplateControl:
        trim_last(parts, can_trim);
        trim_next = directive(parts);
        break;
      case TokenKind::Error:
        advance();  // The lexer has complained.
        break;
      default:
        // Something inside was not closed, and took the closing mark of this template for its own.
        expected_in("the end of the template", kUnclosedTemplate, open == 0 ? 0 : open - 1, open);
        recover_to(closer);
        return false;
    }
    can_trim = false;
    if (panic_) {
      recover_to(closer);
      return false;
    }
  }
  return true;
}

void Parser::literal(List<Part>& parts, bool trim) {
  Part part{.kind = Part::Kind::Text, .begin = token_.begin, .end = token_.end};
  if (is_escaped_sequence()) {
    part.text = reading_.text(token_.begin + 1, token_.end);
  } else if (at(TokenKind::QuotedText)) {
    part.text = unescape(reading_, arena_, token_.begin, token_.end);
  } else if (text().front() == '\r') {
    // The rest of a template after a stray carriage return: the lexer has not looked into it.
    part.text = unescape_sequences(arena_, text());
  } else {
    part.text = text();
  }
  if (trim) part.text = trim_left(part.text);
  parts.add(part);
  advance();
}

void Parser::trim_last(List<Part>& parts, bool can_trim) {
  if (!can_trim || parts.empty() || token_.end - token_.begin != 3) return;
  Part& last = parts.items().back();
  last.text = trim_right(last.text);
}

bool Parser::interpolation(List<Part>& parts) {
  Token open = token_;
  bool newlines = newlines_;
  newlines_ = false;
  advance();
  const Expr* expr = expression();
  if (!panic_ && !at(TokenKind::TemplateEnd)) {
    if (complain()) {
      reading_.report(kUnclosedSequence, token_.begin, token_.end, fmt::format("found {} instead of `}}`", found()))
          .label(place(open.begin, open.end), "the sequence begins here")
          .help("write `$${` for a literal `${`")
          .emit();
    }
  }
  if (panic_) recover_to(TokenKind::TemplateEnd);
  parts.add({.kind = Part::Kind::Value, .begin = open.begin, .end = token_.end, .expr = expr});
  newlines_ = newlines;
  if (panic_) return false;
  bool trim_after = token_.end - token_.begin == 2;
  advance();
  return trim_after;
}

bool Parser::directive(List<Part>& parts) {
  Token open = token_;
  bool newlines = newlines_;
  newlines_ = false;
  advance();
  Part part{.begin = open.begin};
  bool good = directive_body(part, open);
  if (good && !panic_ && !at(TokenKind::TemplateEnd)) {
    expected_in("`}`", kUnclosedSequence, open.begin, open.end);
  }
  if (panic_) recover_to(TokenKind::TemplateEnd);
  part.end = token_.end;
  // A `for` that is wrong inside still has its end somewhere.
  if (!good && part.kind == Part::Kind::For) part.expr = error(open.begin, token_.end);
  if (good || part.kind == Part::Kind::For) parts.add(part);
  newlines_ = newlines;
  if (panic_) return false;
  bool trim_after = token_.end - token_.begin == 2;
  advance();
  return trim_after;
}

bool Parser::directive_body(Part& part, const Token& open) {
  std::string_view word = at(TokenKind::Identifier) ? text() : std::string_view();
  if (word == "if") {
    part.kind = Part::Kind::If;
    advance();
    part.expr = expression();
  } else if (word == "for") {
    part.kind = Part::Kind::For;
    advance();
    if (!loop_names(part.key_name, part.value_name, kInvalidDirective)) return false;
    part.expr = expression();
  } else if (word == "else" || word == "endif" || word == "endfor") {
    part.kind = word == "else" ? Part::Kind::Else : word == "endif" ? Part::Kind::EndIf : Part::Kind::EndFor;
    advance();
  } else {
    if (complain()) {
      reading_
          .report(kInvalidDirective, token_.begin, token_.end,
                  fmt::format("found {} instead of `if`, `else`, `endif`, `for` or `endfor`", found()))
          .label(place(open.begin, open.end), "the directive begins here")
          .help("write `%%{` for a literal `%{`")
          .emit();
    }
    return false;
  }
  return true;
}

void Parser::remove_indentation(List<Part>& parts) {
  // `<<-`: the least indented line decides how much is taken from each. Lines of white space alone do not count.
  auto leading = [](std::string_view text) { return text.substr(0, text.size() - trim_left(text).size()); };
  auto is_blank = [](std::string_view text) { return text.ends_with('\n') && trim_left(text).empty(); };
  size_t least = SIZE_MAX;
  bool line_begins = true;
  for (const Part& part : parts.items()) {
    bool is_text = part.kind == Part::Kind::Text;
    if (line_begins) {
      if (!is_text) least = 0;
      if (is_text && !is_blank(part.text)) least = std::min(least, base::grapheme_count(leading(part.text)));
    }
    line_begins = is_text && part.text.ends_with('\n');
  }
  line_begins = true;
  for (Part& part : parts.items()) {
    bool is_text = part.kind == Part::Kind::Text;
    bool ends_line = is_text && part.text.ends_with('\n');
    if (line_begins && is_text && !is_blank(part.text)) {
      size_t cut = 0;
      for (size_t i = 0; i < least; ++i) cut += base::grapheme_size(part.text, cut);
      part.text.remove_prefix(cut);
      part.begin += static_cast<uint32_t>(cut);
    }
    line_begins = ends_line;
  }
}

void Parser::join_texts(List<Part>& parts) {
  std::span<Part> all = parts.items();
  size_t kept = 0;
  for (size_t i = 0; i < all.size();) {
    if (all[i].kind != Part::Kind::Text) {
      all[kept++] = all[i++];
      continue;
    }
    Part joined = all[i];
    size_t end = i + 1;
    size_t size = joined.text.size();
    bool is_slice = true;  // The texts follow each other in memory: no copy is needed.
    for (; end < all.size() && all[end].kind == Part::Kind::Text; ++end) {
      is_slice = is_slice && all[end].text.data() == joined.text.data() + size;
      size += all[end].text.size();
    }
    if (is_slice) {
      joined.text = std::string_view(joined.text.data(), size);  // NOLINT(bugprone-suspicious-stringview-data-usage)
    } else {
      auto* to = static_cast<char*>(arena_.allocate(size, 1));
      joined.text = {to, size};
      for (size_t part = i; part < end; ++part) to = std::copy(all[part].text.begin(), all[part].text.end(), to);
    }
    joined.end = all[end - 1].end;
    joined.text = normalize(arena_, joined.text);
    all[kept++] = joined;
    i = end;
  }
  parts.shrink(kept);
}

}  // namespace wafpp::hcl
