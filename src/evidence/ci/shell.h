#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Shell scripts as far as pipelines need them: which simple commands there are, and whether the failure of each reaches the outside.
namespace wafpp::evidence::ci {

/// With which options the platform starts the shell.
struct ShellMode {
  bool errexit = true;    ///< `set -e`: a command that fails ends the script.
  bool pipefail = false;  ///< A pipe fails with any of its commands.
};

/// A simple command, such as `trivy image --exit-code 1 app`.
struct Command {
  std::vector<std::string> words;                        ///< Without quotes; variables and expressions as written.
  std::vector<std::pair<std::string, std::string>> env;  ///< `NAME=value` before it; all that there is of a mere assignment.
  std::vector<std::string> outputs;                      ///< Files that its output goes to, through `tee` as well.
  std::string input;                                     ///< Its here-document.
  uint32_t offset = 0;                                   ///< In the script.
  std::string defeated_by;                               ///< What keeps its failure inside: `|| true`, `set +e`. Empty: nothing.
  bool is_piped = false;                                 ///< Its output goes into the next command.
  bool is_conditional = false;                           ///< Runs only where something else turned out so.
};

struct Script {
  std::vector<Command> commands;  ///< In the order written. What stands behind an unconditional `exit` is left out.
};

/// Nothing is an error: what makes no sense is passed over. Nesting is followed for some 40 levels.
Script parse_shell(std::string_view text, ShellMode mode = {});

/// Whether a command ends the script with a failure: `exit 1`, `false`, `exit $rc`.
bool raises_failure(const Command& command);

}  // namespace wafpp::evidence::ci
