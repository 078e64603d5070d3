// Several reports of one artefact as one history.

#include "evidence/history/history.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "evidence/facts.h"
#include "evidence/history/artefact.h"
#include "evidence/reports.h"

namespace wafpp::evidence {
namespace {

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
  // One name for a folder of reports must not make one image of several.
  EXPECT_EQ(artefact_of(item, "shop"), "registry.example.com/shop/basket");
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
    const Value& value = *fact.value().find("open")->find(severity)->find(of);
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

}  // namespace
}  // namespace wafpp::evidence
