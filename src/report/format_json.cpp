#include <array>
#include <map>
#include <utility>

#include "assess/fingerprint.h"
#include "documents/json_writer.h"
#include "report/evidence.h"
#include "report/region.h"
#include "report/report.h"
#include "report/words.h"

/// The machine-readable result, `docs/result.schema.json`. Rows of long lists (findings, blocks, files) stand on a line each: that keeps
/// megabytes readable, and a line-based diff of two runs shows what changed.
namespace wafpp::report {

namespace {

using documents::JsonWriter;

class Result {
 public:
  Result(const ReportInput& input, const ReportOptions& options) : input_(input), options_(options) {}

  std::string write() {
    json_.begin_object();
    json_.member("schema", "wafpp.result/1");
    json_.key("tool").on_one_line().begin_object().member("name", "wafpp").member("version", options_.tool_version).end_object();
    run();
    summary();
    controls();
    evidence();
    findings();
    diagnostics();
    ledger();
    json_.end_object();
    return json_.take().append(1, '\n');
  }

 private:
  const std::string& in(const controls::Text& text) const { return text.in(options_.language); }
  const diag::SourceMap& sources() const { return input_.estate.sources(); }

  /// Left out where the place is not known.
  void location(std::string_view key, const diag::Place& place) { write_location(json_, key, sources(), place); }
  void strings(std::string_view key, const std::vector<std::string>& texts) {
    json_.key(key).on_one_line().begin_array();
    for (const std::string& text : texts) json_.string(text);
    json_.end_array();
  }

  void run() {
    json_.key("run").begin_object();
    strings("paths", input_.estate.paths());
    json_.member("evidence_required", input_.assessment.evidence_required);
    json_.member("language", report::in(options_.language, "en", "de")).member("exit_code", options_.exit_code);
    roots();
    json_.end_object();
  }

  /// Those of code, and those that only findings on evidence and on the repository itself belong to: each finding's root is listed.
  void roots() {
    const facts::Facts& facts = input_.estate.facts();
    std::map<std::pair<std::string_view, std::string_view>, const facts::Root*> without_code;
    for (const assess::Finding& finding : input_.assessment.findings) {
      const facts::Root& root = facts.roots()[finding.subject->root];
      if (root.is_evidence) without_code.emplace(std::pair(std::string_view(root.folder), std::string_view(root.environment)), &root);
    }
    for (const terraform::RootEvaluation& root : input_.estate.roots()) without_code.erase({root.folder, root.environment});
    auto next = without_code.begin();
    json_.key("roots").begin_array();
    for (const terraform::RootEvaluation& root : input_.estate.roots()) {
      for (; next != without_code.end() && next->first < std::pair<std::string_view, std::string_view>(root.folder, root.environment);
           ++next)
        root_without_code(*next->second);
      json_.on_one_line().begin_object();
      json_.member("folder", root.folder).member("environment", root.environment).member("class", root.environment_class);
      json_.member("workspace", root.workspace);
      strings("var_files", root.var_files);
      json_.member("uncalled_module", root.is_uncalled_module).member("code", true).end_object();
    }
    for (; next != without_code.end(); ++next) root_without_code(*next->second);
    json_.end_array();
  }

  void root_without_code(const facts::Root& root) {
    json_.on_one_line().begin_object();
    json_.member("folder", root.folder).member("environment", root.environment).member("class", root.environment_class);
    json_.member("workspace", root.workspace);
    strings("var_files", {});
    json_.member("uncalled_module", false).member("code", false).end_object();
  }

  void summary();
  void controls();
  void check(const assess::CheckResult& result);
  void evidence();
  void findings();
  void finding(const assess::Finding& finding);
  void cause(const assess::Cause& cause);
  void fix(const controls::Check& check);
  void diagnostics();
  void ledger();

  const ReportInput& input_;
  const ReportOptions& options_;
  JsonWriter json_{JsonWriter::Layout::Indented};
};

void Result::summary() {
  std::array<size_t, 5> verdicts{};
  std::array<size_t, 5> severities{};
  size_t advice = 0;
  for (const assess::Finding& finding : input_.assessment.findings) {
    ++verdicts[static_cast<size_t>(finding.verdict)];
    if (finding.verdict != assess::Verdict::Fail) continue;
    ++(finding.check->advice ? advice : severities[static_cast<size_t>(finding.check->severity)]);
  }
  std::array<size_t, 5> standings{};
  for (const assess::ControlResult& control : input_.assessment.controls) ++standings[static_cast<size_t>(control.standing)];
  std::array<size_t, 3> levels{};
  for (const diag::Diagnostic& diagnostic : input_.estate.diagnostics()) ++levels[static_cast<size_t>(diagnostic.level)];
  std::array<size_t, 4> states{};
  for (const assess::FileEntry& file : input_.estate.files()) ++states[static_cast<size_t>(file.state)];

  json_.key("summary").begin_object();
  auto counts = [&](std::string_view key, const auto& numbers, auto name_of) {
    json_.key(key).on_one_line().begin_object();
    for (size_t at = 0; at < numbers.size(); ++at) json_.member(name_of(at), numbers[at]);
  };
  counts("findings", verdicts, [](size_t at) { return assess::to_string(static_cast<assess::Verdict>(at)); });
  json_.end_object();
  counts("failed", severities, [](size_t at) { return name(static_cast<controls::Severity>(at)); });
  json_.member("advice", advice).end_object();
  counts("controls", standings, [](size_t at) { return assess::to_string(static_cast<assess::Standing>(at)); });
  json_.end_object();
  counts("diagnostics", levels, [](size_t at) { return name(static_cast<diag::Level>(at)); });
  json_.end_object();
  counts("files", states, [](size_t at) { return name(static_cast<assess::FileEntry::State>(at)); });
  json_.end_object().end_object();
}

void Result::controls() {
  json_.key("controls").begin_array();
  for (const assess::ControlResult& result : input_.assessment.controls) {
    const controls::Control& control = *result.control;
    json_.begin_object().member("id", control.id).member("title", in(control.title)).member("severity", name(control.severity));
    json_.member("standing", assess::to_string(result.standing)).key("requirements").begin_array();
    for (const assess::RequirementResult& requirement : result.requirements) {
      json_.begin_object().member("id", requirement.requirement->id).member("level", name(requirement.requirement->level));
      json_.member("text", in(requirement.requirement->text)).member("standing", assess::to_string(requirement.standing));
      json_.key("checks").begin_array();
      for (const assess::CheckResult& checked : requirement.checks) check(checked);
      json_.end_array().end_object();
    }
    json_.end_array().key("evidence");
    write_evidence_items(json_, result, options_.language);
    json_.end_object();
  }
  json_.end_array();
}

void Result::evidence() {
  json_.key("evidence");
  write_evidence_files(json_, input_.estate, input_.controls, options_.language);
}

void Result::check(const assess::CheckResult& result) {
  json_.on_one_line().begin_object().member("id", result.check->id).member("title", in(result.check->title));
  json_.member("severity", name(result.check->severity)).member("advice", result.check->advice);
  json_.member("remediation", in(result.check->remediation));
  json_.member("passed", result.passed).member("failed", result.failed).member("undecided", result.undecided);
  json_.member("not_applicable", result.not_applicable).member("waived", result.waived).end_object();
}

void Result::findings() {
  json_.key("findings").begin_array();
  for (const assess::Finding& each : input_.assessment.findings) finding(each);
  json_.end_array();
}

void Result::finding(const assess::Finding& finding) {
  const controls::Check& check = *finding.check;
  const facts::Root& root = input_.estate.facts().roots()[finding.subject->root];
  json_.on_one_line().begin_object();
  json_.member("check", check.id).member("control", finding.control->id).member("requirement", check.requirement);
  json_.member("severity", name(check.severity)).member("verdict", assess::to_string(finding.verdict)).member("advice", check.advice);
  json_.member("subject", finding.subject->subject).member("root", root.folder).member("environment", root.environment);
  json_.member("message", in(headline(finding)));
  // A subject always stands somewhere; what was found may not.
  location("location", finding.place.known() ? finding.place : finding.subject->place);
  json_.key("trace").begin_array();
  for (const assess::TraceStep& step : finding.trace) {
    json_.begin_object().member("kind", name(step.kind)).member("text", in(step.text));
    location("location", step.place);
    json_.end_object();
  }
  json_.end_array();
  if (finding.verdict == assess::Verdict::Undecided && !finding.causes.empty()) {
    json_.key("cause");
    cause(finding.causes.front());
    json_.key("causes").begin_array();
    for (const assess::Cause& each : finding.causes) cause(each);
    json_.end_array();
  }
  if (finding.verdict == assess::Verdict::NotApplicable) json_.member("reason", in(*finding.reason));
  if (finding.is_set_aside) json_.member("set_aside", true);
  if (finding.is_missing_evidence) json_.member("missing_evidence", true);
  location("root_cause", finding.root_cause);
  if (finding.verdict == assess::Verdict::Fail) fix(check);
  json_.member("fingerprint", assess::fingerprint(finding, input_.estate.facts(), input_.estate.sources())).end_object();
}

void Result::cause(const assess::Cause& cause) {
  json_.begin_object().member("kind", name(cause.kind)).member("name", cause.name).member("text", in(cause.text));
  location("location", cause.place);
  json_.end_object();
}

void Result::fix(const controls::Check& check) {
  json_.key("fix").begin_object().key("set").begin_array();
  for (const auto& [path, value] : check.fix) json_.begin_object().member("path", path).member("value", value).end_object();
  json_.end_array().end_object();
}

void Result::diagnostics() {
  json_.key("diagnostics").begin_array();
  for (const diag::Diagnostic& diagnostic : input_.estate.diagnostics()) {
    json_.on_one_line().begin_object().member("kind", diagnostic.kind).member("level", name(diagnostic.level));
    json_.member("message", diagnostic.message);
    location("location", diagnostic.place);
    json_.key("labels").begin_array();
    for (const diag::Label& label : diagnostic.labels) {
      json_.begin_object().member("text", label.text);
      location("location", label.place);
      json_.end_object();
    }
    json_.end_array();
    strings("helps", diagnostic.helps);
    json_.end_object();
  }
  json_.end_array();
}

void Result::ledger() {
  json_.key("ledger").begin_object().key("files").begin_array();
  for (const assess::FileEntry& file : input_.estate.files()) {
    json_.on_one_line().begin_object().member("path", file.path).member("state", name(file.state)).member("bytes", file.bytes);
    if (!file.reason.empty()) json_.member("reason", file.reason);
    json_.end_object();
  }
  json_.end_array();

  std::array<size_t, static_cast<size_t>(terraform::LedgerReason::Limit) + 1> reasons{};
  for (const terraform::LedgerEntry& entry : input_.estate.ledger()) ++reasons[static_cast<size_t>(entry.reason)];
  json_.key("reasons").on_one_line().begin_object();
  for (size_t at = 0; at < reasons.size(); ++at) json_.member(name(static_cast<terraform::LedgerReason>(at)), reasons[at]);
  json_.end_object();

  json_.key("blocks").begin_array();
  for (const terraform::LedgerEntry& entry : input_.estate.ledger()) {
    std::optional<Region> at = region_of(sources(), entry.place);
    json_.on_one_line().begin_object().member("block", entry.block());
    json_.member("path", at ? at->path : std::string_view()).member("line", at ? at->begin.line : 0);
    json_.member("reason", name(entry.reason));
    if (!entry.detail.empty()) json_.member("detail", entry.detail);
    if (entry.by_shape) json_.member("by_shape", true);
    json_.member("instances", entry.instances).end_object();
  }
  json_.end_array().end_object();
}

}  // namespace

extern const Format format_json;
const Format format_json{.name = "json",
                         .summary_en = "everything that was found, by docs/result.schema.json",
                         .summary_de = "alles, was gefunden wurde, nach docs/result.schema.json",
                         .render = [](const ReportInput& input, const ReportOptions& options) { return Result(input, options).write(); }};

}  // namespace wafpp::report
