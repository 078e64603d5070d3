#pragma once

#include <string_view>

#include "evidence/ci/call.h"

namespace wafpp::evidence::ci {

/// The settings of a tool's configuration in YAML, by their path (`vulnerability.ignore-unfixed`); the elements of a list with commas in
/// between. Nothing of a text that is no YAML.
Variables read_config(std::string_view text);

}  // namespace wafpp::evidence::ci
