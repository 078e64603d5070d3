#pragma once

#include <string>

#include "functions/function.h"

namespace wafpp::functions {

/// A wholly known value as YAML, byte for byte as go-cty-yaml writes it: blocks, strings in double quotes or, with several lines, as
/// literals, keys sorted. A limit where it would be longer than `context` allows.
tl::expected<std::string, FunctionError> encode_yaml(const Value& value, const Context& context);

}  // namespace wafpp::functions
