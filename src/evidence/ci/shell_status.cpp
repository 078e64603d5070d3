#include "evidence/ci/shell_status.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace wafpp::evidence::ci {

void defeat(std::vector<Command>& commands, size_t begin, size_t end, const std::string& by) {
  for (size_t i = begin; i < end; ++i) {
    if (commands[i].defeated_by.empty()) commands[i].defeated_by = by;
  }
}

void settle(std::vector<Command>& commands, const ShellNotes& notes) {
  // Of each, how far back from the end it stands for the last time.
  size_t last_raise = 0;
  size_t last_asked = 0;
  size_t last_pipe_status = 0;
  std::map<std::string, size_t, std::less<>> last_exit_with;
  size_t last_conditional_raise = 0;
  for (size_t i = 0; i < commands.size(); ++i) {
    const Command& each = commands[i];
    auto mentions = [&](std::string_view what) {
      auto has = [&](const std::string& text) { return text.find(what) != std::string::npos; };
      return std::any_of(each.words.begin(), each.words.end(), has) ||
             std::any_of(each.env.begin(), each.env.end(), [&](const auto& entry) { return has(entry.second); });
    };
    if (mentions("$?") || mentions("LASTEXITCODE")) last_asked = i + 1;
    if (mentions("PIPESTATUS")) last_pipe_status = i + 1;
    if (!raises_failure(each)) continue;
    last_raise = i + 1;
    if (each.is_conditional) last_conditional_raise = i + 1;
    if (each.words.size() > 1 && each.words[1].starts_with('$')) {
      last_asked = i + 1;
      last_exit_with[each.words[1]] = i + 1;
    }
  }
  for (const CommandRange& pipe : notes.pipes) {
    if (last_pipe_status <= pipe.end) defeat(commands, pipe.begin, pipe.end, "a pipe without pipefail");
  }
  for (const CommandRange& range : notes.asides) {
    bool is_last = range.statement < notes.statements.size() && notes.statements[range.statement].is_last;
    if (!is_last) defeat(commands, range.begin, range.end, "&&");
  }
  for (const ShellStatement& statement : notes.statements) {
    bool is_given_back = last_raise > statement.end && last_asked > statement.end;
    if (statement.errexit || statement.is_last || is_given_back) continue;
    defeat(commands, statement.begin, statement.end, statement.has_plus_e ? "set +e" : "a later command");
  }
  // `|| rc=$?` with an `exit $rc` behind it gives the failure back.
  for (size_t i = 0; i < commands.size(); ++i) {
    std::string& by = commands[i].defeated_by;
    if (!by.starts_with("|| ") || !by.ends_with("=$?")) continue;
    std::string name = by.substr(3, by.size() - 6);
    auto plain = last_exit_with.find("$" + name);
    auto braced = last_exit_with.find("${" + name + "}");
    bool is_given_back = (plain != last_exit_with.end() && plain->second > i + 1) ||
                         (braced != last_exit_with.end() && braced->second > i + 1) || last_conditional_raise > i + 1;
    if (is_given_back) by.clear();
  }
  if (notes.has_trap) defeat(commands, 0, commands.size(), "trap");
}

}  // namespace wafpp::evidence::ci
