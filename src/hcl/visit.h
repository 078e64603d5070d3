#pragma once

#include <functional>

#include "hcl/tree.h"

namespace wafpp::hcl {

/// Calls `visit` for each expression directly inside `expr`: operands, elements, keys (also of traversal steps), parts.
void for_each_child(const Expr& expr, const std::function<void(const Expr&)>& visit);

/// Calls `visit` for `expr` and everything inside it, outermost first. Depth is bounded by the parser's limit.
void for_each_expression(const Expr& expr, const std::function<void(const Expr&)>& visit);

/// Calls `visit` for every attribute's expression in `body` and in all nested blocks.
void for_each_attribute(const Body& body, const std::function<void(const Attribute&)>& visit);

}  // namespace wafpp::hcl
