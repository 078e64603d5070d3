#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/estate_options.h"
#include "cli/options.h"

namespace wafpp::cli {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// By LC_ALL, LC_MESSAGES, LANG, in this order, as POSIX has it.
Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (std::string_view value = environment(name); !value.empty()) return value.starts_with("de") ? Language::De : Language::En;
  }
  return Language::En;
}

Terminal make_terminal(const GlobalOptions& global) {
  Terminal terminal;
  terminal.language = global.language.empty() ? language_of_locale() : global.language == "de" ? Language::De : Language::En;
  bool is_terminal = isatty(STDOUT_FILENO) == 1;
  terminal.interactive = isatty(STDERR_FILENO) == 1;
  bool plain = !environment("NO_COLOR").empty() || environment("TERM") == "dumb";
  terminal.colour = global.colour == "always" || (global.colour == "auto" && is_terminal && !plain);
  // Terminals that do not know OSC 8 show the text alone; the few that print rubbish set TERM to these.
  terminal.hyperlinks = terminal.colour && is_terminal && environment("TERM") != "linux";
  winsize size{};
  if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.width = size.ws_col;
  } else if (std::string columns(environment("COLUMNS")); !columns.empty()) {
    if (int width = std::atoi(columns.c_str()); width > 0) terminal.width = static_cast<unsigned>(width);
  }
  return terminal;
}

void write_all(std::FILE* to, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), to);
  std::fflush(to);
}

}  // namespace

void Terminal::out(std::string_view text) const { write_all(stdout, text); }
void Terminal::err(std::string_view text) const { write_all(stderr, text); }

Exit Terminal::usage_error(std::string_view text) const {
  err("wafpp: " + std::string(text) + "\n");
  return Exit::Usage;
}

int run(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  GlobalOptions global;
  // The answer to `--version` is asked for by installers and editors; nothing else is set up for it.
  if (words.size() == 1 && (words[0] == "--version" || words[0] == "-V")) {
    write_all(stdout, "wafpp " WAFPP_VERSION "\n");
    return 0;
  }
  Parsed parsed = parse_words(mark_variable_options(words), global);
  Terminal terminal = make_terminal(global);
  switch (parsed.outcome) {
    case Parsed::Outcome::Help:
      terminal.out(parsed.text);
      return words.empty() ? static_cast<int>(Exit::Usage) : 0;
    case Parsed::Outcome::Version:
      terminal.out("wafpp " WAFPP_VERSION "\n");
      return 0;
    case Parsed::Outcome::Error:
      terminal.usage_error(parsed.text);
      terminal.err(terminal.language == Language::De ? "`wafpp --help` zeigt, was es gibt\n" : "`wafpp --help` shows what there is\n");
      return static_cast<int>(Exit::Usage);
    case Parsed::Outcome::Run:
      break;
  }
  return static_cast<int>(parsed.command->run(terminal));
}

}  // namespace wafpp::cli
