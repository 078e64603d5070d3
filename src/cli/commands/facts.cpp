#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/estate.h"
#include "cli/command.h"
#include "cli/estate_options.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "facts/difference.h"
#include "report/facts_json.h"

namespace wafpp::cli {

namespace {

class FactsCommand : public Command {
 public:
  void declare(Options& options) override {
    options.positional("path", paths_, "files and folders to read", true);
    estate_.declare(options);
    estate_.declare_environments(options);
    estate_.declare_evidence(options);
    options.value("--diff", plan_, "compare the facts of the code with those of a plan made from it; exit code 1 where they differ",
                  "PLAN");
    options.flag("--json", json_, "print every fact with its values, unknowns and stems as JSON");
  }

  Exit run(const Terminal& terminal) override {
    if (std::string problem = estate_.problem_with_time(); !problem.empty()) return terminal.usage_error(problem);
    SandboxNeeds needs;
    estate_.allow(paths_, needs);
    if (!plan_.empty()) allow_repository(plan_, needs);
    enter_sandbox(needs);
    if (!plan_.empty()) return compare(terminal);
    base::Result<std::unique_ptr<assess::Estate>> loaded = assess::Estate::load(estate_.options(paths_));
    if (!loaded) return terminal.usage_error(loaded.error().message);
    if (std::string unknown = EstateArguments::unknown_environment(**loaded); !unknown.empty()) return terminal.usage_error(unknown);
    const assess::Estate& estate = **loaded;
    terminal.out(json_ ? report::facts_json(estate) : overview(estate));
    terminal.err(render_all(estate.diagnostics(), estate.sources(), terminal));
    return estate.empty() || estate.has_unread() ? Exit::Unread : Exit::Good;
  }

 private:
  /// Each by its own road: the code without plans, the plan without code.
  Exit compare(const Terminal& terminal) {
    assess::EstateOptions code_options = estate_.options(paths_);
    code_options.plans = assess::PlanUse::Ignored;
    code_options.use_evidence = false;
    base::Result<std::unique_ptr<assess::Estate>> code = assess::Estate::load(code_options);
    if (!code) return terminal.usage_error(code.error().message);
    assess::EstateOptions plan_options = estate_.options({plan_});
    plan_options.inputs = {};
    plan_options.plans = assess::PlanUse::Alone;
    plan_options.use_evidence = false;
    base::Result<std::unique_ptr<assess::Estate>> plan = assess::Estate::load(plan_options);
    if (!plan) return terminal.usage_error(plan.error().message);
    std::vector<uint32_t> roots = roots_at(**code);
    if (roots.size() > 1) {
      return terminal.usage_error(
          fmt::format("`--diff` compares one root, here are {}: name the folder of one, or its variables with `--var-file`", roots.size()));
    }
    bool is_unread = false;
    for (const assess::Estate* estate : {code->get(), plan->get()}) {
      terminal.err(render_all(estate->diagnostics(), estate->sources(), terminal));
      is_unread = is_unread || estate->empty() || estate->has_unread();
    }
    if (is_unread) return Exit::Unread;
    std::string text;
    facts::RootFacts in_code{(*code)->facts(), roots.empty() ? 0 : roots.front()};
    for (const std::string& line : facts::differences(in_code, {(*plan)->facts()})) text += line + "\n";
    terminal.out(text);
    return text.empty() ? Exit::Good : Exit::Failed;
  }

  /// The roots in the folders that the user named; where none is, those below.
  static std::vector<uint32_t> roots_at(const assess::Estate& estate) {
    std::vector<uint32_t> here;
    std::vector<uint32_t> all;
    // The root behind these is the repository, which no plan has.
    for (uint32_t root = 0; root < estate.roots().size(); ++root) {
      all.push_back(root);
      const std::string& folder = estate.facts().roots()[root].folder;
      if (std::find(estate.paths().begin(), estate.paths().end(), folder) != estate.paths().end()) here.push_back(root);
    }
    return here.empty() ? all : here;
  }

  static std::string overview(const assess::Estate& estate) {
    std::map<std::string, size_t> by_kind;
    for (const facts::Fact* fact : estate.facts().all()) ++by_kind[fact->kind];
    std::string text;
    for (const auto& [kind, count] : by_kind) text += std::to_string(count) + "\t" + kind + "\n";
    return text;
  }

  std::vector<std::string> paths_;
  EstateArguments estate_;
  std::string plan_;
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
