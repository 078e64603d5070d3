#include "hcl/token.h"

namespace wafpp::hcl {

std::string_view describe(TokenKind kind) {
  switch (kind) {
#define X(kind, name)   \
  case TokenKind::kind: \
    return name;
#include "hcl/token_kind.def"
#undef X
  }
  return "";  // Only for a value that is no enumerator.
}

}  // namespace wafpp::hcl
