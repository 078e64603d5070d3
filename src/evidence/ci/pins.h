#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/ci/pipeline.h"
#include "evidence/compromised.h"

/// How what a pipeline brings in is pinned.
namespace wafpp::evidence::ci {

struct Pin {
  std::string_view by;  ///< `commit`, `digest`, `version`, `tag`, `branch`, `nothing`, `local`, `expression`.
  Answer is_pinned = Answer::No;
  bool can_be_pinned = true;   ///< False for what its platform offers by version only.
  std::string compromised;     ///< Of a version that is known to have been malicious: the advisory. Empty: none is known.
  std::string compromised_on;  ///< The day.
};

/// `compromised` is what the user knows besides the list that is built in.
Pin pin_of(const Dependency& dependency, std::span<const CompromisedPart> compromised = {});

/// The numbers of `v1.2.3`; empty where it is no version.
std::vector<int> version_of(std::string_view ref);
/// All digits of a commit.
bool is_commit(std::string_view ref);

/// A container image or `uses:` of one, as a dependency.
Dependency image_dependency(std::string_view image, Span place);
/// `owner/name/path@ref`, `docker://image`, `./local`.
Dependency action_dependency(std::string_view uses, Span place);

}  // namespace wafpp::evidence::ci
