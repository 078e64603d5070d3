#include "evidence/ci/shell_lexer.h"

#include <algorithm>

namespace wafpp::evidence::ci {

namespace {

bool ends_word(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' || c == '(' ||
         c == ')';
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

/// False at the end of the text.
bool ShellLexer::skip_blanks() {
  while (at_ < text_.size()) {
    char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '\\' && (at(at_ + 1) == '\n' || (at(at_ + 1) == '\r' && at(at_ + 2) == '\n'))) {
      at_ += at(at_ + 1) == '\n' ? 2 : 3;
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      return true;
    }
  }
  return false;
}

ShellLexeme ShellLexer::next() {
  ShellLexeme token;
  while (skip_blanks() && text_[at_] == '<' && at(at_ + 1) == '<' && at(at_ + 2) != '<' && !expression(token)) here_document();
  if (!token.text.empty()) {
    // A word that begins with an expression.
    token.begin = static_cast<uint32_t>(at_ - token.text.size());
    word(token);
    token.end = static_cast<uint32_t>(at_);
    return token;
  }
  if (!skip_blanks()) {
    token.begin = token.end = static_cast<uint32_t>(text_.size());
    return token;
  }
  token.begin = static_cast<uint32_t>(at_);
  char c = text_[at_];
  auto take = [&](ShellToken kind, size_t length) {
    token.token = kind;
    token.text = text_.substr(at_, length);
    at_ += length;
  };
  if (c == '\n') {
    take(ShellToken::NewLine, 1);
    skip_here_documents();
  } else if (c == ';') {
    take(ShellToken::Semicolon, at(at_ + 1) == ';' ? 2 : 1);
  } else if (c == '&') {
    if (at(at_ + 1) == '&') {
      take(ShellToken::And, 2);
    } else if (at(at_ + 1) == '>') {
      take(ShellToken::Redirect, at(at_ + 2) == '>' ? 3 : 2);
    } else {
      take(ShellToken::Background, 1);
    }
  } else if (c == '|') {
    if (at(at_ + 1) == '|') {
      take(ShellToken::Or, 2);
    } else {
      take(ShellToken::Pipe, at(at_ + 1) == '&' ? 2 : 1);
    }
  } else if (c == '(') {
    take(ShellToken::Open, 1);
  } else if (c == ')') {
    take(ShellToken::Close, 1);
  } else if (c == '>' || (c == '<' && at(at_ + 1) != '(')) {
    size_t length = 1;
    while (length < 3 && (at(at_ + length) == '<' || at(at_ + length) == '>' || at(at_ + length) == '&' || at(at_ + length) == '|'))
      ++length;
    take(ShellToken::Redirect, length);
  } else {
    word(token);
  }
  token.end = static_cast<uint32_t>(at_);
  return token;
}

/// `${{ github.sha }}` or `<< parameters.tag >>` at the cursor: a part of a word that the platform fills in before a shell sees it.
bool ShellLexer::expression(ShellLexeme& word) {
  std::string_view rest = text_.substr(at_);
  size_t end = std::string_view::npos;
  constexpr size_t kLongest = 4096;
  if (rest.starts_with("${{")) {
    end = rest.substr(0, kLongest).find("}}");
  } else if (rest.starts_with("<<")) {
    size_t from = rest.find_first_not_of(' ', 2);
    if (from == std::string_view::npos) return false;
    size_t to = from;
    while (to < rest.size() &&
           (std::isalnum(static_cast<unsigned char>(rest[to])) != 0 || rest[to] == '_' || rest[to] == '.' || rest[to] == '-'))
      ++to;
    bool has_dot = rest.substr(from, to - from).find('.') != std::string_view::npos;
    end = rest.find_first_not_of(' ', to);
    if (!has_dot || end == std::string_view::npos || !rest.substr(end).starts_with(">>")) return false;
  }
  if (end == std::string_view::npos) return false;
  word.text += rest.substr(0, end + 2);
  at_ += end + 2;
  return true;
}

void ShellLexer::word(ShellLexeme& word) {
  word.token = ShellToken::Word;
  size_t before = at_;
  while (at_ < text_.size()) {
    char c = text_[at_];
    if (expression(word)) continue;
    // `<(...)`: a file that is the output of commands.
    if (c == '<' && at(at_ + 1) == '(' && word.text.empty()) {
      size_t end = closing(at_ + 1, '(', ')');
      if (end - at_ > 3) word.inner.push_back({std::string(text_.substr(at_ + 2, end - at_ - 3)), static_cast<uint32_t>(at_ + 2)});
      word.text += text_.substr(at_, end - at_);
      at_ = end;
      continue;
    }
    if (ends_word(c)) break;
    if (c == '\\') {
      if (at(at_ + 1) == '\n') {
        at_ += 2;
        continue;
      }
      ++at_;
      if (at_ < text_.size()) word.text += text_[at_++];
    } else if (c == '\'') {
      size_t end = text_.find('\'', at_ + 1);
      word.is_quoted = true;
      word.text += text_.substr(at_ + 1, (end == std::string_view::npos ? text_.size() : end) - at_ - 1);
      at_ = end == std::string_view::npos ? text_.size() : end + 1;
    } else if (c == '"') {
      quoted(word);
    } else if (c == '$') {
      dollar(word);
    } else if (c == '`') {
      backquoted(word);
    } else {
      word.text += c;
      ++at_;
    }
  }
  // `2>file`: the number belongs to the redirection.
  if (is_digits(word.text) && !word.is_quoted && (at(at_) == '>' || at(at_) == '<')) {
    size_t end = at_ + 1;
    while (end < text_.size() && (at(end) == '>' || at(end) == '&' || at(end) == '<')) ++end;
    std::string sign(word.text == "1" ? ">" : "2>");
    at_ = end;
    word.token = ShellToken::Redirect;
    word.text = sign;
  }
  // Whatever it is, the cursor moves on.
  if (at_ == before && word.text.empty()) ++at_;
}

void ShellLexer::quoted(ShellLexeme& word) {
  word.is_quoted = true;
  ++at_;
  while (at_ < text_.size() && text_[at_] != '"') {
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
      if (text_[at_ + 1] != '\n') word.text += text_[at_ + 1];
      at_ += 2;
    } else if (text_[at_] == '$') {
      if (!expression(word)) dollar(word);
    } else if (text_[at_] == '`') {
      backquoted(word);
    } else {
      word.text += text_[at_++];
    }
  }
  if (at_ < text_.size()) ++at_;
}

/// `$(...)` is noted as a script of its own and stays in the text as written; `$((...))`, `${...}` and `$name` stay as they are.
void ShellLexer::dollar(ShellLexeme& word) {
  char after = at(at_ + 1);
  if (after != '(' && after != '{') {
    word.text += text_[at_++];
    return;
  }
  size_t end = after == '(' ? closing(at_ + 1, '(', ')') : closing(at_ + 1, '{', '}');
  std::string_view whole = text_.substr(at_, end - at_);
  if (after == '(' && at(at_ + 2) != '(' && whole.size() > 3) {
    word.inner.push_back({std::string(whole.substr(2, whole.size() - 3)), static_cast<uint32_t>(at_ + 2)});
  }
  word.text += whole;
  at_ = end;
}

void ShellLexer::backquoted(ShellLexeme& word) {
  size_t end = text_.find('`', at_ + 1);
  if (end == std::string_view::npos) end = text_.size();
  word.inner.push_back({std::string(text_.substr(at_ + 1, end - at_ - 1)), static_cast<uint32_t>(at_ + 1)});
  word.text += text_.substr(at_, end - at_);
  at_ = std::min(end + 1, text_.size());
}

/// Behind the bracket that closes the one at `from`, quotes in between respected.
size_t ShellLexer::closing(size_t from, char open, char close) const {
  size_t depth = 0;
  for (size_t at = from; at < text_.size(); ++at) {
    char c = text_[at];
    if (c == '\\') {
      ++at;
    } else if (c == '\'') {
      size_t end = text_.find('\'', at + 1);
      if (end != std::string_view::npos) at = end;
    } else if (c == open) {
      ++depth;
    } else if (c == close && --depth == 0) {
      return at + 1;
    }
  }
  return text_.size();
}

void ShellLexer::here_document() {
  at_ += 2;
  Delimiter delimiter;
  if (at(at_) == '-' || at(at_) == '~') {
    delimiter.is_indented = true;
    ++at_;
  }
  while (at(at_) == ' ') ++at_;
  while (at_ < text_.size() && !ends_word(text_[at_])) {
    if (text_[at_] != '\'' && text_[at_] != '"' && text_[at_] != '\\') delimiter.word += text_[at_];
    ++at_;
  }
  if (!delimiter.word.empty()) waiting_.push_back(std::move(delimiter));
}

void ShellLexer::skip_here_documents() {
  for (const Delimiter& delimiter : waiting_) {
    while (at_ < text_.size()) {
      size_t end = std::min(text_.find('\n', at_), text_.size());
      std::string_view line = text_.substr(at_, end - at_);
      at_ = std::min(end + 1, text_.size());
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (delimiter.is_indented) line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
      if (line == delimiter.word) break;
      documents_.append(line).append("\n");
    }
  }
  waiting_.clear();
}

}  // namespace wafpp::evidence::ci
