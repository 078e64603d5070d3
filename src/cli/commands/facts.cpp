#include <map>

#include "assess/estate.h"
#include "cli/command.h"
#include "cli/estate_options.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "report/facts_json.h"

namespace wafpp::cli {

namespace {

class FactsCommand : public Command {
 public:
  void declare(Options& options) override {
    options.positional("path", paths_, "files and folders to read", true);
    estate_.declare(options);
    options.flag("--json", json_, "print every fact with its values, unknowns and stems as JSON");
  }

  Exit run(const Terminal& terminal) override {
    SandboxNeeds needs;
    for (const std::string& path : paths_) allow_repository(path, needs);
    for (const std::string& file : estate_.variable_files()) allow_repository(file, needs);
    enter_sandbox(needs);
    base::Result<std::unique_ptr<assess::Estate>> loaded = assess::Estate::load(estate_.options(paths_));
    if (!loaded) return terminal.usage_error(loaded.error().message);
    const assess::Estate& estate = **loaded;
    terminal.out(json_ ? report::facts_json(estate) : overview(estate));
    terminal.err(render_all(estate.diagnostics(), estate.sources(), terminal));
    return estate.empty() || estate.has_unread() ? Exit::Unread : Exit::Good;
  }

 private:
  static std::string overview(const assess::Estate& estate) {
    std::map<std::string, size_t> by_kind;
    for (const facts::Fact& fact : estate.facts().all()) ++by_kind[fact.kind];
    std::string text;
    for (const auto& [kind, count] : by_kind) text += std::to_string(count) + "\t" + kind + "\n";
    return text;
  }

  std::vector<std::string> paths_;
  EstateArguments estate_;
  bool json_ = false;
};

}  // namespace

extern const CommandEntry command_facts;
const CommandEntry command_facts{.name = "facts",
                                 .summary_en = "show what controls can ask about",
                                 .summary_de = "zeigen, wonach Controls fragen können",
                                 .make = [] { return std::unique_ptr<Command>(new FactsCommand); },
                                 .rank = 50};

}  // namespace wafpp::cli
