#include "evidence/common/json_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {

const JsonValue* at(const JsonValue& value, std::string_view path) {
  const JsonValue* found = &value;
  while (found != nullptr && !path.empty()) {
    size_t dot = path.find('.');
    found = found->find(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return found;
}

std::string_view text_at(const JsonValue& value, std::string_view path) {
  const JsonValue* found = at(value, path);
  return found == nullptr ? std::string_view() : found->string();
}

bool is_true_at(const JsonValue& value, std::string_view path) {
  const JsonValue* found = at(value, path);
  return found != nullptr && found->is_true();
}

std::span<const JsonValue> elements_at(const JsonValue& value, std::string_view path) {
  const JsonValue* found = at(value, path);
  return found == nullptr ? std::span<const JsonValue>() : found->elements();
}

std::vector<std::string_view> texts_at(const JsonValue& value, std::string_view path) {
  std::vector<std::string_view> texts;
  for (const JsonValue& element : elements_at(value, path)) {
    if (element.is(JsonKind::String)) texts.push_back(element.string());
  }
  return texts;
}

std::string_view time_at(Reading& reading, const JsonValue& value, std::string_view path) {
  const JsonValue* found = at(value, path);
  if (found == nullptr || found->is(JsonKind::Null)) return {};
  if (found->is(JsonKind::String) && found->string().empty()) return {};
  if (std::optional<std::string> time = time_of(*found)) return reading.item().keep(*time);
  std::string_view shown = found->is(JsonKind::Number) ? found->number() : found->string();
  constexpr size_t kShown = 60;
  reading.warn(
      fmt::format("`{}` is no time with a zone: `{}`; it counts as not given", path.empty() ? "time" : path, shown.substr(0, kShown)));
  return {};
}

bool is_public_id(std::string_view id) { return id.starts_with("CVE-") || id.starts_with("GHSA-"); }

std::span<const std::string_view> aliases_of(Item& item, std::vector<std::string_view> ids, std::string_view self) {
  std::erase_if(ids, [&](std::string_view id) { return id == self || !is_public_id(id); });
  return item.keep_sorted(std::move(ids));
}

std::span<const std::string_view> versions_of(Item& item, std::string_view list) {
  std::vector<std::string_view> versions;
  while (!list.empty()) {
    size_t comma = list.find(',');
    std::string_view version = base::trimmed(list.substr(0, comma));
    if (!version.empty()) versions.push_back(version);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return item.keep_sorted(std::move(versions));
}

std::optional<JsonDocument> read_whole(Reading& reading) { return reading.read(); }

void note_incomplete(Reading& reading, std::string_view sign) {
  reading.item().is_complete = false;
  reading.warn(fmt::format("`{}` says that there is more than this file has: it proves no absence", sign));
}

void note_next_token(Reading& reading, const JsonValue& root) {
  for (std::string_view name : {"NextToken", "nextToken", "NextMarker", "nextMarker"}) {
    if (!text_at(root, name).empty()) note_incomplete(reading, name);
  }
  if (is_true_at(root, "Truncated")) note_incomplete(reading, "Truncated");
}

}  // namespace wafpp::evidence
