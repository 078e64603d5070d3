#include "cli/command.h"
#include "cli/control_choice.h"
#include "controls/domain.h"
#include "documents/json_writer.h"
#include "report/coverage.h"
#include "report/explain.h"
#include "report/words.h"

namespace wafpp::cli {

namespace {

std::string as_json(const controls::ControlSet& set) {
  documents::JsonWriter json(documents::JsonWriter::Layout::Indented);
  auto both = [&](std::string_view key, const Text& text) {
    json.key(key).begin_object().member("en", text.en).member("de", text.in(Language::De)).end_object();
  };
  json.begin_array();
  for (const controls::Control& control : set.controls) {
    json.begin_object().member("id", control.id).member("severity", report::name(control.severity));
    both("title", control.title);
    json.key("requirements").begin_array();
    for (const controls::Requirement& requirement : control.requirements) {
      json.begin_object().member("id", requirement.id).member("level", report::name(requirement.level));
      both("text", requirement.text);
      json.end_object();
    }
    json.end_array();
    json.key("checks").begin_array();
    for (const controls::Check& check : control.checks) {
      json.begin_object()
          .member("id", check.id)
          .member("requirement", check.requirement)
          .member("severity", report::name(check.severity))
          .member("advice", check.advice);
      both("title", check.title);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  return json.take() + "\n";
}

class Controls : public Command {
 public:
  void declare(Options& options) override {
    options.flag("--coverage", coverage_,
                 "show for each requirement which checks or which evidence decide it; exit code 1 where nothing does");
    options.flag("--functions", functions_, "show the functions that controls may call besides Terraform's own");
    options.choice("-f,--format", format_, {"console", "markdown", "json"}, "form of the list");
    controls_.declare(options, true);
  }

  Exit run(const Terminal& terminal) override {
    diag::SourceMap sources;
    base::Result<controls::ControlSet> controls = controls_.load(sources, terminal);
    if (!controls) return terminal.usage_error(controls.error().message);
    if (format_ == "json") {
      if (coverage_ || functions_) return terminal.usage_error("only the list of controls has a JSON form");
      terminal.out(as_json(*controls));
      return Exit::Good;
    }
    std::unique_ptr<report::Page> page = format_ == "markdown" ? report::markdown_page(terminal.language)
                                                               : report::terminal_page(terminal.language, terminal.colour, terminal.width);
    if (functions_) {
      page->heading(page->in("Functions of controls", "Funktionen der Controls"));
      for (const controls::DomainFunction* function : controls::domain_functions()) {
        page->item("", "`" + std::string(function->signature) + "`");
        page->below(function->summary);
      }
      terminal.out(page->take());
      return Exit::Good;
    }
    size_t holes = 0;
    if (coverage_) {
      holes = report::coverage(*controls, *page);
    } else {
      report::list_controls(*controls, *page);
    }
    terminal.out(page->take());
    return holes == 0 ? Exit::Good : Exit::Failed;
  }

 private:
  bool coverage_ = false;
  bool functions_ = false;
  std::string format_ = "console";
  ControlChoice controls_;
};

}  // namespace

extern const CommandEntry command_controls;
const CommandEntry command_controls{.name = "controls",
                                    .summary_en = "the controls and checks that there are, and what decides each requirement",
                                    .summary_de = "die vorhandenen Controls und Checks, und was jede Anforderung entscheidet",
                                    .make = [] { return std::unique_ptr<Command>(new Controls); },
                                    .rank = 15};

}  // namespace wafpp::cli
