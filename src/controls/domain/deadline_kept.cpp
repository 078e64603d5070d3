#include <fmt/format.h>

#include <string>

#include "controls/domain.h"
#include "evidence/common/time.h"

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
    return std::string(text_in(estate->value, "as_of"));
  return {};
}

/// `open`: an entry of `open` of a scan report. `hours`: the deadline. `fixes`: whether it runs from the day on which a fix is known.
Value deadline_kept(Question& question, std::span<const Value> arguments) {
  for (const Value& argument : arguments) {
    if (!argument.is_known()) return undecided_by(argument);
  }
  bool is_object = arguments[0].has_content() && arguments[0].kind() == value::TypeKind::Object;
  bool is_number = arguments[1].has_content() && arguments[1].kind() == value::TypeKind::Number;
  if (!is_object || !is_number) return answer(Answer::No);
  const Value& open = arguments[0];
  int64_t hours = arguments[1].as_number().as_int64().value_or(0);
  std::string prefix = arguments.size() > 2 && truth(arguments[2]) == Answer::Yes ? "mendable_" : "";
  const diag::Place& place = question.subject().place;
  int64_t count = number(open, prefix.empty() ? "count" : "mendable");
  if (count == 0) return answer(Answer::Yes);
  std::optional<int64_t> now = evidence::seconds_of(as_of(question));
  std::string oldest(text_in(open, prefix + "oldest"));
  std::optional<int64_t> since = evidence::seconds_of(oldest);
  constexpr size_t kDayLength = 10;
  if (now && since) {
    int64_t due = *since + hours * kHour;
    std::string id(text_in(open, prefix + "oldest_id"));
    // A day without a time may have begun a day later than its first second.
    bool is_day = oldest.size() == kDayLength;
    if (due + (is_day ? 24 * kHour : 0) < *now) {
      std::string due_text = evidence::time_of_seconds(due).value_or("");
      question.note(Note::Kind::Reason, place, fmt::format("`{}` is open since {} and was due on {}", id, oldest, due_text),
                    fmt::format("`{}` ist seit {} offen und war am {} fällig", id, oldest, due_text));
      return answer(Answer::No);
    }
    if (is_day && due < *now)
      return undecided(value::CauseKind::MissingEvidence, place,
                       in_both({fmt::format("the time of day at which `{}` was found", id),
                                fmt::format("von der Uhrzeit, zu der `{}` gefunden wurde", id)}),
                       value::Type::boolean());
  }
  int64_t undated = number(open, prefix + "undated");
  if (undated == 0 && now) return answer(Answer::Yes);
  return undecided(
      value::CauseKind::MissingEvidence, place,
      in_both({fmt::format("the day since which {} of {} open vulnerabilities are known, which the report does not say", undated, count),
               fmt::format("davon, seit wann {} von {} offenen Schwachstellen bekannt sind, was der Report nicht sagt", undated, count)}),
      value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_deadline_kept;
const DomainFunction domain_deadline_kept = {
    .name = "deadline_kept",
    .signature = "deadline_kept(open, hours, from_fix)",
    .summary =
        "Whether nothing of `open`, such as `self.open.critical` of an `evidence.scan_report`, is open for longer than `hours`; with "
        "`from_fix` "
        "only what has a fix, since both were known. Undecided where the report has no dates.",
    .min_arguments = 2,
    .max_arguments = 3,
    .call = deadline_kept,
};

}  // namespace wafpp::controls
