#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/letters.h"
#include "documents/repository.h"
#include "evidence/ci/makefile.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

constexpr uint32_t kMaxDepth = 4;
/// Scripts of the repository that are followed from one text.
constexpr size_t kMaxFiles = 16;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether a name promises a look at images.
bool sounds_like_scan(std::string_view name) {
  constexpr std::array<std::string_view, 6> kParts = {"scan", "trivy", "grype", "vuln", "cve", "snyk"};
  std::string word = base::lowered(name);
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return word.find(part) != std::string::npos; });
}

class Reader {
 public:
  Reader(const Surroundings& in, Doings& to) : in_(in), to_(to) {}

  void read(const Script& script, uint32_t depth) {
    constexpr size_t kMaxDeeds = 2100;
    for (size_t i = 0; i < script.commands.size() && to_.deeds.size() < kMaxDeeds; ++i) {
      const Command& command = script.commands[i];
      // Settings made for all that follows.
      if (command.words.empty()) {
        for (const auto& [name, value] : command.env) note(name, value);
        continue;
      }
      if (is_one_of(command.words.front(), {"export", "declare", "local", "readonly"})) {
        for (const std::string& word : command.words) {
          size_t equals = word.find('=');
          if (equals != std::string::npos) note(word.substr(0, equals), word.substr(equals + 1));
        }
        continue;
      }
      size_t before = to_.deeds.size();
      one(command, depth);
      for (size_t d = before; d < to_.deeds.size(); ++d) {
        Deed& deed = to_.deeds[d];
        if (depth == 0) deed.place = {command.offset, command.offset + 1};
        if (deed.defeated_by.empty()) deed.defeated_by = command.defeated_by;
        if (deed.action == Action::Scan && deed.mode == "asks") judge_question(script, i, deed);
        // A report that something behind it asks, and that ends the script: by what, is not told.
        if (deed.action == Action::Scan && deed.fails == Answer::No && deed.mode.empty() && is_asked_later(script, i, deed.files)) {
          deed.fails = Answer::Unknown;
          deed.unknown = "what the script makes of the report";
        }
      }
    }
    note_downloads(script);
  }

 private:
  void note(const std::string& name, const std::string& value) {
    // Nobody writes more, and longer ones: what grows with each line is not followed.
    constexpr size_t kMaxVariables = 5000;
    constexpr size_t kMaxValue = 4096;
    if (value.starts_with("$(") || value.starts_with('`') || (in_.variables.size() >= kMaxVariables && !in_.variables.contains(name)))
      return;
    std::string filled = filled_in(value, in_.variables);
    if (filled.size() <= kMaxValue) {
      in_.variables[name] = std::move(filled);
    } else {
      in_.variables.erase(name);
    }
  }

  void one(const Command& command, uint32_t depth) {
    std::string inner;
    // Which image it is may stand in a variable.
    Command filled = command;
    bool is_container = !command.words.empty() &&
                        (command.words.front() == "docker" || command.words.front() == "podman" || command.words.front() == "sudo");
    for (size_t i = 0; is_container && i < filled.words.size(); ++i) filled.words[i] = filled_in(filled.words[i], in_.variables);
    std::vector<std::string> words = unwrapped(filled, inner);
    if (words.empty() || words.front().empty()) return;
    if (std::optional<std::string> remote = remote_script(words, command)) {
      elsewhere(*remote, depth);
      return;
    }
    if (inner.empty() && !command.input.empty() && is_one_of(words.front(), {"bash", "sh"}) &&
        std::all_of(words.begin() + 1, words.end(), [](const std::string& word) { return word.starts_with('-'); }))
      inner = command.input;
    if (!inner.empty()) {
      if (depth < kMaxDepth) {
        bool has_e = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
          return word.starts_with('-') && word != "-c" && word.find('e') != std::string::npos;
        });
        read(parse_shell(inner, {.errexit = has_e, .pipefail = false}), depth + 1);
      }
      return;
    }
    Call call(words, command, in_);
    if (read_scan(call, to_) || read_sbom(call, to_) || read_signing(call, to_) || read_build(call, to_) || read_store(call, to_)) return;
    if (words.front() == "cd" || words.front() == "pushd") go_to(words);
    if (file(command, words, depth)) return;
    if (words.front() == "make" && make(words, depth)) return;
    if (read_deploy(call, to_)) return;
    note_unread(words);
  }

  /// On another machine: what is started there is there to stay, and its files are none of the repository's.
  void elsewhere(std::string_view script, uint32_t depth) {
    if (depth >= kMaxDepth) return;
    Surroundings before = in_;
    in_.is_deployment = true;
    in_.file = nullptr;
    read(parse_shell(script, {.errexit = false, .pipefail = false}), depth + 1);
    in_ = std::move(before);
  }

  /// `./scripts/scan.sh`, `bash scripts/scan.sh`, `source ci/functions.sh`: read where the repository has it.
  bool file(const Command& command, const std::vector<std::string>& words, uint32_t depth) {
    std::string path;
    const std::string& program = command.words.front();
    if (is_one_of(words.front(), {"bash", "sh", "source", ".", "zsh", "dash"})) {
      for (size_t i = 1; i < words.size() && path.empty(); ++i) {
        if (!words[i].starts_with('-')) path = words[i];
      }
    } else if (program.find('/') != std::string::npos || program.ends_with(".sh")) {
      path = program;
    }
    if (path.empty() || !in_.file || depth >= kMaxDepth || files_ >= kMaxFiles) return false;
    path = filled_in(path, in_.variables);
    while (path.starts_with("./")) path.erase(0, 2);
    for (std::string_view root : {"${{ github.workspace }}/", "$GITHUB_WORKSPACE/", "${GITHUB_WORKSPACE}/", "$CI_PROJECT_DIR/",
                                  "${CI_PROJECT_DIR}/", "$(Build.SourcesDirectory)/", "$BITBUCKET_CLONE_DIR/", "$CODEBUILD_SRC_DIR/"}) {
      if (path.starts_with(root)) path.erase(0, root.size());
    }
    if (is_open(path) || path.starts_with('/')) return false;
    bool is_shell = path.ends_with(".sh") || path.ends_with(".bash") || path.find('.', path.rfind('/') + 1) == std::string::npos;
    if (!is_shell) return false;
    ++files_;
    std::string text = folder_.empty() ? std::string() : in_.file(documents::join_path(folder_, path));
    if (text.empty()) text = in_.file(path);
    if (text.empty() || text.find('\0') != std::string::npos) return false;
    bool has_shebang = text.starts_with("#!");
    std::string_view first = std::string_view(text).substr(0, text.find('\n'));
    if (has_shebang && first.find("sh") == std::string_view::npos) return false;
    bool is_sourced = is_one_of(words.front(), {"source", "."});
    ShellMode mode =
        is_sourced ? in_.mode : ShellMode{.errexit = has_shebang && first.find(" -e") != std::string_view::npos, .pipefail = false};
    size_t before = to_.deeds.size();
    read(parse_shell(text, mode), depth + 1);
    // One that says nothing of a deployment but by its name.
    return to_.deeds.size() > before;
  }

  /// In which folder of the repository what follows is run, as far as that can be told.
  void go_to(const std::vector<std::string>& words) {
    std::string normal;
    bool is_told = words.size() == 2 && !is_open(words[1]) && documents::normalise_path(documents::join_path(folder_, words[1]), normal);
    folder_ = is_told && normal != "." ? normal : std::string();
  }

  /// `make -C app image TAG=1`: what the targets do, where the repository has the makefile. False where nothing is told by it.
  bool make(const std::vector<std::string>& words, uint32_t depth) {
    if (!in_.file || depth >= kMaxDepth || files_ >= kMaxFiles) return false;
    std::string folder = folder_;
    std::string name;
    std::vector<std::string> targets;
    Variables given;
    for (size_t i = 1; i < words.size(); ++i) {
      const std::string& word = words[i];
      bool is_folder = word == "-C" || word == "--directory";
      if ((is_folder || word == "-f") && i + 1 < words.size()) {
        std::string value = filled_in(words[++i], in_.variables);
        if (!is_folder) name = value;
        std::string normal;
        if (is_folder && !documents::normalise_path(documents::join_path(folder, value), normal)) return false;
        if (is_folder) folder = normal;
      } else if (size_t equals = word.find('='); equals != std::string::npos && !word.starts_with('-')) {
        given[word.substr(0, equals)] = filled_in(word.substr(equals + 1), in_.variables);
      } else if (!word.starts_with('-')) {
        targets.push_back(word);
      }
    }
    ++files_;
    std::string text;
    for (std::string_view known :
         {std::string_view(name), std::string_view("GNUmakefile"), std::string_view("makefile"), std::string_view("Makefile")}) {
      if (text.empty() && !known.empty() && (name.empty() || known == name)) text = in_.file(documents::join_path(folder, known));
    }
    if (text.empty() || text.find('\0') != std::string::npos) return false;
    Makefile makefile = parse_makefile(text);
    if (targets.empty()) targets.push_back(makefile.first);
    Surroundings around = in_;
    std::string before = std::exchange(folder_, folder);
    for (auto& [variable, value] : makefile.variables) in_.variables.emplace(variable, value);
    for (auto& [variable, value] : given) in_.variables[variable] = value;
    // A variable may name others; a few rounds are all that people write.
    for (int round = 0; round < 3; ++round) {
      for (auto& [variable, value] : in_.variables) {
        constexpr size_t kMaxValue = 4096;
        if (makefile.variables.contains(variable)) value = filled_in(value, in_.variables).substr(0, kMaxValue);
      }
    }
    in_.variables["MAKE"] = "make";
    size_t first = to_.deeds.size();
    std::set<std::string> seen;
    bool is_told = true;
    for (const std::string& target : targets) is_told = rule(makefile, target, depth, seen) && is_told;
    in_ = std::move(around);
    folder_ = std::move(before);
    return to_.deeds.size() > first || (is_told && std::none_of(targets.begin(), targets.end(), says_deploy));
  }

  /// A target, behind those that it needs. A line that fails ends all of it, unless it begins with `-`.
  bool rule(const Makefile& makefile, const std::string& target, uint32_t depth, std::set<std::string>& seen) {
    auto found = makefile.rules.find(target);
    constexpr size_t kMaxTargets = 100;
    if (found == makefile.rules.end() || seen.size() > kMaxTargets) return false;
    if (!seen.insert(target).second) return true;
    for (const std::string& need : found->second.needs) {
      if (makefile.rules.contains(need)) rule(makefile, need, depth, seen);
    }
    bool was_deployment = std::exchange(in_.is_deployment, in_.is_deployment || says_deploy(target));
    for (std::string_view line : found->second.recipe) {
      bool is_ignored = false;
      for (; !line.empty() && (line.front() == '-' || line.front() == '@' || line.front() == '+' || line.front() == ' ');
           line.remove_prefix(1))
        is_ignored = is_ignored || line.front() == '-';
      std::string command = filled_in(line, in_.variables);
      for (size_t at = command.find("$$"); at != std::string::npos; at = command.find("$$", at + 1)) command.erase(at, 1);
      size_t first = to_.deeds.size();
      std::string before = folder_;
      read(parse_shell(command, {.errexit = false, .pipefail = false}), depth + 1);
      folder_ = std::move(before);
      for (size_t i = first; i < to_.deeds.size() && is_ignored; ++i) {
        if (to_.deeds[i].defeated_by.empty()) to_.deeds[i].defeated_by = "a line of a makefile that begins with -";
      }
    }
    in_.is_deployment = was_deployment;
    return true;
  }

  void note_unread(const std::vector<std::string>& words) {
    bool is_runner = is_one_of(words.front(), {"make", "just", "task", "mage", "rake", "npm", "yarn", "pnpm", "invoke", "nox", "tox"});
    if (is_runner) {
      for (size_t i = 1; i < words.size(); ++i) {
        if (!words[i].starts_with('-') && sounds_like_scan(words[i]) && !is_one_of(words[i], {"audit"}))
          to_.unread.push_back(words.front() + " " + words[i]);
      }
      return;
    }
    std::string_view script =
        is_one_of(words.front(), {"bash", "sh", "python", "python3", "node", "pwsh", "source", "."}) && words.size() > 1 ? words[1]
                                                                                                                         : words.front();
    bool is_script = script.ends_with(".sh") || script.ends_with(".py") || script.ends_with(".ps1") || script.ends_with(".js") ||
                     script.ends_with(".bash");
    if (is_script && sounds_like_scan(script)) to_.unread.emplace_back(script);
  }

  /// ECR and its like: findings are counted by the script, which then stops the build, or not.
  static void judge_question(const Script& script, size_t at, Deed& deed) {
    deed.mode.clear();
    std::string severities;
    auto look_at = [&](std::string_view text) {
      for (std::string_view each : {"CRITICAL", "HIGH", "MEDIUM"}) {
        if (text.find(each) != std::string_view::npos) severities += std::string(each) + " ";
      }
    };
    auto collect = [&](const Command& command) {
      for (const std::string& word : command.words) look_at(word);
      for (const auto& [name, value] : command.env) look_at(value);
    };
    bool stops = false;
    for (size_t i = at; i < script.commands.size(); ++i) {
      const Command& command = script.commands[i];
      collect(command);
      if (!raises_failure(command) || (!command.is_conditional && i != at)) continue;
      stops = true;
      break;
    }
    set_severities(deed, severities);
    deed.fails = stops ? Answer::Yes : Answer::No;
    if (stops && deed.severities.empty()) {
      deed.severities_known = false;
      deed.unknown = "which findings the script counts";
    }
    // That the question itself is asked inside of something is how it is used.
    if (deed.defeated_by == "inside of another command" || deed.defeated_by == "a pipe without pipefail" || deed.defeated_by == "if")
      deed.defeated_by.clear();
  }

  static bool is_asked_later(const Script& script, size_t at, const std::vector<std::string>& files) {
    bool is_asked = false;
    for (size_t i = at + 1; i < script.commands.size(); ++i) {
      const Command& command = script.commands[i];
      for (const std::string& file : files) {
        if (file.empty() || is_open(file) || file.starts_with("/dev/")) continue;
        is_asked = is_asked || std::any_of(command.words.begin(), command.words.end(),
                                           [&](const std::string& word) { return word.find(file) != std::string::npos; });
      }
      if (is_asked && raises_failure(command) && command.is_conditional) return true;
    }
    return false;
  }

  /// `curl ... | sh` and `bash <(curl ...)`.
  void note_downloads(const Script& script) {
    for (size_t i = 0; i < script.commands.size(); ++i) {
      const Command& command = script.commands[i];
      if (command.words.empty() || !is_one_of(command.words.front(), {"curl", "wget"})) continue;
      if (i + 1 >= script.commands.size()) break;
      std::string inner;
      std::vector<std::string> next = unwrapped(script.commands[i + 1], inner);
      if (next.empty() || !is_one_of(next.front(), {"sh", "bash", "zsh", "python", "python3"})) continue;
      // As the next part of a pipe, or as the command around it.
      if (!command.is_piped && command.defeated_by != "inside of another command") continue;
      for (const std::string& word : command.words) {
        // k3s is installed so: a cluster of one's own.
        if (word.find("get.k3s.io") != std::string::npos) to_.has_test_cluster = true;
        if (word.starts_with("http://") || word.starts_with("https://")) to_.downloads.push_back(filled_in(word, in_.variables));
      }
    }
  }

  Surroundings in_;
  Doings& to_;
  size_t files_ = 0;
  std::string folder_;  ///< Within the repository; empty: its root.
};

}  // namespace

void read_script(const Script& script, const Surroundings& in, Doings& to) { Reader(in, to).read(script, 0); }

void read_script(std::string_view text, const Surroundings& in, Doings& to) { read_script(parse_shell(text, in.mode), in, to); }

}  // namespace wafpp::evidence::ci
