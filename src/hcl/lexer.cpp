#include "hcl/lexer.h"

#include <cstring>

#include "base/unicode.h"
#include "hcl/lexical_errors.h"

namespace wafpp::hcl {

Lexer::Lexer(Reading& reading, Start start, std::vector<Token>* keep)
    : data_(reading.text().data()),
      size_(static_cast<uint32_t>(reading.text().size())),
      mode_(start == Start::Template ? Mode::Bare : Mode::Main),
      reading_(reading),
      keep_(keep) {
  frames_.push_back({.mode = mode_});
  if (reading.text().starts_with("\xEF\xBB\xBF")) finish(TokenKind::ByteOrderMark, 0, 3);
}

void Lexer::keep(const Token& token) {
  if (kept_ < token.begin) keep_->push_back({kept_, token.begin, TokenKind::Whitespace});
  // The end of the file is asked for more than once.
  if (token.kind == TokenKind::EndOfFile && !keep_->empty() && keep_->back().kind == TokenKind::EndOfFile) return;
  keep_->push_back(token);
  kept_ = token.end;
}

void Lexer::push(const Frame& frame) {
  frames_.push_back(frame);
  mode_ = frame.mode;
}

void Lexer::pop() {
  frames_.pop_back();
  mode_ = frames_.back().mode;
}

Token Lexer::next_in_main() {
  for (;;) {
    uint32_t begin = skip_blanks(at_);
    if (begin >= size_) return finish(TokenKind::EndOfFile, size_, size_);
    auto one = [&](TokenKind kind) { return finish(kind, begin, begin + 1); };
    auto two = [&](TokenKind kind) { return finish(kind, begin, begin + 2); };
    char next = at(begin + 1);
    switch (data_[begin]) {
      case '\n':
        return one(TokenKind::Newline);
      case '\r':
        if (next == '\n') return two(TokenKind::Newline);
        return unreadable(begin);
      case '#':
        skip_line_comment(begin);
        continue;
      case '/':
        if (next == '/') {
          skip_line_comment(begin);
          continue;
        }
        if (next == '*') {
          if (skip_block_comment(begin)) continue;
          lexical_errors::unclosed_comment(reading_, begin);
          return finish(TokenKind::Error, begin, size_);
        }
        return one(TokenKind::Slash);
      case '"':
        push({.mode = Mode::Quoted, .opened = begin, .opened_end = begin + 1});
        return one(TokenKind::OpenQuote);
      case '{':
        ++frames_.back().braces;
        return one(TokenKind::OpenBrace);
      case '}':
        return close_brace(begin, begin + 1);
      case '~':
        if (next == '}') return close_brace(begin, begin + 2);
        return unreadable(begin);
      case '[':
        return one(TokenKind::OpenBracket);
      case ']':
        return one(TokenKind::CloseBracket);
      case '(':
        return one(TokenKind::OpenParen);
      case ')':
        return one(TokenKind::CloseParen);
      case '.':
        if (next == '.' && at(begin + 2) == '.') return finish(TokenKind::Ellipsis, begin, begin + 3);
        return one(TokenKind::Dot);
      case ',':
        return one(TokenKind::Comma);
      case ':':
        return next == ':' ? two(TokenKind::DoubleColon) : one(TokenKind::Colon);
      case '=':
        if (next == '=') return two(TokenKind::EqualEqual);
        return next == '>' ? two(TokenKind::FatArrow) : one(TokenKind::Equal);
      case '!':
        return next == '=' ? two(TokenKind::NotEqual) : one(TokenKind::Bang);
      case '<': {
        if (next == '=') return two(TokenKind::LessEqual);
        Frame frame;
        uint32_t end = 0;
        if (next == '<' && heredoc_begins(begin, frame, end)) {
          push(frame);
          return finish(TokenKind::HeredocBegin, begin, end);
        }
        return one(TokenKind::Less);
      }
      case '>':
        return next == '=' ? two(TokenKind::GreaterEqual) : one(TokenKind::Greater);
      case '&':
        return next == '&' ? two(TokenKind::AndAnd) : unreadable(begin);
      case '|':
        return next == '|' ? two(TokenKind::OrOr) : unreadable(begin);
      case '?':
        return one(TokenKind::Question);
      case '+':
        return one(TokenKind::Plus);
      case '-':
        return one(TokenKind::Minus);
      case '*':
        return one(TokenKind::Star);
      case '%':
        return one(TokenKind::Percent);
      default:
        if (is_in(data_[begin], kIdentifierStart)) return identifier(begin);
        if (is_in(data_[begin], kDigit)) return number(begin);
        if (static_cast<unsigned char>(data_[begin]) >= 0x80 && identifier_end(begin) > begin) return identifier(begin);
        return unreadable(begin);
    }
  }
}

uint32_t Lexer::skip_blanks(uint32_t offset) const {
  while (offset < size_ && (data_[offset] == ' ' || data_[offset] == '\t')) ++offset;
  return offset;
}

void Lexer::skip_line_comment(uint32_t begin) {
  const void* found = std::memchr(data_ + begin, '\n', size_ - begin);
  uint32_t end = found == nullptr ? size_ : static_cast<uint32_t>(static_cast<const char*>(found) - data_);
  if (end < size_ && data_[end - 1] == '\r') --end;  // Belongs to the line's end.
  finish(TokenKind::Comment, begin, end);
}

bool Lexer::skip_block_comment(uint32_t begin) {
  size_t end = std::string_view(data_, size_).find("*/", begin + 2);
  if (end == std::string_view::npos) return false;
  finish(TokenKind::Comment, begin, static_cast<uint32_t>(end) + 2);
  return true;
}

uint32_t Lexer::identifier_end(uint32_t begin) const {
  uint32_t end = begin;
  for (;;) {
    while (end < size_ && is_in(data_[end], kIdentifierContinue)) ++end;
    if (end >= size_ || static_cast<unsigned char>(data_[end]) < 0x80) return end;
    base::CodePoint point = base::decode({data_, size_}, end);
    if (!point.valid || !(end == begin ? base::is_id_start(point.value) : base::is_id_continue(point.value))) return end;
    end += point.size;
  }
}

Token Lexer::identifier(uint32_t begin) { return finish(TokenKind::Identifier, begin, identifier_end(begin)); }

Token Lexer::number(uint32_t begin) {
  // Digits, dots and exponents in any order, not ending in a dot: the parser says which of these are numbers.
  uint32_t end = begin + 1;
  for (uint32_t at = end; at < size_;) {
    char c = data_[at];
    if (is_in(c, kDigit)) {
      end = ++at;
    } else if (c == '.') {
      ++at;
    } else if (c == 'e' || c == 'E') {
      ++at;
      if (this->at(at) == '+' || this->at(at) == '-') ++at;
      if (at >= size_ || !is_in(data_[at], kDigit)) break;
      end = ++at;
    } else {
      break;
    }
  }
  return finish(TokenKind::Number, begin, end);
}

Token Lexer::close_brace(uint32_t begin, uint32_t end) {
  Frame& frame = frames_.back();
  if (frames_.size() > 1 && frame.braces == 0) {
    pop();
    return finish(TokenKind::TemplateEnd, begin, end);
  }
  --frame.braces;
  // `~}` that closes an ordinary brace stays what it is, so that the parser refuses it.
  return finish(end - begin == 2 ? TokenKind::TemplateEnd : TokenKind::CloseBrace, begin, end);
}

bool Lexer::heredoc_begins(uint32_t begin, Frame& frame, uint32_t& end) const {
  uint32_t marker = begin + 2;
  if (at(marker) == '-') ++marker;
  if (marker >= size_ || is_in(data_[marker], kDigit) || data_[marker] == '-') return false;
  uint32_t marker_end = identifier_end(marker);
  if (marker_end == marker) return false;
  end = marker_end;
  if (at(end) == '\r') ++end;
  if (at(end) != '\n') return false;
  ++end;
  frame = {
      .mode = Mode::Heredoc, .line_start = true, .opened = begin, .opened_end = marker_end, .marker = marker, .marker_end = marker_end};
  return true;
}

bool Lexer::plain_string(uint32_t& end) {
  uint32_t at = at_;
  while (at < size_ && !is_in(data_[at], kQuotedStop)) ++at;
  if (at >= size_ || data_[at] != '"') return false;
  if (keep_ != nullptr) {
    if (at > at_) keep({at_, at, TokenKind::QuotedText});
    keep({at, at + 1, TokenKind::CloseQuote});
  }
  pop();
  end = at;
  at_ = at + 1;
  return true;
}

bool Lexer::word_follows(std::string_view word) const {
  uint32_t at = at_;
  for (;;) {
    while (at < size_ && (data_[at] == ' ' || data_[at] == '\t' || data_[at] == '\n' || data_[at] == '\r')) ++at;
    std::string_view rest(data_ + at, size_ - at);
    size_t end;
    if (rest.starts_with('#') || rest.starts_with("//")) {
      end = rest.find('\n');
    } else if (rest.starts_with("/*")) {
      end = rest.find("*/", 2);
      if (end != std::string_view::npos) ++end;
    } else {
      return rest.starts_with(word) && identifier_end(at) == at + word.size();
    }
    if (end == std::string_view::npos) return false;
    at += static_cast<uint32_t>(end) + 1;
  }
}

bool Lexer::attribute_begins_at(uint32_t offset) const {
  uint32_t begin = skip_blanks(offset);
  if (begin >= size_ || is_in(data_[begin], kDigit) || data_[begin] == '-') return false;
  uint32_t end = identifier_end(begin);
  if (end == begin) return false;
  end = skip_blanks(end);
  return at(end) == '=' && at(end + 1) != '=' && at(end + 1) != '>';
}

}  // namespace wafpp::hcl
