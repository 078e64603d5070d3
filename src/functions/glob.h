#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "functions/function.h"

namespace wafpp::functions {

/// The regular files that a pattern matches, by the rules of doublestar 1.1.5, which Terraform uses: `*`, `?`, `[a-z]`, `[^a]`, `{a,b}`
/// within a part of the path, `\` before a character that stands for itself, and a part `**` for any folders. `pattern` is a clean
/// path. Paths are given as the pattern begins, sorted, each once.
///
/// Like that library it finds a mistake in a pattern only when a name is compared with it.
///
/// Cost: each folder is visited once for each part of the pattern, and comparing counts its steps, so that no pattern takes long.
tl::expected<std::vector<std::string>, FunctionError> glob(std::string_view pattern, Files& files);

}  // namespace wafpp::functions
