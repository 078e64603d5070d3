#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "diag/source.h"

namespace wafpp::hcl {

enum class TokenKind : uint8_t {
#define X(kind, name) kind,
#include "hcl/token_kind.def"
#undef X
};

/// How a message names the kind: "`{`", "identifier".
std::string_view describe(TokenKind kind);

/// One lexed token: a slice of the source, never a copy of it.
struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind kind = TokenKind::Error;  // Zero is the error, so that a forgotten field shows.
};
static_assert(sizeof(Token) == 12);

/// All tokens of a source in order, without gaps: joined, their bytes are the source. The last one is `EndOfFile`.
struct TokenBuffer {
  diag::SourceId source = 0;
  std::string_view text;  ///< The source's bytes; the source outlives the buffer.
  std::vector<Token> tokens;
};

}  // namespace wafpp::hcl
