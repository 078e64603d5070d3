#pragma once

#include <string>
#include <vector>

#include "assess/estate.h"
#include "cli/command.h"

namespace wafpp::cli {

/// The options of every command that reads an estate: variables, workspace, threads.
class EstateArguments {
 public:
  void declare(Options& options);
  /// `--env`, for commands that look at all roots.
  void declare_environments(Options& options);
  /// What to say where an environment is wanted that no root has; empty where all are there.
  static std::string unknown_environment(const assess::Estate& estate);
  /// With `TF_VAR_` variables from the environment. The order of `--var` and `--var-file` among each other is that of the call.
  assess::EstateOptions options(const std::vector<std::string>& paths) const;

  /// The files that `--var-file` names.
  std::vector<std::string> variable_files() const;

 private:
  // As the call has them, each marked with where it stood: `3:name=value`. See `mark_variable_options`.
  std::vector<std::string> vars_;
  std::vector<std::string> var_files_;
  std::string workspace_;
  std::vector<std::string> environments_;
  unsigned threads_ = 0;
};

/// Terraform's `-var` and `-var-file` (one dash, too) as `--var=N:...`, with N their place in the call, so that the order of the two
/// among each other survives the reader of options, which keeps one list for each.
std::vector<std::string> mark_variable_options(const std::vector<std::string>& words);

}  // namespace wafpp::cli
