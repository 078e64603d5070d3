#pragma once

#include <string_view>

#include "functions/function.h"

namespace wafpp::functions {

/// The value that a text in YAML stands for, as go-cty-yaml reads it: one document of YAML 1.1, of equal keys the last one holds, a `<<`
/// brings members where it stands. Not `documents/yaml.h`, whose rules are those of people and other programs.
/// Nesting and elements (those behind aliases counted each time) are limits of this program.
Outcome decode_yaml(std::string_view text, const Context& context);

}  // namespace wafpp::functions
