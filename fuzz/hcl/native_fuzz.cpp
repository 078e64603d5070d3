// The lexer and the native parser on any bytes: as a file, as an expression and as a template.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "hcl/dump.h"
#include "hcl/parser.h"
#include "hcl/visit.h"

namespace {

using namespace wafpp;
using namespace wafpp::hcl;

void check_place(const diag::Place& place, const diag::Source& source) {
  WAFPP_CHECK(place.source == source.id(), "a place in another source");
  WAFPP_CHECK(place.begin <= place.end && place.end <= source.text().size(), "a place outside of the source");
}

void check_expression(const Expr& expr, const diag::Source& source, const Limits& limits) {
  for_each_expression(expr, [&](const Expr& each) {
    check_place(each.place, source);
    WAFPP_CHECK(each.height <= 2 * limits.depth, "a tree that is deeper than the limit");
    for_each_child(each, [&](const Expr& child) { WAFPP_CHECK(child.height < each.height, "a child as high as its parent"); });
  });
}

void check_diagnostics(const diag::Sink& sink, const diag::Source& source) {
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    check_place(diagnostic.place, source);
    WAFPP_CHECK(!diagnostic.message.empty(), "a diagnostic without a message");
    for (const diag::Label& label : diagnostic.labels) check_place(label.place, source);
  }
}

void check_tokens(const TokenBuffer& buffer, size_t size) {
  uint32_t at = 0;
  for (const Token& token : buffer.tokens) {
    WAFPP_CHECK(token.begin == at && token.end >= token.begin, "tokens with a gap");
    at = token.end;
  }
  WAFPP_CHECK(at == size, "tokens that do not cover the source");
  WAFPP_CHECK(buffer.tokens.back().kind == TokenKind::EndOfFile, "tokens without an end");
}

void check_body(const Body& body, const diag::Source& source) {
  for (const Block& block : body.blocks) {
    check_place(block.place(), source);
    check_place(block.open, source);
    for (const BlockLabel& label : block.labels) check_place(label.place, source);
    check_body(*block.body, source);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "main.tf", std::string(reinterpret_cast<const char*>(data), size));
  Limits limits{.depth = 60};

  diag::Sink sink;
  Tree tree = parse(source, sink, Tokens::Keep, limits);
  check_tokens(tree.tokens, size);
  check_diagnostics(sink, source);
  check_body(*tree.body, source);
  for_each_attribute(*tree.body, [&](const Attribute& attribute) { check_expression(*attribute.expr, source, limits); });

  // Without the tokens, the same tree.
  diag::Sink again;
  Tree dropped = parse(source, again, Tokens::Drop, limits);
  WAFPP_CHECK(dump(tree) == dump(dropped), "the tree depends on whether tokens are kept");
  WAFPP_CHECK(sink.error_count() == again.error_count(), "errors depend on whether tokens are kept");

  diag::Sink lexical;
  TokenBuffer buffer = lex(source, lexical);
  WAFPP_CHECK(buffer.tokens.size() == tree.tokens.tokens.size(), "tokens depend on the parser");

  diag::Sink of_expression;
  ParsedExpr expression = parse_expression(source, of_expression, limits);
  check_expression(*expression.expr, source, limits);
  check_diagnostics(of_expression, source);
  dump(*expression.expr);

  diag::Sink of_template;
  ParsedExpr whole = parse_template(source, of_template, limits);
  check_expression(*whole.expr, source, limits);
  check_diagnostics(of_template, source);
  dump(*whole.expr);
  return 0;
}
