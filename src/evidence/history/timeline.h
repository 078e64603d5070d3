#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "evidence/history/deadlines.h"
#include "evidence/history/history.h"
#include "evidence/history/waiver.h"

/// A history judged by the deadlines of the controls.
namespace wafpp::evidence {

enum class SlaVerdict : uint8_t {
  NoDeadline,
  Open,      ///< Still there, and not yet due.
  Overdue,   ///< Still there, and due.
  Met,       ///< Gone when it was due.
  Missed,    ///< Gone later.
  Excluded,  ///< Suppressed or not affected: not repaired, and not asked.
};
/// `no deadline`, `open`, `overdue`, `met`, `missed`, `excluded`.
std::string_view word(SlaVerdict verdict);

/// One control's deadline of one episode.
struct SlaState {
  const Deadlines* deadlines = nullptr;
  bool is_asked = true;  ///< False where the control says nothing about findings of this severity.
  std::optional<int64_t> starts;
  std::optional<int64_t> due;
  SlaVerdict verdict = SlaVerdict::NoDeadline;
  /// The deadline passed between the last scan that had the finding and the first that had it no longer: it counts as missed, and may
  /// have been met.
  bool is_uncertain = false;
  /// With waivers, where there are any that have an effect.
  std::optional<WaivedDue> waived;
  SlaVerdict waived_verdict = SlaVerdict::NoDeadline;
};

struct JudgedEpisode {
  const Track* track = nullptr;
  const Episode* episode = nullptr;
  std::vector<SlaState> states;  ///< In the order of `all_deadlines()`.
  /// The earliest of the due dates: what a person has to meet.
  std::optional<int64_t> effective_due;
};

/// Figures of one control's deadlines. Of the window are those whose due date lies in it.
struct SlaCounts {
  size_t due_in_window = 0;
  size_t met = 0;
  size_t missed = 0;          ///< Gone too late, or still there.
  size_t missed_earlier = 0;  ///< Due before the window, gone within it.
  size_t met_with_waivers = 0;
  size_t uncertain = 0;
  size_t excluded = 0;
};

/// In days.
struct Durations {
  std::vector<double> days;  ///< Sorted.

  size_t count() const { return days.size(); }
  double mean() const;
  double median() const;
  /// By the nearest rank: the smallest of the durations that at least that share is not longer than.
  double quantile(double share) const;
};

struct Metrics {
  std::vector<SlaCounts> slas;  ///< In the order of `all_deadlines()`.
  Durations to_repair;          ///< From first observation to closing, of what was closed in the window.
  Durations to_repair_fixable;  ///< Likewise from the moment at which the fix was known as well.
  /// From publication, or the build of the image where that is later, to first observation in the window; regressions and left-censored
  /// ones are left out.
  Durations to_detect;
  size_t detected_without_image_date = 0;  ///< Of these, from publication alone: the report does not say when the image was built.
  Durations age_of_open;
  std::map<Severity, size_t, std::greater<>> open_overdue;
};

struct ScanGap {
  int64_t from = 0;
  int64_t to = 0;
  bool is_over = false;  ///< Longer than seven days, rather than just as long.
};

struct TimelineOptions {
  int64_t as_of = 0;
  int64_t window_days = 90;
  std::span<const Waiver> waivers;  ///< Of anything; outlive the timeline.
};

/// Points into the history, which outlives it.
struct Timeline {
  std::string artefact;
  const History* history = nullptr;
  int64_t as_of = 0;
  int64_t window_days = 90;
  int64_t window_begin = 0;
  std::vector<JudgedEpisode> episodes;  ///< By id, package and number.
  Metrics metrics;
  std::vector<ScanGap> gaps;  ///< Of seven days and more between two scans.
  std::vector<const Waiver*> waivers_used;
};
Timeline judge(const History& history, std::string artefact, const TimelineOptions& options);

}  // namespace wafpp::evidence
