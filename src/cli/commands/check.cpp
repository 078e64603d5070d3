#include <algorithm>
#include <cstdio>
#include <optional>

#include "assess/assess.h"
#include "assess/estate.h"
#include "base/keep.h"
#include "base/threads.h"
#include "cli/command.h"
#include "cli/control_choice.h"
#include "cli/estate_options.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "controls/kinds.h"
#include "report/evidence.h"
#include "report/report.h"

namespace wafpp::cli {

namespace {

constexpr std::string_view kSeverities[] = {"info", "low", "medium", "high", "critical"};

controls::Severity severity_of(std::string_view name) {
  auto found = std::find(std::begin(kSeverities), std::end(kSeverities), name);
  return static_cast<controls::Severity>(found - std::begin(kSeverities));
}

class Check : public Command {
 public:
  void declare(Options& options) override {
    options.positional("path", paths_, "files and folders to check", true);
    estate_.declare(options);
    estate_.declare_environments(options);
    estate_.declare_evidence(options);
    std::vector<std::string> formats;
    for (const report::Format* format : report::all_formats()) formats.emplace_back(format->name);
    options.choice("-f,--format", format_, formats, "form of the report");
    options.value("-o,--output-file", file_, "write the report to a file instead of standard output", "FILE");
    options.values("--output", outputs_, "write a further report; may be given many times", "FORMAT=FILE");
    options.choice("--fail-on", fail_on_, {"fail", "undecided", "never"}, "what makes the exit code 1");
    options.choice("--severity", severity_, {std::begin(kSeverities), std::end(kSeverities)}, "least severity that makes the exit code 1");
    controls_.declare(options, true);
    options.flag("--explain", explain_, "add to each finding why it matters, how it is mended and how the verdict was reached");
    options.flag("--passes", passes_, "show in the console report what passed, too");
  }

  Exit run(const Terminal& terminal) override {
    if (std::string problem = estate_.problem_with_time(); !problem.empty()) return terminal.usage_error(problem);
    struct Output {
      const report::Format* format;
      std::string file;  // Empty: standard output.
    };
    std::vector<Output> outputs;
    // A further output next to one on the console; alone, `--output` is all there is.
    outputs.push_back({report::find_format(format_), file_});
    for (const std::string& text : outputs_) {
      size_t equal = text.find('=');
      const report::Format* format = equal == std::string::npos ? nullptr : report::find_format(std::string_view(text).substr(0, equal));
      if (format == nullptr || equal + 1 == text.size())
        return terminal.usage_error("`--output " + text + "` is not of the form `FORMAT=FILE`");
      outputs.push_back({format, text.substr(equal + 1)});
    }

    // The command line is read; from here on there are only the controls and the repository, which may be hostile.
    SandboxNeeds needs;
    estate_.allow(paths_, needs);
    controls_.allow(needs);
    for (const Output& output : outputs) {
      size_t slash = output.file.rfind('/');
      if (!output.file.empty()) needs.writable.push_back(slash == std::string::npos ? "." : output.file.substr(0, slash + 1));
    }
    enter_sandbox(needs);

    assess::EstateOptions estate_options = estate_.options(paths_);
    estate_options.sources = std::make_shared<diag::SourceMap>();
    std::optional<base::Result<controls::ControlSet>> controls_read;
    std::optional<base::Result<assess::OpenedEstate>> opened;
    // Folders are listed while controls are read: neither needs the other.
    base::parallel_for(2, estate_options.threads, [&](size_t index) {
      if (index == 0) {
        controls_read = controls_.load(*estate_options.sources, terminal);
        return;
      }
      opened = assess::Estate::open(estate_options);
      if (*opened) (*opened)->list_ahead();
    });
    base::Result<controls::ControlSet>& controls = *controls_read;
    if (!controls) return terminal.usage_error(controls.error().message);
    if (!*opened) return terminal.usage_error(opened->error().message);

    Progress progress(terminal);
    estate_options.declared = controls::kinds_asked(*controls);
    estate_options.progress = progress.callback();
    assess::Assessor assessor(*controls, {.threads = estate_options.threads, .derive = explain_});
    estate_options.judge = &assessor;
    std::unique_ptr<assess::Estate> loaded = assess::Estate::load(std::move(**opened), estate_options);
    if (std::string unknown = EstateArguments::unknown_environment(*loaded); !unknown.empty()) {
      progress.clear();
      return terminal.usage_error(unknown);
    }
    const assess::Estate& estate = *base::keep(std::move(loaded));
    const assess::Assessment& assessment = base::keep(assessor.finish());
    progress.clear();

    Exit exit = verdict(estate, assessment);
    report::ReportInput input{estate, assessment, *controls};
    for (const Output& output : outputs) {
      bool to_file = !output.file.empty();
      report::ReportOptions options{.language = terminal.language,
                                    .colour = terminal.colour && !to_file,
                                    .hyperlinks = terminal.hyperlinks && !to_file,
                                    .width = to_file ? 100 : terminal.width,
                                    .threads = estate_options.threads,
                                    .explain = explain_,
                                    .show_passes = passes_,
                                    .tool_version = WAFPP_VERSION,
                                    .exit_code = static_cast<int>(exit)};
      std::string text = output.format->render(input, options);
      if (!to_file) {
        terminal.out(text);
      } else if (std::string problem = write_file(output.file, text); !problem.empty()) {
        return terminal.usage_error(problem);
      }
    }
    return exit;
  }

 private:
  Exit verdict(const assess::Estate& estate, const assess::Assessment& assessment) const {
    if (estate.empty() || estate.has_unread()) return Exit::Unread;
    if (fail_on_ == "never") return Exit::Good;
    if (assessment.evidence_required && report::lacks_mandatory(assessment)) return Exit::Failed;
    controls::Severity least = severity_of(severity_);
    bool failed = std::any_of(assessment.findings.begin(), assessment.findings.end(), [&](const assess::Finding& finding) {
      if (finding.check->severity < least || finding.check->advice) return false;
      return finding.verdict == assess::Verdict::Fail || (fail_on_ == "undecided" && finding.verdict == assess::Verdict::Undecided);
    });
    return failed ? Exit::Failed : Exit::Good;
  }

  std::vector<std::string> paths_;
  EstateArguments estate_;
  std::string format_ = "console";
  std::string file_;
  std::vector<std::string> outputs_;
  std::string fail_on_ = "fail";
  std::string severity_ = "info";
  ControlChoice controls_;
  bool explain_ = false;
  bool passes_ = false;
};

}  // namespace

extern const CommandEntry command_check;
const CommandEntry command_check{.name = "check",
                                 .summary_en = "judge Terraform code, plans and states by the controls",
                                 .summary_de = "Terraform-Code, Pläne und States nach den Controls beurteilen",
                                 .make = [] { return std::unique_ptr<Command>(new Check); },
                                 .rank = 1};

}  // namespace wafpp::cli
