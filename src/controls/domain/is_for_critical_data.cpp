#include <algorithm>
#include <array>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

std::string lowered(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c != '-' && c != '_' && c != ' ' && c != ':') result += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  }
  return result;
}

bool names_a_class(std::string_view tag) {
  constexpr std::array kNames = std::to_array<std::string_view>(
      {"classification", "confidentiality", "criticality", "sensitivity", "dataclass", "datacategory", "protectionclass", "schutzbedarf"});
  std::string name = lowered(tag);
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view one) { return name.find(one) != std::string::npos; });
}

bool is_highest(std::string_view value) {
  constexpr std::array kHighest = std::to_array<std::string_view>(
      {"critical", "restricted", "secret", "topsecret", "strictlyconfidential", "sovereign", "veryhigh", "sehrhoch", "strengvertraulich"});
  std::string text = lowered(value);
  return std::find(kHighest.begin(), kHighest.end(), text) != kHighest.end();
}

Value is_for_critical_data(Question& question, std::span<const Value> arguments) {
  const Fact* key = question.facts().of_value(arguments[0]);
  if (key == nullptr) return Value::boolean(false);
  Value open;
  for (std::string_view path : {"tags", "tags_all"}) {
    Value tags = key->at(path);
    if (!tags.is_known()) {
      open = tags;
      continue;
    }
    if (tags.is_null() || (tags.kind() != value::TypeKind::Map && tags.kind() != value::TypeKind::Object)) continue;
    for (const value::Member& tag : tags.members()) {
      if (!names_a_class(tag.name())) continue;
      if (!tag.value.is_known()) open = tag.value;
      if (text_of(tag.value) && is_highest(*text_of(tag.value))) return Value::boolean(true);
    }
  }
  return open.is_known() ? Value::boolean(false) : undecided_by(open, value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_is_for_critical_data;
const DomainFunction domain_is_for_critical_data = {
    .name = "is_for_critical_data",
    .signature = "is_for_critical_data(key)",
    .summary = "Whether a tag says that a key is for critical data: a class or confidentiality of the highest kind.",
    .call = is_for_critical_data,
};

}  // namespace wafpp::controls
