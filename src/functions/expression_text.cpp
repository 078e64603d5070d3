#include "functions/expression_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.h"
#include "functions/arguments.h"
#include "value/quote.h"

// A value becomes a row of tokens, a line end among them only inside of braces. Then the lines are laid out:
//   1. A line that opens more brackets than it closes moves those after it two columns to the right, until as many are closed.
//   2. Neighbouring `name = value` lines, whose value is on the line as a whole, have their equals signs below each other.
//   3. One space between tokens, but none inside of brackets and before commas.
namespace wafpp::functions {

namespace {

enum class TokenKind : uint8_t { Word, Open, Close, Comma, Equals, LineEnd };

struct Token {
  TokenKind kind = TokenKind::Word;
  std::string text;
  size_t width = 0;  // In characters.
};

int bracket_change(TokenKind kind) { return kind == TokenKind::Open ? 1 : kind == TokenKind::Close ? -1 : 0; }

std::string escaped(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    std::string_view bytes = text.substr(at, point.size);
    at += point.size;
    switch (point.value) {
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      case '"':
      case '\\':
        result += '\\';
        result += bytes;
        break;
      case '$':
      case '%':
        result += bytes;
        // Doubled, the sign begins no template sequence.
        if (at < text.size() && text[at] == '{') result += bytes;
        break;
      default:
        if (base::is_print(point.value)) {
          result += bytes;
        } else {
          result += point.value < 0x10000 ? fmt::format("\\u{:04x}", point.value) : fmt::format("\\U{:08x}", point.value);
        }
    }
  }
  return result;
}

/// Tokens as they are made, and how many bytes they have.
class Tokens {
 public:
  explicit Tokens(const Context& context) : context_(context) {}

  void add(TokenKind kind, std::string text) {
    size_t width = base::grapheme_count(text);
    add({kind, std::move(text), width});
  }
  void add_string(std::string_view text) {
    std::string inside = escaped(text);
    size_t width = base::grapheme_count(inside) + 2;
    add({TokenKind::Word, fmt::format("\"{}\"", inside), width});
  }
  void add_line_end() { add({TokenKind::LineEnd, "\n", 1}); }
  bool is_full() const { return bytes_ > context_.max_string; }
  const std::vector<Token>& all() const { return tokens_; }

 private:
  void add(Token token) {
    bytes_ += token.text.size() + 1;
    // What is too long is refused at the end; until then it takes no memory.
    if (!is_full()) tokens_.push_back(std::move(token));
  }

  const Context& context_;
  std::vector<Token> tokens_;
  uint64_t bytes_ = 0;
};

void add_value(Tokens& tokens, const Value& value);

void add_members(Tokens& tokens, const Value& mapping) {
  tokens.add(TokenKind::Open, "{");
  if (mapping.length() > 0) tokens.add_line_end();
  for (const Member& member : mapping.members()) {
    if (base::is_identifier(member.name())) {
      tokens.add(TokenKind::Word, std::string(member.name()));
    } else {
      tokens.add_string(member.name());
    }
    tokens.add(TokenKind::Equals, "=");
    add_value(tokens, member.value);
    tokens.add_line_end();
  }
  tokens.add(TokenKind::Close, "}");
}

void add_elements(Tokens& tokens, const Value& sequence) {
  tokens.add(TokenKind::Open, "[");
  bool first = true;
  for (const Value& element : sequence.elements()) {
    if (!first) tokens.add(TokenKind::Comma, ",");
    first = false;
    add_value(tokens, element);
  }
  tokens.add(TokenKind::Close, "]");
}

/// Depth: that of a value, which is limited.
void add_value(Tokens& tokens, const Value& value) {
  if (tokens.is_full()) return;
  if (value.is_null()) return tokens.add(TokenKind::Word, "null");
  switch (value.kind()) {
    case value::TypeKind::Dynamic:
      return tokens.add(TokenKind::Word, "null");
    case value::TypeKind::Bool:
      return tokens.add(TokenKind::Word, value.as_bool() ? "true" : "false");
    case value::TypeKind::Number:
      return tokens.add(TokenKind::Word, value.as_number().text());
    case value::TypeKind::String:
      return tokens.add_string(value.as_string());
    case value::TypeKind::List:
    case value::TypeKind::Set:
    case value::TypeKind::Tuple:
      return add_elements(tokens, value);
    case value::TypeKind::Map:
    case value::TypeKind::Object:
      return add_members(tokens, value);
  }
}

struct Line {
  std::span<const Token> tokens;
  size_t indent = 0;
  size_t equals = 0;  // Where the equals sign is that is to be aligned; 0: there is none.
  size_t width = 0;   // Of what stands before it.
};

bool has_space_between(const Token& before, const Token& after) {
  if (after.kind == TokenKind::LineEnd || after.kind == TokenKind::Comma) return false;
  return before.kind != TokenKind::Open && after.kind != TokenKind::Close;
}

std::vector<Line> split_lines(std::span<const Token> tokens) {
  std::vector<Line> lines;
  size_t begin = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::LineEnd && i + 1 < tokens.size()) continue;
    lines.push_back({.tokens = tokens.subspan(begin, i + 1 - begin)});
    begin = i + 1;
  }
  return lines;
}

void indent_lines(std::vector<Line>& lines) {
  std::vector<int> opened;  // Brackets by lines that opened more than they closed.
  for (Line& line : lines) {
    int net = 0;
    for (const Token& token : line.tokens) net += bracket_change(token.kind);
    for (int closed = -net; closed > 0 && !opened.empty();) {
      int last = std::min(closed, opened.back());
      opened.back() -= last;
      closed -= last;
      if (opened.back() == 0) opened.pop_back();
    }
    line.indent = 2 * opened.size();
    if (net > 0) opened.push_back(net);
  }
}

void align_lines(std::vector<Line>& lines) {
  for (Line& line : lines) {
    // Only the first equals sign counts, and only with a value that ends on the line.
    auto equals = std::find_if(line.tokens.begin(), line.tokens.end(), [](const Token& token) { return token.kind == TokenKind::Equals; });
    int net = 0;
    for (auto token = equals; token != line.tokens.end(); ++token) net += bracket_change(token->kind);
    if (equals == line.tokens.begin() || equals == line.tokens.end() || net != 0) continue;
    line.equals = static_cast<size_t>(equals - line.tokens.begin());
    line.width = line.indent;
    for (size_t i = 0; i < line.equals; ++i) {
      line.width += line.tokens[i].width + (i > 0 && has_space_between(line.tokens[i - 1], line.tokens[i]) ? 1 : 0);
    }
  }
}

/// The greatest width in the run of aligned lines that begins at `from`, and where the run ends.
size_t run_width(std::span<const Line> lines, size_t from, size_t& end) {
  size_t width = 0;
  for (end = from; end < lines.size() && lines[end].equals > 0; ++end) width = std::max(width, lines[end].width);
  return width;
}

std::string laid_out(std::span<const Token> tokens) {
  std::vector<Line> lines = split_lines(tokens);
  indent_lines(lines);
  align_lines(lines);
  std::string text;
  size_t run_end = 0;
  size_t width = 0;
  for (size_t at = 0; at < lines.size(); ++at) {
    const Line& line = lines[at];
    if (at >= run_end) {
      width = run_width(lines, at, run_end);
      run_end = std::max(run_end, at + 1);
    }
    text.append(line.indent, ' ');
    for (size_t i = 0; i < line.tokens.size(); ++i) {
      if (line.equals > 0 && i == line.equals) {
        text.append(width - line.width + 1, ' ');
      } else if (i > 0 && has_space_between(line.tokens[i - 1], line.tokens[i])) {
        text += ' ';
      }
      text += line.tokens[i].text;
    }
  }
  return text;
}

tl::expected<std::string, FunctionError> finished(const Tokens& tokens, const Context& context) {
  if (tokens.is_full()) return over_limit(fmt::format("the text would have more than {} bytes", context.max_string));
  std::string text = laid_out(tokens.all());
  if (auto within = within_string_limit(text.size(), context); !within) return tl::unexpected(within.error());
  return text;
}

}  // namespace

tl::expected<std::string, FunctionError> expression_text(const Value& value, const Context& context) {
  Tokens tokens(context);
  add_value(tokens, value);
  return finished(tokens, context);
}

tl::expected<std::string, FunctionError> definitions_text(const Value& mapping, const Context& context) {
  Tokens tokens(context);
  for (const Member& member : mapping.members()) {
    if (!base::is_identifier(member.name())) {
      return refuse(1, fmt::format("invalid variable name {}: must be a valid identifier, per Terraform's rules for input variable "
                                   "declarations",
                                   value::quote(member.name())));
    }
    tokens.add(TokenKind::Word, std::string(member.name()));
    tokens.add(TokenKind::Equals, "=");
    add_value(tokens, member.value);
    tokens.add_line_end();
  }
  return finished(tokens, context);
}

}  // namespace wafpp::functions
