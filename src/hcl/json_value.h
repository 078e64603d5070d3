#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "hcl/reading.h"

namespace wafpp::hcl {

struct JsonMember;

/// A JSON value that knows its place. Lives in an arena; text refers to the source or to the arena.
struct JsonValue {
  enum class Kind : uint8_t { Invalid, Null, Bool, Number, String, Array, Object };
  Kind kind = Kind::Invalid;
  bool truth = false;        ///< Bool
  bool has_escapes = false;  ///< String: `text` differs from what stands between the quotes.
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string_view text;  ///< String: with escapes resolved, valid UTF-8. Number: as written.
  std::span<const JsonValue* const> elements;
  std::span<const JsonMember> members;
};
struct JsonMember {
  const JsonValue* name = nullptr;  ///< A String.
  const JsonValue* value = nullptr;
};

/// Reads a whole text as one JSON value (RFC 8259), `depth` levels of arrays and objects deep at most. A byte inside of a string that is
/// no UTF-8 becomes U+FFFD, with a warning at the first. The first syntax error
/// is reported and ends the reading; what was complete before is kept. Never null.
const JsonValue* read_json(Reading& reading, base::Arena& arena, uint32_t depth);

/// Where the bytes of a String's `text` stand in the source.
std::vector<Shift> shifts_of(const JsonValue& string, std::string_view source);

/// How a message names the kind: "an object".
std::string_view describe(JsonValue::Kind kind);

}  // namespace wafpp::hcl
