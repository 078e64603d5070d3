#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/ci/pipeline.h"
#include "evidence/ci/shell.h"

/// Calls of tools in scripts, with what surrounds them put aside.
namespace wafpp::evidence::ci {

using Variables = std::map<std::string, std::string, std::less<>>;

/// What a script is run in.
struct Surroundings {
  ShellMode mode;
  Variables variables;
  /// The text of a file of the repository; empty where there is none, or nothing can be read.
  std::function<std::string(const std::string& path)> file;
  /// Containers that are started are there to stay: the job says that it deploys, or the script runs on another machine.
  bool is_deployment = false;
};

/// Whether the name of a job, stage or step says that it deploys.
bool says_deploy(std::string_view name);

/// A text with the variables filled in that are known: `$NAME`, `${NAME}`, `${{ env.NAME }}`, `$(NAME)`. What would make it longer by more
/// than 64 KiB is left as it stands.
std::string filled_in(std::string_view text, const Variables& variables);
/// Whether something is left to fill in.
bool is_open(std::string_view text);

/// A tool with its arguments: `sudo docker run --rm aquasec/trivy image app` is `trivy image app`.
class Call {
 public:
  Call(std::vector<std::string> words, const Command& command, const Surroundings& in)
      : words_(std::move(words)), command_(&command), in_(&in) {}

  const std::string& program() const { return words_.front(); }
  const std::vector<std::string>& words() const { return words_; }
  const Command& command() const { return *command_; }
  const Surroundings& in() const { return *in_; }

  /// The word at `index` behind the program; empty where there is none.
  std::string_view word(size_t index) const { return index + 1 < words_.size() ? std::string_view(words_[index + 1]) : std::string_view(); }
  /// Whether the program is followed by these words, options in between aside.
  bool is(std::initializer_list<std::string_view> words) const;
  /// Whether an option is there: `--name`, `--name=...`.
  bool has(std::string_view name) const;
  /// The value of an option: `--name=value`, `--name value`, of one letter `-nvalue` as well. Variables are filled in.
  std::optional<std::string> option(std::initializer_list<std::string_view> names) const;
  std::vector<std::string> options(std::initializer_list<std::string_view> names) const;
  /// Whether a switch is on: it is there, and not `--name=false`.
  bool is_on(std::string_view name) const;
  /// The words that are no options behind the `skip` first words; one behind an option without `=` counts where it is not `valued`.
  std::vector<std::string> operands(size_t skip) const;
  /// From the environment: before the command, else around the script.
  std::string variable(std::string_view name) const;

 private:
  std::vector<std::string> words_;
  const Command* command_;
  const Surroundings* in_;
};

/// What `ssh HOST ...` runs over there: the words behind the host, else what it is given to read. Nothing where it is no such command.
std::optional<std::string> remote_script(const std::vector<std::string>& words, const Command& command);

/// The words of a command without `sudo`, `timeout`, `docker run IMAGE` of a known tool and the like; the program without its folder.
/// Of `sh -c TEXT` and its like: `script` is the text. Empty where there is no program.
std::vector<std::string> unwrapped(const Command& command, std::string& script);

}  // namespace wafpp::evidence::ci
