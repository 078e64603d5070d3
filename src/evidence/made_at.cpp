#include "evidence/made_at.h"

#include <array>
#include <string_view>

namespace wafpp::evidence {

namespace {

/// Attributes by which files say when they were made, the telling ones first.
constexpr std::array<std::string_view, 8> kTimes = {"report_time", "timestamp",      "created",       "attested_at",
                                                    "score_date",  "scan_completed", "newest_result", "latest_delivery"};
/// Of what a file lists: the newest counts.
constexpr std::array<std::string_view, 5> kRecordTimes = {"recorded", "last_scanned", "last_success", "last_ping", "at"};

}  // namespace

std::string made_at(const Item& item) {
  for (std::string_view name : kTimes) {
    if (std::string_view time = item.summary.text_of(name); !time.empty()) return std::string(time);
  }
  if (item.is_sbom && !item.sbom.created.empty()) return std::string(item.sbom.created);
  std::string newest;
  for (const Finding& finding : item.findings) {
    if (finding.last_observed.view() > newest) newest = finding.last_observed.view();
  }
  for (const Record& record : item.records) {
    for (std::string_view name : kRecordTimes) {
      std::string_view time = record.attributes.text_of(name);
      if (time > newest) newest = time;
    }
  }
  return newest;
}

}  // namespace wafpp::evidence
