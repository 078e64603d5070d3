#pragma once

#include <string>
#include <string_view>

#include "evidence/ci/pipeline.h"

/// How what a pipeline brings in is pinned.
namespace wafpp::evidence::ci {

struct Pin {
  std::string_view by;  ///< `commit`, `digest`, `version`, `tag`, `branch`, `nothing`, `local`, `expression`.
  Answer is_pinned = Answer::No;
  bool can_be_pinned = true;   ///< False for what its platform offers by version only.
  std::string compromised;     ///< Of a version that is known to have been malicious: the advisory. Empty: none is known.
  std::string compromised_on;  ///< The day.
};

Pin pin_of(const Dependency& dependency);

/// A container image or `uses:` of one, as a dependency.
Dependency image_dependency(std::string_view image, Span place);
/// `owner/name/path@ref`, `docker://image`, `./local`.
Dependency action_dependency(std::string_view uses, Span place);

}  // namespace wafpp::evidence::ci
