#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "functions/function.h"

namespace wafpp::functions {

enum class ScalarStyle : uint8_t { Plain, Quoted, Block };

/// A scalar of YAML by the rules of go-cty-yaml: the core schema of YAML 1.2 with the booleans of 1.1, time stamps in Terraform's form,
/// numbers of any size. `tag` is empty where there is none. Scalars in block style are told apart too, and become strings after that.
Outcome yaml_scalar(std::string_view tag, std::string_view text, ScalarStyle style);

/// A time stamp in the form of RFC 3339, without fractions of a second; nothing where `text` is none.
std::optional<std::string> yaml_time(std::string_view text);

}  // namespace wafpp::functions
