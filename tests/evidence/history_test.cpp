// Several reports of one artefact as one history. A report is written as `DAY SCANNER: FINDING; FINDING`, a finding as its names (`=`
// between them), package, severity, and what holds of it: `fix`, `fix:DAY`, `seen:DAY` (first observed), `published:DAY`, `quiet`
// (suppressed), `vex` (not affected). Behind the scanner: `part` (incomplete), `blind` (no package recognised).

#include "evidence/history/history.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "evidence/common/time.h"
#include "evidence/facts.h"
#include "evidence/history/artefact.h"
#include "evidence/history/collect.h"
#include "evidence/history/timeline.h"
#include "evidence/history/timeline_output.h"
#include "evidence/input.h"
#include "evidence/read.h"

namespace wafpp::evidence {
namespace {

int64_t at(std::string_view time) { return seconds_of(time).value_or(-1); }
std::string day(int64_t time) { return time_of_seconds(time).value_or("?").substr(0, 10); }

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
  return parts;
}

Severity severity_named(std::string_view name) {
  for (Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low}) {
    if (name == word(severity)) return severity;
  }
  return Severity::Unknown;
}

struct Reports {
  std::deque<Item> items;
  std::vector<ScanReport> all;

  explicit Reports(std::initializer_list<std::string> written) {
    for (const std::string& each : written) add(each);
  }

  void add(const std::string& written) {
    Item& item = items.emplace_back();
    item.kind = "trivy-report";
    item.is_scan = true;
    size_t colon = written.find(':', 20);
    std::istringstream head(written.substr(0, colon));
    std::string time;
    std::string scanner;
    head >> time >> scanner;
    item.summary.text("scanner", scanner).text("report_time", time).text("artifact", "registry.example.com/shop/basket:1");
    item.summary.text("artifact_type", "container_image");
    for (std::string flag; head >> flag;) {
      if (flag == "part") item.is_complete = false;
      if (flag == "blind") item.summary.flag("packages_recognised", false);
    }
    for (const std::string& part : split(written.substr(colon + 1), ';')) add_finding(item, part);
    all.push_back({.item = &item, .file = time.substr(0, 10) + "-" + scanner, .time = at(time)});
  }

  static void add_finding(Item& item, const std::string& written) {
    std::istringstream words(written);
    std::string names;
    std::string package;
    std::string severity;
    if (!(words >> names >> package >> severity)) return;
    std::vector<std::string> ids = split(names, '=');
    Finding finding;
    finding.id = item.keep(ids.front());
    std::vector<std::string_view> aliases(ids.begin() + 1, ids.end());
    finding.aliases = item.keep_sorted(aliases);
    bool is_purl = package.starts_with("pkg:");
    (is_purl ? finding.purl : finding.package) = item.keep(package);
    finding.severity = severity_named(severity);
    finding.fix = Fix::No;
    for (std::string flag; words >> flag;) {
      std::string_view value = item.keep(flag.substr(std::min(flag.find(':') + 1, flag.size())));
      if (flag.starts_with("fix")) finding.fix = Fix::Yes;
      if (flag.starts_with("fix:")) finding.fix_since = value;
      if (flag.starts_with("seen:")) finding.first_observed = value;
      if (flag.starts_with("published:")) finding.published = value;
      if (flag == "quiet") finding.state = State::Suppressed;
      if (flag == "vex") finding.state = State::NotAffected;
    }
    item.findings.push_back(finding);
  }
};

/// A line each: `CVE-1 liba #1 CRITICAL 2026-01-01..2026-01-05 gone 2026-01-09 fix 2026-01-01 (first, back, suppressed)`.
std::string drawn(const History& history) {
  std::string text;
  for (const Track& track : history.tracks()) {
    for (const Episode& episode : track.episodes) {
      text += fmt::format("{} {} #{} {} {}..{}", track.id, track.package, episode.number, word(episode.severity),
                          day(episode.first_observed), day(episode.last_observed));
      if (episode.closed_at) text += fmt::format(" gone {} by {}", day(*episode.closed_at), episode.closed_by);
      if (episode.fix_known) text += " fix " + day(*episode.fix_known);
      if (episode.is_left_censored) text += " first";
      if (episode.is_regression) text += " back";
      if (episode.state != State::Open) text += fmt::format(" {}", word(episode.state));
      text += "\n";
    }
  }
  return text;
}

TEST(History, TellsWhenEachFindingCameAndWent) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba CRITICAL fix; CVE-2 libb HIGH",
                   "2026-01-05T05:00:00Z trivy: CVE-2 libb HIGH; CVE-3 libc LOW",
                   "2026-01-07T05:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc MEDIUM"});
  EXPECT_EQ(drawn(History(reports.all)),
            "CVE-1 liba #1 CRITICAL 2026-01-01..2026-01-01 gone 2026-01-05 by 2026-01-05-trivy fix 2026-01-01 first\n"
            "CVE-2 libb #1 HIGH 2026-01-01..2026-01-07 fix 2026-01-07 first\n"
            "CVE-3 libc #1 MEDIUM 2026-01-05..2026-01-07\n");
}

TEST(History, DoesNotHangOnTheOrderOfItsReports) {
  Reports reports({"2026-01-07T05:00:00Z trivy: CVE-2 libb HIGH fix", "2026-01-01T05:00:00Z trivy: CVE-1 liba CRITICAL",
                   "2026-01-05T05:00:00Z trivy: CVE-2 libb HIGH"});
  std::vector<ScanReport> turned(reports.all.rbegin(), reports.all.rend());
  EXPECT_EQ(drawn(History(reports.all)), drawn(History(turned)));
  EXPECT_NE(drawn(History(turned)).find("gone 2026-01-05"), std::string::npos);
}

TEST(History, AGapOfAWeekIsNoneAndALongerOneBeginsAnew) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH; CVE-2 libb HIGH", "2026-01-02T05:00:00Z trivy:",
                   "2026-01-09T05:00:00Z trivy: CVE-1 liba HIGH", "2026-01-09T05:00:01Z trivy: CVE-1 liba HIGH; CVE-2 libb HIGH"});
  EXPECT_EQ(drawn(History(reports.all)),
            "CVE-1 liba #1 HIGH 2026-01-01..2026-01-09 first\n"
            "CVE-2 libb #1 HIGH 2026-01-01..2026-01-01 gone 2026-01-02 by 2026-01-02-trivy first\n"
            "CVE-2 libb #2 HIGH 2026-01-09..2026-01-09 back\n");
}

TEST(History, FindingsAreTheSameByAnyNameAndInAnyVersion) {
  Reports reports({"2026-01-01T05:00:00Z trivy: GHSA-1=CVE-1 pkg:npm/liba@1.0.0 HIGH",
                   "2026-01-02T05:00:00Z trivy: CVE-1 pkg:npm/liba@1.1.0?arch=x HIGH",
                   "2026-01-03T05:00:00Z trivy: CVE-1 pkg:npm/libz@1.1.0 HIGH"});
  EXPECT_EQ(drawn(History(reports.all)),
            "CVE-1 pkg:npm/liba #1 HIGH 2026-01-01..2026-01-02 gone 2026-01-03 by 2026-01-03-trivy first\n"
            "CVE-1 pkg:npm/libz #1 HIGH 2026-01-03..2026-01-03\n");
}

TEST(History, AScannerClosesOnlyWhatItHasSeen) {
  // Grype never knew CVE-1, and Trivy's next scan still has it; CVE-2 is gone when both no longer have it.
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH; CVE-2 libb HIGH",
                   "2026-01-02T05:00:00Z grype: CVE-2 libb CRITICAL; CVE-3 libc LOW", "2026-01-03T05:00:00Z trivy: CVE-1 liba HIGH",
                   "2026-01-04T05:00:00Z grype: CVE-3 libc LOW"});
  History history(reports.all);
  EXPECT_EQ(drawn(history),
            "CVE-1 liba #1 HIGH 2026-01-01..2026-01-03 first\n"
            "CVE-2 libb #1 CRITICAL 2026-01-01..2026-01-02 gone 2026-01-04 by 2026-01-04-grype first\n"
            "CVE-3 libc #1 LOW 2026-01-02..2026-01-04 first\n");
  EXPECT_EQ(history.newer_than(history.reports()[0])->file, "2026-01-03-trivy");
  EXPECT_EQ(history.newer_than(history.reports()[2]), nullptr);
}

TEST(History, ReportsThatMayLackSomethingCloseNothing) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH", "2026-01-02T05:00:00Z trivy part: CVE-2 libb HIGH",
                   "2026-01-03T05:00:00Z trivy blind:"});
  History history(reports.all);
  EXPECT_EQ(drawn(history),
            "CVE-1 liba #1 HIGH 2026-01-01..2026-01-01 first\n"
            "CVE-2 libb #1 HIGH 2026-01-02..2026-01-02\n");
  EXPECT_EQ(history.newer_than(history.reports()[0]), nullptr);
}

TEST(History, ReportsOfOneTimeAreOneScan) {
  // An image for two platforms.
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH", "2026-01-01T05:00:00Z trivy: CVE-2 libb HIGH",
                   "2026-01-02T05:00:00Z trivy: CVE-1 liba HIGH; CVE-2 libb HIGH"});
  EXPECT_EQ(drawn(History(reports.all)),
            "CVE-1 liba #1 HIGH 2026-01-01..2026-01-02 first\n"
            "CVE-2 libb #1 HIGH 2026-01-01..2026-01-02 first\n");
}

TEST(History, DatesThatReportsStateCount) {
  Reports reports({"2026-01-10T05:00:00Z trivy: CVE-1 liba HIGH fix:2026-01-04 seen:2026-01-02T00:00:00Z",
                   "2026-01-11T05:00:00Z trivy: CVE-2 libb HIGH fix seen:2026-01-03T00:00:00Z",
                   "2026-02-11T05:00:00Z trivy: CVE-1 liba HIGH fix:2026-01-04 seen:2026-01-02T00:00:00Z"});
  EXPECT_EQ(drawn(History(reports.all)),
            "CVE-1 liba #1 HIGH 2026-01-02..2026-01-10 gone 2026-01-11 by 2026-01-11-trivy fix 2026-01-04\n"
            // It is of the time before it was gone, and says nothing of when it came back.
            "CVE-1 liba #2 HIGH 2026-02-11..2026-02-11 fix 2026-01-04 back\n"
            "CVE-2 libb #1 HIGH 2026-01-03..2026-01-11 gone 2026-02-11 by 2026-02-11-trivy fix 2026-01-11\n");
}

TEST(History, WhatAReportHidesIsThereAllTheSame) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH; CVE-2 libb HIGH",
                   "2026-01-02T05:00:00Z trivy: CVE-1 liba HIGH quiet; CVE-2 libb HIGH vex"});
  EXPECT_EQ(drawn(History(reports.all)),
            "CVE-1 liba #1 HIGH 2026-01-01..2026-01-02 first suppressed\n"
            "CVE-2 libb #1 HIGH 2026-01-01..2026-01-02 first not_affected\n");
}

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

TEST(Artefact, IsTheRepositoryWhateverTheTag) {
  for (std::string_view image : {"registry.example.com:5000/shop/basket:1.0", "registry.example.com:5000/shop/basket",
                                 "registry.example.com:5000/shop/basket@sha256:ab", "registry.example.com:5000/shop/basket:1.0@sha256:ab"})
    EXPECT_EQ(repository_of(image), "registry.example.com:5000/shop/basket");
  EXPECT_EQ(repository_of("nginx:1.25"), "nginx");
  EXPECT_EQ(repository_of("index.docker.io/library/nginx:1.25"), "nginx");
  EXPECT_TRUE(names_artefact("shop/basket", "registry.example.com:5000/shop/basket"));
  EXPECT_TRUE(names_artefact("shop/basket", "shop/basket"));
  EXPECT_FALSE(names_artefact("basket", "shop/basket"));
  EXPECT_FALSE(names_artefact("basket", "registry.example.com/shop/basket"));
  EXPECT_FALSE(names_artefact("", "shop/basket"));
}

TEST(Artefact, OfWhatMayShareItsNameIsNone) {
  Item item;
  item.kind = "trivy-report";
  item.summary.text("artifact", ".").text("artifact_type", "filesystem");
  EXPECT_EQ(artefact_of(item), "");  // No report of a scanner.
  item.is_scan = true;
  EXPECT_EQ(artefact_of(item), "");
  EXPECT_EQ(artefact_of(item, "shop/basket:1"), "shop/basket");
  item.summary.text("artifact_type", "container_image").text("artifact", "build/image.tar");
  EXPECT_EQ(artefact_of(item), "");
  item.summary.texts("repo_digests", std::vector<std::string>{"registry.example.com/shop/basket@sha256:ab"});
  EXPECT_EQ(artefact_of(item), "registry.example.com/shop/basket");
  item.summary.flag("conclusive", false);
  EXPECT_EQ(artefact_of(item), "");
}

TEST(ApplyHistory, DatesTheNewestAndClosesTheOld) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH fix; CVE-2 libb HIGH",
                   "2026-01-02T05:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc LOW",
                   "2026-01-03T05:00:00Z trivy: CVE-2 libb HIGH fix; CVE-3 libc LOW"});
  History history(reports.all);
  apply_history(history);
  const Item& old = reports.items.front();
  EXPECT_EQ(old.findings[0].state, State::Closed);
  EXPECT_EQ(old.findings[0].closed_at, "2026-01-02T05:00:00Z");
  EXPECT_EQ(old.findings[1].state, State::Open);
  const Item& newest = reports.items.back();
  EXPECT_EQ(newest.findings[0].first_observed, "2026-01-01T05:00:00Z");
  EXPECT_EQ(newest.findings[0].first_observed_from, kFromFirstReport);
  EXPECT_EQ(newest.findings[0].fix_since, "2026-01-02T05:00:00Z");
  EXPECT_EQ(newest.findings[1].first_observed, "2026-01-02T05:00:00Z");
  EXPECT_EQ(newest.findings[1].first_observed_from, kFromEarlierReport);
}

/// The entry `of` of one severity in what a scan report is as a fact.
std::string fact_text(const Item& item, std::string_view severity, std::string_view of) {
  for (const facts::Fact& fact : facts_of(item, "file", {})) {
    if (fact.kind != "evidence.scan_report") continue;
    const Value& value = *fact.value.find("open")->find(severity)->find(of);
    if (!value.has_content()) return "null";
    return value.kind() == value::TypeKind::Number ? value.as_number().text() : std::string(value.as_string());
  }
  return "no fact";
}

TEST(ApplyHistory, WhatTheFirstReportHasIsUndatedUntilItsFixCameLater) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH fix; CVE-2 libb CRITICAL",
                   "2026-01-02T05:00:00Z trivy: CVE-1 liba HIGH fix; CVE-2 libb CRITICAL fix; CVE-3 libc HIGH fix"});
  apply_history(History(reports.all));
  const Item& newest = reports.items.back();
  EXPECT_EQ(fact_text(newest, "high", "count"), "2");
  EXPECT_EQ(fact_text(newest, "high", "undated"), "1");
  EXPECT_EQ(fact_text(newest, "high", "oldest"), "2026-01-01T05:00:00Z");
  EXPECT_EQ(fact_text(newest, "high", "mendable_undated"), "1");
  EXPECT_EQ(fact_text(newest, "critical", "undated"), "1");
  EXPECT_EQ(fact_text(newest, "critical", "mendable_undated"), "0");
  EXPECT_EQ(fact_text(newest, "critical", "mendable_oldest"), "2026-01-02T05:00:00Z");
}

TEST(ApplyHistory, OneReportSaysNothing) {
  Reports reports({"2026-01-01T05:00:00Z trivy: CVE-1 liba HIGH fix"});
  apply_history(History(reports.all));
  EXPECT_TRUE(reports.items.front().findings.front().first_observed.empty());
  EXPECT_TRUE(reports.items.front().findings.front().fix_since.empty());
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

TEST(Collect, AsTextAndAsJson) {
  std::deque<Item> items;
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
