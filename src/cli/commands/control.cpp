#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "assess/cases.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/control_choice.h"
#include "cli/control_scaffold.h"
#include "cli/output.h"
#include "controls/catalogue.h"
#include "controls/validate.h"
#include "evidence/history/deadlines.h"

namespace wafpp::cli {

namespace {

namespace fs = std::filesystem;

constexpr diag::Kind kMissingCase = {.name = "missing-case", .level = diag::Level::Error};
constexpr diag::Kind kNoCases = {.name = "no-cases", .level = diag::Level::Error};

/// A control's folder: `control.yml`, and below `cases` its cases, by name.
struct Folder {
  fs::path path;
  std::vector<fs::path> cases;
};

std::vector<Folder> folders_of(const std::vector<std::string>& paths) {
  std::vector<Folder> folders;
  auto add = [&](const fs::path& path) {
    std::error_code none;
    if (!fs::is_regular_file(path / "control.yml", none) && !fs::is_regular_file(path / "control.yaml", none)) return false;
    Folder folder{.path = path, .cases = {}};
    for (const auto& entry : fs::directory_iterator(path / "cases", none)) {
      if (entry.is_regular_file(none)) folder.cases.push_back(entry.path());
    }
    std::sort(folder.cases.begin(), folder.cases.end());
    folders.push_back(std::move(folder));
    return true;
  };
  for (const std::string& path : paths) {
    if (add(path)) continue;
    std::vector<fs::path> below;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(path, none)) below.push_back(entry.path());
    std::sort(below.begin(), below.end());
    for (const fs::path& one : below) add(one);
  }
  return folders;
}

class ControlCommand : public Command {
 public:
  void declare(Options& options) override {
    options.positional("words", words_,
                       "`new ID [DIR]` makes a control to begin with; `validate PATH...` looks for faults in controls; `test PATH...` runs "
                       "their cases",
                       true);
  }

  Exit run(const Terminal& terminal) override {
    std::vector<std::string> rest(words_.begin() + 1, words_.end());
    if (words_[0] == "new") return make(rest, terminal);
    if (words_[0] != "validate" && words_[0] != "test")
      return terminal.usage_error("`wafpp control " + words_[0] + "` is not known; it is `new`, `validate` or `test`");
    if (rest.empty()) return terminal.usage_error("`wafpp control " + words_[0] + "` wants the folder of a control, or one with several");
    std::vector<Folder> folders = folders_of(rest);
    if (folders.empty()) return terminal.usage_error("there is no `control.yml` in `" + rest[0] + "`, nor in a folder below it");
    Exit worst = Exit::Good;
    for (const Folder& folder : folders) {
      Exit exit = look_at(folder, words_[0] == "test", terminal);
      worst = std::max(worst, exit);
    }
    return worst;
  }

 private:
  static Exit make(const std::vector<std::string>& words, const Terminal& terminal) {
    if (words.empty() || words.size() > 2)
      return terminal.usage_error("`wafpp control new` wants an id, such as `ACME-01`, and perhaps a folder");
    base::Result<std::vector<std::string>> made = scaffold_control(words[0], words.size() > 1 ? words[1] : ".");
    if (!made) return terminal.usage_error(made.error().message);
    std::string text;
    for (const std::string& path : *made) text += path + "\n";
    terminal.out(text);
    terminal.err(terminal.language == Language::De
                     ? "wafpp: weiter mit `wafpp control test " + made->front().substr(0, made->front().rfind('/')) + "`\n"
                     : "wafpp: next, `wafpp control test " + made->front().substr(0, made->front().rfind('/')) + "`\n");
    return Exit::Good;
  }

  static Exit look_at(const Folder& folder, bool with_cases, const Terminal& terminal) {
    diag::SourceMap sources;
    diag::Sink sink;
    std::error_code none;
    // What lies beside the control's folder counts as with `--controls`.
    fs::path around = fs::absolute(folder.path, none).lexically_normal();
    if (!around.has_filename()) around = around.parent_path();
    documents::FileResult<std::unique_ptr<documents::Repository>> own = documents::open_folder(around.parent_path().string());
    if (own) {
      controls::add_own_catalogue(**own, sources, sink);
      evidence::add_own_deadlines(**own, sources, sink);
    }
    controls::ControlSet set = controls::load_shipped_controls(sources, sink);
    std::string name = (folder.path / (fs::is_regular_file(folder.path / "control.yml", none) ? "control.yml" : "control.yaml")).string();
    base::Result<std::string> text = read_path(name);
    if (!text) return terminal.usage_error(text.error().message);
    std::string id;
    const diag::Source& source = sources.add(name, std::move(*text));
    controls::add_control_file(set, source, sources, sink);
    const controls::Control* control = nullptr;
    for (const controls::Control& one : set.controls) {
      if (one.place.source == source.id()) control = &one;
    }
    if (control != nullptr) controls::validate(*control, terraform::ProviderSchemas::shipped(), sink);

    std::string results;
    size_t failed = 0;
    std::set<std::pair<std::string, assess::Verdict>> marked;
    for (const fs::path& path : folder.cases) {
      base::Result<std::string> of_case = read_path(path.string());
      if (!of_case) return terminal.usage_error(of_case.error().message);
      assess::Case parsed = assess::parse_case(*of_case);
      for (const assess::CaseFile& file : parsed.files) {
        for (const assess::CaseFile::Line& line : file.lines) {
          for (const assess::Mark& mark : line.marks) marked.emplace(mark.check, mark.verdict);
        }
      }
      if (!with_cases || control == nullptr || sink.has_errors()) continue;
      std::vector<std::string> problems = assess::run_case(parsed, set, *control);
      results += fmt::format("{} {}\n", problems.empty() ? "ok    " : "FAILED", path.string());
      for (const std::string& problem : problems) results += "         " + problem + "\n";
      failed += problems.empty() ? 0 : 1;
    }
    if (control != nullptr) look_for_cases(*control, folder, marked, sink);
    terminal.err(render_all(sink.diagnostics(), sources, terminal));
    terminal.out(results);
    terminal.out(summary(name, control, folder.cases.size(), failed, with_cases && !sink.has_errors(), sink, terminal.language));
    if (sink.has_errors()) return Exit::Usage;
    return failed > 0 ? Exit::Failed : Exit::Good;
  }

  /// Each check has to be shown passing, failing and undecided.
  static void look_for_cases(const controls::Control& control, const Folder& folder,
                             const std::set<std::pair<std::string, assess::Verdict>>& marked, diag::Sink& sink) {
    if (folder.cases.empty()) {
      sink.report(kNoCases, control.place, "this control has no cases")
          .help("make `cases/NAME.tf` beside it, with lines marked `#~ pass CHECK`")
          .emit();
      return;
    }
    for (const controls::Check& check : control.checks) {
      size_t last = check.id.rfind('.');
      std::string name = check.id.substr(last + 1);
      // Where several checks share the last part, marks name the last two.
      std::string longer = last == std::string::npos || last == 0 ? name : check.id.substr(check.id.rfind('.', last - 1) + 1);
      std::string missing;
      for (assess::Verdict verdict : {assess::Verdict::Pass, assess::Verdict::Fail, assess::Verdict::Undecided}) {
        if (verdict == assess::Verdict::Undecided && check.always_decided) continue;
        if (!marked.contains({name, verdict}) && !marked.contains({longer, verdict}))
          missing.append(missing.empty() ? "" : ", ").append(assess::to_string(verdict));
      }
      if (missing.empty()) continue;
      sink.report(kMissingCase, check.place, fmt::format("no case shows `{}` with this verdict: {}", name, missing))
          .help(fmt::format("mark the line where the finding points with `#~ {} {}`", missing.substr(0, missing.find(',')), name))
          .emit();
    }
  }

  static std::string summary(const std::string& name, const controls::Control* control, size_t cases, size_t failed, bool ran,
                             const diag::Sink& sink, Language language) {
    auto in = [&](std::string_view en, std::string_view de) { return language == Language::De ? de : en; };
    std::string text = name + ": " +
                       base::counted(control == nullptr ? 0 : control->checks.size(), in("check", "Check"), in("checks", "Checks")) + ", " +
                       base::counted(cases, in("case", "Fall"), in("cases", "Fälle")) + ", ";
    if (sink.has_errors()) return text.append(in("with faults", "mit Fehlern")).append(1, '\n');
    if (!ran) return text.append(in("no faults found", "keine Fehler gefunden")).append(1, '\n');
    if (failed == 0) return text.append(in("all hold", "alle erfüllt")).append(1, '\n');
    return text.append(std::to_string(failed))
        .append(in(failed == 1 ? " does not hold" : " do not hold", " nicht erfüllt"))
        .append(1, '\n');
  }

  std::vector<std::string> words_;
};

}  // namespace

extern const CommandEntry command_control;
const CommandEntry command_control{.name = "control",
                                   .summary_en = "make, validate and test controls of your own",
                                   .summary_de = "eigene Controls anlegen, auf Fehler prüfen und testen",
                                   .make = [] { return std::unique_ptr<Command>(new ControlCommand); },
                                   .rank = 16};

}  // namespace wafpp::cli
