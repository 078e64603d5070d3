#include "store/modules.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>

#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "store/process.h"

namespace wafpp::cli {

namespace {

using State = store::FetchedModule::State;

std::string cache_folder() {
  auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  // The specification of these folders has a relative one ignored.
  if (std::string cache = variable("XDG_CACHE_HOME"); cache.starts_with('/')) return cache + "/wafpp/modules";
  if (std::string home = variable("HOME"); home.starts_with('/')) return home + "/.cache/wafpp/modules";
  return {};
}

class Modules : public Command {
 public:
  void declare(Options& options) override {
    options.positional("action", words_, "`fetch`, then files and folders; without any the folder you are in", true);
    options.flag("--dry-run", fetch_.dry_run, "list what would be fetched, and open no connection");
    options.flag("--locked", fetch_.locked, "what `.wafpp/modules.lock` does not have is an error; it is not written");
    options.flag("--upgrade", fetch_.upgrade, "take the newest versions and commits, whatever the lock says");
    options.value("--cache", fetch_.cache, "where content is kept between projects", "DIR");
    options.number("--jobs", fetch_.jobs, "how many are fetched at once (8); with 1, git may ask for a password", "N");
    options.flag("--allow-http", fetch_.package.allow_http, "allow unencrypted connections to other machines");
  }

  Exit run(const Terminal& terminal) override {
    if (words_.front() != "fetch") return terminal.usage_error("`modules " + words_.front() + "` is no command; `wafpp modules fetch` is");
    if (fetch_.locked && fetch_.upgrade) return terminal.usage_error("`--locked` and `--upgrade` want the opposite of each other");
    fetch_.paths.assign(std::next(words_.begin()), words_.end());
    if (fetch_.paths.empty()) fetch_.paths.emplace_back(".");
    if (fetch_.cache.empty()) fetch_.cache = cache_folder();
    constexpr unsigned kMostJobs = 64;
    fetch_.jobs = std::clamp(fetch_.jobs, 1U, kMostJobs);
    // Two that ask at once for a password would be one too many.
    fetch_.package.may_ask = terminal.interactive && fetch_.jobs == 1;
    fetch_.package.confine = [](const store::Confinement& only) {
      SandboxNeeds needs;
      if (!only.readable.empty()) needs.readable.push_back(only.readable);
      if (!only.tree.empty()) needs.trees.push_back(only.tree);
      enter_sandbox(needs);
    };
    fetch_.progress = [&](std::string_view name, size_t done, size_t all, uint64_t bytes) { progress(terminal, name, done, all, bytes); };
    store::catch_interrupts();
    base::Result<store::FetchResult> result = store::fetch_modules(fetch_);
    if (terminal.interactive) terminal.err("\r\x1b[K");
    if (!result) return terminal.usage_error(result.error().message);

    terminal.err(render_all(result->diagnostics, *result->sources, terminal));
    terminal.out(listing(*result, terminal));
    if (result->has_bad_configuration) return Exit::Usage;
    bool is_whole = !result->has_unread && std::none_of(result->diagnostics.begin(), result->diagnostics.end(),
                                                        [](const auto& diagnostic) { return diagnostic.level == diag::Level::Error; });
    return is_whole ? Exit::Good : Exit::Unread;
  }

 private:
  /// A line that is written over on a terminal; elsewhere a line for each that begins.
  void progress(const Terminal& terminal, std::string_view name, size_t done, size_t all, uint64_t bytes) {
    std::string_view word = terminal.language == Language::De ? "hole" : "fetching";
    if (!name.empty()) latest_ = base::printable(name);
    if (!terminal.interactive) {
      if (!name.empty()) terminal.err(fmt::format("{} {}\n", word, latest_));
      return;
    }
    auto now = std::chrono::steady_clock::now();
    if (name.empty() && now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    std::string text = fmt::format("{} {}/{}", word, done, all);
    constexpr double kMega = 1e6;
    if (bytes > 0) text += fmt::format(", {:.1f} MB", static_cast<double>(bytes) / kMega);
    size_t room = std::max<size_t>(terminal.width, text.size() + 3) - text.size() - 3;
    if (base::display_width(latest_) <= room) text += ": " + latest_;
    terminal.err("\r\x1b[K" + text);
  }

  std::string listing(const store::FetchResult& result, const Terminal& terminal) const {
    bool german = terminal.language == Language::De;
    auto in = [&](std::string_view en, std::string_view de) { return std::string(german ? de : en); };
    auto word = [&](State state) {
      switch (state) {
        case State::Fetched:
          return in("fetched", "geholt");
        case State::There:
          return in("there", "da");
        case State::Wanted:
          return in("missing", "fehlt");
        case State::Failed:
          return in("failed", "misslungen");
      }
      return std::string();
    };
    size_t counts[4] = {};
    std::string text;
    for (const store::FetchedModule& module : result.modules) {
      ++counts[static_cast<size_t>(module.state)];
      text += base::padded(word(module.state), german ? 12 : 9) + base::printable(module.name);
      if (module.was_changed) text += in(", which had been changed by hand", ", was von Hand geändert war");
      text += "\n";
    }
    for (const std::string& name : result.removed)
      text += base::padded(in("removed", "entfernt"), german ? 12 : 9) + base::printable(name) + "\n";
    if (result.has_bad_configuration) return text;
    if (result.modules.empty()) return text + in("no module from outside is called\n", "kein Modul von außerhalb wird aufgerufen\n");
    std::string summary;
    auto add = [&](State state, std::string_view one, std::string_view many) {
      size_t count = counts[static_cast<size_t>(state)];
      if (count == 0) return;
      summary += (summary.empty() ? "" : ", ") + base::counted(count, one, many);
    };
    if (german) {
      add(State::Fetched, "Modul geholt", "Module geholt");
      add(State::Wanted, "Modul würde geholt", "Module würden geholt");
      add(State::There, "war da", "waren da");
      add(State::Failed, "misslungen", "misslungen");
    } else {
      add(State::Fetched, "module fetched", "modules fetched");
      add(State::Wanted, "module would be fetched", "modules would be fetched");
      add(State::There, "was there", "were there");
      add(State::Failed, "failed", "failed");
    }
    if (result.is_lock_written) summary += in("; `.wafpp/modules.lock` written", "; `.wafpp/modules.lock` geschrieben");
    return text + summary + "\n";
  }

  std::vector<std::string> words_;
  store::FetchOptions fetch_;
  std::string latest_;  // Name of what was begun last.
  std::chrono::steady_clock::time_point shown_{};
};

}  // namespace

extern const CommandEntry command_modules;
const CommandEntry command_modules{.name = "modules",
                                   .summary_en = "fetch the modules from outside that the code calls",
                                   .summary_de = "die Module von außerhalb holen, die der Code aufruft",
                                   .make = [] { return std::unique_ptr<Command>(new Modules); },
                                   .rank = 60};

}  // namespace wafpp::cli
