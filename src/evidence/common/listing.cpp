#include "evidence/common/listing.h"

#include <algorithm>
#include <array>

#include "base/letters.h"

namespace wafpp::evidence {

namespace {

const JsonValue* member_of(const JsonValue& value, std::string_view name, Letters letters) {
  if (letters == Letters::AsWritten) return value.find(name);
  for (const JsonMember& member : value.members()) {
    if (base::same_without_case(member.name, name)) return &member.value;
  }
  return nullptr;
}

Value tags_of(const JsonValue& from) {
  std::vector<value::Member> members;
  auto add = [&](std::string_view name, const JsonValue& text) {
    if (!name.empty() && text.is(JsonKind::String)) members.push_back({Value::string(name), Value::string(text.string())});
  };
  for (const JsonMember& member : from.members()) add(member.name, member.value);
  for (const JsonValue& tag : from.elements()) {
    const JsonValue* name = member_of(tag, "Key", Letters::AnyCase);
    const JsonValue* text = member_of(tag, "Value", Letters::AnyCase);
    if (name != nullptr && text != nullptr) add(name->string(), *text);
  }
  // Of a name that is there twice the last one holds.
  std::reverse(members.begin(), members.end());
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.key.as_string() < b.key.as_string(); });
  auto same = [](const auto& a, const auto& b) { return a.key.as_string() == b.key.as_string(); };
  members.erase(std::unique(members.begin(), members.end(), same), members.end());
  return Value::map(value::Type::string(), std::move(members));
}

Value value_of(Reading& reading, const JsonValue& from, As as) {
  switch (as) {
    case As::Text:
      if (from.is(JsonKind::String) && !from.string().empty()) return Value::string(from.string());
      return Value::null(value::Type::string());
    case As::Flag:
      return from.is(JsonKind::Bool) ? Value::boolean(from.is_true()) : Value::null(value::Type::boolean());
    case As::Number:
      return from.integer() ? Value::integer(*from.integer()) : Value::null(value::Type::number());
    case As::Time: {
      std::string_view time = time_at(reading, from, "");
      return time.empty() ? Value::null(value::Type::string()) : Value::string(time);
    }
    case As::Texts: {
      std::vector<std::string_view> texts = texts_at(from, "");
      return Attributes().texts("", std::span<const std::string_view>(texts)).entries().front().second;
    }
    case As::Tags:
      return tags_of(from);
  }
  return Value::null();
}

}  // namespace

const JsonValue* at(const JsonValue& value, std::string_view path, Letters letters) {
  const JsonValue* found = &value;
  while (found != nullptr && !path.empty()) {
    size_t dot = path.find('.');
    found = member_of(*found, path.substr(0, dot), letters);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return found;
}

void describe(Reading& reading, const JsonValue& from, std::span<const Field> fields, Attributes& to, Letters letters) {
  static const JsonValue kNothing{};
  for (const Field& field : fields) {
    const JsonValue* found = at(from, field.path, letters);
    to.set(field.attribute, value_of(reading, found == nullptr ? kNothing : *found, field.as));
  }
}

bool is_token_name(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames = {"NextToken",  "nextToken",         "NextMarker", "nextMarker",
                                                       "Marker",     "@odata.nextLink",   "nextLink",   "nextPageToken",
                                                       "skip_token", "ContinuationToken", "$skipToken"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace wafpp::evidence
