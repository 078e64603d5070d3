#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wafpp::evidence::ci {

enum class ShellToken : uint8_t { End, Word, And, Or, Pipe, Semicolon, Background, Open, Close, NewLine, Redirect };

/// A command substitution inside of a word.
struct InnerScript {
  std::string text;
  uint32_t offset = 0;
};

struct ShellLexeme {
  ShellToken token = ShellToken::End;
  std::string text;  ///< Of a word without its quotes, of the rest as written.
  bool is_quoted = false;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::vector<InnerScript> inner;
};

/// Shell text to tokens. Expressions of pipelines (`${{ ... }}`, `<< parameters.x >>`) are parts of words; comments are left out,
/// here-documents are put aside, lines that end in a backslash are joined.
class ShellLexer {
 public:
  explicit ShellLexer(std::string_view text) : text_(text) {}
  ShellLexeme next();
  /// The here-documents whose text was passed since this was asked last, one behind the other.
  std::string take_documents() { return std::exchange(documents_, {}); }

 private:
  char at(size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  bool skip_blanks();
  bool expression(ShellLexeme& word);
  void word(ShellLexeme& word);
  void quoted(ShellLexeme& word);
  void dollar(ShellLexeme& word);
  void backquoted(ShellLexeme& word);
  size_t closing(size_t from, char open, char close) const;
  void here_document();
  void skip_here_documents();

  std::string_view text_;
  size_t at_ = 0;
  struct Delimiter {
    std::string word;
    bool is_indented = false;
  };
  std::vector<Delimiter> waiting_;
  std::string documents_;
};

}  // namespace wafpp::evidence::ci
