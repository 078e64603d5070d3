#include "cli/command.h"
#include "cli/output.h"
#include "diag/sink.h"
#include "hcl/dump.h"
#include "hcl/json.h"
#include "hcl/parser.h"
#include "terraform/schema.h"

namespace wafpp::cli {

namespace {

class Parse : public Command {
 public:
  void declare(Options& options) override {
    options.positional("file", files_, "the file to parse; - for standard input", true);
    options.flag("--json", json_, "print the canonical tree as JSON, a line for each file; null for one with errors");
  }

  Exit run(const Terminal& terminal) override {
    Exit exit = Exit::Good;
    diag::SourceMap sources;
    for (const std::string& path : files_) {
      base::Result<std::string> text = path == "-" ? read_standard_input() : read_path(path);
      if (!text) {
        terminal.err("wafpp: " + text.error().message + "\n");
        exit = Exit::Unread;
        if (json_) terminal.out("null\n");
        continue;
      }
      diag::Sink sink;
      const diag::Source& source = sources.add(path == "-" ? "<stdin>" : path, std::move(*text));
      hcl::Tree tree = path.ends_with(".json") ? hcl::parse_json(source, terraform::file_schema(), sink) : hcl::parse(source, sink);
      if (!sink.diagnostics().empty()) terminal.err(render_all(sink.diagnostics(), sources, terminal));
      if (sink.has_errors()) {
        exit = Exit::Unread;
        // A line for each file, so that a caller knows which tree is whose.
        if (json_) terminal.out("null\n");
      } else if (json_) {
        terminal.out(hcl::dump(tree) + "\n");
      } else {
        terminal.out(path + ": " + std::to_string(tree.body->attributes.size()) + " attributes, " +
                     std::to_string(tree.body->blocks.size()) + " blocks\n");
      }
    }
    return exit;
  }

 private:
  std::vector<std::string> files_;
  bool json_ = false;
};

}  // namespace

extern const CommandEntry command_parse;
const CommandEntry command_parse{.name = "parse",
                                 .summary_en = "parse HCL and print its syntax tree",
                                 .summary_de = "HCL lesen und seinen Syntaxbaum ausgeben",
                                 .make = [] { return std::unique_ptr<Command>(new Parse); },
                                 .rank = 30};

}  // namespace wafpp::cli
