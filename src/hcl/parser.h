#pragma once

#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "hcl/tree.h"

namespace wafpp::hcl {

/// Limits that keep hostile files from harming us; each has its own diagnostic. hashicorp/hcl has no stated depth limit, so
/// ours is far above what people write.
struct Limits {
  uint32_t depth = 500;  ///< Of nested expressions, blocks and templates together.
};

enum class Tokens : uint8_t { Keep, Drop };

/// Bytes to tokens. Broken input gives error tokens and diagnostics, never a missing buffer.
TokenBuffer lex(const diag::Source& source, diag::Sink& sink);

/// A file in native syntax to its tree. Always returns a usable tree: what could not be parsed is an `Error` expression or
/// left out, and a diagnostic says so. Reports more than one error per file. Nodes go into `arena`, for whoever parses many files;
/// null: one of the tree's own.
Tree parse(const diag::Source& source, diag::Sink& sink, Tokens tokens = Tokens::Drop, const Limits& limits = {},
           std::shared_ptr<base::Arena> arena = nullptr);

/// A whole source as one expression (newlines allowed as between parentheses), as in `terraform console`.
struct ParsedExpr {
  std::unique_ptr<base::Arena> arena;
  const Expr* expr = nullptr;  ///< Never null.
};
ParsedExpr parse_expression(const diag::Source& source, diag::Sink& sink, const Limits& limits = {});
/// A whole source as one template without quotes, as `templatefile` reads it.
ParsedExpr parse_template(const diag::Source& source, diag::Sink& sink, const Limits& limits = {});

}  // namespace wafpp::hcl
