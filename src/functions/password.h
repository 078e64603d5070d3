#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "functions/function.h"

/// The fence around libcrypt.
namespace wafpp::functions {

constexpr int64_t kDefaultPasswordCost = 10;

/// A new bcrypt hash, `$2a$10$...`. As Go's: a cost below 4 is 10, above 31 it is an error, as is a password longer than 72 bytes.
/// Costs above 14 (a second and more) are a limit of this program.
tl::expected<std::string, FunctionError> password_hash(std::string_view password, int64_t cost);

}  // namespace wafpp::functions
