#include "hcl/parser.h"

#include <algorithm>
#include <utility>

#include "hcl/parser_core.h"

namespace wafpp::hcl {

namespace {

ParsedExpr parse_whole(const diag::Source& source, diag::Sink& sink, const Limits& limits, Lexer::Start start) {
  ParsedExpr parsed{.arena = std::make_unique<base::Arena>()};
  Reading reading(source.text(), source.id(), sink);
  Parser parser(reading, *parsed.arena, limits, start);
  parsed.expr = start == Lexer::Start::Template ? parser.whole_template() : parser.whole_expression();
  return parsed;
}

}  // namespace

TokenBuffer lex(const diag::Source& source, diag::Sink& sink) {
  TokenBuffer buffer{.source = source.id(), .text = source.text()};
  Reading reading(source.text(), source.id(), sink);
  Lexer lexer(reading, Lexer::Start::Configuration, &buffer.tokens);
  while (lexer.next().kind != TokenKind::EndOfFile) {
  }
  return buffer;
}

Tree parse(const diag::Source& source, diag::Sink& sink, Tokens tokens, const Limits& limits, std::shared_ptr<base::Arena> arena) {
  Tree tree{.source = source.id(), .arena = arena != nullptr ? std::move(arena) : std::make_shared<base::Arena>()};
  tree.tokens.source = source.id();
  tree.tokens.text = source.text();
  Reading reading(source.text(), source.id(), sink);
  Parser parser(reading, *tree.arena, limits, Lexer::Start::Configuration, tokens == Tokens::Keep ? &tree.tokens.tokens : nullptr);
  tree.body = parser.file();
  return tree;
}

ParsedExpr parse_expression(const diag::Source& source, diag::Sink& sink, const Limits& limits) {
  return parse_whole(source, sink, limits, Lexer::Start::Configuration);
}

ParsedExpr parse_template(const diag::Source& source, diag::Sink& sink, const Limits& limits) {
  return parse_whole(source, sink, limits, Lexer::Start::Template);
}

}  // namespace wafpp::hcl
