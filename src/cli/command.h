#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "controls/control.h"

/// Subcommands, one file each in `cli/commands/`: the build finds `const CommandEntry command_NAME`.
namespace wafpp::cli {

using controls::Language;
using controls::Text;

/// The exit codes of design section 8.
enum class Exit : int {
  Good = 0,    ///< Nothing failed.
  Failed = 1,  ///< Something failed.
  Usage = 2,   ///< The words of the call, or the configuration, are wrong.
  Unread = 3,  ///< Something could not be read; what could is printed. Wins over `Failed`.
};

/// What the words of a call are bound to; a fence around CLI11. Help is one line without a full stop.
class Options {
 public:
  virtual ~Options() = default;
  virtual void flag(std::string names, bool& target, std::string_view help) = 0;
  virtual void value(std::string names, std::string& target, std::string_view help, std::string_view placeholder) = 0;
  virtual void number(std::string names, unsigned& target, std::string_view help, std::string_view placeholder) = 0;
  /// One of `allowed`.
  virtual void choice(std::string names, std::string& target, std::vector<std::string> allowed, std::string_view help) = 0;
  /// May be given many times; order is kept.
  virtual void values(std::string names, std::vector<std::string>& target, std::string_view help, std::string_view placeholder) = 0;
  /// Words without a dash. `required`: at least one.
  virtual void positional(std::string_view name, std::vector<std::string>& target, std::string_view help, bool required) = 0;
};

/// What a command may do with the outside.
struct Terminal {
  Language language = Language::En;
  bool colour = false;
  bool hyperlinks = false;
  bool interactive = false;  ///< Standard error is a terminal: progress may be shown.
  unsigned width = 100;      ///< Columns of standard output.
  void out(std::string_view text) const;
  void err(std::string_view text) const;
  /// `wafpp: text` to standard error.
  Exit usage_error(std::string_view text) const;
};

class Command {
 public:
  virtual ~Command() = default;
  virtual void declare(Options& options) = 0;
  virtual Exit run(const Terminal& terminal) = 0;
};

struct CommandEntry {
  std::string_view name;
  std::string_view summary_en;
  std::string_view summary_de;
  std::unique_ptr<Command> (*make)();
  unsigned rank = 100;  ///< Place in the overview: the main job first.
};

/// All commands, as the build found them.
std::span<const CommandEntry* const> all_commands();

/// The whole program: words in, exit code out.
int run(int argc, const char* const* argv);

}  // namespace wafpp::cli
