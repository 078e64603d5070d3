#include "value/json.h"

#include "base/check.h"
#include "value/quote.h"

// Values as JSON, as cty writes it (cty/json/marshal.go).

namespace wafpp::value {

namespace {

/// False where there is an infinity inside.
bool append(std::string& to, const Value& value) {
  WAFPP_CHECK(value.is_known(), "JSON has no unknown");
  if (value.is_null()) {
    to += "null";
    return true;
  }
  bool first = true;
  switch (value.kind()) {
    case TypeKind::Dynamic:
      return true;
    case TypeKind::Bool:
      to += value.as_bool() ? "true" : "false";
      return true;
    case TypeKind::Number: {
      Number number = value.as_number();
      if (number.is_infinite()) return false;
      to += number.text();
      return true;
    }
    case TypeKind::String:
      append_json_string(to, value.as_string());
      return true;
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
      to += '[';
      for (const Value& element : value.elements()) {
        if (!first) to += ',';
        first = false;
        if (!append(to, element)) return false;
      }
      to += ']';
      return true;
    case TypeKind::Map:
    case TypeKind::Object:
      to += '{';
      for (const Member& member : value.members()) {
        if (!first) to += ',';
        first = false;
        append_json_string(to, member.name());
        to += ':';
        if (!append(to, member.value)) return false;
      }
      to += '}';
      return true;
  }
  return true;
}

}  // namespace

base::Result<std::string> to_json(const Value& value) {
  std::string result;
  if (!append(result, value)) return base::fail("cannot serialize infinity as JSON");
  return result;
}

}  // namespace wafpp::value
