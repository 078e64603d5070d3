#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "evidence/common/time.h"
#include "evidence/common/vex.h"
#include "evidence/members.h"
#include "evidence/output.h"
#include "evidence/read.h"

namespace wafpp::cli {

namespace {

class EvidenceCommand : public Command {
 public:
  void declare(Options& options) override {
    options.positional("words", words_, "`read FILE...`, with - for standard input, or `kinds`", true);
    options.value("--kind", kind_, "what the file is, where its content does not tell; `wafpp evidence kinds` lists them", "KIND");
    options.value("--applied-to", report_, "the report of a scanner, to show what the statements of a VEX document do to its findings",
                  "REPORT");
    options.values("--key", keys_, "a public key in PEM with which signatures are checked; may be given several times", "FILE");
    options.value("--artefact", artefact_, "the file that a signature is about", "FILE");
    options.values("--vex-author", vex_authors_,
                   "whose VEX statements count, as the document names its author; may be given several times; all where it is not given",
                   "NAME");
    options.value("--as-of", as_of_,
                  "the time at which attestations are judged, such as 2026-07-06 or 2026-07-06T12:00:00Z; now where it is not given",
                  "TIME");
    options.flag("--json", json_, "print all that was read as JSON, one document a file");
  }

  Exit run(const Terminal& terminal) override {
    if (words_.front() == "kinds") return kinds(terminal);
    if (words_.front() != "read") {
      return terminal.usage_error(fmt::format("`evidence` knows `read FILE...` and `kinds`, not `{}`", base::printable(words_.front())));
    }
    if (words_.size() < 2) return terminal.usage_error("`evidence read` wants a file, or - for standard input");
    const evidence::Kind* kind = nullptr;
    if (!kind_.empty()) {
      kind = evidence::find_kind(kind_);
      if (kind == nullptr) {
        return terminal.usage_error(
            fmt::format("no kind of evidence is called `{}`; `wafpp evidence kinds` lists them", base::printable(kind_)));
      }
    }
    if (std::string problem = settle_time(); !problem.empty()) return terminal.usage_error(problem);
    SandboxNeeds needs;
    for (size_t i = 1; i < words_.size(); ++i) {
      if (words_[i] == "-") continue;
      needs.readable.push_back(words_[i]);
      // Documents that an attestation names lie beside it.
      size_t slash = words_[i].rfind('/');
      needs.readable.push_back(slash == std::string::npos ? "." : words_[i].substr(0, slash + 1));
    }
    if (!report_.empty()) needs.readable.push_back(report_);
    evidence::ReadOptions options{.kind = kind, .as_of = as_of_};
    options.vex_authors = vex_authors_;
    for (const std::string& path : keys_) {
      base::Result<std::string> pem = read_path(path);
      if (!pem) return terminal.usage_error(pem.error().message);
      options.keys.push_back({path, std::move(*pem)});
    }
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
    for (size_t i = 1; i < words_.size(); ++i) {
      if (!read(words_[i], options, report.item.get(), terminal)) exit = Exit::Unread;
    }
    return exit;
  }

 private:
  bool read(const std::string& path, const evidence::ReadOptions& options, const evidence::Item* report, const Terminal& terminal) const {
    std::string name = path == "-" ? "<stdin>" : path;
    evidence::Input input = evidence::Input::of_file(path);
    if (path == "-") {
      base::Result<std::string> text = read_standard_input();
      if (!text) {
        terminal.err("wafpp: " + text.error().message + "\n");
        return false;
      }
      input = evidence::Input::of_text(name, std::move(*text));
    }
    if (std::optional<documents::ArchiveKind> packed = evidence::archive_kind_of(input)) {
      bool all_read = true;
      base::Result<size_t> count = evidence::read_members(input, *packed, [&](const evidence::Input& member) {
        all_read = read_one(member, member.name(), options, report, terminal) && all_read;
      });
      if (!count) terminal.err(fmt::format("error: {}: {}\n", base::printable(name), base::printable(count.error().message)));
      return count && all_read;
    }
    return read_one(input, name, options, report, terminal);
  }

  bool read_one(const evidence::Input& input, const std::string& name, const evidence::ReadOptions& options, const evidence::Item* report,
                const Terminal& terminal) const {
    evidence::Outcome outcome = evidence::read_evidence(input, options);
    say(outcome, name, terminal);
    if (report != nullptr && outcome.item && !outcome.item->statements.empty()) {
      outcome.item->summary.set("effective", evidence::described(evidence::apply_vex(*outcome.item, *report)));
    }
    if (json_) {
      if (outcome.item) outcome.item->summary.text("file", name);
      if (outcome.refusal) outcome.refusal->seen.text("file", name);
      evidence::write_json(outcome, [&](std::string_view piece) { terminal.out(piece); });
    } else if (outcome.item) {
      terminal.out(evidence::overview(outcome, name));
    }
    return outcome.item != nullptr;
  }

  /// `as_of_` in UTC; what is wrong with it, or nothing.
  std::string settle_time() {
    if (as_of_.empty())
      as_of_ =
          std::to_string(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
    std::optional<std::string> time = evidence::time_of(as_of_);
    if (!time) return fmt::format("`--as-of {}` is no day and no time with a zone", base::printable(as_of_));
    constexpr size_t kDay = 10;
    as_of_ = time->size() == kDay ? *time + "T00:00:00Z" : *time;
    return {};
  }

  /// Warnings and the refusal, to standard error.
  static void say(const evidence::Outcome& outcome, const std::string& name, const Terminal& terminal) {
    for (const evidence::Warning& warning : outcome.warnings) terminal.err(line("warning", name, warning.place, warning.message));
    if (outcome.warning_count > outcome.warnings.size()) {
      terminal.err(fmt::format("warning: {}: {} more of these\n", base::printable(name), outcome.warning_count - outcome.warnings.size()));
    }
    if (outcome.refusal) {
      terminal.err(line("error", name, outcome.refusal->place, outcome.refusal->reason));
      if (!outcome.refusal->help.empty()) terminal.err("  = help: " + outcome.refusal->help + "\n");
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
    for (const evidence::Format* format : evidence::all_formats()) {
      for (const evidence::Kind& kind : format->kinds) text += base::padded(kind.name, kNameWidth) + std::string(kind.title) + "\n";
    }
    terminal.out(text);
    return Exit::Good;
  }

  std::vector<std::string> words_;
  std::string kind_;
  std::string report_;
  std::string as_of_;
  std::vector<std::string> keys_;
  std::vector<std::string> vex_authors_;
  std::string artefact_;
  bool json_ = false;
};

}  // namespace

extern const CommandEntry command_evidence;
const CommandEntry command_evidence{.name = "evidence",
                                    .summary_en = "read reports, SBOMs and account exports, and show what they say",
                                    .summary_de = "Berichte, SBOMs und Kontoauszüge lesen und zeigen, was darin steht",
                                    .make = [] { return std::unique_ptr<Command>(new EvidenceCommand); },
                                    .rank = 25};

}  // namespace wafpp::cli
