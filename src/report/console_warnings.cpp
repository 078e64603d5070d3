#include "report/console_warnings.h"

#include <algorithm>
#include <map>
#include <utility>

#include "report/words.h"

namespace wafpp::report {

namespace {

constexpr size_t kNamed = 5;

/// The words for many warnings of a kind; what each is about stands between the `quoted`-th pair of backticks of its message.
struct Summary {
  std::string_view kind;
  size_t quoted;
  controls::Text one;
  controls::Text many;
  controls::Text help;
};

const std::vector<Summary>& summaries() {
  static const std::vector<Summary> kSummaries = {
      {.kind = "missing-variable",
       .quoted = 0,
       .one = {"variable has no default, and nothing sets it", "Variable hat keinen Default, und nichts setzt sie"},
       .many = {"variables have no default, and nothing sets them", "Variablen haben keinen Default, und nichts setzt sie"},
       .help = {"give a value with `-var NAME=...`, `-var-file FILE` or `TF_VAR_NAME`",
                "Wert mit `-var NAME=...`, `-var-file DATEI` oder `TF_VAR_NAME` angeben"}},
      {.kind = "missing-workspace",
       .quoted = 0,
       .one = {"root module hangs on its workspace, and none was named", "Root-Modul hängt an seinem Workspace, und keiner wurde genannt"},
       .many = {"root modules hang on their workspace, and none was named",
                "Root-Module hängen an ihrem Workspace, und keiner wurde genannt"},
       .help = {"name it with `--workspace NAME` or `TF_WORKSPACE`", "mit `--workspace NAME` oder `TF_WORKSPACE` nennen"}},
      {.kind = "undeclared-variable",
       .quoted = 0,
       .one = {"variable is set, but not declared", "Variable wird gesetzt, ist aber nicht deklariert"},
       .many = {"variables are set, but not declared", "Variablen werden gesetzt, sind aber nicht deklariert"},
       .help = {}},
      {.kind = "unknown-instances",
       .quoted = 1,
       .one = {"`count` or `for_each` is known only after apply: Terraform would refuse it",
               "`count` oder `for_each` ist erst nach dem Apply bekannt: Terraform würde es ablehnen"},
       .many = {"`count` or `for_each` are known only after apply: Terraform would refuse them",
                "`count` oder `for_each` sind erst nach dem Apply bekannt: Terraform würde sie ablehnen"},
       .help = {}},
      {.kind = "check-failed",
       .quoted = 0,
       .one = {"check of the configuration does not hold", "Prüfung der Konfiguration gilt nicht"},
       .many = {"checks of the configuration do not hold", "Prüfungen der Konfiguration gelten nicht"},
       .help = {}},
      {.kind = "function-limit",
       .quoted = 0,
       .one = {"function call is not evaluated", "Funktionsaufruf wird nicht ausgewertet"},
       .many = {"function calls are not evaluated", "Funktionsaufrufe werden nicht ausgewertet"},
       .help = {}},
      {.kind = "undeclared-reference",
       .quoted = 0,
       .one = {"reference to what is not declared", "Verweis auf nicht Deklariertes"},
       .many = {"references to what is not declared", "Verweise auf nicht Deklariertes"},
       .help = {"where Terragrunt or a script writes declarations, let it do so first, or check a plan",
                "wo Terragrunt oder ein Skript Deklarationen schreibt, dies zuerst ausführen, oder einen Plan prüfen"}},
  };
  return kSummaries;
}

const Summary* summary_of(std::string_view kind) {
  const auto& known = summaries();
  auto found = std::find_if(known.begin(), known.end(), [&](const Summary& one) { return one.kind == kind; });
  return found == known.end() ? nullptr : &*found;
}

std::string_view between_backticks(std::string_view message, size_t index) {
  for (size_t at = 0;;) {
    size_t begin = message.find('`', at);
    size_t end = begin == std::string_view::npos ? begin : message.find('`', begin + 1);
    if (end == std::string_view::npos) return {};
    if (index == 0) return message.substr(begin, end - begin + 1);
    --index;
    at = end + 1;
  }
}

/// `lines`, or the first of them and how many more there are.
std::vector<std::string> first_of(const Console& console, std::vector<std::string> lines) {
  if (lines.size() <= kNamed + 1 || console.options.show_passes) return lines;
  size_t more = lines.size() - kNamed;
  lines.resize(kNamed);
  lines.push_back(console.and_more(more));
  return lines;
}

std::string draw(const Console& console, const diag::Diagnostic& first, std::string message, std::vector<std::string> lines,
                 const std::string& help) {
  bool is_error = first.level == diag::Level::Error;
  diag::Diagnostic drawn{.kind = first.kind, .level = first.level, .place = {}, .message = std::move(message)};
  drawn.notes.push_back({std::string(console.in("here", "hier")), first_of(console, std::move(lines))});
  if (!help.empty()) drawn.helps.push_back(help);
  return diag::render(drawn, console.input.estate.sources(),
                      console.drawing(is_error ? console.in("error", "Fehler") : console.in("warning", "Warnung"))) +
         "\n";
}

}  // namespace

bool has_summary(std::string_view kind) { return summary_of(kind) != nullptr; }

std::string condensed(const Console& console, const std::vector<const diag::Diagnostic*>& some) {
  const diag::Diagnostic& first = *some.front();
  const Summary* summary = summary_of(first.kind);
  std::vector<std::string> lines;
  if (summary == nullptr) {
    for (const diag::Diagnostic* warning : some) lines.push_back(warning->message + " (" + console.line_of(warning->place) + ")");
    return draw(console, first, console.counted(some.size(), console.in("warning", "Warnung"), console.in("warnings", "Warnungen")),
                std::move(lines), {});
  }
  // One name at many places (a variable of many roots) is one line.
  std::map<std::string, std::pair<std::string, size_t>> by_name;
  for (const diag::Diagnostic* warning : some) {
    std::string_view name = between_backticks(warning->message, summary->quoted);
    auto [at, fresh] = by_name.emplace(name.empty() ? warning->message : std::string(name), std::make_pair(std::string(), 0));
    if (fresh) at->second.first = console.line_of(warning->place);
    ++at->second.second;
  }
  for (const auto& [name, where] : by_name) {
    std::string line = name + " (" + where.first;
    if (where.second > 1) line += " " + console.and_more(where.second - 1);
    lines.push_back(line + ")");
  }
  std::string message = console.counted(some.size(), console.in(summary->one), console.in(summary->many));
  return draw(console, first, std::move(message), std::move(lines), console.in(summary->help));
}

std::string missing_modules(const Console& console, const std::vector<const diag::Diagnostic*>& warnings) {
  struct Calls {
    std::string_view block;  // Of the first.
    size_t count = 0;
  };
  std::map<std::string_view, Calls> by_source;
  bool in_submodules = false;
  bool outside = false;
  for (const diag::Diagnostic* warning : warnings) {
    Calls& calls = by_source[between_backticks(warning->message, 1)];
    if (calls.count == 0) calls.block = between_backticks(warning->message, 0);
    ++calls.count;
    bool in_submodule = warning->message.ends_with("submodule");
    in_submodules |= in_submodule;
    outside |= !in_submodule;
  }
  std::vector<std::string> lines;
  for (const auto& [source, calls] : by_source) {
    std::string line(calls.block);
    if (calls.count > 1) line += " " + console.and_more(calls.count - 1);
    lines.push_back(line + (source.size() <= 2 ? "" : " (" + std::string(source.substr(1, source.size() - 2)) + ")"));
  }
  std::string commands = outside ? "`wafpp modules fetch`" : "";
  if (in_submodules) commands.append(outside ? console.in(" and ", " und ") : std::string_view()).append("`git submodule update --init`");
  std::string help(console.in("run ", ""));
  help.append(commands).append(console.in(", ", " ausführen, "));
  help += console.in("then check again; until then nothing is known of what they make",
                     "dann erneut prüfen; bis dahin ist nichts von dem bekannt, was sie anlegen");
  return draw(console, *warnings.front(),
              console.counted(warnings.size(), console.in("module is not on disk", "Modul liegt nicht vor"),
                              console.in("modules are not on disk", "Module liegen nicht vor")),
              std::move(lines), help);
}

std::string alone(const Console& console, const std::vector<const diag::Diagnostic*>& notes) {
  std::vector<std::string> lines;
  lines.reserve(notes.size());
  for (const diag::Diagnostic* note : notes) lines.push_back(console.line_of(note->place) + ": " + one_line(note->message));
  diag::Diagnostic drawn{.kind = "module-alone", .level = diag::Level::Note, .place = {}, .message = {}};
  drawn.message = console.counted(notes.size(),
                                  console.in("problem in a module that nobody calls, evaluated with its defaults alone",
                                             "Problem in einem Modul, das niemand aufruft, allein mit seinen Defaults ausgewertet"),
                                  console.in("problems in modules that nobody calls, evaluated with their defaults alone",
                                             "Probleme in Modulen, die niemand aufruft, allein mit ihren Defaults ausgewertet"));
  drawn.notes.push_back({std::string(console.in("here", "hier")), first_of(console, std::move(lines))});
  return diag::render(drawn, console.input.estate.sources(), console.drawing(console.in("note", "Hinweis"))) + "\n";
}

}  // namespace wafpp::report
