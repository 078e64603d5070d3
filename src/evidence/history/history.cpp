#include "evidence/history/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "evidence/common/purl.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {

namespace {

constexpr int64_t kDay = 86'400;

std::string package_of(const Finding& finding) {
  std::optional<Purl> purl = parse_purl(finding.purl);
  return purl ? purl->package() : std::string(finding.package);
}

/// Whether what is not in a report was not there.
bool can_close(const Item& report) {
  const Value* recognised = report.summary.find("packages_recognised");
  bool is_empty_handed =
      recognised != nullptr && recognised->has_content() && recognised->kind() == value::TypeKind::Bool && !recognised->as_bool();
  return report.is_complete && !is_empty_handed;
}

/// What one scan says of one finding.
struct Sighting {
  Severity severity = Severity::Unknown;
  State state = State::NotAffected;
  bool has_fix = false;
  std::optional<int64_t> fix_since;
  std::optional<int64_t> first_observed;  ///< Where the format says so itself.
  std::string_view published;
  std::string_view justification;
  std::string_view file;
  std::string_view image_created;

  void add(const Finding& finding, const ScanReport& report) {
    if (file.empty()) {
      file = report.file;
      image_created = report.item->summary.text_of("image_created");
    }
    severity = std::max(severity, finding.severity);
    // `Open` is the first of them.
    if (finding.state < state) state = finding.state;
    if (!finding.justification.empty()) justification = finding.justification;
    if (!finding.published.empty() && (published.empty() || finding.published.view() < published)) published = finding.published;
    earlier(first_observed, seconds_of(finding.first_observed));
    if (finding.fix != Fix::Yes && finding.fix != Fix::Partial) return;
    has_fix = true;
    earlier(fix_since, seconds_of(finding.fix_since));
  }

  static void earlier(std::optional<int64_t>& to, std::optional<int64_t> time) {
    if (time && (!to || *time < *to)) to = time;
  }
};

}  // namespace

/// Goes through the scans in the order of their times.
class History::Builder {
 public:
  explicit Builder(History& history) : history_(history) {}

  void run() {
    std::span<const ScanReport> reports = history_.reports_;
    for (size_t begin = 0; begin < reports.size();) {
      // Reports of one time: each scanner's together.
      size_t end = begin;
      std::map<std::string_view, std::vector<const ScanReport*>> scans;
      for (; end < reports.size() && reports[end].time == reports[begin].time; ++end)
        scans[scanner_of(*reports[end].item)].push_back(&reports[end]);
      for (const auto& [scanner, scan] : scans) take(scanner, scan);
      begin = end;
    }
  }

 private:
  /// A scanner's view of what is there.
  struct Scanner {
    bool has_scanned = false;
    std::map<uint32_t, Severity> sees;  ///< By index of track.
  };

  /// How many scanners see a finding, by the severity that they give it.
  using Votes = std::array<uint32_t, 6>;

  void take(std::string_view name, const std::vector<const ScanReport*>& scan) {
    Scanner& scanner = scanners_[name];
    std::map<uint32_t, Sighting> sightings;
    bool closes = true;
    for (const ScanReport* report : scan) {
      closes = closes && can_close(*report->item);
      std::vector<uint32_t>& places = history_.places_[static_cast<size_t>(report - history_.reports_.data())];
      places.reserve(report->item->findings.size());
      for (const Finding& finding : report->item->findings) {
        places.push_back(kNowhere);
        if (finding.state == State::Closed) continue;
        uint32_t index = index_of(history_.aliases_.canonical(finding.id), package_of(finding));
        sightings[index].add(finding, *report);
        places.back() = index;
      }
    }
    int64_t time = scan.front()->time;
    for (const auto& [index, sighting] : sightings) see(scanner, index, sighting, time);
    if (closes) {
      for (auto seen = scanner.sees.begin(); seen != scanner.sees.end();) {
        if (sightings.contains(seen->first)) {
          ++seen;
          continue;
        }
        uint32_t index = seen->first;
        --votes_[index][static_cast<size_t>(seen->second)];
        seen = scanner.sees.erase(seen);
        close(index, time, scan.front()->file);
      }
    }
    scanner.has_scanned = true;
  }

  uint32_t index_of(std::string_view id, std::string package) {
    auto [found, is_new] = indices_.emplace(fmt::format("{}\n{}", id, package), static_cast<uint32_t>(history_.tracks_.size()));
    if (is_new) {
      history_.tracks_.push_back({.id = id, .package = std::move(package), .episodes = {}});
      votes_.emplace_back();
    }
    return found->second;
  }

  void see(Scanner& scanner, uint32_t index, const Sighting& sighting, int64_t time) {
    std::vector<Episode>& episodes = history_.tracks_[index].episodes;
    bool is_gone = !episodes.empty() && episodes.back().closed_at.has_value();
    if (episodes.empty() || (is_gone && time - *episodes.back().closed_at > kReopenDays * kDay)) {
      begin(scanner, episodes, sighting, time);
    } else if (is_gone) {
      episodes.back().closed_at.reset();
      episodes.back().closed_by.clear();
    }
    Episode& episode = episodes.back();
    episode.last_observed = time;
    episode.state = sighting.state;
    episode.justification = sighting.justification;
    if (!sighting.published.empty()) episode.published = sighting.published;
    episode.severity = rate(scanner, index, sighting.severity);
    if (!sighting.has_fix) return;
    if (!episode.fix_known) episode.fix_known = time;
    // A day that somebody states for the fix is nearer to the truth than the first report that shows it.
    if (sighting.fix_since) episode.fix_known = std::min(*episode.fix_known, *sighting.fix_since);
  }

  /// Notes what a scanner says now, and gives the highest that any says.
  Severity rate(Scanner& scanner, uint32_t index, Severity severity) {
    auto [seen, is_new] = scanner.sees.emplace(index, severity);
    Votes& votes = votes_[index];
    if (!is_new) --votes[static_cast<size_t>(seen->second)];
    ++votes[static_cast<size_t>(severity)];
    seen->second = severity;
    auto highest = std::find_if(votes.rbegin(), votes.rend(), [](uint32_t count) { return count > 0; });
    return static_cast<Severity>(votes.rend() - highest - 1);
  }

  static void begin(const Scanner& scanner, std::vector<Episode>& episodes, const Sighting& sighting, int64_t time) {
    Episode episode;
    episode.number = episodes.size() + 1;
    episode.first_observed = time;
    episode.first_observed_in = sighting.file;
    episode.image_created = sighting.image_created;
    episode.is_regression = !episodes.empty();
    episode.is_left_censored = !scanner.has_scanned && episodes.empty();
    // What the format itself knows, unless that is of the time before it was gone.
    bool is_known = sighting.first_observed && (episodes.empty() || *sighting.first_observed > *episodes.back().closed_at);
    if (is_known && *sighting.first_observed <= time) {
      episode.first_observed = *sighting.first_observed;
      episode.is_left_censored = false;
    }
    episodes.push_back(std::move(episode));
  }

  void close(uint32_t index, int64_t time, const std::string& file) {
    const Votes& votes = votes_[index];
    bool is_seen = std::any_of(votes.begin(), votes.end(), [](uint32_t count) { return count > 0; });
    if (is_seen) return;
    Episode& episode = history_.tracks_[index].episodes.back();
    episode.closed_at = time;
    episode.closed_by = file;
  }

  History& history_;
  std::map<std::string_view, Scanner> scanners_;
  std::vector<Votes> votes_;                           ///< By index of track.
  std::unordered_map<std::string, uint32_t> indices_;  ///< Of tracks, by id and package.
};

History::History(std::vector<ScanReport> reports) : reports_(std::move(reports)) {
  std::sort(reports_.begin(), reports_.end(),
            [](const ScanReport& a, const ScanReport& b) { return a.time != b.time ? a.time < b.time : a.file < b.file; });
  for (const ScanReport& report : reports_) {
    for (const Finding& finding : report.item->findings) aliases_.add(finding.id, finding.aliases);
  }
  for (size_t index = 0; index < reports_.size(); ++index) {
    if (can_close(*reports_[index].item)) newest_[scanner_of(*reports_[index].item)] = index;
  }
  places_.resize(reports_.size());
  Builder(*this).run();
  sort_tracks();
}

void History::sort_tracks() {
  std::vector<uint32_t> order(tracks_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::tie(tracks_[a].id, tracks_[a].package) < std::tie(tracks_[b].id, tracks_[b].package);
  });
  std::vector<Track> sorted;
  std::vector<uint32_t> moved(order.size());
  for (uint32_t index : order) {
    moved[index] = static_cast<uint32_t>(sorted.size());
    sorted.push_back(std::move(tracks_[index]));
  }
  tracks_ = std::move(sorted);
  for (std::vector<uint32_t>& places : places_) {
    for (uint32_t& place : places) place = place == kNowhere ? kNowhere : moved[place];
  }
}

std::vector<int64_t> History::times() const {
  std::vector<int64_t> times;
  for (const ScanReport& report : reports_) {
    if (times.empty() || times.back() != report.time) times.push_back(report.time);
  }
  return times;
}

std::vector<std::string> History::scanners() const {
  std::set<std::string> names;
  for (const ScanReport& report : reports_) names.emplace(scanner_of(*report.item));
  return {names.begin(), names.end()};
}

const Episode* History::episode_of(size_t report, size_t finding) const {
  uint32_t place = places_[report][finding];
  if (place == kNowhere) return nullptr;
  int64_t time = reports_[report].time;
  const std::vector<Episode>& episodes = tracks_[place].episodes;
  // Episodes follow each other.
  auto episode = std::find_if(episodes.begin(), episodes.end(), [&](const Episode& one) { return time <= one.last_observed; });
  return episode == episodes.end() ? nullptr : &*episode;
}

const ScanReport* History::newer_than(const ScanReport& report) const {
  auto newest = newest_.find(scanner_of(*report.item));
  bool is_newer = newest != newest_.end() && reports_[newest->second].time > report.time;
  return is_newer ? &reports_[newest->second] : nullptr;
}

std::string_view scanner_of(const Item& report) {
  std::string_view scanner = report.summary.text_of("scanner");
  return scanner.empty() ? report.kind : scanner;
}

void apply_history(const History& history) {
  if (history.times().size() < 2) return;
  for (size_t number = 0; number < history.reports().size(); ++number) {
    const ScanReport& report = history.reports()[number];
    Item& item = *report.item;
    bool is_newest = history.newer_than(report) == nullptr;
    for (size_t index = 0; index < item.findings.size(); ++index) {
      Finding& finding = item.findings[index];
      const Episode* episode = history.episode_of(number, index);
      if (episode == nullptr) continue;
      std::optional<int64_t> own = seconds_of(finding.first_observed);
      if (!own || *own > episode->first_observed) {
        finding.first_observed = item.keep(time_of_seconds(episode->first_observed).value_or(""));
        finding.first_observed_from = episode->is_left_censored ? kFromFirstReport : kFromEarlierReport;
      }
      bool has_fix = finding.fix == Fix::Yes || finding.fix == Fix::Partial;
      if (finding.fix_since.empty() && episode->fix_known && has_fix)
        finding.fix_since = item.keep(time_of_seconds(*episode->fix_known).value_or(""));
      if (is_newest || !episode->closed_at || finding.state != State::Open) continue;
      finding.state = State::Closed;
      finding.closed_at = item.keep(time_of_seconds(*episode->closed_at).value_or(""));
    }
  }
}

}  // namespace wafpp::evidence
