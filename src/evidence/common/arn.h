#pragma once

#include <string_view>

/// The parts of `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`; empty where there are none.
namespace wafpp::evidence {

std::string_view region_of_arn(std::string_view arn);
std::string_view account_of_arn(std::string_view arn);

}  // namespace wafpp::evidence
