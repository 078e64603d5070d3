#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/history/timeline.h"

/// From files that were read to timelines.
namespace wafpp::evidence {

/// A report of a scanner, with what is known of it besides.
struct DatedReport {
  Item* item = nullptr;
  std::string file;
  std::string artefact;  ///< As the user calls it; empty: as the report does.
  std::string time;      ///< UTC time or day; empty: there is none.
  std::string group;     ///< Reports of different groups, such as environments, are never one history.
};

/// By group and artefact.
using ReportGroups = std::map<std::pair<std::string, std::string>, std::vector<ScanReport>>;
using Histories = std::map<std::pair<std::string, std::string>, History>;
/// The reports of all artefacts that have some of at least two times, none of them later than a day after `as_of`: clocks differ, and a
/// day lasts until its end. A report without a time or an artefact is in none.
ReportGroups report_groups(const std::vector<DatedReport>& reports, std::string_view as_of);
/// Their histories.
Histories histories_of(const std::vector<DatedReport>& reports, std::string_view as_of);

/// Which waivers are for an artefact, of all that count.
std::vector<const Waiver*> waivers_for(std::span<const Waiver> waivers, std::string_view artefact);

/// What files say together. Points into the items.
struct Timelines {
  std::vector<Waiver> waivers;
  Histories histories;
  std::vector<Timeline> timelines;              ///< By artefact.
  std::vector<const Waiver*> waivers_not_used;  ///< They are about nothing that was found, or came too late.
};
struct ReadFile {
  Item* item = nullptr;
  std::string file;
};
/// Those that are reports, by their own time and artefact.
std::vector<DatedReport> reports_in(const std::vector<ReadFile>& files);
/// Of files as they were read. VEX statements that count mark what they exclude, and a fix's day that one report states holds for all:
/// the findings of the items change.
std::unique_ptr<Timelines> timelines_of(const std::vector<ReadFile>& files, std::string_view as_of, int64_t window_days = 90);

}  // namespace wafpp::evidence
