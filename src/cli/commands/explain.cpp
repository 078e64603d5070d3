#include "report/explain.h"

#include "cli/command.h"
#include "cli/control_choice.h"

namespace wafpp::cli {

namespace {

class Explain : public Command {
 public:
  void declare(Options& options) override {
    options.positional("id", ids_,
                       "a control or a check, e.g. WAF-SEC-070 or waf-sec-070.tf.aws.ecr-scan-on-push; a list of all where none is given",
                       false);
    controls_.declare(options, false);
  }

  Exit run(const Terminal& terminal) override {
    diag::SourceMap sources;
    base::Result<controls::ControlSet> controls = controls_.load(sources, terminal);
    if (!controls) return terminal.usage_error(controls.error().message);
    report::ExplainOptions options{.language = terminal.language, .colour = terminal.colour, .width = terminal.width};
    if (ids_.empty()) {
      terminal.out(report::list_controls(*controls, options));
      return Exit::Good;
    }
    std::string text;
    for (const std::string& id : ids_) {
      if (!text.empty()) text += "\n";
      if (const controls::Control* control = find_control(*controls, id)) {
        text += report::explain_control(*control, options);
        continue;
      }
      controls::ControlSet::Found found = controls->check(id);
      if (found.check == nullptr) return terminal.usage_error("`" + id + "` is no control or check; `wafpp explain` lists them");
      text += report::explain_check(*found.control, *found.check, options);
    }
    terminal.out(text);
    return Exit::Good;
  }

 private:
  std::vector<std::string> ids_;
  ControlChoice controls_;
};

}  // namespace

extern const CommandEntry command_explain;
const CommandEntry command_explain{.name = "explain",
                                   .summary_en = "what a control or check asks, why, and how to mend it",
                                   .summary_de = "was ein Control oder ein Check fragt, warum, und wie man es behebt",
                                   .make = [] { return std::unique_ptr<Command>(new Explain); },
                                   .rank = 10};

}  // namespace wafpp::cli
