#pragma once

#include <string>
#include <string_view>

#include "functions/function.h"

/// Values as Terraform's expression syntax, laid out as `terraform fmt` would (what hclwrite makes of values).
namespace wafpp::functions {

/// `value`, which is wholly known, as an expression. A limit where it would be longer than `context` allows.
tl::expected<std::string, FunctionError> expression_text(const Value& value, const Context& context);
/// The members of a wholly known map or object as `name = value` lines, the equals signs of neighbours below each other. An error
/// where a key is no identifier.
tl::expected<std::string, FunctionError> definitions_text(const Value& mapping, const Context& context);

}  // namespace wafpp::functions
