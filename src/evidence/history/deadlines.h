#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "evidence/finding.h"

/// Within which time vulnerabilities have to be mended, as the controls say. The one source: checks and timelines ask here.
namespace wafpp::evidence {

/// What one control demands.
struct Deadlines {
  /// From when on the time runs.
  enum class Clock : uint8_t {
    Detection,  ///< From the first observation.
    Fix,        ///< From the moment at which both the vulnerability and its fix were known. Without a fix there is no deadline.
  };

  std::string_view control;  ///< `WAF-SEC-070`
  std::string_view key;      ///< In JSON: `sla_070`.
  Clock clock = Clock::Detection;
  /// In hours, from `Severity::Unknown` to `Severity::Critical`; 0: that severity has no deadline.
  int64_t by_severity[6] = {};

  /// Nothing where there is no deadline.
  std::optional<int64_t> hours(Severity severity) const;
};

std::span<const Deadlines> all_deadlines();
/// Of a control, or null.
const Deadlines* deadlines_of(std::string_view control);

}  // namespace wafpp::evidence
