#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wafpp::terraform {

/// The one of `known` that was probably meant by `name`, or nothing, also where two are equally near.
std::string nearest(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace wafpp::terraform
