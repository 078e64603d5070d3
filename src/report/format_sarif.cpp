#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "assess/fingerprint.h"
#include "documents/json_writer.h"
#include "report/region.h"
#include "report/report.h"
#include "report/sarif_rule.h"
#include "report/sarif_text.h"
#include "report/words.h"

/// SARIF 2.1.0 for code scanning. Three decisions:
///
/// - Results are what somebody may have to act on: fails, waived ones as suppressed, undecided ones of kind `open`, whose level the
/// standard
///   says is `none`. Passes and subjects that a check does not apply to are left out, since readers that do not look at `kind` would show
///   them as alerts; the JSON report has them.
/// - GitHub tells alerts apart by `primaryLocationLineHash`, which its upload computes from the line where it is missing: two instances
///   of one block, or one block in two roots, would become one alert. So the finding's fingerprint stands there too.
/// - Blocks that were not evaluated, and files that were not read, are notifications: the ledger is part of every report.
namespace wafpp::report {

namespace {

using documents::JsonWriter;

constexpr std::string_view kRepository = "%SRCROOT%";
constexpr std::string_view kNotEvaluated = "not-evaluated";
constexpr std::string_view kUnreadableFile = "unreadable-file";

/// A place with what is said about it.
struct Shown {
  Region region;
  std::string_view text;
};

/// Whether the value came through this step; the others say what else the verdict rests on.
bool is_on_the_way(const assess::TraceStep& step) {
  return step.kind != assess::TraceStep::Kind::Reason && step.kind != assess::TraceStep::Kind::Assumption;
}

class Log {
 public:
  Log(const ReportInput& input, const ReportOptions& options) : input_(input), options_(options) {}

  std::string write() {
    json_.begin_object();
    json_.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    json_.member("version", "2.1.0").key("runs").begin_array().begin_object();
    tool();
    run();
    invocation();
    json_.key("results").begin_array();
    for (const assess::Finding& finding : input_.assessment.findings) {
      if (finding.verdict != assess::Verdict::Pass && finding.verdict != assess::Verdict::NotApplicable) result(finding);
    }
    json_.end_array().end_object().end_array().end_object();
    return json_.take().append(1, '\n');
  }

 private:
  std::string_view say(std::string_view en, std::string_view de) const { return in(options_.language, en, de); }
  const std::string& say(const controls::Text& text) const { return text.in(options_.language); }

  /// Where a place is in a file: readers want no other.
  std::optional<Region> file_region(const diag::Place& place) const {
    std::optional<Region> region = region_of(input_.estate.sources(), place);
    return region && region->is_file() ? region : std::nullopt;
  }
  void message(std::string_view text) { json_.key("message").begin_object().member("text", text).end_object(); }
  void file(std::string_view path) {
    json_.key("artifactLocation").begin_object().member("uri", uri_of(path)).member("uriBaseId", kRepository).end_object();
  }
  void physical(const Region& region) {
    json_.key("physicalLocation").begin_object();
    file(region.path);
    json_.key("region").begin_object().member("startLine", region.begin.line).member("startColumn", region.begin.column);
    json_.member("endLine", region.end.line).member("endColumn", region.end.column).end_object().end_object();
  }

  void tool();
  void run();
  void invocation();
  void notification(std::string_view kind, diag::Level level, const std::string& text, const diag::Place& place,
                    std::string_view path = {});
  void not_evaluated(const terraform::LedgerEntry& entry);
  void result(const assess::Finding& finding);
  void locations(const assess::Finding& finding);
  std::string result_text(const assess::Finding& finding, const std::optional<Region>& root_cause) const;
  void related(const assess::Finding& finding, const std::optional<Region>& root_cause);
  void flow(const assess::Finding& finding);

  const ReportInput& input_;
  const ReportOptions& options_;
  JsonWriter json_{JsonWriter::Layout::Indented};
  std::unordered_map<const controls::Check*, size_t> rules_;
  std::vector<std::string_view> kinds_;  // Of notifications, sorted.
};

void Log::tool() {
  json_.key("tool").begin_object().key("driver").begin_object();
  json_.member("name", "wafpp").member("version", options_.tool_version).member("semanticVersion", options_.tool_version);
  json_.member("language", say("en", "de")).key("rules").begin_array();
  for (const controls::Control& control : input_.controls.controls) {
    for (const controls::Check& check : control.checks) {
      rules_.emplace(&check, rules_.size());
      write_sarif_rule(json_, control, check, options_.language);
    }
  }
  json_.end_array();

  std::set<std::string_view> kinds = {kNotEvaluated, kUnreadableFile};
  for (const diag::Diagnostic& diagnostic : input_.estate.diagnostics()) kinds.insert(diagnostic.kind);
  kinds_.assign(kinds.begin(), kinds.end());
  json_.key("notifications").begin_array();
  for (std::string_view kind : kinds_) json_.on_one_line().begin_object().member("id", kind).end_object();
  json_.end_array().end_object().end_object();
}

void Log::run() {
  json_.member("language", say("en", "de")).member("columnKind", "unicodeCodePoints");
  // Names the same run tomorrow: what was looked at, not when.
  std::string id = "wafpp/";
  for (const std::string& path : input_.estate.paths()) {
    if (path != ".") id.append(uri_of(path)).append(1, '/');
  }
  json_.key("automationDetails").on_one_line().begin_object().member("id", id).end_object();
  json_.key("originalUriBaseIds").on_one_line().begin_object().key(kRepository).begin_object();
  json_.key("description").begin_object().member("text", say("the root of the repository", "die Wurzel des Repositorys"));
  json_.end_object().end_object().end_object();

  std::array<size_t, static_cast<size_t>(terraform::LedgerReason::Limit) + 1> reasons{};
  for (const terraform::LedgerEntry& entry : input_.estate.ledger()) ++reasons[static_cast<size_t>(entry.reason)];
  json_.key("properties").begin_object().key("ledger").on_one_line().begin_object();
  for (size_t at = 0; at < reasons.size(); ++at) json_.member(name(static_cast<terraform::LedgerReason>(at)), reasons[at]);
  json_.member("by_shape", static_cast<size_t>(std::count_if(input_.estate.ledger().begin(), input_.estate.ledger().end(),
                                                             [](const terraform::LedgerEntry& entry) { return entry.by_shape; })));
  json_.end_object().end_object();
}

void Log::invocation() {
  json_.key("invocations").begin_array().begin_object();
  // A fail is a success of the program; what was not read is none (exit code 3).
  json_.member("executionSuccessful", options_.exit_code < 2).member("exitCode", options_.exit_code);
  json_.key("toolExecutionNotifications").begin_array();
  for (const assess::FileEntry& entry : input_.estate.files()) {
    if (entry.state != assess::FileEntry::State::Unreadable) continue;
    notification(kUnreadableFile, diag::Level::Error, entry.path + ": " + entry.reason, {}, entry.path);
  }
  for (const diag::Diagnostic& diagnostic : input_.estate.diagnostics()) {
    std::string text = diagnostic.message;
    for (const std::string& help : diagnostic.helps) text.append(1, '\n').append(help);
    notification(diagnostic.kind, diagnostic.level, text, diagnostic.place);
  }
  for (const terraform::LedgerEntry& entry : input_.estate.ledger()) not_evaluated(entry);
  json_.end_array().end_object().end_array();
}

void Log::notification(std::string_view kind, diag::Level level, const std::string& text, const diag::Place& place, std::string_view path) {
  json_.on_one_line().begin_object();
  auto index = static_cast<size_t>(std::lower_bound(kinds_.begin(), kinds_.end(), kind) - kinds_.begin());
  json_.key("descriptor").begin_object().member("id", kind).member("index", index).end_object().member("level", name(level));
  message(message_text(text));
  std::optional<Region> region = file_region(place);
  if (region || !path.empty()) {
    json_.key("locations").begin_array().begin_object();
    if (region) {
      physical(*region);
    } else {
      json_.key("physicalLocation").begin_object();
      file(path);
      json_.end_object();
    }
    json_.end_object().end_array();
  }
  json_.end_object();
}

void Log::not_evaluated(const terraform::LedgerEntry& entry) {
  diag::Level level = diag::Level::Warning;
  switch (entry.reason) {
    case terraform::LedgerReason::Evaluated:
      return;
    case terraform::LedgerReason::CountZero:
    case terraform::LedgerReason::UnknownInstances:
    case terraform::LedgerReason::ModuleNotCalled:
      level = diag::Level::Note;
      break;
    case terraform::LedgerReason::ModuleMissing:
    case terraform::LedgerReason::SyntaxError:
    case terraform::LedgerReason::UnknownBlockType:
    case terraform::LedgerReason::Invalid:
    case terraform::LedgerReason::Limit:
      break;
  }
  std::string text = "`" + entry.block() + "`: " + std::string(word(entry.reason, options_.language));
  if (!entry.detail.empty()) text.append(" (`").append(entry.detail).append("`)");
  notification(kNotEvaluated, level, text, entry.place);
}

void Log::result(const assess::Finding& finding) {
  bool is_open = finding.verdict == assess::Verdict::Undecided;
  json_.on_one_line().begin_object().member("ruleId", finding.check->id);
  if (auto rule = rules_.find(finding.check); rule != rules_.end()) json_.member("ruleIndex", rule->second);
  json_.member("kind", is_open ? "open" : "fail").member("level", is_open ? "none" : sarif_level(*finding.check));
  std::optional<Region> root_cause = finding.root_cause == finding.place ? std::nullopt : file_region(finding.root_cause);
  message(result_text(finding, root_cause));
  locations(finding);
  related(finding, root_cause);
  flow(finding);
  std::string fingerprint = assess::fingerprint(finding, input_.estate.facts(), input_.estate.sources());
  json_.key("partialFingerprints").begin_object().member("wafpp/v1", fingerprint);
  json_.member("primaryLocationLineHash", fingerprint + ":1").end_object();
  if (finding.verdict == assess::Verdict::Waived) {
    json_.key("suppressions").begin_array().begin_object().member("kind", "external").member("status", "accepted").end_object().end_array();
  }
  const facts::Root& root = input_.estate.facts().roots()[finding.subject->root];
  json_.key("properties").begin_object().member("verdict", assess::to_string(finding.verdict)).member("control", finding.control->id);
  json_.member("requirement", finding.check->requirement).member("severity", name(finding.check->severity));
  json_.member("subject", finding.subject->subject).member("root", root.folder).member("environment", root.environment).end_object();
  json_.end_object();
}

void Log::locations(const assess::Finding& finding) {
  json_.key("locations").begin_array().begin_object();
  std::optional<Region> region = file_region(finding.place);
  if (!region) region = file_region(finding.subject->place);
  if (region) physical(*region);
  json_.key("logicalLocations").begin_array().begin_object().member("fullyQualifiedName", finding.subject->subject);
  json_.member("kind", finding.subject->kind == "module" ? "module" : "resource").end_object().end_array().end_object().end_array();
}

std::string Log::result_text(const assess::Finding& finding, const std::optional<Region>& root_cause) const {
  const facts::Root& root = input_.estate.facts().roots()[finding.subject->root];
  std::string text;
  // The causes follow, each on its line.
  bool is_open = finding.verdict == assess::Verdict::Undecided;
  if (is_open) text.append(word(finding.verdict, options_.language)).append(": ");
  text.append(say(is_open ? finding.check->title : headline(finding))).append(" (`").append(finding.subject->subject).append("`");
  if (root.folder != ".") text.append(" in `").append(root.folder).append("`");
  if (!root.environment.empty()) text.append(", `").append(root.environment).append("`");
  text += ')';
  for (const assess::Cause& cause : finding.causes) text.append(1, '\n').append(say(cause.text));
  for (const assess::TraceStep& step : finding.trace) {
    if (!is_on_the_way(step) || !file_region(step.place)) text.append(1, '\n').append(say(step.text));
  }
  text = message_text(text);
  if (root_cause) {
    std::string place = std::string(root_cause->path) + ":" + std::to_string(root_cause->begin.line);
    text.append(1, '\n').append(is_open ? say("it hangs on ", "es hängt an ") : say("to be changed at ", "zu ändern bei "));
    text.append(message_link(place, 1));
  }
  return text;
}

void Log::related(const assess::Finding& finding, const std::optional<Region>& root_cause) {
  std::vector<Shown> all;
  bool is_open = finding.verdict == assess::Verdict::Undecided;
  std::string_view what = is_open ? say("what it hangs on", "woran es hängt") : say("what a change would mend", "was zu ändern wäre");
  if (root_cause) all.push_back({*root_cause, what});
  for (const assess::Cause& cause : finding.causes) {
    if (std::optional<Region> region = file_region(cause.place)) all.push_back({*region, say(cause.text)});
  }
  for (const assess::TraceStep& step : finding.trace) {
    if (is_on_the_way(step)) continue;
    if (std::optional<Region> region = file_region(step.place)) all.push_back({*region, say(step.text)});
  }
  if (all.empty()) return;
  json_.key("relatedLocations").begin_array();
  for (size_t at = 0; at < all.size(); ++at) {
    json_.begin_object().member("id", at + 1);
    physical(all[at].region);
    message(message_text(all[at].text));
    json_.end_object();
  }
  json_.end_array();
}

void Log::flow(const assess::Finding& finding) {
  std::vector<Shown> steps;
  for (const assess::TraceStep& step : finding.trace) {
    if (!is_on_the_way(step)) continue;
    if (std::optional<Region> region = file_region(step.place)) steps.push_back({*region, say(step.text)});
  }
  if (steps.size() < 2) return;  // A way has two ends.
  json_.key("codeFlows").begin_array().begin_object().key("threadFlows").begin_array().begin_object().key("locations").begin_array();
  // A trace begins where the question was asked; a flow ends there.
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    json_.begin_object().key("location").begin_object();
    physical(step->region);
    message(message_text(step->text));
    json_.end_object().end_object();
  }
  json_.end_array().end_object().end_array().end_object().end_array();
}

}  // namespace

extern const Format format_sarif;
const Format format_sarif{.name = "sarif",
                          .summary_en = "SARIF 2.1.0, for code scanning and editors",
                          .summary_de = "SARIF 2.1.0, für Code-Scanning und Editoren",
                          .render = [](const ReportInput& input, const ReportOptions& options) { return Log(input, options).write(); }};

}  // namespace wafpp::report
