#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/common/aliases.h"
#include "evidence/item.h"

/// Several reports about the same artefact, made at different times, as one history of its findings.
namespace wafpp::evidence {

/// A gap of up to this long is none: what comes back within it was never gone.
constexpr int64_t kReopenDays = 7;

/// A report at its time. The item outlives the history.
struct ScanReport {
  Item* item = nullptr;
  std::string file;
  int64_t time = 0;  ///< Seconds since the epoch.
};

/// One stretch of time in which a finding was there.
struct Episode {
  size_t number = 1;
  Severity severity = Severity::Unknown;  ///< As last seen; of several scanners the highest.
  int64_t first_observed = 0;
  std::string first_observed_in;  ///< The file.
  int64_t last_observed = 0;
  /// Of the first scan that no longer has it; nothing while it is there.
  std::optional<int64_t> closed_at;
  std::string closed_by;  ///< The file.
  /// It is in the very first report of a scanner: it may be older than that.
  bool is_left_censored = false;
  bool is_regression = false;  ///< It was gone before.
  /// Since when its fix is: the day that a report states, else the time of the first report that names it.
  std::optional<int64_t> fix_known;
  std::string_view published;
  std::string_view image_created;  ///< Of the image in which it was first observed.
  State state = State::Open;       ///< As last seen: open, suppressed or not affected.
  std::string_view justification;
};

/// A vulnerability in a package of the artefact.
struct Track {
  std::string_view id;  ///< It stands for all names.
  std::string package;  ///< Package URL without version and qualifiers, or its name.
  std::vector<Episode> episodes;
};

/// The findings of one artefact over time.
///
/// A finding is the same where its vulnerability, by any name, and its package, in any version, are. It is there as long as one of the
/// scanners that have seen it still sees it: what one scanner never reported it cannot report as gone. Reports of one scanner with the
/// same time are one scan (an image for several platforms). A report that the file calls incomplete, or whose scanner recognised no
/// package, shows what is there, but closes nothing. Findings that the report hides (suppressed, not affected) are there as well.
class History {
 public:
  /// In any order.
  explicit History(std::vector<ScanReport> reports);

  std::span<const ScanReport> reports() const { return reports_; }  ///< By time, then by file.
  std::span<const Track> tracks() const { return tracks_; }         ///< By id and package.
  /// The times of its scans, each once.
  std::vector<int64_t> times() const;
  /// Names of the scanners, sorted.
  std::vector<std::string> scanners() const;
  /// The name that stands for `id` in all reports.
  std::string_view canonical(std::string_view id) const { return aliases_.canonical(id); }
  /// Where a finding belongs, by the numbers of its report and of itself in it; null where it was closed already. The findings of the items
  /// are those that the history was made of.
  const Episode* episode_of(size_t report, size_t finding) const;
  /// The same scanner's newest report of those that can close something; null where none is newer than `report`.
  const ScanReport* newer_than(const ScanReport& report) const;

 private:
  class Builder;
  static constexpr uint32_t kNowhere = UINT32_MAX;
  void sort_tracks();

  std::vector<ScanReport> reports_;
  Aliases aliases_;
  std::vector<Track> tracks_;
  std::vector<std::vector<uint32_t>> places_;  ///< By report and finding: the track, or `kNowhere`.
  std::map<std::string_view, size_t> newest_;  ///< Report of each scanner that can close something.
};

/// As messages and `scanners()` call it: the scanner that the report names, else its format.
std::string_view scanner_of(const Item& report);

/// Where `Finding::first_observed` comes from an earlier report: from the first of all, which may be later than the finding, or from one
/// before which the artefact was scanned without it.
constexpr std::string_view kFromFirstReport = "first report";
constexpr std::string_view kFromEarlierReport = "earlier report";

/// Writes into the findings of the reports what the history knows: since when each is observed and its fix is known, where the report
/// itself does not know it from earlier on; and closes, in reports that are not their scanner's newest, what is no longer there. A history
/// of one time says nothing. The texts belong to the items.
void apply_history(const History& history);

}  // namespace wafpp::evidence
