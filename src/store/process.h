#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wafpp::store {

/// A program to run: found on `PATH`, arguments as they are, no shell.
struct ProcessCall {
  std::vector<std::string> words;        ///< The program, then its arguments.
  std::vector<std::string> environment;  ///< `NAME=value`, over what this process has; `NAME` takes it away.
  std::string folder;                    ///< To run in; empty: where we are.
  bool may_ask = false;                  ///< It may use the terminal. Else it has none: nothing can wait for an answer.
};

struct ProcessResult {
  int status = 0;      ///< What it ended with; 128 and the signal's number where one ended it.
  std::string output;  ///< The first 16 MiB of standard output.
  std::string errors;  ///< The last 16 KiB of standard error.
};

/// Runs the program to its end. Fails only where it could not be started: the message says why. When `interrupted()`, the program and
/// what it started are ended.
base::Result<ProcessResult> run_process(const ProcessCall& call);

/// Makes SIGINT and SIGTERM end the fetching rather than the process, so that it can clean up. Call once, from the main thread.
void catch_interrupts();
bool interrupted();

}  // namespace wafpp::store
