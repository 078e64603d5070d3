#pragma once

#include <vector>

#include "hcl/characters.h"
#include "hcl/reading.h"
#include "hcl/token.h"

namespace wafpp::hcl {

/// Bytes to tokens, one at a time. HCL cannot be cut into tokens without knowing where one is: inside `"..."` and heredocs
/// other rules hold, and `${` leads back to the outer ones. The lexer keeps a stack of these modes; it looks at bytes only,
/// never at what the parser makes of them, so the tokens of a text are always the same.
///
/// `next` leaves out white space and comments (a line comment's end is a `Newline`). With `keep`, everything goes to that
/// list, without gaps.
///
/// A string or heredoc that is not closed is reported and closed with an empty token, so whoever reads the tokens always
/// sees pairs.
class Lexer {
 public:
  enum class Start : uint8_t { Configuration, Template };

  Lexer(Reading& reading, Start start, std::vector<Token>* keep = nullptr);

  /// The next token; `EndOfFile` again and again at the end.
  Token next() {
    if (mode_ == Mode::Main) [[likely]]
      return next_in_main();
    return next_in_template();
  }

  /// Right after an `OpenQuote`: whether a string of plain ASCII without escapes follows. If so, both it and its closing
  /// quote are consumed, and `end` is the offset of that quote. Most strings are like this.
  bool plain_string(uint32_t& end);

  /// Whether the next thing on this or, where `across_lines`, a later line is the word `word`. Consumes nothing.
  bool word_follows(std::string_view word) const;
  /// Whether at `offset` a line begins that reads `name =`: where recovery may go on.
  bool attribute_begins_at(uint32_t offset) const;
  /// The end of the white space (but not line ends) that begins at `offset`.
  uint32_t skip_blanks(uint32_t offset) const;

 private:
  enum class Mode : uint8_t { Main, Quoted, Heredoc, Bare };

  struct Frame {
    Mode mode = Mode::Main;
    bool line_start = false;  // Heredoc: nothing of the line was read yet.
    int64_t braces = 0;       // Main: open braces within this frame.
    uint32_t opened = 0;      // Offset of what opened the frame, and its end.
    uint32_t opened_end = 0;
    uint32_t marker = 0;  // Heredoc: the marker's offset and end.
    uint32_t marker_end = 0;
  };

  Token next_in_main();
  Token next_in_template();
  Token next_in_quotes();
  Token next_in_heredoc();
  Token next_in_bare_template();

  Token finish(TokenKind kind, uint32_t begin, uint32_t end) {
    at_ = end;
    Token token{begin, end, kind};
    if (keep_ != nullptr) keep(token);
    return token;
  }
  void keep(const Token& token);
  void push(const Frame& frame);
  void pop();

  Token identifier(uint32_t begin);
  Token number(uint32_t begin);
  Token close_brace(uint32_t begin, uint32_t end);
  Token newline(uint32_t begin);
  Token unreadable(uint32_t begin);
  Token invalid_bytes(uint32_t begin);
  bool skip_block_comment(uint32_t begin);
  void skip_line_comment(uint32_t begin);
  bool heredoc_begins(uint32_t begin, Frame& frame, uint32_t& end) const;
  uint32_t identifier_end(uint32_t begin) const;
  /// The end of the run of text without a byte of class `stop`, but with all well-formed UTF-8.
  uint32_t text_end(uint32_t begin, CharacterClass stop) const;
  uint32_t character_size(uint32_t at) const;
  Token template_opening(uint32_t begin);
  Token dollar_or_percent(uint32_t begin, TokenKind text);
  uint32_t marker_line_end(const Frame& frame, uint32_t begin) const;

  char at(uint32_t offset) const { return offset < size_ ? data_[offset] : '\0'; }

  const char* data_;
  uint32_t size_;
  uint32_t at_ = 0;
  Mode mode_;
  Reading& reading_;
  std::vector<Token>* keep_;
  uint32_t kept_ = 0;
  std::vector<Frame> frames_;
};

}  // namespace wafpp::hcl
