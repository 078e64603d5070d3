#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "documents/json.h"
#include "evidence/item.h"
#include "evidence/reading.h"

/// Small questions to JSON trees, as readers ask them.
namespace wafpp::evidence {

using documents::JsonDocument;
using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;

/// What stands at `path` (`a.b`), or null.
const JsonValue* at(const JsonValue& value, std::string_view path);
/// The string at `path`; empty where there is none.
std::string_view text_at(const JsonValue& value, std::string_view path);
bool is_true_at(const JsonValue& value, std::string_view path);
/// The elements at `path`; none where there is no array.
std::span<const JsonValue> elements_at(const JsonValue& value, std::string_view path);
/// The strings among the elements at `path`.
std::vector<std::string_view> texts_at(const JsonValue& value, std::string_view path);
/// The time at `path`, kept in the item; empty where there is none. One that cannot be read is a warning.
std::string_view time_at(Reading& reading, const JsonValue& value, std::string_view path);

/// Whether `id` is one of CVE or GHSA: what counts as another name of a vulnerability.
bool is_public_id(std::string_view id);
/// `ids` that are such names, without `self`, kept and sorted.
std::span<const std::string_view> aliases_of(Item& item, std::vector<std::string_view> ids, std::string_view self);
/// The parts of a comma list, trimmed, kept and sorted.
std::span<const std::string_view> versions_of(Item& item, std::string_view list);

/// Steps through the object that comes next. `take` is given each name and says whether it took the value; what it did not is skipped.
/// False where something else than an object comes.
template <typename Take>
bool for_each_member(Reading& reading, Take&& take) {
  documents::JsonStream& json = reading.json();
  if (!json.enter('{')) return false;
  while (std::optional<std::string_view> name = json.next_member()) {
    if (!take(*name) && !reading.refused()) json.skip();
    if (reading.refused()) return false;
  }
  return !json.failed();
}
/// Steps through the array `name` that comes next; `take` takes each element from the stream. `null` is an empty array; anything else
/// is refused.
template <typename Take>
bool walk_elements(Reading& reading, std::string_view name, Take&& take) {
  documents::JsonStream& json = reading.json();
  reading.mark_entry();
  if (json.peek() == 'n') return json.skip();
  if (!json.enter('[')) {
    reading.refuse(reason_with("`{}` is no array", "`{}` ist keine Liste", name));
    return false;
  }
  while (json.next_element()) {
    take();
    if (reading.refused()) return false;
  }
  return !json.failed();
}
/// The same with each element as a tree.
template <typename Take>
bool for_each_element(Reading& reading, std::string_view name, Take&& take) {
  JsonDocument element;
  return walk_elements(reading, name, [&] {
    if (reading.read(element)) take(element.root());
  });
}

/// Makes room in `to` for what the array at `path` has, as the first pass saw. What a file says of itself is not taken for granted: it
/// may have many elements that become nothing, so there is a limit, behind which `to` grows by itself.
template <typename Entry>
void make_room(const Reading& reading, std::string_view path, std::vector<Entry>& to) {
  constexpr size_t kMostBytes = size_t{64} << 20;
  to.reserve(std::min(reading.shape().json.element_count(path), kMostBytes / sizeof(Entry)));
}

/// The whole document as a tree: for answers that are small.
std::optional<JsonDocument> read_whole(Reading& reading);
/// There is more than this file has, as `sign` in it says: a warning, and the set proves no absence.
void note_incomplete(Reading& reading, std::string_view sign);
/// Notes a `NextToken` and its like in an answer that was read as a whole.
void note_next_token(Reading& reading, const JsonValue& root);

}  // namespace wafpp::evidence
