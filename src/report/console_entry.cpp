#include <algorithm>
#include <utility>

#include "assess/wording.h"
#include "diag/diagnostic.h"
#include "report/console.h"
#include "report/derivation.h"
#include "report/words.h"

/// One entry: a finding, or many with the same root cause, drawn as the diagnostic that it is.
namespace wafpp::report {

namespace {

using assess::Finding;
using assess::TraceStep;

// Subjects, trace steps and causes that an entry names; what is left out is counted.
constexpr size_t kSubjects = 3;
constexpr size_t kSteps = 6;
constexpr size_t kCauses = 3;

/// What stands at the place on which an undecided verdict hangs.
std::string_view cause_label(value::CauseKind kind, Language language) {
  switch (kind) {
    case value::CauseKind::UnsetVariable:
      return in(language, "nothing sets it", "nichts setzt sie");
    case value::CauseKind::AfterApply:
      return in(language, "known only after apply", "erst nach dem Apply bekannt");
    case value::CauseKind::DataSource:
      return in(language, "looked up here", "hier nachgeschlagen");
    case value::CauseKind::MissingModule:
      return in(language, "its code is not on disk", "der Code liegt nicht vor");
    case value::CauseKind::UnknownInstances:
      return in(language, "the number of instances is not known", "die Zahl der Instanzen ist nicht bekannt");
    case value::CauseKind::ProviderVersion:
      return in(language, "its default differs between versions of the provider",
                "die Vorgabe ist je nach Version des Providers verschieden");
    case value::CauseKind::None:
    case value::CauseKind::Function:
    case value::CauseKind::Limit:
    case value::CauseKind::Error:
    case value::CauseKind::OutsideEstate:
    case value::CauseKind::MissingEvidence:
      break;
  }
  return in(language, "undecided by this", "dadurch unentschieden");
}

class Entry {
 public:
  Entry(const Console& console, const CheckGroups& check, const Group& group, bool is_first)
      : console_(console), check_(*check.check), control_(*check.control), group_(group), finding_(group.first()), is_first_(is_first) {}

  std::string draw() {
    bool is_undecided = finding_.verdict == assess::Verdict::Undecided;
    drawn_.kind = check_.id;
    drawn_.level = check_.advice ? diag::Level::Note : is_undecided ? diag::Level::Warning : diag::Level::Error;
    drawn_.place = finding_.place.known() ? finding_.place : finding_.subject->place;
    if (is_undecided) collect_causes();
    message(is_undecided);
    trace();
    if (is_undecided) cause_labels();
    subjects();
    if (is_undecided) note(console_.in("check", "Check"), console_.in(check_.title));
    further_causes();
    statements();
    if (console_.options.explain && is_first_) explain();
    if (finding_.derivation != nullptr) {
      // That the check applies need not be said again.
      std::vector<assess::Derivation> asked;
      for (const assess::Derivation& one : *finding_.derivation) {
        if (one.answer != controls::Answer::Yes) asked.push_back(one);
      }
      drawn_.notes.push_back({std::string(console_.in("derivation", "Herleitung")),
                              derivation_lines(asked, console_.options.language, console_.input.estate.sources())});
    }
    help(is_undecided);
    // Once for each check is enough; on a line of its own, so that it can be copied.
    if (is_first_) drawn_.helps.push_back("`wafpp explain " + check_.id + "`");
    std::string_view word =
        check_.advice && !is_undecided ? console_.in("advice", "Empfehlung") : report::word(finding_.verdict, console_.options.language);
    return diag::render(drawn_, console_.input.estate.sources(), console_.drawing(word));
  }

 private:
  void note(std::string_view word, std::string_view line) {
    if (!line.empty()) drawn_.notes.push_back({std::string(word), {std::string(line)}});
  }

  /// Of all findings of the group, each sentence once.
  void collect_causes() {
    for (const Finding* finding : group_.findings) {
      for (const assess::Cause& cause : finding->causes) {
        bool is_new =
            std::none_of(causes_.begin(), causes_.end(), [&](const assess::Cause* known) { return known->text.en == cause.text.en; });
        if (!is_new) continue;
        // Names of instances differ in a group of thousands.
        if (causes_.size() == kCauses) {
          has_more_causes_ = true;
          return;
        }
        causes_.push_back(&cause);
      }
    }
  }

  /// What is undecided is neither missed nor met: the reason leads, and what was asked stands below.
  void message(bool is_undecided) {
    drawn_.message = console_.in(headline(finding_));
    if (drawn_.message.empty()) drawn_.message = console_.in(check_.title);
    if (!check_.advice) drawn_.message.append(" (").append(word(check_.severity, console_.options.language)).append(")");
    if (check_.advice && is_undecided) drawn_.message.append(console_.in(" (advice)", " (Empfehlung)"));
  }

  void label(const diag::Place& place, std::string text) {
    for (const diag::Label& known : drawn_.labels) {
      if (known.place == place && known.text == text) return;
    }
    drawn_.labels.push_back({place, std::move(text)});
  }

  void trace() {
    std::vector<const TraceStep*> steps;
    for (const TraceStep& step : finding_.trace) {
      if (step.place.known() && step.kind != TraceStep::Kind::Assumption) steps.push_back(&step);
    }
    // The ends are what counts: where the value is seen, and where it was written.
    size_t left_out = steps.size() > kSteps ? steps.size() - kSteps : 0;
    if (left_out > 0) steps.erase(steps.begin() + kSteps / 2, steps.begin() + static_cast<ptrdiff_t>(kSteps / 2 + left_out));
    for (const TraceStep* step : steps) label(step->place, console_.in(step->text));
    if (left_out > 0)
      note(console_.in("way", "Weg"), console_.counted(left_out, console_.in("step is not shown", "Schritt ist nicht gezeigt"),
                                                       console_.in("steps are not shown", "Schritte sind nicht gezeigt")));
  }

  void cause_labels() {
    for (const assess::Cause* cause : causes_) {
      bool is_shown =
          std::any_of(drawn_.labels.begin(), drawn_.labels.end(), [&](const diag::Label& known) { return known.place == cause->place; });
      if (cause->place.known() && !is_shown) label(cause->place, std::string(cause_label(cause->kind, console_.options.language)));
    }
  }

  void subjects() {
    std::vector<Instance> instances = fold_environments(group_.findings, console_.input.estate.facts());
    if (instances.size() == 1) return note(console_.in("subject", "betrifft"), console_.describe(instances.front()));
    std::vector<std::string> lines;
    size_t named = 0;
    // `and 1 more` takes as much room as the one.
    size_t shown = instances.size() <= kSubjects + 1 ? instances.size() : kSubjects;
    for (size_t index = 0; index < shown; ++index) {
      lines.push_back(console_.describe(instances[index]));
      named += instances[index].roots.size();
    }
    size_t total = group_.findings.size();
    if (total > named) lines.push_back(console_.and_more(total - named));
    drawn_.notes.push_back(
        {console_.counted(total, console_.in("instance", "Instanz"), console_.in("instances", "Instanzen")), std::move(lines)});
  }

  void further_causes() {
    std::vector<std::string> lines;
    for (size_t index = 1; index < causes_.size(); ++index) lines.push_back(console_.in(causes_[index]->text));
    if (has_more_causes_) lines.emplace_back(console_.in("and others, in further instances", "und andere, in weiteren Instanzen"));
    if (!lines.empty()) drawn_.notes.push_back({std::string(console_.in("also", "auch")), std::move(lines)});
  }

  /// What the verdict rests on and has no place, and what it assumes.
  void statements() {
    for (const TraceStep& step : finding_.trace) {
      if (step.kind == TraceStep::Kind::Assumption) {
        note(console_.in("assumption", "Annahme"), console_.in(step.text));
      } else if (!step.place.known()) {
        note(console_.in("because", "weil"), console_.in(step.text));
      }
    }
  }

  void explain() {
    note(console_.in("asked", "gefragt"), console_.in(check_.explain));
    note(console_.in("why", "warum"), console_.in(control_.rationale));
    std::vector<std::string> fixes;
    for (const auto& [path, value] : check_.fix) fixes.push_back(std::string(path).append(" = ").append(value));
    if (!fixes.empty()) drawn_.notes.push_back({std::string(console_.in("fix", "Korrektur")), std::move(fixes)});
  }

  void help(bool is_undecided) {
    for (const assess::Cause* cause : causes_) {
      std::string text = assess::cause_help(cause->kind, cause->name).in(console_.options.language);
      if (!text.empty() && std::find(drawn_.helps.begin(), drawn_.helps.end(), text) == drawn_.helps.end())
        drawn_.helps.push_back(std::move(text));
    }
    // What would mend a failure does not say what is missing for a verdict.
    if (is_undecided && !drawn_.helps.empty()) return;
    const std::string& remediation = console_.in(check_.remediation);
    std::string text(console_.options.explain && is_first_ ? std::string_view(remediation) : first_sentence(remediation));
    if (!text.empty()) drawn_.helps.push_back(std::move(text));
  }

  const Console& console_;
  const controls::Check& check_;
  const controls::Control& control_;
  const Group& group_;
  const Finding& finding_;
  bool is_first_;
  std::vector<const assess::Cause*> causes_;
  bool has_more_causes_ = false;
  diag::Diagnostic drawn_;
};

}  // namespace

std::string console_entry(const Console& console, const CheckGroups& check, const Group& group, bool is_first) {
  return Entry(console, check, group, is_first).draw();
}

}  // namespace wafpp::report
