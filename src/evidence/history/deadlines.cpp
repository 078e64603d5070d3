#include "evidence/history/deadlines.h"

#include <algorithm>
#include <iterator>

namespace wafpp::evidence {

namespace {

constexpr int64_t kDay = 24;

constexpr Deadlines kDeadlines[] = {
    // Requirement `cve-deadlines`.
    {.control = "WAF-SEC-070",
     .key = "sla_070",
     .clock = Deadlines::Clock::Detection,
     .by_severity = {0, 0, 0, 90 * kDay, 60 * kDay, 30 * kDay}},
    // Requirement `cve-fix-deadlines`.
    {.control = "WAF-SEC-110", .key = "sla_110", .clock = Deadlines::Clock::Fix, .by_severity = {0, 0, 0, 0, 7 * kDay, 1 * kDay}},
};

}  // namespace

std::optional<int64_t> Deadlines::hours(Severity severity) const {
  int64_t hours = by_severity[static_cast<size_t>(severity)];
  return hours == 0 ? std::nullopt : std::optional(hours);
}

std::span<const Deadlines> all_deadlines() { return kDeadlines; }

const Deadlines* deadlines_of(std::string_view control) {
  const auto* found =
      std::find_if(std::begin(kDeadlines), std::end(kDeadlines), [&](const Deadlines& each) { return each.control == control; });
  return found == std::end(kDeadlines) ? nullptr : found;
}

}  // namespace wafpp::evidence
