#include "value/json.h"

#include <limits>

#include "base/check.h"
#include "value/quote.h"

// Values as JSON, as cty writes it (cty/json/marshal.go).

namespace wafpp::value {

namespace {

using Done = tl::expected<void, JsonFailure>;

Done append(std::string& to, const Value& value, uint64_t max_bytes, bool gaps) {
  WAFPP_CHECK(gaps || value.is_known(), "JSON has no unknown");
  if (!value.is_known()) {
    const Refinement* partly = value.refinement();
    if (partly != nullptr && partly->outline) {
      append_json_string(to, *partly->outline);
    } else {
      to.append(1, '"').append(kGap).append(1, '"');
    }
    return {};
  }
  if (to.size() > max_bytes) return tl::unexpected(JsonFailure::TooLong);
  if (value.is_null()) {
    to += "null";
    return {};
  }
  bool first = true;
  switch (value.kind()) {
    case TypeKind::Dynamic:
      return {};
    case TypeKind::Bool:
      to += value.as_bool() ? "true" : "false";
      return {};
    case TypeKind::Number: {
      Number number = value.as_number();
      if (number.is_infinite()) return tl::unexpected(JsonFailure::Infinity);
      to += number.text();
      return {};
    }
    case TypeKind::String:
      append_json_string(to, value.as_string());
      return {};
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
      to += '[';
      for (const Value& element : value.elements()) {
        if (!first) to += ',';
        first = false;
        if (auto done = append(to, element, max_bytes, gaps); !done) return done;
      }
      to += ']';
      return {};
    case TypeKind::Map:
    case TypeKind::Object:
      to += '{';
      for (const Member& member : value.members()) {
        if (!first) to += ',';
        first = false;
        append_json_string(to, member.name());
        to += ':';
        if (auto done = append(to, member.value, max_bytes, gaps); !done) return done;
      }
      to += '}';
      return {};
  }
  return {};
}

}  // namespace

tl::expected<std::string, JsonFailure> to_json_within(const Value& value, uint64_t max_bytes) {
  std::string result;
  if (auto done = append(result, value, max_bytes, false); !done) return tl::unexpected(done.error());
  if (result.size() > max_bytes) return tl::unexpected(JsonFailure::TooLong);
  return result;
}

SharedText json_outline(const Value& value, uint64_t max_bytes) {
  std::string result;
  if (!append(result, value, max_bytes, true) || result.size() > max_bytes) return {};
  return SharedText(std::move(result));
}

base::Result<std::string> to_json(const Value& value) {
  auto result = to_json_within(value, std::numeric_limits<uint64_t>::max());
  if (!result) return base::fail("cannot serialize infinity as JSON");
  return std::move(*result);
}

}  // namespace wafpp::value
