#pragma once

#include <string>

#include "hcl/tree.h"

namespace wafpp::hcl {

/// The canonical dump of a tree as one line of JSON: each body with its attributes and blocks in source order, ranges as byte
/// offsets, expressions as arrays that begin with their form (`docs/parse.md`).
std::string dump(const Tree& tree);
/// One expression in the same form.
std::string dump(const Expr& expr);

}  // namespace wafpp::hcl
