#pragma once

#include <span>
#include <string_view>

#include "evidence/common/json_fields.h"

/// Answers of accounts: lists of things whose fields become attributes of records.
namespace wafpp::evidence {

/// What a field is, and how it comes out.
enum class As : uint8_t {
  Text,
  Flag,
  Number,  ///< A whole one.
  Time,
  Texts,
  Tags,  ///< An object of texts, or a list of `Key` and `Value`.
};
struct Field {
  std::string_view attribute;
  std::string_view path;  ///< `a.b`
  As as = As::Text;
};
/// The same service writes `DBInstanceIdentifier` in one place and `dBInstanceIdentifier` in another.
enum class Letters : uint8_t { AsWritten, AnyCase };

const JsonValue* at(const JsonValue& value, std::string_view path, Letters letters);
/// Each field becomes an attribute; one that is not there, or is something else, is null.
void describe(Reading& reading, const JsonValue& from, std::span<const Field> fields, Attributes& to, Letters letters = Letters::AsWritten);

/// A member that says that there is more: `NextToken` and what other services call theirs.
bool is_token_name(std::string_view name);

/// Takes the entries of an answer, each as a tree: the array at the top, or those of the members of the object at the top that are in
/// `lists`, by which `take` is told them apart (empty for the array at the top). `other` gets the other members: it says whether it took
/// the value. A token is noted, as what says that the set is incomplete.
template <typename Take, typename Other>
void walk_listing(Reading& reading, std::span<const std::string_view> lists, Take&& take, Other&& other) {
  if (reading.json().peek() == '[') {
    for_each_element(reading, "the list", [&](const JsonValue& entry) { take(std::string_view(), entry); });
    return;
  }
  for_each_member(reading, [&](std::string_view name) {
    for (std::string_view list : lists) {
      if (name == list) return for_each_element(reading, list, [&](const JsonValue& entry) { take(list, entry); });
    }
    if (!is_token_name(name)) return other(name);
    std::string token(name);
    std::optional<JsonDocument> value = reading.read();
    if (value && !value->root().string().empty()) note_incomplete(reading, token);
    return true;
  });
}
template <typename Take>
void walk_listing(Reading& reading, std::span<const std::string_view> lists, Take&& take) {
  walk_listing(reading, lists, std::forward<Take>(take), [](std::string_view) { return false; });
}
/// Likewise, of an object with one list.
template <typename Take>
void walk_list(Reading& reading, std::string_view list, Take&& take) {
  walk_listing(reading, std::span<const std::string_view>(&list, 1), [&](std::string_view, const JsonValue& entry) { take(entry); });
}

}  // namespace wafpp::evidence
