#include "evidence/ci/groovy.h"

#include <algorithm>

namespace wafpp::evidence::ci {

namespace {

constexpr uint32_t kMaxDepth = 60;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool is_part(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '.'; }

struct Piece {
  enum class Kind : uint8_t { End, Word, String, Sign, NewLine };
  Kind kind = Kind::End;
  std::string text;
  uint32_t begin = 0;
  uint32_t end = 0;
};

class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) { read(); }
  const Piece& at(size_t index) const { return index < pieces_.size() ? pieces_[index] : pieces_.back(); }

 private:
  void read() {
    size_t at = 0;
    while (at < text_.size()) {
      char c = text_[at];
      if (c == ' ' || c == '\t' || c == '\r') {
        ++at;
      } else if (text_.substr(at).starts_with("//") || (c == '#' && at == 0)) {
        at = std::min(text_.find('\n', at), text_.size());
      } else if (text_.substr(at).starts_with("/*")) {
        size_t end = text_.find("*/", at + 2);
        at = end == std::string_view::npos ? text_.size() : end + 2;
      } else if (c == '\n') {
        add(Piece::Kind::NewLine, "\n", at, at + 1);
        ++at;
      } else if (c == '\'' || c == '"') {
        at = string(at, c);
      } else if (is_letter(c)) {
        size_t end = at;
        while (end < text_.size() && is_part(text_[end])) ++end;
        add(Piece::Kind::Word, std::string(text_.substr(at, end - at)), at, end);
        at = end;
      } else {
        add(Piece::Kind::Sign, std::string(1, c), at, at + 1);
        ++at;
      }
    }
    add(Piece::Kind::End, {}, text_.size(), text_.size());
  }

  void add(Piece::Kind kind, std::string text, size_t begin, size_t end) {
    pieces_.push_back({kind, std::move(text), static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }

  size_t string(size_t begin, char quote) {
    std::string triple(3, quote);
    bool is_long = text_.substr(begin).starts_with(triple);
    std::string text;
    size_t at = begin + (is_long ? 3 : 1);
    while (at < text_.size()) {
      if (is_long ? text_.substr(at).starts_with(triple) : text_[at] == quote) break;
      if (!is_long && text_[at] == '\n') break;
      if (text_[at] == '\\' && at + 1 < text_.size()) {
        char next = text_[at + 1];
        if (next == 'n') {
          text += '\n';
        } else if (next == 't') {
          text += '\t';
        } else if (next == '\n') {
          // The shell sees one line.
          text += "\\\n";
        } else {
          // A backslash that is doubled is one.
          text += next;
        }
        at += 2;
      } else {
        text += text_[at++];
      }
    }
    size_t end = std::min(at + (is_long ? 3 : 1), text_.size());
    add(Piece::Kind::String, std::move(text), begin, end);
    return end;
  }

  std::string_view text_;
  std::vector<Piece> pieces_;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), pieces_(text) {}

  std::vector<GroovyStatement> parse() {
    std::vector<GroovyStatement> all;
    while (now().kind != Piece::Kind::End) {
      statements(all, 0);
      // A bracket that closes nothing.
      if (now().kind != Piece::Kind::End) ++at_;
    }
    return all;
  }

 private:
  const Piece& now() const { return pieces_.at(at_); }
  bool is_sign(char c) const { return now().kind == Piece::Kind::Sign && now().text[0] == c; }

  void statements(std::vector<GroovyStatement>& to, uint32_t depth) {
    while (now().kind != Piece::Kind::End && !is_sign('}')) {
      if (now().kind == Piece::Kind::NewLine || is_sign(';')) {
        ++at_;
        continue;
      }
      size_t before = at_;
      GroovyStatement statement = one(depth);
      if (!statement.name.empty() || statement.has_block || !statement.head.empty()) to.push_back(std::move(statement));
      if (at_ == before) ++at_;
    }
  }

  /// Up to the end of the line at which no bracket is open, or to the end of its block.
  GroovyStatement one(uint32_t depth) {
    GroovyStatement statement;
    statement.begin = now().begin;
    uint32_t open = 0;
    std::string label;
    bool is_last_word_called = false;
    while (now().kind != Piece::Kind::End) {
      const Piece& piece = now();
      if (piece.kind == Piece::Kind::NewLine) {
        if (open == 0 && !continues()) break;
        while (now().kind == Piece::Kind::NewLine) ++at_;
        continue;
      }
      if (open == 0 && (is_sign(';') || is_sign('}'))) break;
      statement.end = piece.end;
      if (is_sign('{')) {
        // `parallel a: { ... }, b: { ... }` and `map.each { ... }`: what is inside belongs to the statement.
        ++at_;
        statement.has_block = true;
        GroovyStatement inner;
        inner.name = label;
        if (depth < kMaxDepth) {
          statements(label.empty() ? statement.block : inner.block, depth + 1);
        } else {
          skip_block();
        }
        if (!label.empty()) {
          inner.has_block = true;
          inner.begin = piece.begin;
          inner.end = now().end;
          statement.block.push_back(std::move(inner));
          label.clear();
        }
        statement.end = now().end;
        if (is_sign('}')) ++at_;
        if (open == 0 && !is_sign(',')) break;
        continue;
      }
      if (is_sign('(') || is_sign('[')) {
        ++open;
      } else if ((is_sign(')') || is_sign(']')) && open > 0) {
        --open;
      }
      if (statement.head.size() < kMaxHead) {
        if (!statement.head.empty()) statement.head += ' ';
        statement.head += piece.kind == Piece::Kind::String ? "'" + piece.text + "'" : piece.text;
      }
      if (piece.kind == Piece::Kind::Word) {
        bool is_named = pieces_.at(at_ + 1).kind == Piece::Kind::Sign && pieces_.at(at_ + 1).text == ":";
        if (is_named) {
          label = piece.text;
        } else if (statement.name.empty() || statement.name == "def" || statement.name == "return" || statement.name == "final") {
          statement.name = piece.text;
        } else if (!label.empty()) {
          statement.arguments.push_back({label, piece.text, false});
          label.clear();
        } else if (!is_last_word_called && pieces_.at(at_ + 1).text == "=") {
          statement.name = piece.text;
        }
      } else if (piece.kind == Piece::Kind::String) {
        bool is_named = pieces_.at(at_ + 1).kind == Piece::Kind::Sign && pieces_.at(at_ + 1).text == ":";
        if (is_named) {
          label = piece.text;
        } else if (!label.empty()) {
          statement.arguments.push_back({label, piece.text, true});
          label.clear();
        } else if (!statement.arguments.empty() && statement.arguments.back().is_string && last_sign_ == '+') {
          // Texts that are put together.
          statement.arguments.back().text += piece.text;
        } else {
          statement.arguments.push_back({{}, piece.text, true});
        }
      } else if (piece.kind == Piece::Kind::Sign && piece.text == "=" && open == 0 && statement.arguments.empty() &&
                 pieces_.at(at_ + 1).text != "=" && last_sign_ != '=' && last_sign_ != '!') {
        statement.target = statement.name;
        statement.name.clear();
      }
      last_sign_ = piece.kind == Piece::Kind::Sign ? piece.text[0] : '\0';
      is_last_word_called = piece.kind == Piece::Kind::Word;
      ++at_;
    }
    return statement;
  }

  /// A line that ends in an operator or a comma, or whose next one begins with a dot or a block.
  bool continues() const {
    char before = at_ > 0 && pieces_.at(at_ - 1).kind == Piece::Kind::Sign ? pieces_.at(at_ - 1).text[0] : '\0';
    if (before == ',' || before == '+' || before == '&' || before == '|' || before == '=' || before == ':') return true;
    size_t next = at_;
    while (pieces_.at(next).kind == Piece::Kind::NewLine) ++next;
    const Piece& piece = pieces_.at(next);
    return piece.kind == Piece::Kind::Sign && (piece.text[0] == '.' || piece.text[0] == '+');
  }

  void skip_block() {
    size_t depth = 1;
    while (now().kind != Piece::Kind::End) {
      if (is_sign('{')) ++depth;
      if (is_sign('}') && --depth == 0) return;
      ++at_;
    }
  }

  static constexpr size_t kMaxHead = 4096;
  std::string_view text_;
  Pieces pieces_;
  size_t at_ = 0;
  char last_sign_ = '\0';
};

}  // namespace

const GroovyArgument* GroovyStatement::find(std::string_view argument) const {
  for (const GroovyArgument& each : arguments) {
    if (each.name == argument) return &each;
  }
  return nullptr;
}

std::string GroovyStatement::text(std::string_view argument) const {
  const GroovyArgument* found = find(argument);
  return found == nullptr ? std::string() : found->text;
}

std::vector<GroovyStatement> parse_groovy(std::string_view text) { return Parser(text).parse(); }

}  // namespace wafpp::evidence::ci
