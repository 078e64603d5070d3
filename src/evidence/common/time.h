#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "documents/json.h"

namespace wafpp::evidence {

/// A point in time as all formats write it: RFC 3339, also with a space between day and time and with an offset of two or four digits
/// without a colon; epoch seconds, whole or with a fraction (what the first AWS CLI prints); a day alone, which stays a day. The result
/// is UTC in whole seconds, cut off, not rounded; nothing where the text is none of these, has no zone, or lies outside of the years 1970
/// to 9999.
enum class Zone : uint8_t { Wanted, UtcIfMissing };
std::optional<std::string> time_of(std::string_view text, Zone zone = Zone::Wanted);
/// Of a string or a number.
std::optional<std::string> time_of(const documents::JsonValue& value);
/// Milliseconds since the epoch.
std::optional<std::string> time_of_milliseconds(int64_t milliseconds);

/// Seconds since the epoch of a time, or of the beginning of a day, as the functions above write them; nothing for any other text.
std::optional<int64_t> seconds_of(std::string_view utc);
/// The reverse; nothing outside of the years 1970 to 9999.
std::optional<std::string> time_of_seconds(int64_t seconds);

}  // namespace wafpp::evidence
