#pragma once

#include <string>
#include <string_view>

namespace wafpp::hcl {

/// Whether `text` is a number as Go's `big.Float` reads decimal ones: `1`, `1.5`, `1.`, `1e3`, `007`; a minus first is allowed.
bool is_number(std::string_view text);

/// The number that `text` stands for in Terraform - a binary float of 512 bits - in full decimal without exponent, with as
/// few digits as tell it from its neighbours. Numbers of more than a million digits are returned as they are written, and so
/// are those of more than 153 significant digits beyond 10^±20000.
std::string canonical_number(std::string_view text);

}  // namespace wafpp::hcl
