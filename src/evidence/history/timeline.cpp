#include "evidence/history/timeline.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/common/time.h"
#include "evidence/history/artefact.h"

namespace wafpp::evidence {

namespace {

constexpr int64_t kHour = 3'600;
constexpr int64_t kDay = 24 * kHour;
constexpr int64_t kGapDays = 7;

double days_between(int64_t from, int64_t to) { return static_cast<double>(to - from) / static_cast<double>(kDay); }

class Judge {
 public:
  Judge(const History& history, std::string artefact, const TimelineOptions& options) : history_(history), options_(options) {
    timeline_.artefact = std::move(artefact);
    timeline_.history = &history;
    timeline_.as_of = options.as_of;
    timeline_.window_days = options.window_days;
    timeline_.window_begin = options.as_of - options.window_days * kDay;
    timeline_.metrics.slas.resize(all_deadlines().size());
    for (const Waiver& waiver : options.waivers) {
      if (names_artefact(waiver.artefact, timeline_.artefact))
        waivers_[{waiver.control, history.canonical(waiver.vulnerability)}].push_back(&waiver);
    }
  }

  Timeline run() {
    for (const Track& track : history_.tracks()) {
      for (const Episode& episode : track.episodes) take(track, episode);
    }
    for (Durations* durations :
         {&timeline_.metrics.to_repair, &timeline_.metrics.to_repair_fixable, &timeline_.metrics.to_detect, &timeline_.metrics.age_of_open})
      std::sort(durations->days.begin(), durations->days.end());
    find_gaps();
    for (const Waiver& waiver : options_.waivers) {
      if (used_.contains(&waiver)) timeline_.waivers_used.push_back(&waiver);
    }
    return std::move(timeline_);
  }

 private:
  bool is_in_window(int64_t time) const { return time >= timeline_.window_begin && time <= options_.as_of; }

  void take(const Track& track, const Episode& episode) {
    JudgedEpisode judged{.track = &track, .episode = &episode, .states = {}, .effective_due = std::nullopt};
    bool is_overdue = false;
    for (const Deadlines& deadlines : all_deadlines()) {
      SlaState state = state_of(track, episode, deadlines);
      if (state.due && (!judged.effective_due || *state.due < *judged.effective_due)) judged.effective_due = state.due;
      is_overdue = is_overdue || state.verdict == SlaVerdict::Overdue;
      count(state, episode, timeline_.metrics.slas[judged.states.size()]);
      judged.states.push_back(std::move(state));
    }
    measure(episode);
    if (is_overdue) ++timeline_.metrics.open_overdue[episode.severity];
    timeline_.episodes.push_back(std::move(judged));
  }

  SlaState state_of(const Track& track, const Episode& episode, const Deadlines& deadlines) {
    SlaState state;
    state.deadlines = &deadlines;
    bool is_of_fix = deadlines.clock == Deadlines::Clock::Fix;
    std::optional<int64_t> hours = deadlines.hours(episode.severity);
    // A control about fixes speaks of the severities that it names alone.
    state.is_asked = hours.has_value() || !is_of_fix;
    if (!hours || (is_of_fix && !episode.fix_known)) return state;
    state.starts = is_of_fix ? std::max(episode.first_observed, *episode.fix_known) : episode.first_observed;
    state.due = *state.starts + *hours * kHour;
    if (episode.state != State::Open) {
      state.verdict = SlaVerdict::Excluded;
      return state;
    }
    state.verdict = verdict_of(episode, *state.due);
    state.is_uncertain = state.verdict == SlaVerdict::Missed && episode.last_observed < *state.due;
    auto waivers = waivers_.find({deadlines.control, track.id});
    if (waivers == waivers_.end()) return state;
    WaivedDue waived = waived_due(waivers->second, *state.starts, *state.due);
    if (waived.pauses.empty()) return state;
    for (const WaivedDue::Pause& pause : waived.pauses) used_.insert(pause.waiver);
    state.waived_verdict = verdict_of(episode, waived.due);
    state.waived = std::move(waived);
    return state;
  }

  SlaVerdict verdict_of(const Episode& episode, int64_t due) const {
    if (episode.closed_at) return *episode.closed_at <= due ? SlaVerdict::Met : SlaVerdict::Missed;
    return due < options_.as_of ? SlaVerdict::Overdue : SlaVerdict::Open;
  }

  void count(const SlaState& state, const Episode& episode, SlaCounts& counts) const {
    if (!state.due) return;
    bool is_due = is_in_window(*state.due);
    bool is_missed = state.verdict == SlaVerdict::Missed || state.verdict == SlaVerdict::Overdue;
    if (!is_due) {
      bool is_earlier = *state.due < timeline_.window_begin && state.verdict == SlaVerdict::Missed && is_in_window(*episode.closed_at);
      counts.missed_earlier += is_earlier ? 1U : 0U;
      return;
    }
    if (state.verdict == SlaVerdict::Excluded) {
      ++counts.excluded;
      return;
    }
    if (state.verdict == SlaVerdict::Open) return;  // Due this very second.
    ++counts.due_in_window;
    counts.met += is_missed ? 0U : 1U;
    counts.missed += is_missed ? 1U : 0U;
    counts.uncertain += state.is_uncertain ? 1U : 0U;
    bool is_healed = is_missed && state.waived && state.waived_verdict == SlaVerdict::Met;
    counts.met_with_waivers += is_healed ? 1U : 0U;
  }

  void measure(const Episode& episode) {
    Metrics& metrics = timeline_.metrics;
    if (episode.closed_at && is_in_window(*episode.closed_at)) {
      metrics.to_repair.days.push_back(days_between(episode.first_observed, *episode.closed_at));
      if (episode.fix_known) {
        int64_t known = std::max(episode.first_observed, *episode.fix_known);
        metrics.to_repair_fixable.days.push_back(days_between(known, *episode.closed_at));
      }
    }
    if (!episode.closed_at && episode.state == State::Open)
      metrics.age_of_open.days.push_back(std::max(0.0, days_between(episode.first_observed, options_.as_of)));
    std::optional<int64_t> published = seconds_of(episode.published);
    bool is_new = !episode.is_regression && !episode.is_left_censored && is_in_window(episode.first_observed);
    if (!is_new || !published) return;
    // Nobody could find it in an image that was not there.
    std::optional<int64_t> built = seconds_of(episode.image_created);
    metrics.detected_without_image_date += built ? 0U : 1U;
    int64_t begin = std::max(*published, built.value_or(*published));
    // What is found before it is published counts as found at once.
    metrics.to_detect.days.push_back(std::max(0.0, days_between(begin, episode.first_observed)));
  }

  void find_gaps() {
    std::vector<int64_t> times = history_.times();
    for (size_t index = 1; index < times.size(); ++index) {
      int64_t length = times[index] - times[index - 1];
      if (length >= kGapDays * kDay) timeline_.gaps.push_back({times[index - 1], times[index], length > kGapDays * kDay});
    }
  }

  const History& history_;
  const TimelineOptions& options_;
  Timeline timeline_;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const Waiver*>> waivers_;  ///< By control and vulnerability.
  std::set<const Waiver*> used_;
};

}  // namespace

std::string_view word(SlaVerdict verdict) {
  switch (verdict) {
    case SlaVerdict::NoDeadline:
      return "no deadline";
    case SlaVerdict::Open:
      return "open";
    case SlaVerdict::Overdue:
      return "overdue";
    case SlaVerdict::Met:
      return "met";
    case SlaVerdict::Missed:
      return "missed";
    case SlaVerdict::Excluded:
      return "excluded";
  }
  return "";
}

double Durations::mean() const {
  double sum = 0;
  for (double each : days) sum += each;
  return days.empty() ? 0 : sum / static_cast<double>(days.size());
}

double Durations::median() const {
  if (days.empty()) return 0;
  size_t middle = days.size() / 2;
  return days.size() % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2;
}

double Durations::quantile(double share) const {
  if (days.empty()) return 0;
  auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(days.size())));
  return days[std::clamp<size_t>(rank, 1, days.size()) - 1];
}

Timeline judge(const History& history, std::string artefact, const TimelineOptions& options) {
  return Judge(history, std::move(artefact), options).run();
}

}  // namespace wafpp::evidence
