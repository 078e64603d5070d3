#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/item.h"

/// Waivers of deadlines: somebody who may do so says that a vulnerability need not be mended in time, why, and until when. A waiver never
/// changes a verdict; it gives a second one beside it.
namespace wafpp::evidence {

/// A waiver lasts this long at most; what goes on longer wants a new approval.
constexpr int64_t kLongestWaiverDays = 90;

/// One that holds as it is written. Times are seconds since the epoch.
struct Waiver {
  std::string id;
  std::string control;
  std::string vulnerability;
  std::string artefact;
  std::string reason;
  std::string approved_by;
  int64_t approved = 0;
  int64_t ends = 0;  ///< When it expires, or has lasted for the longest time.
};

/// Those in a file that count at `as_of` (UTC; empty: any time): what is approved later is not known yet.
std::vector<Waiver> waivers_of(const Item& item, std::string_view as_of);

/// A waiver as a value that facts hold, about the vulnerability of that name; and back. Nothing where it is no such value.
Value described(const Waiver& waiver, std::string_view vulnerability);
std::optional<Waiver> waiver_from(const Value& value);

/// A deadline with the time in which a waiver stopped its clock.
struct WaivedDue {
  struct Pause {
    const Waiver* waiver = nullptr;
    int64_t from = 0;
    int64_t to = 0;
  };
  std::vector<Pause> pauses;  ///< In their order; they do not overlap.
  int64_t due = 0;
};
/// What `waivers`, all about one finding and one control, make of a deadline that runs from `start` to `due`. A waiver counts from its
/// approval on, and heals nothing: one that was approved when the deadline (with the waivers before it) had passed has no effect. When it
/// ends, the old deadline holds with the time of the pause added.
WaivedDue waived_due(std::span<const Waiver* const> waivers, int64_t start, int64_t due);

}  // namespace wafpp::evidence
