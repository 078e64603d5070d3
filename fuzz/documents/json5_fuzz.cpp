// The reader of JSON5 on any bytes: places that fit, a limit of depth that holds; and what is JSON is JSON5, and means the same.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "documents/json5.h"

namespace {

using namespace wafpp;
using namespace wafpp::documents;

constexpr JsonLimits kLimits{.depth = 60, .bytes = 1U << 20};

void check(const JsonValue& value, const JsonValue& around, uint32_t depth) {
  WAFPP_CHECK(depth <= kLimits.depth + 1, "deeper than the limit");
  WAFPP_CHECK(value.begin() < value.end() && value.begin() >= around.begin() && value.end() <= around.end(), "a place outside");
  for (const JsonValue& element : value.elements()) check(element, value, depth + 1);
  for (const JsonMember& member : value.members()) {
    WAFPP_CHECK(member.name_begin < member.name_end && member.name_end <= member.value.begin(), "a name behind its value");
    WAFPP_CHECK(value.find(member.name) == &member.value, "a member that is not found");
    check(member.value, value, depth + 1);
  }
}

bool equal(const JsonValue& a, const JsonValue& b) {
  if (a.kind() != b.kind() || a.string() != b.string() || a.number() != b.number() || a.is_true() != b.is_true()) return false;
  if (a.begin() != b.begin() || a.end() != b.end()) return false;
  if (a.elements().size() != b.elements().size() || a.members().size() != b.members().size()) return false;
  for (size_t i = 0; i < a.elements().size(); ++i) {
    if (!equal(a.elements()[i], b.elements()[i])) return false;
  }
  for (size_t i = 0; i < a.members().size(); ++i) {
    if (a.members()[i].name != b.members()[i].name || !equal(a.members()[i].value, b.members()[i].value)) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  JsonFailure failure;
  std::optional<JsonDocument> document = parse_json5(text, failure, kLimits);
  if (document) {
    check(document->root(), document->root(), 1);
  } else {
    WAFPP_CHECK(!failure.message.empty() && failure.at <= size, "a failure without words or place");
  }
  base::Result<JsonDocument> strict = parse_json(text, kLimits);
  if (!strict) return 0;
  // JSON may have a name twice.
  WAFPP_CHECK(document || failure.message.find("twice") != std::string::npos, "JSON that is no JSON5");
  WAFPP_CHECK(!document || equal(document->root(), strict->root()), "JSON that means something else as JSON5");
  return 0;
}
