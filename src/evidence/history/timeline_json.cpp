#include <fmt/format.h>

#include "evidence/common/time.h"
#include "evidence/history/timeline_output.h"

namespace wafpp::evidence {

namespace {

using documents::JsonWriter;

std::string time_text(int64_t seconds) { return time_of_seconds(seconds).value_or(""); }

void time(JsonWriter& json, std::string_view name, std::optional<int64_t> seconds) {
  json.key(name);
  seconds ? json.string(time_text(*seconds)) : json.null();
}

void number(JsonWriter& json, std::string_view name, double value) { json.key(name).raw(fmt::format("{:.3f}", value)); }

void durations(JsonWriter& json, std::string_view name, const Durations& of, std::string_view from) {
  json.key(name).on_one_line().begin_object().member("n", of.count());
  if (of.count() > 0) {
    number(json, "mean", of.mean());
    number(json, "median", of.median());
    number(json, "p90", of.quantile(0.9));
  }
  json.member("from", from).end_object();
}

void sla(JsonWriter& json, const SlaState& state) {
  json.key(state.deadlines->key);
  if (!state.is_asked) {
    json.null();
    return;
  }
  json.on_one_line().begin_object();
  time(json, "due", state.due);
  json.member("verdict", word(state.verdict));
  bool lacks_fix = !state.due && state.deadlines->clock == Deadlines::Clock::Fix;
  if (lacks_fix) json.member("because", "no fix is known");
  if (state.is_uncertain) json.member("uncertain", true);
  json.end_object();
}

void waived(JsonWriter& json, const SlaState& state) {
  const WaivedDue& due = *state.waived;
  auto pause = [&](const WaivedDue::Pause& one) {
    json.on_one_line().begin_array().string(time_text(one.from)).string(time_text(one.to)).end_array();
  };
  // A renewal is a waiver of its own, behind the one that it renews.
  json.begin_object().member("id", due.pauses.front().waiver->id).member("control", state.deadlines->control);
  json.key("paused");
  pause(due.pauses.front());
  if (due.pauses.size() > 1) {
    json.key("renewed").begin_array();
    for (size_t index = 1; index < due.pauses.size(); ++index) {
      json.begin_object().member("id", due.pauses[index].waiver->id).key("paused");
      pause(due.pauses[index]);
      json.end_object();
    }
    json.end_array();
  }
  time(json, "due_with_waiver", due.due);
  json.member("verdict_with_waiver", word(state.waived_verdict)).end_object();
}

void episode(JsonWriter& json, const JudgedEpisode& judged) {
  const Episode& one = *judged.episode;
  json.begin_object().member("id", judged.track->id).member("package", judged.track->package).member("episode", one.number);
  json.member("severity", word(one.severity));
  time(json, "first_observed", one.first_observed);
  json.member("first_observed_in", one.first_observed_in);
  time(json, "last_observed", one.last_observed);
  time(json, "closed_at", one.closed_at);
  if (one.closed_at) json.member("closed_by", one.closed_by);
  for (const SlaState& state : judged.states) sla(json, state);
  json.member("left_censored", one.is_left_censored).member("regression", one.is_regression);
  time(json, "fix_known_since", one.fix_known);
  time(json, "effective_due", judged.effective_due);
  if (one.state != State::Open) {
    json.member("state", word(one.state));
    if (!one.justification.empty()) json.member("justification", one.justification);
  }
  bool is_first = true;
  for (const SlaState& state : judged.states) {
    if (!state.waived) continue;
    // Those of a second control stand under the control's name.
    std::string name = is_first ? "waiver" : fmt::format("waiver_{}", state.deadlines->key);
    is_first = false;
    json.key(name);
    waived(json, state);
  }
  json.end_object();
}

void metrics(JsonWriter& json, const Metrics& metrics) {
  json.key("metrics").begin_object();
  for (size_t index = 0; index < metrics.slas.size(); ++index) {
    const SlaCounts& counts = metrics.slas[index];
    json.key(all_deadlines()[index].key).on_one_line().begin_object();
    json.member("due_in_window", counts.due_in_window).member("met", counts.met).member("missed", counts.missed);
    json.member("missed_before_window_closed_in_it", counts.missed_earlier).member("met_with_waivers", counts.met_with_waivers);
    json.member("uncertain", counts.uncertain).member("excluded", counts.excluded).end_object();
  }
  durations(json, "mttr_days", metrics.to_repair, "first observed");
  durations(json, "mttr_from_fix_days", metrics.to_repair_fixable, "first observed and fix known");
  bool has_build = metrics.detected_without_image_date < metrics.to_detect.count();
  durations(json, "mttd_days", metrics.to_detect, has_build ? "published, or image built" : "published");
  json.member("mttd_without_image_date", metrics.detected_without_image_date);
  durations(json, "open_age_days", metrics.age_of_open, "first observed");
  json.key("open_overdue").on_one_line().begin_object();
  for (const auto& [severity, count] : metrics.open_overdue) json.member(word(severity), count);
  json.end_object().end_object();
}

}  // namespace

void write_timeline(JsonWriter& json, const Timeline& timeline) {
  const History& history = *timeline.history;
  std::vector<int64_t> times = history.times();
  json.begin_object().member("kind", "sla-timeline").member("artefact", timeline.artefact);
  time(json, "as_of", timeline.as_of);
  json.member("window_days", timeline.window_days);
  json.key("window").on_one_line().begin_array().string(time_text(timeline.window_begin)).string(time_text(timeline.as_of)).end_array();
  json.key("rules").begin_object();
  json.member("identity", "vulnerability by any name, package in any version, repository whatever the digest");
  json.member("closed_at", "time of the first later scan without it, by each scanner that had it");
  json.member("reopen_gap_days", kReopenDays);
  json.member("clock_110", "runs once the finding and a fix for it are both known");
  json.member("waiver", "gives a second verdict beside the first, which stays").end_object();
  time(json, "history_begins", times.front());
  json.key("scanners").on_one_line().begin_array();
  for (const std::string& scanner : history.scanners()) json.string(scanner);
  json.end_array();
  json.key("reports").begin_array();
  for (const ScanReport& report : history.reports()) {
    json.on_one_line().begin_object().member("file", report.file).member("scanner", scanner_of(*report.item));
    time(json, "time", report.time);
    json.end_object();
  }
  json.end_array();
  json.key("findings").begin_array();
  for (const JudgedEpisode& judged : timeline.episodes) episode(json, judged);
  json.end_array();
  json.key("waivers").begin_array();
  for (const Waiver* waiver : timeline.waivers_used) {
    json.on_one_line().begin_object().member("id", waiver->id).member("control", waiver->control);
    json.member("vulnerability", waiver->vulnerability).member("artifact", waiver->artefact).member("reason", waiver->reason);
    json.member("approved_by", waiver->approved_by);
    time(json, "approved_at", waiver->approved);
    time(json, "ends", waiver->ends);
    json.end_object();
  }
  json.end_array();
  metrics(json, timeline.metrics);
  json.key("scan_gaps_over_7_days").begin_array();
  for (const ScanGap& gap : timeline.gaps) {
    json.on_one_line().begin_array().string(time_text(gap.from)).string(time_text(gap.to)).boolean(gap.is_over).end_array();
  }
  json.end_array();
  json.key("days_since_last_scan").raw(fmt::format("{:.3f}", static_cast<double>(timeline.as_of - times.back()) / 86'400.0));
  json.end_object();
}

}  // namespace wafpp::evidence
