#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/item.h"

namespace wafpp::evidence {

/// How often a registry's rules scan the images of `repository`, sorted: `CONTINUOUS_SCAN`, `SCAN_ON_PUSH`, `MANUAL`. `registry` is what
/// `ecr-registry-scanning-configuration` gives. As ECR does, `*` is any run of characters and the whole name must match.
std::vector<std::string> scan_frequencies(const Value& registry, std::string_view repository);

}  // namespace wafpp::evidence
