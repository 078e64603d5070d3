#pragma once

#include "assess/result.h"
#include "assess/scope.h"
#include "controls/loader.h"
#include "facts/fact.h"

/// Questions asked, verdicts given.
namespace wafpp::assess {

struct AssessOptions {
  unsigned threads = 0;          ///< 0: as many as the machine has.
  const Scope* scope = nullptr;  ///< Null: everything is productive.
  bool derive = false;           ///< Findings that failed or are undecided get their derivation.
};

/// Asks every check of every fact of its kind. The result points into `facts` and `controls`, which outlive it, and into the sources
/// of both; it is the same whatever the number of threads.
Assessment assess(const facts::Facts& facts, const diag::SourceMap& sources, const controls::ControlSet& controls,
                  const AssessOptions& options = {});

}  // namespace wafpp::assess
