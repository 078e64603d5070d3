#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "value/value.h"

namespace wafpp::value {

/// As `jsonencode`: keys sorted, Go's escaping (`<`, `>`, `&` as \u003c ...), numbers in full. The value is wholly known; marks
/// are ignored. Infinity is an error.
base::Result<std::string> to_json(const Value& value);
enum class JsonFailure : uint8_t { Infinity, TooLong };
/// The same for values of whatever origin: what they share inside is written each time, so that a small value may be a long text.
tl::expected<std::string, JsonFailure> to_json_within(const Value& value, uint64_t max_bytes);
/// The JSON of a value that is not wholly known, with a string for each part that is not: its outline, or `kGap`; nothing where it would be
/// longer than `max_bytes`. What a known part holds of gaps counts as not known either.
SharedText json_outline(const Value& value, uint64_t max_bytes);
/// As `jsondecode`: objects, tuples, implied types; null has no type. Of equal keys the last one holds, if the earlier ones would
/// convert to its type, as in cty. Deeper than `Value::kMaxDepth` is an error. Errors name line and column.
base::Result<Value> from_json(std::string_view text);
/// In Terraform's expression syntax, as `terraform console` prints a value (`tolist([...])`, `(known after apply)`, `(sensitive value)`).
std::string to_console(const Value& value);

}  // namespace wafpp::value
