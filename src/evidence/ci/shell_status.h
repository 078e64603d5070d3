#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evidence/ci/shell.h"

/// What becomes of the status of a script's commands: the second half of reading it, when all of it is known.
namespace wafpp::evidence::ci {

/// Commands `[begin, end)` of a script.
struct CommandRange {
  size_t begin = 0;
  size_t end = 0;
  size_t statement = 0;  ///< Of `ShellNotes::statements`, where that matters.
};

struct ShellStatement {
  size_t begin = 0;  ///< Of its commands.
  size_t end = 0;
  bool errexit = true;
  bool has_plus_e = false;
  bool is_last = true;  ///< Nothing follows in the list, nor in those around it.
};

/// What the parser saw and could not judge yet.
struct ShellNotes {
  std::vector<ShellStatement> statements;
  std::vector<CommandRange> asides;  ///< Before `&&` and words that only say something.
  std::vector<CommandRange> pipes;   ///< Whose status a pipe without `pipefail` drops.
  bool has_trap = false;             ///< One that ends in `exit 0`.
};

/// Marks what is not marked yet.
void defeat(std::vector<Command>& commands, size_t begin, size_t end, const std::string& by);

/// Marks what the options of the shell and later commands make of failures that no construct has taken.
void settle(std::vector<Command>& commands, const ShellNotes& notes);

}  // namespace wafpp::evidence::ci
