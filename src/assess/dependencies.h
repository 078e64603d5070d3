#pragma once

#include <string>
#include <vector>

#include "diag/source.h"
#include "facts/fact.h"
#include "terraform/evaluation.h"
#include "terraform/load.h"

namespace wafpp::assess {

struct DependencyInput {
  const std::vector<terraform::RootEvaluation>& roots;  ///< As they stand in the facts.
  const std::vector<std::string>& platforms;            ///< `Settings::platforms`.
  terraform::Loader& loader;
  unsigned threads = 0;
};

/// Adds to `facts` what all roots need from outside (facts/dependencies.h). Roots without code, such as a plan alone, have none. Returns
/// the lock files that were read, sorted.
std::vector<std::string> add_dependencies(facts::Facts& facts, const DependencyInput& input);

}  // namespace wafpp::assess
