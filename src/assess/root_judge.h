#pragma once

#include <cstdint>
#include <string_view>

#include "assess/scope.h"
#include "diag/source.h"
#include "facts/fact.h"

namespace wafpp::assess {

/// Judges the roots of an estate while it is read: of one that is judged, only what verdicts show has to stay in memory.
class RootJudge {
 public:
  virtual ~RootJudge() = default;
  /// Called first, once. All evidence is among the facts but for what is said of the whole; no code is. What is given outlives this.
  virtual void begin(const facts::Facts& facts, const diag::SourceMap& sources, const Scope& scope) = 0;
  /// All facts of the root's code are there, but not what is known only when all roots are: its dependencies (`lock_file` and the like).
  /// Called from several threads. False where the root is left for later.
  virtual bool judge(uint32_t root) = 0;
  /// What facts of this kind hold is needed when their root is judged, too.
  virtual bool needs_later(std::string_view kind) const = 0;
};

/// Kinds of facts that are there only when all code is.
bool is_late_kind(std::string_view kind);

}  // namespace wafpp::assess
