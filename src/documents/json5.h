#pragma once

#include <optional>
#include <string_view>

#include "documents/json.h"

/// JSON as people write it by hand (https://spec.json5.org, and with it what is called JSONC): comments, commas behind the last element,
/// names without quotes, single quotes, strings over several lines, numbers such as `.5`, `+1`, `0xFF`, `Infinity`. All JSON is JSON5.
namespace wafpp::documents {

constexpr JsonLimits kJson5Limits = {.depth = 200, .bytes = uint32_t{16} << 20};

/// Reads the one value of `text`, to the same tree as `parse_json`; places count from the beginning of `text`, a byte order mark included.
/// The text of a number stays as written. Has to be UTF-8. A name that is twice in one object is a failure: readers differ in which of the
/// two they take.
std::optional<JsonDocument> parse_json5(std::string_view text, JsonFailure& failure, const JsonLimits& limits = kJson5Limits);

}  // namespace wafpp::documents
