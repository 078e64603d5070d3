#pragma once

#include <string_view>

#include "functions/function.h"
#include "hcl/tree.h"

/// Expressions that are values by themselves: what a `.tfvars` file may hold.
namespace wafpp::functions {

/// The value of an expression of literals, collections, templates and signs. References and calls are errors, as in Terraform;
/// operators, conditions, loops and steps into values are a limit of this program, since evaluation lies above. Depth: that of a
/// parsed expression, which is limited.
Outcome constant(const hcl::Expr& expr, const Context& context);

/// The definitions of a text in the form of a `.tfvars` file, as an object.
Outcome decode_definitions(std::string_view text, const Context& context);

}  // namespace wafpp::functions
