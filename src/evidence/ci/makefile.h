#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/ci/call.h"

namespace wafpp::evidence::ci {

/// What a target of a makefile does.
struct MakeRule {
  std::vector<std::string> needs;   ///< Targets and files that come first.
  std::vector<std::string> recipe;  ///< Lines, each run in a shell of its own; continued ones joined. With `-` and `@` as written.
};

/// A makefile as far as pipelines need it. Conditionals are passed over, so that all of their branches count; what is included is not read.
struct Makefile {
  std::map<std::string, MakeRule, std::less<>> rules;
  std::string first;  ///< The target that is made where none is named.
  Variables variables;
};

Makefile parse_makefile(std::string_view text);

}  // namespace wafpp::evidence::ci
