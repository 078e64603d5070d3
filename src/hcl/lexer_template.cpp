// The modes of the lexer inside of strings, heredocs and whole templates.

#include <cstring>

#include "base/unicode.h"
#include "hcl/lexer.h"
#include "hcl/lexical_errors.h"

namespace wafpp::hcl {

Token Lexer::next_in_template() {
  switch (mode_) {
    case Mode::Main:
      return next_in_main();
    case Mode::Quoted:
      return next_in_quotes();
    case Mode::Heredoc:
      return next_in_heredoc();
    case Mode::Bare:
      return next_in_bare_template();
  }
  return finish(TokenKind::EndOfFile, size_, size_);
}

uint32_t Lexer::character_size(uint32_t at) const {
  // As hclsyntax: lead byte and continuation bytes, but no look at overlong forms or surrogates.
  auto byte = [&](uint32_t offset) { return offset < size_ ? static_cast<unsigned char>(data_[offset]) : 0U; };
  unsigned first = byte(at);
  uint32_t size = first < 0x80 ? 1 : first >= 0xF8 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  for (uint32_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  return size;
}

uint32_t Lexer::text_end(uint32_t begin, CharacterClass stop) const {
  uint32_t end = begin;
  for (;;) {
    while (end < size_ && !is_in(data_[end], stop)) ++end;
    if (end >= size_ || static_cast<unsigned char>(data_[end]) < 0x80) return end;
    uint32_t size = character_size(end);
    if (size == 0) return end;
    end += size;
  }
}

Token Lexer::template_opening(uint32_t begin) {
  uint32_t end = begin + 2;
  if (at(end) == '~') ++end;
  TokenKind kind = data_[begin] == '$' ? TokenKind::TemplateInterpolation : TokenKind::TemplateControl;
  frames_.back().line_start = false;
  push({.mode = Mode::Main, .opened = begin, .opened_end = end});
  return finish(kind, begin, end);
}

Token Lexer::dollar_or_percent(uint32_t begin, TokenKind text) {
  char sign = data_[begin];
  if (at(begin + 1) == '{') return template_opening(begin);
  frames_.back().line_start = false;
  if (at(begin + 1) == sign && at(begin + 2) == '{') {
    // `$${` is an escaped `${`.
    uint32_t end = begin + 3;
    if (at(end) == '~') ++end;
    return finish(text, begin, end);
  }
  // A sign that introduces nothing is text of its own. hclsyntax takes a carriage return with it.
  bool with_return = text == TokenKind::HeredocText && at(begin + 1) == '\r' && at(begin + 2) == '\n';
  return finish(text, begin, begin + (with_return ? 2 : 1));
}

Token Lexer::next_in_quotes() {
  uint32_t begin = at_;
  if (begin >= size_) {
    const Frame frame = frames_.back();
    lexical_errors::unclosed_string(reading_, frame.opened, frame.opened_end, size_);
    pop();
    return finish(TokenKind::CloseQuote, begin, begin);
  }
  uint32_t end = begin;
  while (true) {
    end = text_end(end, kQuotedStop);
    if (at(end) != '\\') break;
    uint32_t escaped = end + 1 < size_ && at(end + 1) != '\n' && at(end + 1) != '\r' ? character_size(end + 1) : 0;
    if (escaped == 0) break;
    end += 1 + escaped;
  }
  if (end > begin) return finish(TokenKind::QuotedText, begin, end);
  if (end >= size_) return next_in_quotes();
  switch (data_[begin]) {
    case '"':
      pop();
      return finish(TokenKind::CloseQuote, begin, begin + 1);
    case '$':
    case '%':
      return dollar_or_percent(begin, TokenKind::QuotedText);
    case '\n':
    case '\r': {
      // Most often the closing quote was forgotten, and what follows is meant as the next line.
      const Frame frame = frames_.back();
      lexical_errors::line_end_in_string(reading_, frame.opened, frame.opened_end, begin);
      pop();
      return finish(TokenKind::CloseQuote, begin, begin);
    }
    case '\\':
      lexical_errors::lone_backslash(reading_, begin);
      return finish(TokenKind::Error, begin, begin + 1);
    default:
      return invalid_bytes(begin);
  }
}

uint32_t Lexer::marker_line_end(const Frame& frame, uint32_t begin) const {
  auto skip_space = [&](uint32_t at) {
    while (at < size_ && data_[at] != '\n' && data_[at] != '\r') {
      base::CodePoint point = base::decode({data_, size_}, at);
      if (!point.valid || !base::is_space(point.value)) break;
      at += point.size;
    }
    return at;
  };
  uint32_t marker = skip_space(begin);
  uint32_t length = frame.marker_end - frame.marker;
  if (size_ - marker <= length || std::memcmp(data_ + marker, data_ + frame.marker, length) != 0) return 0;
  uint32_t end = skip_space(marker + length);
  return at(end) == '\n' || (at(end) == '\r' && at(end + 1) == '\n') ? end : 0;
}

Token Lexer::next_in_heredoc() {
  Frame& frame = frames_.back();
  uint32_t begin = at_;
  if (begin >= size_) {
    lexical_errors::unclosed_heredoc(reading_, frame.opened, frame.opened_end, reading_.text(frame.marker, frame.marker_end), size_);
    pop();
    return finish(TokenKind::HeredocEnd, begin, begin);
  }
  if (frame.line_start) {
    if (uint32_t end = marker_line_end(frame, begin); end != 0) {
      pop();
      return finish(TokenKind::HeredocEnd, begin, end);
    }
  }
  uint32_t end = text_end(begin, kHeredocStop);
  if (at(end) == '\r' && at(end + 1) == '\n') ++end;
  if (at(end) == '\n' && end < size_) {
    frame.line_start = true;
    return finish(TokenKind::HeredocText, begin, end + 1);
  }
  frame.line_start = false;
  if (end > begin) return finish(TokenKind::HeredocText, begin, end);
  switch (data_[begin]) {
    case '$':
    case '%':
      if (begin + 1 < size_) return dollar_or_percent(begin, TokenKind::HeredocText);
      return finish(TokenKind::HeredocText, begin, size_);  // The heredoc is not closed.
    case '\r':
      return unreadable(begin);
    default:
      return invalid_bytes(begin);
  }
}

Token Lexer::next_in_bare_template() {
  uint32_t begin = at_;
  if (begin >= size_) return finish(TokenKind::EndOfFile, size_, size_);
  uint32_t end = text_end(begin, kHeredocStop);
  if (at(end) == '\r' && at(end + 1) == '\n') ++end;
  if (end < size_ && data_[end] == '\n') return finish(TokenKind::HeredocText, begin, end + 1);
  if (end > begin) return finish(TokenKind::HeredocText, begin, end);
  switch (data_[begin]) {
    case '$':
    case '%':
      if (begin + 1 < size_) return dollar_or_percent(begin, TokenKind::HeredocText);
      return finish(TokenKind::HeredocText, begin, size_);
    case '\r':
      // hclsyntax reads no further: the rest is literal text, sequences and all.
      return finish(TokenKind::HeredocText, begin, size_);
    default:
      return invalid_bytes(begin);
  }
}

Token Lexer::unreadable(uint32_t begin) {
  uint32_t size = character_size(begin);
  if (size == 0) return invalid_bytes(begin);
  lexical_errors::unexpected_character(reading_, begin, begin + size);
  return finish(TokenKind::Error, begin, begin + size);
}

Token Lexer::invalid_bytes(uint32_t begin) {
  uint32_t end = begin;
  while (end < size_ && static_cast<unsigned char>(data_[end]) >= 0x80 && character_size(end) == 0) ++end;
  lexical_errors::invalid_utf8(reading_, begin, end);
  return finish(TokenKind::Error, begin, end);
}

}  // namespace wafpp::hcl
