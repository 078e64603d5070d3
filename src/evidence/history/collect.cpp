#include "evidence/history/collect.h"

#include <algorithm>
#include <optional>

#include "evidence/common/fix_dates.h"
#include "evidence/common/time.h"
#include "evidence/common/vex.h"
#include "evidence/history/artefact.h"
#include "evidence/made_at.h"

namespace wafpp::evidence {

ReportGroups report_groups(const std::vector<DatedReport>& reports, std::string_view as_of) {
  constexpr int64_t kDay = 86'400;
  std::optional<int64_t> now = seconds_of(as_of);
  ReportGroups groups;
  for (const DatedReport& report : reports) {
    std::string artefact = artefact_of(*report.item, report.artefact);
    std::optional<int64_t> time = seconds_of(report.time);
    if (artefact.empty() || !time || (now && *time > *now + kDay)) continue;
    groups[{report.group, artefact}].push_back({report.item, report.file, *time});
  }
  std::erase_if(groups, [](const auto& group) {
    const std::vector<ScanReport>& all = group.second;
    return std::all_of(all.begin(), all.end(), [&](const ScanReport& one) { return one.time == all.front().time; });
  });
  return groups;
}

Histories histories_of(const std::vector<DatedReport>& reports, std::string_view as_of) {
  Histories histories;
  ReportGroups groups = report_groups(reports, as_of);
  for (auto& [key, group] : groups) histories.emplace(key, History(std::move(group)));
  return histories;
}

std::vector<DatedReport> reports_in(const std::vector<ReadFile>& files) {
  std::vector<DatedReport> reports;
  for (const ReadFile& file : files) {
    if (file.item->is_scan)
      reports.push_back({.item = file.item, .file = file.file, .artefact = {}, .time = made_at(*file.item), .group = {}});
  }
  return reports;
}

std::vector<const Waiver*> waivers_for(std::span<const Waiver> waivers, std::string_view artefact) {
  std::vector<const Waiver*> found;
  for (const Waiver& waiver : waivers) {
    if (names_artefact(waiver.artefact, artefact)) found.push_back(&waiver);
  }
  return found;
}

std::unique_ptr<Timelines> timelines_of(const std::vector<ReadFile>& files, std::string_view as_of, int64_t window_days) {
  auto all = std::make_unique<Timelines>();
  std::vector<Item*> scans;
  std::vector<const Item*> documents;
  for (const ReadFile& file : files) {
    if (!file.item->statements.empty()) documents.push_back(file.item);
    for (Waiver& waiver : waivers_of(*file.item, as_of)) all->waivers.push_back(std::move(waiver));
    if (file.item->is_scan) scans.push_back(file.item);
  }
  for (Item* scan : scans) exclude_not_affected(*scan, documents, as_of);
  share_fix_dates(scans);
  all->histories = histories_of(reports_in(files), as_of);
  std::vector<const Waiver*> used;
  for (const auto& [key, history] : all->histories) {
    TimelineOptions options;
    options.as_of = seconds_of(as_of).value_or(history.reports().back().time);
    options.window_days = window_days;
    options.waivers = all->waivers;
    all->timelines.push_back(judge(history, key.second, options));
    for (const Waiver* waiver : all->timelines.back().waivers_used) used.push_back(waiver);
  }
  for (const Waiver& waiver : all->waivers) {
    if (std::find(used.begin(), used.end(), &waiver) == used.end()) all->waivers_not_used.push_back(&waiver);
  }
  return all;
}

}  // namespace wafpp::evidence
