#include <fmt/format.h>

#include "base/text.h"
#include "evidence/common/time.h"
#include "evidence/history/timeline_output.h"

namespace wafpp::evidence {

namespace {

std::string time_text(int64_t seconds) { return time_of_seconds(seconds).value_or(""); }

void line(std::string& to, std::string_view name, std::string_view text, std::string_view indent = "  ") {
  constexpr size_t kNameWidth = 22;
  to += std::string(indent) + base::padded(name, kNameWidth) + std::string(text) + "\n";
}

std::string days(const Durations& of, std::string_view from) {
  if (of.count() == 0) return "none in the window";
  return fmt::format("{:.1f} days on average from {}, median {:.1f}, p90 {:.1f}, of {}", of.mean(), from, of.median(), of.quantile(0.9),
                     of.count());
}

std::string sla_text(const SlaState& state) {
  if (!state.due) return state.deadlines->clock == Deadlines::Clock::Fix ? "no deadline: no fix is known" : "no deadline";
  std::string text = fmt::format("due {}: {}", time_text(*state.due), word(state.verdict));
  if (state.is_uncertain) text += " (it may have been in time: no scan lies between)";
  if (!state.waived) return text;
  std::string waivers;
  for (const WaivedDue::Pause& pause : state.waived->pauses) {
    waivers += fmt::format("{}`{}` from {} to {}", waivers.empty() ? "" : ", ", base::printable(pause.waiver->id), time_text(pause.from),
                           time_text(pause.to));
  }
  return text + fmt::format("; with waiver {} due {}: {}", waivers, time_text(state.waived->due), word(state.waived_verdict));
}

void episode(std::string& text, const JudgedEpisode& judged) {
  const Episode& one = *judged.episode;
  text += fmt::format("  {}  {}  {}{}\n", base::printable(judged.track->id), word(one.severity), base::printable(judged.track->package),
                      one.is_regression ? fmt::format("  (came back: episode {})", one.number) : std::string());
  constexpr std::string_view kIndent = "    ";
  // What the first report has may be older.
  std::string since = fmt::format("{}{}", one.is_left_censored ? "\u2264 " : "", time_text(one.first_observed));
  line(text, "first observed", since, kIndent);
  if (one.fix_known) line(text, "fix known since", time_text(*one.fix_known), kIndent);
  if (one.closed_at) {
    line(text, "gone", fmt::format("{}, seen last {}", time_text(*one.closed_at), time_text(one.last_observed)), kIndent);
  } else if (one.state != State::Open) {
    std::string why = one.justification.empty() ? std::string() : ": " + base::printable(one.justification);
    line(text, "left out", fmt::format("{}{}", one.state == State::Suppressed ? "suppressed" : "not affected", why), kIndent);
  }
  for (const SlaState& state : judged.states) {
    if (state.is_asked) line(text, state.deadlines->control, sla_text(state), kIndent);
  }
}

}  // namespace

std::string describe(const Timeline& timeline) {
  const History& history = *timeline.history;
  std::vector<int64_t> times = history.times();
  std::string text = fmt::format("{}: findings over time\n", base::printable(timeline.artefact));
  line(text, "reports",
       fmt::format("{}, by {}", history.reports().size(), base::printable(fmt::format("{}", fmt::join(history.scanners(), ", ")))));
  line(text, "history",
       fmt::format("{} to {}; what the first report has may be older (\u2264)", time_text(times.front()), time_text(times.back())));
  line(text, "judged at", fmt::format("{}, with a window of {} days", time_text(timeline.as_of), timeline.window_days));
  for (const ScanGap& gap : timeline.gaps) {
    if (gap.is_over) line(text, "no scan", fmt::format("for {} days from {}", (gap.to - gap.from) / 86'400, time_text(gap.from)));
  }
  for (const JudgedEpisode& judged : timeline.episodes) episode(text, judged);
  for (const Waiver* waiver : timeline.waivers_used) {
    line(text, "waiver " + base::printable(waiver->id),
         fmt::format("approved by {} on {}, until {}: {}", base::printable(waiver->approved_by), time_text(waiver->approved),
                     time_text(waiver->ends), base::printable(waiver->reason)));
  }
  const Metrics& metrics = timeline.metrics;
  for (size_t index = 0; index < metrics.slas.size(); ++index) {
    const SlaCounts& counts = metrics.slas[index];
    std::string figures = fmt::format("{} due in the window: {} met, {} missed", counts.due_in_window, counts.met, counts.missed);
    if (counts.uncertain > 0) figures += fmt::format(" ({} of them perhaps in time)", counts.uncertain);
    if (counts.met_with_waivers > 0) figures += fmt::format("; {} more met with waivers", counts.met_with_waivers);
    if (counts.missed_earlier > 0) figures += fmt::format("; {} missed before it and gone in it", counts.missed_earlier);
    if (counts.excluded > 0) figures += fmt::format("; {} left out", counts.excluded);
    line(text, all_deadlines()[index].control, figures);
  }
  line(text, "time to repair", days(metrics.to_repair, "the first observation"));
  line(text, "time to detect", days(metrics.to_detect, "publication, or the image's build"));
  std::string overdue;
  for (const auto& [severity, count] : metrics.open_overdue)
    overdue += fmt::format("{}{} {}", overdue.empty() ? "" : ", ", count, word(severity));
  line(text, "open and overdue", overdue.empty() ? "none" : overdue);
  return text;
}

}  // namespace wafpp::evidence
