#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"

namespace wafpp::cli {

/// What became of reading the words of a call.
struct Parsed {
  enum class Outcome : uint8_t { Run, Help, Version, Error } outcome = Outcome::Error;
  const CommandEntry* entry = nullptr;  ///< Of `Run`, and of `Help` for one command.
  std::unique_ptr<Command> command;     ///< Of `Run`: its targets are filled.
  std::string text;                     ///< The help, or what is wrong.
};

/// Options that every command has.
struct GlobalOptions {
  std::string language;         ///< `en`, `de` or empty.
  std::string colour = "auto";  ///< `auto`, `always`, `never`
};

/// Reads the words (without the program's name). Misspelt commands and options get a "did you mean".
Parsed parse_words(const std::vector<std::string>& words, GlobalOptions& global);

}  // namespace wafpp::cli
