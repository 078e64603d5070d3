#include <deque>
#include <iostream>
#include <string>

#include "cli/command.h"
#include "cli/estate_options.h"
#include "cli/jsonl.h"
#include "cli/output.h"
#include "cli/single_root.h"
#include "hcl/parser.h"
#include "value/json.h"

namespace wafpp::cli {

namespace {

class Console : public Command {
 public:
  void declare(Options& options) override {
    options.positional("dir", folders_, "the root module's folder; the current one where none is given", false);
    estate_.declare(options);
    options.flag("--jsonl", jsonl_, "read {\"id\", \"expr\"} lines and answer one line of JSON each");
    options.values("-e,--expression", expressions_, "evaluate this and leave; may be given many times", "EXPR");
  }

  Exit run(const Terminal& terminal) override {
    if (folders_.size() > 1) return terminal.usage_error("`console` takes one folder");
    base::Result<SingleRoot> opened = open();
    if (!opened) return terminal.usage_error(opened.error().message);
    terraform::Root& root = *opened->root;
    if (!expressions_.empty()) {
      bool good = true;
      for (const std::string& text : expressions_) good = answer(text, root, *opened->sources, terminal) && good;
      return good ? Exit::Good : Exit::Failed;
    }
    std::string line;
    while (prompt(terminal), std::getline(std::cin, line)) {
      if (line.empty()) continue;
      if (jsonl_) {
        terminal.out(answer_json_line(line, root, *opened->sources, kept_) + "\n");
        continue;
      }
      if (line == "exit" || line == "quit") break;
      // A line that ends inside brackets goes on in the next, as in `terraform console`.
      while (open_brackets(line) > 0) {
        std::string more;
        if (terminal.interactive) terminal.err("  ");
        if (!std::getline(std::cin, more)) break;
        line += "\n" + more;
      }
      answer(line, root, *opened->sources, terminal);
    }
    return Exit::Good;
  }

 private:
  /// With JSON lines the answers are those of outputs. As long as a resource of the root waits to be applied, functions whose result is
  /// not determined are not known; where there is none, Terraform knows them when it is done.
  base::Result<SingleRoot> open() const {
    std::string folder = folders_.empty() ? "." : folders_[0];
    terraform::RootOptions options{.undetermined_values = true, .is_console = !jsonl_};
    base::Result<SingleRoot> opened = open_root(folder, estate_, options);
    if (!opened || !jsonl_ || opened->loader->module(opened->folder)->resources.empty()) return opened;
    options.undetermined_values = false;
    return open_root(folder, estate_, options);
  }

  void prompt(const Terminal& terminal) const {
    if (terminal.interactive && !jsonl_) terminal.err("> ");
  }

  static int open_brackets(const std::string& text) {
    int open = 0;
    bool quoted = false;
    for (size_t at = 0; at < text.size(); ++at) {
      char c = text[at];
      if (quoted && c == '\\') {
        ++at;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        open += c == '(' || c == '[' || c == '{';
        open -= c == ')' || c == ']' || c == '}';
      }
    }
    return open;
  }

  bool answer(const std::string& text, terraform::Root& root, diag::SourceMap& sources, const Terminal& terminal) {
    diag::Sink sink;
    const diag::Source& source = sources.add("<console>", text);
    // Values point into the tree they were written in, and may be kept by memoised names: the tree stays.
    kept_.push_back(hcl::parse_expression(source, sink));
    const hcl::Expr& expr = *kept_.back().expr;
    value::Value value;
    if (!sink.has_errors()) value = root.evaluate(expr, sink);
    if (!sink.diagnostics().empty()) terminal.err(render_all(sink.diagnostics(), sources, terminal));
    if (sink.has_errors()) return false;
    terminal.out(value::to_console(value) + "\n");
    return true;
  }

  std::vector<std::string> folders_;
  EstateArguments estate_;
  bool jsonl_ = false;
  std::vector<std::string> expressions_;
  std::deque<hcl::ParsedExpr> kept_;
};

}  // namespace

extern const CommandEntry command_console;
const CommandEntry command_console{.name = "console",
                                   .summary_en = "evaluate expressions in a root module",
                                   .summary_de = "Ausdrücke in einem Root-Modul auswerten",
                                   .make = [] { return std::unique_ptr<Command>(new Console); },
                                   .rank = 50};

}  // namespace wafpp::cli
