#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/estate.h"
#include "cli/command.h"
#include "cli/sandbox.h"

namespace wafpp::cli {

/// The options of every command that reads an estate: variables, workspace, threads.
class EstateArguments {
 public:
  void declare(Options& options);
  /// `--env`, for commands that look at all roots.
  void declare_environments(Options& options);
  /// `--evidence` and `--as-of`, for commands that look at evidence.
  void declare_evidence(Options& options);
  /// The time of judgement in UTC; nothing where `--as-of` is none.
  std::optional<std::string> as_of() const;
  /// What is wrong with `--as-of`; empty where nothing is.
  std::string problem_with_time() const;
  /// What to say where an environment is wanted that no root has; empty where all are there.
  static std::string unknown_environment(const assess::Estate& estate);
  /// With `TF_VAR_` variables from the environment. The order of `--var` and `--var-file` among each other is that of the call.
  assess::EstateOptions options(const std::vector<std::string>& paths) const;

  /// Adds to what is read the repositories around `paths` and the files and folders that the options name.
  void allow(const std::vector<std::string>& paths, SandboxNeeds& needs) const;

 private:
  // As the call has them, each marked with where it stood: `3:name=value`. See `mark_variable_options`.
  std::vector<std::string> vars_;
  std::vector<std::string> var_files_;
  std::string workspace_;
  std::vector<std::string> environments_;
  std::vector<std::string> evidence_;
  std::string as_of_;
  unsigned threads_ = 0;
};

/// Terraform's `-var` and `-var-file` (one dash, too) as `--var=N:...`, with N their place in the call, so that the order of the two
/// among each other survives the reader of options, which keeps one list for each.
std::vector<std::string> mark_variable_options(const std::vector<std::string>& words);

}  // namespace wafpp::cli
