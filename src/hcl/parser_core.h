#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "hcl/lexer.h"
#include "hcl/parser.h"
#include "hcl/reading.h"
#include "hcl/tree.h"

namespace wafpp::hcl {

/// The parser of the native syntax: recursive descent with one token of lookahead. It accepts what hclsyntax accepts.
///
/// Errors. The first one switches on panic: from there on nothing is reported, and everything returns to the nearest
/// construct that can find its own end - a bracket, a template sequence, a body item - and skips to it. Found, panic is over.
///
/// Line ends. They separate body items and object items and mean nothing between parentheses and brackets. `newlines_` says
/// which holds; it is set before the token is fetched that it is about, so the old state is restored *before* the closing
/// bracket is passed.
///
/// Memory. Nodes go into the arena. Lists grow on stacks shared by all nesting levels (`List`) and are copied to the arena
/// when complete, so a node costs one or two pointer bumps.
class Parser {
 public:
  Parser(Reading& reading, base::Arena& arena, const Limits& limits, Lexer::Start start, std::vector<Token>* keep = nullptr);

  const Body* file();
  const Expr* whole_expression();
  const Expr* whole_template();

 private:
  /// A list that is growing on a stack which other lists, begun later and finished earlier, share.
  template <typename T>
  class List {
   public:
    explicit List(std::vector<T>& stack) : stack_(stack), begin_(stack.size()) {}
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    ~List() { stack_.resize(begin_); }
    void add(const T& item) { stack_.push_back(item); }
    std::span<T> items() { return {stack_.data() + begin_, stack_.size() - begin_}; }
    bool empty() const { return stack_.size() == begin_; }
    size_t size() const { return stack_.size() - begin_; }
    std::span<const T> finish(base::Arena& arena) { return arena.copy(std::span<const T>(items())); }
    /// Keeps the first `size` items.
    void shrink(size_t size) { stack_.resize(begin_ + size); }

   private:
    std::vector<T>& stack_;
    size_t begin_;
  };

  /// Counts a level of nesting for as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) { ++parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  /// One piece of a template: text, a sequence, or a directive's beginning, middle or end.
  struct Part {
    enum class Kind : uint8_t { Text, Value, If, Else, EndIf, For, EndFor };
    Kind kind = Kind::Text;
    uint32_t begin = 0;
    uint32_t end = 0;
    std::string_view text;
    const Expr* expr = nullptr;
    std::string_view key_name;
    std::string_view value_name;
  };
  struct Sequence {
    uint32_t open = 0;
    uint32_t open_end = 0;
    bool trim_after = false;
  };
  struct Name {
    std::string_view text;
    uint32_t index = 0;
  };

  // The token under the cursor, and how to go on.
  bool at(TokenKind kind) const { return token_.kind == kind; }
  bool at_word(std::string_view word) const { return at(TokenKind::Identifier) && text() == word; }
  std::string_view text() const { return reading_.text(token_.begin, token_.end); }
  void advance() {
    previous_end_ = token_.end;
    do {
      token_ = lexer_.next();
    } while (token_.kind == TokenKind::Newline && !newlines_);
  }
  /// From here on line ends mean nothing; returns what held before.
  bool ignore_newlines() {
    bool before = newlines_;
    newlines_ = false;
    if (at(TokenKind::Newline)) advance_over_newline();
    return before;
  }
  void advance_over_newline();
  /// Passes the closing token that the cursor is at and goes back to `newlines`.
  void close(bool newlines) {
    newlines_ = newlines;
    advance();
  }
  diag::Place place(uint32_t begin, uint32_t end) const { return reading_.place(begin, end); }

  // Errors (parser_recovery.cpp).
  /// Begins an error: whether it is to be reported. Not during panic, nor where the lexer has already complained.
  bool complain();
  void expected(std::string_view what, const diag::Kind& kind);
  void expected_in(std::string_view what, const diag::Kind& kind, uint32_t open, uint32_t open_end);
  std::string found() const;
  /// Skips to the closing `closer` of a construct that is open here. If it is there, panic ends; if something else closes
  /// first, the cursor stays in front of that.
  void recover_to(TokenKind closer);
  void recover_to_next_item();
  bool at_line_that_begins_attribute() const;
  bool too_deep();
  /// Whether the token is an escaped `${` or `%{`.
  bool is_escaped_sequence() const;

  // Bodies (parser_body.cpp).
  const Body* body(uint32_t open, bool is_file);
  void body_items(uint32_t open, bool is_file, List<Attribute>& attributes, List<Block>& blocks);
  void body_item(List<Attribute>& attributes, List<Block>& blocks);
  Attribute attribute(const Token& name);
  void block(const Token& type, List<Block>& blocks);
  const Body* single_line_body(uint32_t open);
  BlockLabel quoted_label();
  void report_duplicates(List<Attribute>& attributes);
  void end_of_item(std::string_view after, const Token& name, std::string_view hint);

  // Expressions (parser_expression.cpp, parser_term.cpp, parser_collection.cpp).
  const Expr* expression();
  const Expr* binary(int level);
  const Expr* operand();
  const Expr* term();
  const Expr* unary(UnaryOp op);
  const Expr* parenthesized();
  const Expr* number();
  const Expr* name();
  const Expr* call(const Token& name);
  bool call_name(const Token& name, std::string_view& text, uint32_t& end);
  void arguments(List<const Expr*>& arguments, CallExpr& call);
  const Expr* postfix(const Expr* from);
  bool dot(const Expr*& from, List<Step>& steps);
  bool legacy_splat(const Expr*& from, List<Step>& steps, uint32_t dot);
  bool legacy_index(List<Step>& steps, uint32_t dot);
  bool bracket(const Expr*& from, List<Step>& steps);
  const Expr* with_steps(const Expr* from, List<Step>& steps);
  const Expr* tuple();
  const Expr* object();
  bool object_item(List<ObjectItem>& items, const Token& open);
  const Expr* object_key(bool& bare);
  const Expr* loop(const Token& open, bool is_object, bool newlines);
  bool loop_names(std::string_view& key, std::string_view& value, const diag::Kind& kind);
  const Expr* error(uint32_t begin, uint32_t end);

  // Templates (parser_template.cpp, template_parts.cpp, template_tree.cpp).
  const Expr* quoted();
  const Expr* heredoc();
  /// Reads up to `closer`; false when something was lost on the way to it.
  bool parts(List<Part>& parts, TokenKind closer);
  void literal(List<Part>& parts, bool trim);
  void trim_last(List<Part>& parts, bool can_trim);
  bool interpolation(List<Part>& parts);
  bool directive(List<Part>& parts);
  bool directive_body(Part& part, const Token& open);
  void remove_indentation(List<Part>& parts);
  void join_texts(List<Part>& parts);
  const Expr* template_of(List<Part>& parts, uint32_t begin, uint32_t end);
  const Expr* part_expr(std::span<const Part> parts, size_t& index);
  const Expr* if_directive(std::span<const Part> parts, size_t& index);
  const Expr* for_directive(std::span<const Part> parts, size_t& index);
  const Expr* branch(List<const Expr*>& exprs, uint32_t empty_at);
  const Expr* template_from(List<const Expr*>& exprs, uint32_t begin, uint32_t end);
  const Expr* misplaced(const Part& part, const Part& open, size_t& index);
  const Expr* unclosed(const Part& part);
  static std::string_view describe_part(Part::Kind kind);

  /// A new node. Its children are made known with `contains`.
  template <typename T>
  T* node(ExprKind kind, uint32_t begin, uint32_t end) {
    T* made = arena_.make<T>();
    made->place = place(begin, end);
    made->kind = kind;
    return made;
  }
  static void contains(Expr* parent, const Expr* child) {
    if (child->height >= parent->height) parent->height = static_cast<uint16_t>(child->height + 1);
  }
  /// `made`, or an error where chains such as `a + a + ...` made the tree deeper than the limit.
  const Expr* checked(Expr* made);

  Reading& reading_;
  base::Arena& arena_;
  Lexer lexer_;
  Token token_;
  uint32_t previous_end_ = 0;
  bool newlines_ = true;
  bool panic_ = false;
  uint32_t depth_ = 0;
  uint32_t limit_;

  std::vector<Attribute> attributes_;
  std::vector<Block> blocks_;
  std::vector<BlockLabel> labels_;
  std::vector<const Expr*> exprs_;
  std::vector<Step> steps_;
  std::vector<ObjectItem> items_;
  std::vector<Part> parts_;
  std::vector<Name> names_;
  std::vector<TokenKind> openers_;
};

}  // namespace wafpp::hcl
