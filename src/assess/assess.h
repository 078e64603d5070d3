#pragma once

#include <memory>

#include "assess/result.h"
#include "assess/root_judge.h"
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

/// Judges an estate: root by root while it is read, and at the end what needs all of it. The result points into facts and controls, which
/// outlive it, and into the sources of both; it is the same whatever the number of threads, and whatever was judged early.
class Assessor : public RootJudge {
 public:
  Assessor(const controls::ControlSet& controls, const AssessOptions& options);
  ~Assessor() override;

  void begin(const facts::Facts& facts, const diag::SourceMap& sources, const Scope& scope) override;
  bool judge(uint32_t root) override;
  bool needs_later(std::string_view kind) const override;
  /// As `begin`, with the scope of the options, where nothing is judged early.
  void start(const facts::Facts& facts, const diag::SourceMap& sources);
  /// Judges the rest. Called once, last, when all facts are there.
  Assessment finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Asks every check of every fact of its kind. The result points into `facts` and `controls`, which outlive it, and into the sources
/// of both; it is the same whatever the number of threads.
Assessment assess(const facts::Facts& facts, const diag::SourceMap& sources, const controls::ControlSet& controls,
                  const AssessOptions& options = {});

}  // namespace wafpp::assess
