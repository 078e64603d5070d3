#include "report/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "assess/compromised_actions.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/control_choice.h"
#include "cli/estate_options.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "controls/kinds.h"
#include "evidence/common/signature.h"
#include "evidence/common/vex.h"
#include "evidence/folder.h"
#include "evidence/history/collect.h"
#include "evidence/history/timeline_output.h"
#include "evidence/members.h"
#include "evidence/output.h"
#include "evidence/read.h"
#include "report/page.h"

namespace wafpp::cli {

namespace {

class EvidenceCommand : public Command {
 public:
  void declare(Options& options) override {
    options.positional("words", words_,
                       "`read PATH...`, files and folders, with - for standard input, `kinds`, `list [PATH...]` or `want [PATH...]`", true);
    options.value("--kind", kind_, "what the file is, where its content does not tell; `wafpp evidence kinds` lists them", "KIND");
    options.value("--applied-to", report_, "the report of a scanner, to show what the statements of a VEX document do to its findings",
                  "REPORT");
    options.values("--key", keys_, "a public key in PEM with which signatures are checked; may be given several times", "FILE");
    options.value("--artefact", artefact_, "the file that a signature is about", "FILE");
    estate_.declare(options);
    estate_.declare_environments(options);
    estate_.declare_evidence(options);
    controls_.declare(options, true);
    options.values("--vex-author", vex_authors_,
                   "whose VEX statements count, as the document names its author; may be given several times; all where it is not given",
                   "NAME");
    options.values("--compromised-actions", compromised_,
                   "a list of actions, images and orbs that are known to have been malicious, besides the list that is built in; may be "
                   "given several times",
                   "FILE");
    options.flag("--json", json_, "print all that was read as JSON, one document a file");
  }

  Exit run(const Terminal& terminal) override {
    if (words_.front() == "kinds") return kinds(terminal);
    if (std::string problem = estate_.problem_with_time(); !problem.empty()) return terminal.usage_error(problem);
    if (words_.front() == "list" || words_.front() == "want") return survey(terminal);
    if (words_.front() != "read") {
      return terminal.usage_error(
          fmt::format("`evidence` knows `read PATH...`, `kinds`, `list` and `want`, not `{}`", base::printable(words_.front())));
    }
    if (words_.size() < 2) return terminal.usage_error("`evidence read` wants a file or a folder, or - for standard input");
    const evidence::Kind* kind = nullptr;
    if (!kind_.empty()) {
      kind = evidence::find_kind(kind_);
      if (kind == nullptr) {
        return terminal.usage_error(
            fmt::format("no kind of evidence is called `{}`; `wafpp evidence kinds` lists them", base::printable(kind_)));
      }
    }
    SandboxNeeds needs;
    for (size_t i = 1; i < words_.size(); ++i) {
      if (words_[i] == "-") continue;
      needs.readable.push_back(words_[i]);
      // Pipelines bring in files of the repository around them.
      allow_repository(words_[i], needs);
      // Documents that an attestation names lie beside it.
      size_t slash = words_[i].rfind('/');
      needs.readable.push_back(slash == std::string::npos ? "." : words_[i].substr(0, slash + 1));
    }
    if (!report_.empty()) needs.readable.push_back(report_);
    evidence::ReadOptions options{.kind = kind, .as_of = estate_.as_of().value_or("")};
    options.vex_authors = vex_authors_;
    for (const std::string& path : keys_) {
      base::Result<std::string> pem = read_path(path);
      if (!pem) return terminal.usage_error(pem.error().message);
      if (std::string problem = evidence::problem_with_key(*pem); !problem.empty())
        return terminal.usage_error(fmt::format("`{}` is {}", base::printable(path), problem));
      options.keys.push_back({path, std::move(*pem)});
    }
    std::vector<evidence::CompromisedPart> compromised;
    for (const std::string& path : compromised_) {
      base::Result<std::string> text = read_path(path);
      if (!text) return terminal.usage_error(text.error().message);
      diag::SourceMap sources;
      diag::Sink sink;
      std::vector<evidence::CompromisedPart> parts = assess::read_compromised_actions(sources.add(path, std::move(*text)), sources, sink);
      if (sink.has_errors()) {
        terminal.err(render_all(sink.diagnostics(), sources, terminal));
        return Exit::Usage;
      }
      compromised.insert(compromised.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
    }
    options.compromised = compromised;
    if (!artefact_.empty()) {
      base::Result<std::string> bytes = read_path(artefact_);
      if (!bytes) return terminal.usage_error(bytes.error().message);
      options.artefact_name = artefact_;
      options.artefact = std::move(*bytes);
    }
    enter_sandbox(needs);
    Exit exit = Exit::Good;
    evidence::Outcome report;
    if (!report_.empty()) {
      report = evidence::read_evidence(evidence::Input::of_file(report_));
      say(report, report_, terminal);
      if (!report.item || !report.item->is_scan)
        return terminal.usage_error(fmt::format("`{}` is no report of a scanner", base::printable(report_)));
    }
    Together together;
    together.is_wanted = words_.size() > 2;
    for (size_t i = 1; i < words_.size(); ++i) {
      if (!read(words_[i], options, report.item.get(), together, terminal)) exit = Exit::Unread;
    }
    show(together, options.as_of, terminal);
    return exit;
  }

 private:
  /// What was read, as far as it may say more together.
  struct Together {
    bool is_wanted = false;
    std::deque<evidence::Outcome> outcomes;
    std::vector<evidence::ReadFile> files;
    std::set<const evidence::Item*> unshown;  ///< Reports and waivers from folders, which stand in a timeline or are shown by themselves.
  };
  enum class From : uint8_t { Name, Folder };

  bool read(const std::string& path, const evidence::ReadOptions& options, const evidence::Item* report, Together& together,
            const Terminal& terminal) const {
    if (path == "-") {
      base::Result<std::string> text = read_standard_input();
      if (text) return read_input(evidence::Input::of_text("<stdin>", std::move(*text)), From::Name, options, report, together, terminal);
      terminal.err("wafpp: " + text.error().message + "\n");
      return false;
    }
    std::optional<evidence::FolderFiles> folder = evidence::files_below(path);
    if (!folder) return read_input(evidence::Input::of_file(path), From::Name, options, report, together, terminal);
    together.is_wanted = true;
    for (const std::string& name : folder->unopened) terminal.err(line("error", name, std::nullopt, "cannot be looked into"));
    bool all_read = folder->unopened.empty();
    if (folder->files.empty()) terminal.err(line("warning", path, std::nullopt, "there is no file in it"));
    for (const std::string& file : folder->files)
      all_read = read_input(evidence::Input::of_file(file), From::Folder, options, report, together, terminal) && all_read;
    return all_read;
  }

  bool read_input(const evidence::Input& input, From from, const evidence::ReadOptions& options, const evidence::Item* report,
                  Together& together, const Terminal& terminal) const {
    std::optional<documents::ArchiveKind> packed = evidence::archive_kind_of(input);
    if (!packed) return read_one(input, from, options, report, together, terminal);
    together.is_wanted = true;
    bool all_read = true;
    base::Result<size_t> count = evidence::read_members(input, *packed, [&](const evidence::Input& member) {
      all_read = read_one(member, from, options, report, together, terminal) && all_read;
    });
    if (!count) terminal.err(fmt::format("error: {}: {}\n", base::printable(input.name()), base::printable(count.error().message)));
    return count && all_read;
  }

  bool read_one(const evidence::Input& input, From from, const evidence::ReadOptions& options, const evidence::Item* report,
                Together& together, const Terminal& terminal) const {
    const std::string& name = input.name();
    evidence::Outcome outcome = evidence::read_evidence(input, options);
    // What happens to lie in a folder need not be evidence. It is named all the same.
    bool is_other = from == From::Folder && outcome.refusal && outcome.kind == nullptr && !outcome.refusal->place;
    if (is_other) {
      terminal.err(
          line("warning", name, std::nullopt,
               (terminal.language == Language::De ? "nicht angesehen: " : "not looked at: ") + in(terminal, outcome.refusal->reason)));
      return true;
    }
    say(outcome, name, terminal);
    if (report != nullptr && outcome.item && !outcome.item->statements.empty()) {
      outcome.item->summary.set("effective", evidence::described(evidence::apply_vex(*outcome.item, *report)));
    }
    bool is_later = from == From::Folder && outcome.item && (outcome.item->is_scan || has_waivers(*outcome.item));
    if (!is_later) show(outcome, name, terminal);
    bool is_good = outcome.item != nullptr;
    if (!is_good || !together.is_wanted) return is_good;
    together.outcomes.push_back(std::move(outcome));
    evidence::Item* item = together.outcomes.back().item.get();
    together.files.push_back({item, name});
    if (is_later) together.unshown.insert(item);
    return true;
  }

  static bool has_waivers(const evidence::Item& item) {
    return std::any_of(item.records.begin(), item.records.end(), [](const evidence::Record& record) { return record.kind == "waiver"; });
  }

  void show(evidence::Outcome& outcome, const std::string& name, const Terminal& terminal) const {
    if (json_) {
      if (outcome.item) outcome.item->summary.text("file", name);
      if (outcome.refusal) outcome.refusal->seen.text("file", name);
      evidence::write_json(outcome, [&](std::string_view piece) { terminal.out(piece); });
    } else if (outcome.item) {
      terminal.out(evidence::overview(outcome, name));
    }
  }

  /// Reports of one artefact as a timeline, with its waivers; from folders those files alone that are in none.
  void show(Together& together, const std::string& as_of, const Terminal& terminal) const {
    evidence::ReportGroups groups = evidence::report_groups(evidence::reports_in(together.files), as_of);
    for (const auto& [key, group] : groups) {
      for (const evidence::ScanReport& report : group) together.unshown.erase(report.item);
    }
    for (size_t index = 0; index < together.files.size(); ++index) {
      const evidence::Item* item = together.files[index].item;
      if (!together.unshown.contains(item) || (!groups.empty() && !item->is_scan)) continue;
      show(together.outcomes[index], together.files[index].file, terminal);
    }
    if (groups.empty()) return;
    std::unique_ptr<evidence::Timelines> all = evidence::timelines_of(together.files, as_of);
    for (const evidence::Waiver* waiver : all->waivers_not_used) {
      terminal.err(fmt::format("warning: waiver `{}` stops no clock: no finding with a deadline is `{}` in `{}`, or it was overdue\n",
                               base::printable(waiver->id), base::printable(waiver->vulnerability), base::printable(waiver->artefact)));
    }
    for (const evidence::Timeline& timeline : all->timelines) {
      if (json_) {
        documents::JsonWriter json(documents::JsonWriter::Layout::Indented);
        evidence::write_timeline(json, timeline);
        terminal.out(json.take() + "\n");
      } else {
        terminal.out(evidence::describe(timeline));
      }
    }
  }

  /// What lies in a repository and what was handed over: all of it, or what is still wanted.
  Exit survey(const Terminal& terminal) const {
    bool is_list = words_.front() == "list";
    std::vector<std::string> paths(words_.begin() + 1, words_.end());
    if (paths.empty()) paths.emplace_back(".");
    auto sources = std::make_shared<diag::SourceMap>();
    base::Result<controls::ControlSet> controls = controls_.load(*sources, terminal);
    if (!controls) return terminal.usage_error(controls.error().message);
    SandboxNeeds needs;
    estate_.allow(paths, needs);
    enter_sandbox(needs);
    assess::EstateOptions options = estate_.options(paths);
    options.sources = sources;
    options.declared = controls::kinds_asked(*controls);
    options.wants_history = is_list;
    base::Result<std::unique_ptr<assess::Estate>> estate = assess::Estate::load(options);
    if (!estate) return terminal.usage_error(estate.error().message);
    assess::Assessment assessment = assess::assess((*estate)->facts(), (*estate)->sources(), *controls, {.scope = &(*estate)->scope()});
    if (json_) {
      documents::JsonWriter json(documents::JsonWriter::Layout::Indented);
      if (is_list) {
        report::write_evidence_files(json, **estate, *controls, terminal.language);
      } else {
        json.begin_array();
        for (const assess::ControlResult& control : assessment.controls) {
          json.begin_object().member("control", control.control->id).key("evidence");
          report::write_evidence_items(json, control, terminal.language);
          json.end_object();
        }
        json.end_array();
      }
      terminal.out(json.take() + "\n");
    } else {
      std::unique_ptr<report::Page> page = report::terminal_page(terminal.language, terminal.colour, terminal.width);
      if (is_list) {
        report::evidence_list(**estate, *controls, *page);
      } else {
        report::evidence_want(assessment, *page);
      }
      terminal.out(page->take());
    }
    // What was refused makes the exit code: it has to be told here, too. Advice on the code is the business of `check`.
    std::vector<diag::Diagnostic> errors;
    std::copy_if((*estate)->diagnostics().begin(), (*estate)->diagnostics().end(), std::back_inserter(errors),
                 [](const diag::Diagnostic& diagnostic) { return diagnostic.level == diag::Level::Error; });
    if (!errors.empty()) terminal.err(render_all(errors, (*estate)->sources(), terminal));
    if ((*estate)->has_unread()) return Exit::Unread;
    return !is_list && report::lacks_mandatory(assessment) ? Exit::Failed : Exit::Good;
  }

  static const std::string& in(const Terminal& terminal, const evidence::Reason& reason) {
    return terminal.language == report::Language::De ? reason.de : reason.en;
  }

  /// Warnings and the refusal, to standard error.
  static void say(const evidence::Outcome& outcome, const std::string& name, const Terminal& terminal) {
    for (const evidence::Warning& warning : outcome.warnings) terminal.err(line("warning", name, warning.place, warning.message));
    if (outcome.warning_count > outcome.warnings.size()) {
      terminal.err(fmt::format("warning: {}: {} more of these\n", base::printable(name), outcome.warning_count - outcome.warnings.size()));
    }
    if (outcome.refusal) {
      terminal.err(line("error", name, outcome.refusal->place, in(terminal, outcome.refusal->reason)));
      if (!outcome.refusal->help.empty()) terminal.err("  = help: " + in(terminal, outcome.refusal->help) + "\n");
    }
  }

  static std::string line(std::string_view level, const std::string& name, const std::optional<diag::LineColumn>& place,
                          std::string_view message) {
    std::string where = place ? fmt::format("{}:{}:{}", name, place->line, place->column) : name;
    return fmt::format("{}: {}: {}\n", level, base::printable(where), base::printable(message));
  }

  static Exit kinds(const Terminal& terminal) {
    std::string text;
    constexpr size_t kNameWidth = 38;
    bool is_german = terminal.language == report::Language::De;
    for (const evidence::Format* format : evidence::all_formats()) {
      for (const evidence::Kind& kind : format->kinds)
        text += base::padded(kind.name, kNameWidth) + std::string(is_german ? kind.title_de : kind.title) + "\n";
    }
    terminal.out(text);
    return Exit::Good;
  }

  std::vector<std::string> words_;
  std::string kind_;
  std::string report_;
  EstateArguments estate_;
  ControlChoice controls_;
  std::vector<std::string> keys_;
  std::vector<std::string> vex_authors_;
  std::vector<std::string> compromised_;
  std::string artefact_;
  bool json_ = false;
};

}  // namespace

extern const CommandEntry command_evidence;
const CommandEntry command_evidence{.name = "evidence",
                                    .summary_en = "read reports, SBOMs and account exports; list what is there and what is wanted",
                                    .summary_de = "Berichte, SBOMs und Kontoauszüge lesen; zeigen, was da ist und was fehlt",
                                    .make = [] { return std::unique_ptr<Command>(new EvidenceCommand); },
                                    .rank = 25};

}  // namespace wafpp::cli
