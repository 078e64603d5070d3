#include "evidence/ci/shell.h"

#include <algorithm>
#include <array>
#include <map>

#include "evidence/ci/shell_lexer.h"
#include "evidence/ci/shell_status.h"

namespace wafpp::evidence::ci {

namespace {

constexpr uint32_t kMaxDepth = 40;
/// Nobody writes scripts of this size into a pipeline by hand.
constexpr size_t kMaxBytes = size_t{1} << 20;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_name(std::string_view text) {
  if (text.empty() || (text.front() >= '0' && text.front() <= '9')) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Words that say something and change nothing.
bool is_talk(const Command& command) {
  return command.words.empty() || is_one_of(command.words.front(), {"true", ":", "echo", "printf", "Write-Host"});
}

std::string shown(std::string_view before, const Command& command) {
  std::string text(before);
  if (command.words.empty()) {
    for (const auto& [name, value] : command.env) text += " " + name + "=" + value;
    return text;
  }
  const std::string& first = command.words.front();
  text += " " + first;
  // Which code is what matters.
  if (is_one_of(first, {"exit", "return"}) && command.words.size() > 1) text += " " + command.words[1];
  return text;
}

/// Recursive descent, with the depth bounded. Commands go to one list; what happens to the status of those in a range is marked when the
/// construct around them is known.
class Parser {
 public:
  Parser(std::string_view text, ShellMode mode, uint32_t base, uint32_t depth)
      : lexer_(text.substr(0, kMaxBytes)), mode_(mode), base_(base), depth_(depth) {
    advance();
  }

  std::vector<Command> parse() {
    while (token_.token != ShellToken::End) {
      list({});
      // A closing word without its opening one.
      if (token_.token != ShellToken::End) advance();
    }
    settle(commands_, notes_);
    return std::move(commands_);
  }

 private:
  void advance() { token_ = lexer_.next(); }
  bool is_word(std::string_view word) const { return token_.token == ShellToken::Word && !token_.is_quoted && token_.text == word; }
  bool is_any(std::initializer_list<std::string_view> words) const {
    return token_.token == ShellToken::Word && !token_.is_quoted && is_one_of(token_.text, words);
  }
  void skip_lines() {
    while (token_.token == ShellToken::NewLine || token_.token == ShellToken::Semicolon) advance();
  }

  /// Statements up to one of the words, to `)`, or to the end; these are not taken.
  void list(std::initializer_list<std::string_view> until) {
    ++nesting_;
    bool is_dead = false;
    const size_t floor = last_.size();
    while (true) {
      while (token_.token == ShellToken::NewLine || (token_.token == ShellToken::Semicolon && token_.text == ";") ||
             token_.token == ShellToken::Background) {
        advance();
      }
      if (token_.token == ShellToken::End || token_.token == ShellToken::Close || token_.token == ShellToken::Semicolon || is_any(until))
        break;
      uint32_t before = token_.begin;
      size_t begin = commands_.size();
      for (; last_.size() > floor; last_.pop_back()) notes_.statements[last_.back()].is_last = false;
      ShellStatement statement{.begin = begin, .end = begin, .errexit = mode_.errexit, .has_plus_e = plus_e_};
      and_or();
      statement.end = commands_.size();
      if (is_dead) {
        forget(begin);
      } else {
        last_.push_back(notes_.statements.size());
        notes_.statements.push_back(statement);
        note_options(begin);
        bool is_alone = commands_.size() == begin + 1 && !commands_[begin].words.empty();
        if (nesting_ == 1 && is_alone && is_one_of(commands_[begin].words.front(), {"exit", "return"})) {
          is_dead = true;
        }
      }
      if (token_.begin == before && token_.token != ShellToken::End) advance();
    }
    --nesting_;
  }

  /// Takes back what was noted of commands from there on.
  void forget(size_t begin) {
    commands_.resize(begin);
    while (!notes_.statements.empty() && notes_.statements.back().end > begin) notes_.statements.pop_back();
    while (!last_.empty() && last_.back() >= notes_.statements.size()) last_.pop_back();
    while (!notes_.asides.empty() && notes_.asides.back().end > begin) notes_.asides.pop_back();
    while (!notes_.pipes.empty() && notes_.pipes.back().end > begin) notes_.pipes.pop_back();
  }

  /// `set -e` and its like, and traps.
  void note_options(size_t begin) {
    for (size_t i = begin; i < commands_.size(); ++i) {
      const std::vector<std::string>& words = commands_[i].words;
      if (words.size() > 1 && words[0] == "trap" && words[1].find("exit 0") != std::string::npos) notes_.has_trap = true;
      if (words.empty() || words[0] != "set") continue;
      for (size_t w = 1; w < words.size(); ++w) {
        const std::string& word = words[w];
        bool on = word.starts_with('-');
        if (!on && !word.starts_with('+')) continue;
        if (word.find('e') != std::string::npos && word.find('-', 1) == std::string::npos && word != "-o") {
          mode_.errexit = on;
          plus_e_ = !on;
        }
        if (word.ends_with('o') && w + 1 < words.size()) {
          if (words[w + 1] == "pipefail") mode_.pipefail = on;
          if (words[w + 1] == "errexit") {
            mode_.errexit = on;
            plus_e_ = !on;
          }
        }
      }
    }
  }

  void and_or() {
    struct Part {
      size_t begin = 0;
      size_t end = 0;
      ShellToken before = ShellToken::End;  ///< The operator before it.
    };
    std::vector<Part> parts;
    ShellToken before = ShellToken::End;
    while (true) {
      Part part{.begin = commands_.size(), .end = 0, .before = before};
      pipeline();
      part.end = commands_.size();
      if (before != ShellToken::End) {
        for (size_t i = part.begin; i < part.end; ++i) commands_[i].is_conditional = true;
      }
      parts.push_back(part);
      if (token_.token != ShellToken::And && token_.token != ShellToken::Or) break;
      before = token_.token;
      advance();
      while (token_.token == ShellToken::NewLine) advance();
    }
    bool in_background = token_.token == ShellToken::Background;
    if (in_background) defeat(commands_, parts.front().begin, parts.back().end, "&");
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
      // The next `||` takes the failure, whatever `&&` there are in between.
      size_t other = i + 1;
      while (other < parts.size() && parts[other].before != ShellToken::Or) ++other;
      if (other == parts.size()) {
        bool is_only_talk = std::all_of(commands_.begin() + static_cast<ptrdiff_t>(parts[i + 1].begin),
                                        commands_.begin() + static_cast<ptrdiff_t>(parts.back().end), is_talk);
        if (is_only_talk) notes_.asides.push_back({parts[i].begin, parts[i].end, notes_.statements.size()});
        continue;
      }
      bool is_raised = raises(parts[other].begin, parts[other].end);
      if (is_raised || parts[other].begin == parts[other].end) continue;
      defeat(commands_, parts[i].begin, parts[i].end, shown("||", commands_[parts[other].begin]));
    }
  }

  /// Whether a range of commands passes a failure on.
  bool raises(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      const Command& command = commands_[i];
      if (raises_failure(command)) return true;
      if (command.words.empty()) continue;
      auto function = functions_.find(command.words.front());
      if (function != functions_.end() && function->second) return true;
    }
    return false;
  }

  void pipeline() {
    bool is_negated = false;
    while (is_word("!") || is_word("time")) {
      is_negated = is_negated || token_.text == "!";
      advance();
    }
    size_t first = commands_.size();
    size_t begin = first;
    command();
    while (token_.token == ShellToken::Pipe) {
      if (commands_.size() > begin) commands_.back().is_piped = true;
      if (!mode_.pipefail) notes_.pipes.push_back({begin, commands_.size(), 0});
      advance();
      while (token_.token == ShellToken::NewLine) advance();
      size_t next = commands_.size();
      command();
      // `| tee file`: where the output goes.
      if (next < commands_.size() && !commands_[next].words.empty() && commands_[next].words.front() == "tee" && begin < next) {
        for (size_t w = 1; w < commands_[next].words.size(); ++w) {
          if (!commands_[next].words[w].starts_with('-')) commands_[next - 1].outputs.push_back(commands_[next].words[w]);
        }
      }
      begin = next;
    }
    if (is_negated && !in_condition_) defeat(commands_, first, commands_.size(), "!");
    negated_ = is_negated;
  }

  void command() {
    if (depth_ + nesting_ > kMaxDepth) {
      advance();
      return;
    }
    if (token_.token == ShellToken::Open) {
      advance();
      list({});
      if (token_.token == ShellToken::Close) advance();
      redirects(commands_.size());
    } else if (is_word("{")) {
      advance();
      list({"}"});
      if (is_word("}")) advance();
      redirects(commands_.size());
    } else if (is_word("if")) {
      conditional();
    } else if (is_any({"while", "until"})) {
      std::string word = token_.text;
      advance();
      size_t begin = commands_.size();
      condition({"do"});
      defeat(commands_, begin, commands_.size(), word);
      body();
    } else if (is_any({"for", "select"})) {
      while (token_.token == ShellToken::Word && !is_word("do")) advance();
      skip_lines();
      body();
    } else if (is_word("case")) {
      cases();
    } else if (is_word("function")) {
      advance();
      std::string name = token_.text;
      advance();
      if (token_.token == ShellToken::Open) advance();
      if (token_.token == ShellToken::Close) advance();
      function(name);
    } else {
      simple();
    }
  }

  void condition(std::initializer_list<std::string_view> until) {
    bool before = in_condition_;
    in_condition_ = true;
    list(until);
    in_condition_ = before;
  }

  void body() {
    if (is_word("do")) advance();
    list({"done"});
    if (is_word("done")) advance();
    redirects(commands_.size());
  }

  /// Of `if`, and of `elif` in a loop: their conditions take failures; what follows decides whether they are passed on.
  void conditional() {
    bool has_branches = true;
    while (has_branches) {
      advance();
      size_t asked = commands_.size();
      negated_ = false;
      condition({"then"});
      bool is_negated = negated_;
      if (is_word("then")) advance();
      size_t then = commands_.size();
      list({"elif", "else", "fi"});
      size_t otherwise = commands_.size();
      has_branches = is_word("elif");
      if (is_word("else")) {
        advance();
        list({"fi"});
      }
      for (size_t i = then; i < commands_.size(); ++i) commands_[i].is_conditional = true;
      bool is_raised = is_negated ? raises(then, otherwise) : raises(otherwise, commands_.size());
      if (!is_raised) defeat(commands_, asked, then, "if");
    }
    if (is_word("fi")) advance();
    redirects(commands_.size());
  }

  void cases() {
    while (token_.token == ShellToken::Word && !is_word("in")) advance();
    if (is_word("in")) advance();
    skip_lines();
    while (token_.token != ShellToken::End && !is_word("esac")) {
      uint32_t before = token_.begin;
      while (token_.token == ShellToken::Word || token_.token == ShellToken::Pipe || token_.token == ShellToken::Open) advance();
      if (token_.token == ShellToken::Close) advance();
      size_t begin = commands_.size();
      list({"esac"});
      for (size_t i = begin; i < commands_.size(); ++i) commands_[i].is_conditional = true;
      skip_lines();
      if (token_.begin == before && token_.token != ShellToken::End && !is_word("esac")) advance();
    }
    if (is_word("esac")) advance();
  }

  void function(const std::string& name) {
    skip_lines();
    size_t begin = commands_.size();
    command();
    functions_[name] = raises(begin, commands_.size());
  }

  void redirects(size_t end) {
    while (token_.token == ShellToken::Redirect) {
      std::string sign = token_.text;
      advance();
      if (token_.token != ShellToken::Word) return;
      bool is_output = sign == ">" || sign == ">>" || sign == "&>" || sign == ">|";
      if (is_output && end > 0 && end == commands_.size()) commands_.back().outputs.push_back(token_.text);
      advance();
    }
  }

  void inner(const ShellLexeme& word, bool is_status) {
    for (const InnerScript& script : word.inner) {
      if (depth_ + nesting_ + 1 > kMaxDepth) return;
      Parser parser(script.text, {.errexit = false, .pipefail = mode_.pipefail}, base_ + script.offset, depth_ + nesting_ + 1);
      for (Command& each : parser.parse()) {
        if (!is_status && each.defeated_by.empty()) each.defeated_by = "inside of another command";
        commands_.push_back(std::move(each));
      }
    }
  }

  void simple() {
    Command command;
    command.offset = base_ + token_.begin;
    std::vector<ShellLexeme> words;
    while (true) {
      if (token_.token == ShellToken::Redirect) {
        std::string sign = token_.text;
        advance();
        if (token_.token == ShellToken::Word) {
          if (sign == ">" || sign == ">>" || sign == "&>" || sign == ">|") command.outputs.push_back(token_.text);
          words.push_back(token_);
          words.back().token = ShellToken::Redirect;
          advance();
        }
        continue;
      }
      if (token_.token == ShellToken::Open && words.size() == 1 && command.words.size() == 1) {
        // `name() { ...; }`
        advance();
        if (token_.token == ShellToken::Close) {
          advance();
          function(command.words.front());
          return;
        }
        while (token_.token != ShellToken::End && token_.token != ShellToken::NewLine) advance();
        return;
      }
      if (token_.token != ShellToken::Word) break;
      size_t equals = token_.text.find('=');
      bool is_assignment = command.words.empty() && equals != std::string::npos && is_name(token_.text.substr(0, equals));
      if (is_assignment) {
        command.env.emplace_back(token_.text.substr(0, equals), token_.text.substr(equals + 1));
      } else {
        command.words.push_back(token_.text);
      }
      bool is_test = command.words.size() == 1 && command.words.front() == "[[" && !token_.is_quoted;
      words.push_back(std::move(token_));
      advance();
      while (is_test && token_.token != ShellToken::End && token_.token != ShellToken::NewLine) {
        bool is_end = is_word("]]");
        command.words.push_back(token_.text);
        words.push_back(token_);
        advance();
        if (is_end) break;
      }
    }
    // The line has ended by now, and its documents with it.
    command.input = lexer_.take_documents();
    for (const ShellLexeme& word : words) inner(word, command.words.empty());
    if (!command.words.empty() || !command.env.empty()) commands_.push_back(std::move(command));
  }

  ShellLexer lexer_;
  ShellMode mode_;
  uint32_t base_;
  uint32_t depth_;
  ShellLexeme token_;
  uint32_t nesting_ = 0;
  bool plus_e_ = false;
  bool in_condition_ = false;
  bool negated_ = false;
  std::vector<Command> commands_;
  ShellNotes notes_;
  std::vector<size_t> last_;  ///< Of `ShellNotes::statements`: those behind which nothing has come yet.
  std::map<std::string, bool, std::less<>> functions_;
};

}  // namespace

bool raises_failure(const Command& command) {
  if (command.words.empty()) return false;
  const std::string& first = command.words.front();
  if (is_one_of(first, {"exit", "return"})) return command.words.size() == 1 || command.words[1] != "0";
  return is_one_of(first, {"false", "die", "fail", "abort", "error", "panic", "throw", "fatal"});
}

Script parse_shell(std::string_view text, ShellMode mode) { return {Parser(text, mode, 0, 0).parse()}; }

}  // namespace wafpp::evidence::ci
