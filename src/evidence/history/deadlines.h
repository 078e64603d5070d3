#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
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

  std::string control;  ///< `WAF-SEC-070`
  std::string key;      ///< In JSON: `sla_070`.
  Clock clock = Clock::Detection;
  /// In hours, from `Severity::Unknown` to `Severity::Critical`; 0: that severity has no deadline.
  int64_t by_severity[6] = {};

  /// Nothing where there is no deadline.
  std::optional<int64_t> hours(Severity severity) const;
};

/// The built-in ones, and those that `add_own_deadlines` added.
std::span<const Deadlines> all_deadlines();
/// Of a control, or null.
const Deadlines* deadlines_of(std::string_view control);

/// Adds what a user's folder of controls says in `deadlines/*.yml` and `*.yaml`: of a control, from when on the time runs and how long it
/// is by severity. It takes the place of the built-in deadlines of that control. What is wrong is reported, and nothing is taken of its
/// file. Called before anybody asks.
void add_own_deadlines(const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink);
/// Back to the built-in ones.
void forget_own_deadlines();

}  // namespace wafpp::evidence
