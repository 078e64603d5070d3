#include <fmt/format.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "controls/domain.h"
#include "evidence/common/time.h"
#include "evidence/history/deadlines.h"
#include "evidence/history/waiver.h"

namespace wafpp::controls {
namespace {

constexpr int64_t kHour = 3'600;

int64_t number(const Value& of, std::string_view name) {
  const Value* found = of.find(name);
  if (found == nullptr || !found->has_content() || found->kind() != value::TypeKind::Number) return 0;
  return found->as_number().as_int64().value_or(0);
}

std::string as_of(Question& question) {
  for (const Fact* estate : question.facts().seen_from(question.subject().root, "estate"))
    return std::string(text_in(estate->value(), "as_of"));
  return {};
}

/// Which deadline is meant.
struct Deadline {
  std::optional<int64_t> hours;  ///< Nothing: there is no deadline.
  bool is_of_fix = false;        ///< It runs from the day on which a fix is known.
  std::string_view control;      ///< Whose it is; empty where the hours were given.
};

/// The second and the third argument: hours and whether they run from the fix, or a control that has deadlines for the entry's severity.
/// Nothing where the second is neither.
std::optional<Deadline> deadline_of(const Value& open, std::span<const Value> arguments) {
  const Value& which = arguments[1];
  if (!which.has_content()) return std::nullopt;
  if (which.kind() == value::TypeKind::Number) {
    bool is_of_fix = arguments.size() > 2 && truth(arguments[2]) == Answer::Yes;
    return Deadline{which.as_number().as_int64().value_or(0), is_of_fix, {}};
  }
  const evidence::Deadlines* deadlines = which.kind() == value::TypeKind::String ? evidence::deadlines_of(which.as_string()) : nullptr;
  if (deadlines == nullptr) return std::nullopt;
  Deadline deadline{std::nullopt, deadlines->clock == evidence::Deadlines::Clock::Fix, deadlines->control};
  std::string_view name = text_in(open, "severity");
  for (evidence::Severity severity : {evidence::Severity::Critical, evidence::Severity::High, evidence::Severity::Medium,
                                      evidence::Severity::Low, evidence::Severity::Info}) {
    if (name == evidence::word(severity)) deadline.hours = deadlines->hours(severity);
  }
  return deadline;
}

std::vector<std::string_view> texts_in(const Value& of, std::string_view name) {
  std::vector<std::string_view> texts;
  const Value* found = of.find(name);
  if (found == nullptr || !found->has_content() || found->kind() != value::TypeKind::List) return texts;
  for (const Value& each : found->elements()) {
    if (std::optional<std::string_view> text = text_of(each)) texts.push_back(*text);
  }
  return texts;
}

std::span<const Value> elements_in(const Value& of, std::string_view name) {
  const Value* found = of.find(name);
  bool is_list = found != nullptr && found->has_content() && found->kind() == value::TypeKind::Tuple;
  return is_list ? found->elements() : std::span<const Value>();
}

/// What waivers of the report make of the deadlines that have passed: the end of a sentence, empty where there are none.
Text with_waivers(const Question& question, const Deadline& deadline, const Value& open, int64_t now) {
  std::vector<evidence::Waiver> waivers;
  for (const Value& each : elements_in(question.subject().value(), "waivers")) {
    std::optional<evidence::Waiver> waiver = evidence::waiver_from(each);
    if (waiver && waiver->control == deadline.control) waivers.push_back(std::move(*waiver));
  }
  Text text;
  for (const Value& one : elements_in(open, "waived")) {
    std::string_view id = text_in(one, "id");
    std::optional<int64_t> since = evidence::seconds_of(text_in(one, deadline.is_of_fix ? "mendable_oldest" : "oldest"));
    if (!since || *since + *deadline.hours * kHour >= now) continue;
    std::vector<const evidence::Waiver*> its;
    for (const evidence::Waiver& waiver : waivers) {
      if (waiver.vulnerability == id) its.push_back(&waiver);
    }
    evidence::WaivedDue waived = evidence::waived_due(its, *since, *since + *deadline.hours * kHour);
    if (waived.pauses.empty()) continue;
    std::string names;
    for (const evidence::WaivedDue::Pause& pause : waived.pauses)
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", pause.waiver->id);
    std::string due = evidence::time_of_seconds(waived.due).value_or("");
    bool is_over = waived.due < now;
    text.en += fmt::format("; with waiver {} `{}` {} due on {}", names, id, is_over ? "was" : "is", due);
    text.de += fmt::format("; mit Ausnahme {} {} `{}` am {} fällig", names, is_over ? "war" : "ist", id, due);
  }
  return text;
}

/// Which of the open ones are known to be exploited: a sentence's end, empty where none is.
Text exploited_among(const Value& open) {
  std::string names;
  for (std::string_view id : texts_in(open, "known_exploited_ids")) names += fmt::format("{}`{}`", names.empty() ? "" : ", ", id);
  if (names.empty()) return {};
  return {fmt::format("; known to be exploited: {}", names), fmt::format("; bekanntermaßen ausgenutzt: {}", names)};
}

/// The one that is most likely to be exploited, where EPSS knows any.
Text likeliest_among(const Value& open) {
  const Value* epss = open.find("epss");
  if (epss == nullptr || !epss->has_content() || epss->kind() != value::TypeKind::Number) return {};
  std::string_view id = text_in(open, "epss_id");
  return {fmt::format("; most likely to be: `{}` (EPSS {})", id, epss->as_number().text()),
          fmt::format("; am ehesten betroffen: `{}` (EPSS {})", id, epss->as_number().text())};
}

Text operator+(const Text& a, const Text& b) { return {a.en + b.en, a.de + b.de}; }

/// `open`: an entry of `open` of a scan report.
Value deadline_kept(Question& question, std::span<const Value> arguments) {
  for (const Value& argument : arguments) {
    if (!argument.is_known()) return undecided_by(argument);
  }
  const Value& open = arguments[0];
  if (!open.has_content() || open.kind() != value::TypeKind::Object) return answer(Answer::No);
  std::optional<Deadline> deadline = deadline_of(open, arguments);
  if (!deadline) return answer(Answer::No);
  if (!deadline->hours) return answer(Answer::Yes);
  std::string prefix = deadline->is_of_fix ? "mendable_" : "";
  const diag::Place& place = question.subject().place;
  int64_t count = number(open, prefix.empty() ? "count" : "mendable");
  if (count == 0) return answer(Answer::Yes);
  Text urgent = exploited_among(open) + likeliest_among(open);
  std::optional<int64_t> now = evidence::seconds_of(as_of(question));
  std::string oldest(text_in(open, prefix + "oldest"));
  std::optional<int64_t> since = evidence::seconds_of(oldest);
  constexpr size_t kDayLength = 10;
  if (now && since) {
    int64_t due = *since + *deadline->hours * kHour;
    std::string id(text_in(open, prefix + "oldest_id"));
    // A day without a time may have begun a day later than its first second.
    bool is_day = oldest.size() == kDayLength;
    if (due + (is_day ? 24 * kHour : 0) < *now) {
      std::string due_text = evidence::time_of_seconds(due).value_or("");
      Text more = with_waivers(question, *deadline, open, *now) + urgent;
      question.note(Note::Kind::Reason, place, fmt::format("`{}` is open since {} and was due on {}{}", id, oldest, due_text, more.en),
                    fmt::format("`{}` ist seit {} offen und war am {} fällig{}", id, oldest, due_text, more.de));
      return answer(Answer::No);
    }
    if (is_day && due < *now)
      return undecided(value::CauseKind::MissingEvidence, place,
                       in_both({fmt::format("the time of day at which `{}` was found", id),
                                fmt::format("von der Uhrzeit, zu der `{}` gefunden wurde", id)}),
                       value::Type::boolean());
  }
  int64_t undated = number(open, prefix + "undated");
  if (undated == 0 && now) {
    if (!urgent.en.empty()) {
      question.note(Note::Kind::Reason, place, fmt::format("{} open, none past its deadline{}", count, urgent.en),
                    fmt::format("{} offen, keine über ihre Frist hinaus{}", count, urgent.de));
    }
    return answer(Answer::Yes);
  }
  std::string_view begins = text_in(question.subject().value(), "history_begins");
  Text why = {"which the report does not say", "was der Report nicht sagt"};
  if (!begins.empty()) {
    why = {fmt::format("which the reports do not say: the first is of {}", begins),
           fmt::format("was die Reports nicht sagen: Der erste ist vom {}", begins)};
  }
  why = why + urgent;
  return undecided(value::CauseKind::MissingEvidence, place,
                   in_both({fmt::format("the day since which {} of {} open vulnerabilities are known, {}", undated, count, why.en),
                            fmt::format("davon, seit wann {} von {} offenen Schwachstellen bekannt sind, {}", undated, count, why.de)}),
                   value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_deadline_kept;
const DomainFunction domain_deadline_kept = {
    .name = "deadline_kept",
    .signature = "deadline_kept(open, deadline, from_fix)",
    .summary =
        "Whether nothing of `open`, such as `self.open.critical` of an `evidence.scan_report`, is open for longer than its `deadline`: a "
        "number of hours, with `from_fix` of what has a fix alone, since both were known; or `WAF-SEC-070` or `WAF-SEC-110`, whose "
        "deadlines for that severity then hold. Undecided where the report has no dates. Says what waivers make of the deadline, and what "
        "is known to be exploited.",
    .min_arguments = 2,
    .max_arguments = 3,
    .call = deadline_kept,
};

}  // namespace wafpp::controls
