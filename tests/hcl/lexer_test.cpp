// Tokens: which there are, and that none of the source is lost.

#include <gtest/gtest.h>

#include <random>

#include "hcl/parser.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

std::string_view short_name(TokenKind kind) {
  constexpr std::string_view kNames[] = {
#define X(kind, name) #kind,
#include "hcl/token_kind.def"
#undef X
  };
  return kNames[static_cast<size_t>(kind)];
}

/// Tokens as `Identifier'a'`, without white space and the end.
std::string tokens_of(std::string_view text) {
  diag::Source source(1, "main.tf", std::string(text));
  diag::Sink sink;
  std::string shown;
  for (const Token& token : lex(source, sink).tokens) {
    if (token.kind == TokenKind::Whitespace || token.kind == TokenKind::EndOfFile) continue;
    if (!shown.empty()) shown += ' ';
    shown += fmt::format("{}'{}'", short_name(token.kind), text.substr(token.begin, token.end - token.begin));
  }
  return shown;
}

constexpr Case kTokens[] = {
    {"", ""},
    {"a-b_1 \xC3\xA9", "Identifier'a-b_1' Identifier'\xC3\xA9'"},
    // Names are those of Unicode 9: letters since then, and a mark that became a letter, begin none.
    {"\xE1\xB3\xB2", "Error'\xE1\xB3\xB2'"},
    {"a\xE1\xB3\xB2 a\xD5\xA0", "Identifier'a\xE1\xB3\xB2' Identifier'a' Error'\xD5\xA0'"},
    {"\xD5\xA1 \xF0\xAA\x9B\x96 \xF0\xAA\x9B\x97", "Identifier'\xD5\xA1' Identifier'\xF0\xAA\x9B\x96' Error'\xF0\xAA\x9B\x97'"},
    {"1.5e+3.x 1...", "Number'1.5e+3' Dot'.' Identifier'x' Number'1' Ellipsis'...'"},
    {"a == b != c <= d >= e => f",
     "Identifier'a' EqualEqual'==' Identifier'b' NotEqual'!=' Identifier'c' LessEqual'<=' Identifier'd' "
     "GreaterEqual'>=' Identifier'e' FatArrow'=>' Identifier'f'"},
    {"&& || :: : ? ! %", "AndAnd'&&' OrOr'||' DoubleColon'::' Colon':' Question'?' Bang'!' Percent'%'"},
    {"# c\r\n// d\n/* e\n*/", "Comment'# c' Newline'\r\n' Comment'// d' Newline'\n' Comment'/* e\n*/'"},
    {R"("a\"b")", R"(OpenQuote'"' QuotedText'a\"b' CloseQuote'"')"},
    {R"("a$${b}")", R"(OpenQuote'"' QuotedText'a' QuotedText'$${' QuotedText'b}' CloseQuote'"')"},
    {R"("${~a~}")", R"(OpenQuote'"' TemplateInterpolation'${~' Identifier'a' TemplateEnd'~}' CloseQuote'"')"},
    {R"("${{}}")", R"(OpenQuote'"' TemplateInterpolation'${' OpenBrace'{' CloseBrace'}' TemplateEnd'}' CloseQuote'"')"},
    {"<<-E\n a\n E \n", "HeredocBegin'<<-E\n' HeredocText' a\n' HeredocEnd' E ' Newline'\n'"},
    {"<<1", "Less'<' Less'<' Number'1'"},
    {"\xEF\xBB\xBF"
     "a",
     "ByteOrderMark'\xEF\xBB\xBF' Identifier'a'"},
    {"'\xFF", "Error''' Error'\xFF'"},
    {"\"a\nb", "OpenQuote'\"' QuotedText'a' CloseQuote'' Newline'\n' Identifier'b'"},
    {"/* a", "Error'/* a'"},
};

TEST(Lexer, FindsTokens) {
  for (const Case& test : kTokens) EXPECT_EQ(tokens_of(test.source), test.expected) << test.source;
}

TEST(Lexer, LosesNothing) {
  constexpr std::string_view kPieces[] = {"\"", "${", "%{", "}",  "~}", "{", "<<E\n",    "\nE\n", "\n", "\r", "\\", "$",
                                          "%",  "a",  "1.", "/*", "*/", "#", "\xC3\xA9", "\xFF",  " ",  "'",  "\0", "."};
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (size_t i = random() % 40; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    diag::Source source(1, "main.tf", text);
    diag::Sink sink;
    TokenBuffer buffer = lex(source, sink);
    uint32_t at = 0;
    for (const Token& token : buffer.tokens) {
      ASSERT_EQ(token.begin, at) << text;
      ASSERT_GE(token.end, token.begin);
      at = token.end;
    }
    ASSERT_EQ(at, text.size()) << text;
    ASSERT_EQ(buffer.tokens.back().kind, TokenKind::EndOfFile);
    // The parser sees the same tokens, whatever it makes of them.
    diag::Sink of_parser;
    ASSERT_EQ(parse(source, of_parser, Tokens::Keep).tokens.tokens.size(), buffer.tokens.size()) << text;
  }
}

}  // namespace
}  // namespace wafpp::hcl
