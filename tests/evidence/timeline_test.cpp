// Histories judged by the deadlines, and what is printed of them.

#include "evidence/history/timeline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "evidence/history/collect.h"
#include "evidence/history/timeline_output.h"
#include "evidence/input.h"
#include "evidence/read.h"
#include "evidence/reports.h"

namespace wafpp::evidence {
namespace {

/// A line each: the verdicts by both controls, with waivers behind a stroke.
std::string judged(const Timeline& timeline) {
  std::string text;
  for (const JudgedEpisode& each : timeline.episodes) {
    text += fmt::format("{} #{}", each.track->id, each.episode->number);
    for (const SlaState& state : each.states) {
      if (!state.is_asked) continue;
      text += fmt::format(" | {}{}{}", state.due ? day(*state.due) + " " : "", word(state.verdict), state.is_uncertain ? "?" : "");
      if (state.waived) text += fmt::format(" / {} {}", day(state.waived->due), word(state.waived_verdict));
    }
    text += "\n";
  }
  return text;
}

Waiver waiver(std::string id, std::string vulnerability, std::string_view from, std::string_view to, std::string control = "WAF-SEC-110") {
  return {.id = std::move(id),
          .control = std::move(control),
          .vulnerability = std::move(vulnerability),
          .artefact = "shop/basket",
          .reason = "r",
          .approved_by = "Ann",
          .approved = at(from),
          .ends = at(to)};
}

struct Judged {
  History history;
  std::vector<Waiver> waivers;
  Timeline timeline;

  Judged(const Reports& reports, std::string_view as_of, std::vector<Waiver> given = {}) : history(reports.all), waivers(std::move(given)) {
    TimelineOptions options;
    options.as_of = at(as_of);
    options.waivers = waivers;
    timeline = judge(history, "registry.example.com/shop/basket", options);
  }
};

TEST(Timeline, JudgesByBothControls) {
  Reports reports({"2026-01-01T00:00:00Z trivy: CVE-0 libz LOW",
                   "2026-01-10T00:00:00Z trivy: CVE-1 liba CRITICAL fix; CVE-2 libb HIGH; CVE-3 libc MEDIUM; CVE-4 libd LOW; CVE-5 libe ?",
                   "2026-01-11T00:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc MEDIUM",
                   "2026-01-18T00:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc MEDIUM"});
  Judged at_once(reports, "2026-01-18T00:00:00Z");
  EXPECT_EQ(judged(at_once.timeline),
            "CVE-0 #1 | no deadline\n"
            // Gone in the very second in which it was due.
            "CVE-1 #1 | 2026-02-09 met | 2026-01-11 met\n"
            "CVE-2 #1 | 2026-03-11 open | 2026-01-18 open\n"
            "CVE-3 #1 | 2026-04-10 open\n"
            "CVE-4 #1 | no deadline\n"
            "CVE-5 #1 | no deadline\n");
  Judged later(reports, "2026-04-11T00:00:00Z");
  EXPECT_EQ(judged(later.timeline),
            "CVE-0 #1 | no deadline\n"
            "CVE-1 #1 | 2026-02-09 met | 2026-01-11 met\n"
            "CVE-2 #1 | 2026-03-11 overdue | 2026-01-18 overdue\n"
            "CVE-3 #1 | 2026-04-10 overdue\n"
            "CVE-4 #1 | no deadline\n"
            "CVE-5 #1 | no deadline\n");
  EXPECT_EQ(day(*later.timeline.episodes[2].effective_due), "2026-01-18");
  EXPECT_EQ(later.timeline.metrics.open_overdue[Severity::High], 1U);
  EXPECT_EQ(later.timeline.metrics.open_overdue[Severity::Medium], 1U);
}

TEST(Timeline, ADeadlineBetweenTwoScansIsMissedUnlessProven) {
  Reports reports({"2026-01-01T00:00:00Z trivy: CVE-1 liba CRITICAL", "2026-01-30T00:00:00Z trivy: CVE-1 liba CRITICAL",
                   "2026-02-02T00:00:00Z trivy:"});
  Judged judged_once(reports, "2026-02-03T00:00:00Z");
  EXPECT_EQ(judged(judged_once.timeline), "CVE-1 #1 | 2026-01-31 missed? | no deadline\n");
  EXPECT_EQ(judged_once.timeline.metrics.slas[0].uncertain, 1U);
}

TEST(Timeline, WaiversGiveASecondVerdictAndHealNothing) {
  Reports reports({"2026-01-01T00:00:00Z trivy:", "2026-01-10T00:00:00Z trivy: CVE-1 liba HIGH fix",
                   "2026-02-10T00:00:00Z trivy: CVE-1 liba HIGH fix", "2026-02-12T00:00:00Z trivy:"});
  auto with = [&](std::vector<Waiver> waivers) { return judged(Judged(reports, "2026-03-01T00:00:00Z", std::move(waivers)).timeline); };
  EXPECT_EQ(with({}), "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed\n");
  EXPECT_EQ(with({waiver("W-1", "CVE-1", "2026-01-12", "2026-02-12")}), "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed / 2026-02-17 met\n");
  // Too short.
  EXPECT_EQ(with({waiver("W-1", "CVE-1", "2026-01-12", "2026-02-01")}),
            "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed / 2026-02-06 missed\n");
  // Older than the finding: it counts from the first observation.
  EXPECT_EQ(with({waiver("W-1", "CVE-1", "2026-01-01", "2026-01-15")}),
            "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed / 2026-01-22 missed\n");
  // Approved when it was late.
  EXPECT_EQ(with({waiver("W-1", "CVE-1", "2026-01-18", "2026-03-12")}), "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed\n");
  // Renewed in time, with some days in both; then too late.
  EXPECT_EQ(with({waiver("W-2", "CVE-1", "2026-01-30", "2026-02-12"), waiver("W-1", "CVE-1", "2026-01-12", "2026-02-01")}),
            "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed / 2026-02-17 met\n");
  EXPECT_EQ(with({waiver("W-2", "CVE-1", "2026-02-07", "2026-03-12"), waiver("W-1", "CVE-1", "2026-01-12", "2026-02-01")}),
            "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed / 2026-02-06 missed\n");
  // Of another vulnerability, or control, or artefact.
  EXPECT_EQ(with({waiver("W-1", "CVE-2", "2026-01-12", "2026-02-12"), waiver("W-2", "CVE-1", "2026-01-12", "2026-02-12", "WAF-SEC-070")}),
            "CVE-1 #1 | 2026-03-11 met / 2026-04-11 met | 2026-01-17 missed\n");
  Waiver other = waiver("W-1", "CVE-1", "2026-01-12", "2026-02-12");
  other.artefact = "basket";
  EXPECT_EQ(with({other}), "CVE-1 #1 | 2026-03-11 met | 2026-01-17 missed\n");
}

TEST(Timeline, CountsWhatIsOfTheWindow) {
  Reports reports({"2026-01-01T00:00:00Z trivy: CVE-1 liba CRITICAL fix published:2025-12-01",
                   "2026-01-20T00:00:00Z trivy: CVE-1 liba CRITICAL fix; CVE-2 libb HIGH fix published:2026-01-18; CVE-3 libc HIGH fix vex",
                   "2026-01-27T00:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc HIGH fix vex; CVE-4 libd HIGH fix published:2026-02-01",
                   "2026-02-09T00:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc HIGH fix vex"});
  // The window begins on 2026-01-21.
  Judged one(reports, "2026-04-21T00:00:00Z");
  const Metrics& metrics = one.timeline.metrics;
  const SlaCounts& detection = metrics.slas[0];
  const SlaCounts& fix = metrics.slas[1];
  EXPECT_EQ(detection.due_in_window, 3U);  // CVE-1 on 01-31, CVE-2 on 03-21, CVE-4 on 03-28.
  EXPECT_EQ(detection.met, 2U);
  EXPECT_EQ(detection.missed, 1U);
  EXPECT_EQ(detection.excluded, 1U);
  EXPECT_EQ(fix.due_in_window, 2U);
  EXPECT_EQ(fix.missed, 2U);
  EXPECT_EQ(fix.uncertain, 1U);
  EXPECT_EQ(fix.missed_earlier, 1U);  // CVE-1: due on 01-02, gone on 01-27.
  EXPECT_EQ(metrics.to_repair.days, (std::vector<double>{13, 26}));
  // CVE-4 was found before it was published; CVE-1 may be older, CVE-2 is of before the window.
  EXPECT_EQ(metrics.to_detect.days, (std::vector<double>{0}));
  EXPECT_EQ(metrics.age_of_open.days, (std::vector<double>{91}));
  ASSERT_EQ(one.timeline.gaps.size(), 3U);
  EXPECT_TRUE(one.timeline.gaps[0].is_over);
  EXPECT_FALSE(one.timeline.gaps[1].is_over);  // Seven days to the second.
}

TEST(Timeline, TimeToDetectBeginsWithTheImageWhereThatIsLater) {
  Reports reports({"2026-01-01T00:00:00Z trivy:",
                   "2026-01-05T00:00:00Z trivy: CVE-1 liba HIGH published:2026-01-01; CVE-2 libb HIGH published:2026-01-04",
                   "2026-01-06T00:00:00Z trivy: CVE-3 libc HIGH published:2026-01-01"});
  reports.items[1].summary.text("image_created", "2026-01-03T00:00:00Z");
  Judged one(reports, "2026-01-10T00:00:00Z");
  EXPECT_EQ(one.timeline.metrics.to_detect.days, (std::vector<double>{1, 2, 5}));
  EXPECT_EQ(one.timeline.metrics.detected_without_image_date, 1U);
}

TEST(Durations, OfFewAndOfNone) {
  EXPECT_EQ(Durations{}.mean() + Durations{}.median() + Durations{}.quantile(0.9), 0);
  Durations two{{1, 4}};
  EXPECT_EQ(two.median(), 2.5);
  EXPECT_EQ(two.quantile(0.9), 4);
  EXPECT_EQ(two.quantile(0.5), 1);
}

TEST(Collect, ReportsOfTheFutureAndOfOtherThingsAreLeftOut) {
  Reports reports(
      {"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH", "2026-01-03T05:00:00Z trivy: CVE-1 liba HIGH", "2026-01-09T05:00:00Z trivy:"});
  std::vector<ReadFile> files;
  for (const ScanReport& report : reports.all) files.push_back({report.item, report.file});
  Item other;
  other.is_scan = true;
  files.push_back({&other, "other"});
  EXPECT_EQ(report_groups(reports_in(files), "2026-01-05T00:00:00Z").begin()->second.size(), 2U);
  EXPECT_EQ(report_groups(reports_in(files), "2026-01-09T00:00:00Z").begin()->second.size(), 3U);
  EXPECT_TRUE(report_groups(reports_in(files), "2026-01-01T00:00:00Z").empty());
  std::vector<DatedReport> apart = reports_in(files);
  apart[0].group = "prod";
  EXPECT_EQ(report_groups(apart, "2026-01-05T00:00:00Z").size(), 0U);
}

TEST(Collect, WhatIsNotAffectedIsNeitherMetNorMissed) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 pkg:npm/liba@1.0.0 CRITICAL; CVE-2 pkg:npm/libb@1.0.0 CRITICAL",
                   "2026-03-30T05:00:00Z trivy: CVE-1 pkg:npm/liba@1.0.0 CRITICAL; CVE-2 pkg:npm/libb@1.0.0 CRITICAL"});
  Outcome vex =
      read_evidence(Input::of_text("vex.json", R"({"@context": "https://openvex.dev/ns/v0.2.0", "@id": "v", "author": "Shop", "version": 1,
    "timestamp": "2026-02-01T00:00:00Z", "statements": [{"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "pkg:npm/liba@1.0.0"}],
    "status": "not_affected", "justification": "vulnerable_code_not_present"}]})"));
  ASSERT_TRUE(vex.item);
  std::vector<ReadFile> files = {{vex.item.get(), "vex.json"}};
  for (const ScanReport& report : reports.all) files.push_back({report.item, report.file});
  std::unique_ptr<Timelines> all = timelines_of(files, "2026-04-01T00:00:00Z");
  ASSERT_EQ(all->timelines.size(), 1U);
  EXPECT_EQ(judged(all->timelines.front()),
            "CVE-1 #1 | 2026-01-31 excluded | no deadline\n"
            "CVE-2 #1 | 2026-01-31 overdue | no deadline\n");
  EXPECT_EQ(all->timelines.front().metrics.slas[0].excluded, 1U);
  EXPECT_EQ(all->timelines.front().metrics.slas[0].due_in_window, 1U);
}

TEST(Collect, AsTextAndAsJson) {
  Reports reports({"2026-01-01T05:00:00Z trivy:", "2026-01-10T05:00:00Z trivy: CVE-1 liba CRITICAL fix published:2026-01-09T05:00:00Z",
                   "2026-01-30T05:00:00Z trivy: CVE-1 liba CRITICAL fix"});
  Outcome waivers = read_evidence(Input::of_text("waivers.yml", R"(waivers:
  - {id: W-1, control: WAF-SEC-110, vulnerability: CVE-1, artifact: shop/basket, reason: "no way", approved_by: Ann, approved_at: 2026-01-11, expires: 2026-02-10}
  - {id: W-2, control: WAF-SEC-110, vulnerability: CVE-9, artifact: shop/basket, reason: r, approved_by: Ann, approved_at: 2026-01-11, expires: 2026-02-10}
)"));
  ASSERT_TRUE(waivers.item);
  std::vector<ReadFile> files = {{waivers.item.get(), "waivers.yml"}};
  for (const ScanReport& report : reports.all) files.push_back({report.item, report.file});
  std::unique_ptr<Timelines> all = timelines_of(files, "2026-01-31T00:00:00Z");
  ASSERT_EQ(all->timelines.size(), 1U);
  ASSERT_EQ(all->waivers_not_used.size(), 1U);
  EXPECT_EQ(all->waivers_not_used.front()->id, "W-2");
  EXPECT_EQ(describe(all->timelines.front()), R"(registry.example.com/shop/basket: findings over time
  reports               3, by trivy
  history               2026-01-01T05:00:00Z to 2026-01-30T05:00:00Z; what the first report has may be older (≤)
  judged at             2026-01-31T00:00:00Z, with a window of 90 days
  no scan               for 9 days from 2026-01-01T05:00:00Z
  no scan               for 20 days from 2026-01-10T05:00:00Z
  CVE-1  CRITICAL  liba
    first observed        2026-01-10T05:00:00Z
    fix known since       2026-01-10T05:00:00Z
    WAF-SEC-070           due 2026-02-09T05:00:00Z: open
    WAF-SEC-110           due 2026-01-11T05:00:00Z: overdue; with waiver `W-1` from 2026-01-11T00:00:00Z to 2026-02-11T00:00:00Z due 2026-02-11T05:00:00Z: open
  waiver W-1            approved by Ann on 2026-01-11T00:00:00Z, until 2026-02-11T00:00:00Z: no way
  WAF-SEC-070           0 due in the window: 0 met, 0 missed
  WAF-SEC-110           1 due in the window: 0 met, 1 missed
  time to repair        none in the window
  time to detect        1.0 days on average from publication, or the image's build, median 1.0, p90 1.0, of 1
  open and overdue      1 CRITICAL
)");
  documents::JsonWriter json;
  write_timeline(json, all->timelines.front());
  std::string text = json.take();
  EXPECT_NE(
      text.find(
          R"("waiver":{"id":"W-1","control":"WAF-SEC-110","paused":["2026-01-11T00:00:00Z","2026-02-11T00:00:00Z"],"due_with_waiver":"2026-02-11T05:00:00Z","verdict_with_waiver":"open"})"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find(R"("mttd_days":{"n":1,"mean":1.000,"median":1.000,"p90":1.000,"from":"published"})"), std::string::npos) << text;
}

}  // namespace
}  // namespace wafpp::evidence
