#pragma once

#include <deque>
#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/common/time.h"
#include "evidence/history/history.h"

/// Reports for tests, one a text: `TIME SCANNER: FINDING; FINDING`. A finding is its names (`=` between them), its package, its severity,
/// and what holds of it: `fix`, `fix:DAY`, `seen:TIME` (first observed), `published:DAY`, `quiet` (suppressed), `vex` (not affected).
/// Behind the scanner: `part` (incomplete), `blind` (no package recognised).
namespace wafpp::evidence {

inline int64_t at(std::string_view time) { return seconds_of(time).value_or(-1); }
inline std::string day(int64_t time) { return time_of_seconds(time).value_or("?").substr(0, 10); }

inline std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
  return parts;
}

inline Severity severity_named(std::string_view name) {
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

}  // namespace wafpp::evidence
