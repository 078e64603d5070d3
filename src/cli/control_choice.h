#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "controls/loader.h"

namespace wafpp::cli {

/// The controls that a run asks by: the built-in ones, with those of `--controls` added or in their place, narrowed to what
/// `--control` and `--check` name.
class ControlChoice {
 public:
  void declare(Options& options, bool with_selection);
  /// Adds the folder of one's own controls to what is read.
  void allow(SandboxNeeds& needs) const;
  /// Loads; faults in a user's controls are printed, and are an error. `sources` outlives the set.
  base::Result<controls::ControlSet> load(diag::SourceMap& sources, const Terminal& terminal) const;

 private:
  std::string folder_;
  std::vector<std::string> control_ids_;
  std::vector<std::string> check_ids_;
};

/// The control whose id is `id` in any case, or null.
const controls::Control* find_control(const controls::ControlSet& set, std::string_view id);

}  // namespace wafpp::cli
