#include "report/explain.h"

#include <algorithm>
#include <array>

#include "cli/command.h"
#include "cli/control_choice.h"

namespace wafpp::cli {

namespace {

using report::ControlPart;

constexpr std::array<std::pair<std::string_view, ControlPart>, 8> kParts = {{{"description", ControlPart::Description},
                                                                             {"threats", ControlPart::Threats},
                                                                             {"requirements", ControlPart::Requirements},
                                                                             {"guidance", ControlPart::Guidance},
                                                                             {"checks", ControlPart::Checks},
                                                                             {"evidence", ControlPart::Evidence},
                                                                             {"maturity", ControlPart::Maturity},
                                                                             {"mapping", ControlPart::Mapping}}};

class Explain : public Command {
 public:
  void declare(Options& options) override {
    options.positional("id", ids_,
                       "a control or a check, e.g. WAF-SEC-070 or waf-sec-070.tf.aws.ecr-scan-on-push; a list of all where none is given",
                       false);
    options.values(
        "--part", parts_,
        "of a control only this part: description, threats, requirements, guidance, checks, evidence, maturity, mapping, or all; "
        "may be given many times",
        "PART");
    options.choice("-f,--format", format_, {"console", "markdown"}, "form of the text");
    controls_.declare(options, false);
  }

  Exit run(const Terminal& terminal) override {
    std::set<ControlPart> parts;
    for (const std::string& name : parts_) {
      auto found = std::find_if(kParts.begin(), kParts.end(), [&](const auto& part) { return part.first == name; });
      if (found == kParts.end() && name != "all")
        return terminal.usage_error("`" + name + "` is no part of a control; `--help` lists them");
      for (const auto& part : kParts) {
        if (name == "all" || part.first == name) parts.insert(part.second);
      }
    }
    diag::SourceMap sources;
    base::Result<controls::ControlSet> controls = controls_.load(sources, terminal);
    if (!controls) return terminal.usage_error(controls.error().message);
    bool is_short = parts.empty();
    if (is_short) {
      parts = {ControlPart::Description, ControlPart::Threats, ControlPart::Requirements, ControlPart::Evidence, ControlPart::Maturity};
    }
    std::string text;
    for (const std::string& id : ids_) {
      std::unique_ptr<report::Page> page = new_page(terminal);
      if (const controls::Control* control = find_control(*controls, id)) {
        report::explain_control(*controls, *control, parts, *page);
        if (is_short && format_ == "console") {
          page->note(page->in("More: `--part guidance`, `--part checks`, `--part mapping`, `--part all`.",
                              "Mehr: `--part guidance`, `--part checks`, `--part mapping`, `--part all`."));
        }
      } else {
        controls::ControlSet::Found found = controls->check(id);
        if (found.check == nullptr) return terminal.usage_error("`" + id + "` is no control or check; `wafpp controls` lists them");
        report::explain_check(*found.control, *found.check, *page);
      }
      text.append(text.empty() ? "" : "\n").append(page->take());
    }
    if (ids_.empty()) {
      std::unique_ptr<report::Page> page = new_page(terminal);
      report::list_controls(*controls, *page);
      text = page->take();
    }
    terminal.out(text);
    return Exit::Good;
  }

 private:
  std::unique_ptr<report::Page> new_page(const Terminal& terminal) const {
    if (format_ == "markdown") return report::markdown_page(terminal.language);
    return report::terminal_page(terminal.language, terminal.colour, terminal.width);
  }

  std::vector<std::string> ids_;
  std::vector<std::string> parts_;
  std::string format_ = "console";
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
