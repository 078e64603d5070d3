#include "evidence/common/azure.h"

#include <string>

namespace wafpp::evidence {

namespace {

constexpr std::string_view kWrappings[] = {"[]", "value[]", "data[]"};

std::string below(std::string_view wrapping, std::string_view path) { return fmt::format("{}.{}", wrapping, path); }

}  // namespace

std::string_view azure_text(const Shape& shape, std::string_view path) {
  for (std::string_view wrapping : kWrappings) {
    if (std::string_view text = shape.text(below(wrapping, path)); !text.empty()) return text;
  }
  return {};
}

bool azure_has(const Shape& shape, std::string_view path) {
  for (std::string_view wrapping : kWrappings) {
    if (shape.has(below(wrapping, path))) return true;
  }
  return false;
}

const JsonValue& azure_properties(const JsonValue& entry) {
  const JsonValue* properties = entry.find("properties");
  return properties != nullptr && properties->is(JsonKind::Object) ? *properties : entry;
}

}  // namespace wafpp::evidence
