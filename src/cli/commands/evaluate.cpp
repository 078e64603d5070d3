#include "cli/command.h"
#include "cli/estate_options.h"
#include "cli/output.h"
#include "cli/single_root.h"
#include "terraform/plan_json.h"

namespace wafpp::cli {

namespace {

/// Diagnostics that in Terraform end a plan, though a check goes on: inputs that nobody set, instances that only apply knows.
bool ends_a_plan(const diag::Diagnostic& diagnostic) {
  return diagnostic.level == diag::Level::Error || diagnostic.kind == "missing-variable" || diagnostic.kind == "unknown-instances";
}

class Evaluate : public Command {
 public:
  void declare(Options& options) override {
    options.positional("dir", folders_, "the root module's folder; the current one where none is given", false);
    estate_.declare(options);
    options.flag("--json", json_, "print a plan as `terraform show -json` does");
  }

  Exit run(const Terminal& terminal) override {
    if (folders_.size() > 1) return terminal.usage_error("`evaluate` takes one folder");
    base::Result<SingleRoot> root = open_root(folders_.empty() ? "." : folders_[0], estate_, {});
    if (!root) return terminal.usage_error(root.error().message);
    terraform::RootEvaluation evaluation = root->root->finish();
    bool refused = false;
    for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) refused = refused || ends_a_plan(diagnostic);
    if (json_) {
      terminal.out(terraform::plan_json(evaluation, *root->sources));
    } else {
      std::string text;
      for (const terraform::ResourceInstance& resource : evaluation.resources) text += "  + " + resource.address + "\n";
      for (const terraform::OutputValue& output : evaluation.outputs) text += "  output " + output.name + "\n";
      terminal.out(text);
    }
    if (!json_ || terminal.interactive) terminal.err(render_all(evaluation.diagnostics.diagnostics(), *root->sources, terminal));
    return refused ? Exit::Unread : Exit::Good;
  }

 private:
  std::vector<std::string> folders_;
  EstateArguments estate_;
  bool json_ = false;
};

}  // namespace

extern const CommandEntry command_evaluate;
const CommandEntry command_evaluate{.name = "evaluate",
                                    .summary_en = "evaluate one root module offline and print the plan",
                                    .summary_de = "ein Root-Modul offline auswerten und den Plan ausgeben",
                                    .make = [] { return std::unique_ptr<Command>(new Evaluate); },
                                    .rank = 40};

}  // namespace wafpp::cli
