#include "evidence/history/waiver.h"

#include <algorithm>

#include "evidence/common/time.h"

namespace wafpp::evidence {

std::vector<Waiver> waivers_of(const Item& item, std::string_view as_of) {
  std::vector<Waiver> found;
  std::optional<int64_t> now = seconds_of(as_of);
  for (const Record& record : item.records) {
    if (record.kind != "waiver") continue;
    const Attributes& from = record.attributes;
    if (!from.text_of("invalid_because").empty()) continue;
    std::optional<int64_t> approved = seconds_of(from.text_of("approved_at"));
    std::optional<int64_t> ends = seconds_of(from.text_of("ends"));
    if (!approved || !ends || (now && *approved > *now)) continue;
    found.push_back({.id = std::string(from.text_of("id")),
                     .control = std::string(from.text_of("control")),
                     .vulnerability = std::string(from.text_of("vulnerability")),
                     .artefact = std::string(from.text_of("artifact")),
                     .reason = std::string(from.text_of("reason")),
                     .approved_by = std::string(from.text_of("approved_by")),
                     .approved = *approved,
                     .ends = *ends});
  }
  return found;
}

Value described(const Waiver& waiver, std::string_view vulnerability) {
  Attributes to;
  to.text("id", waiver.id).text("control", waiver.control).text("vulnerability", vulnerability).text("artifact", waiver.artefact);
  to.text("reason", waiver.reason).text("approved_by", waiver.approved_by);
  to.text("approved_at", time_of_seconds(waiver.approved).value_or("")).text("ends", time_of_seconds(waiver.ends).value_or(""));
  return to.object();
}

std::optional<Waiver> waiver_from(const Value& value) {
  if (!value.has_content() || value.kind() != value::TypeKind::Object) return std::nullopt;
  auto text = [&](std::string_view name) {
    const Value* found = value.find(name);
    bool is_text = found != nullptr && found->has_content() && found->kind() == value::TypeKind::String;
    return is_text ? std::string(found->as_string()) : std::string();
  };
  std::optional<int64_t> approved = seconds_of(text("approved_at"));
  std::optional<int64_t> ends = seconds_of(text("ends"));
  if (!approved || !ends) return std::nullopt;
  return Waiver{.id = text("id"),
                .control = text("control"),
                .vulnerability = text("vulnerability"),
                .artefact = text("artifact"),
                .reason = text("reason"),
                .approved_by = text("approved_by"),
                .approved = *approved,
                .ends = *ends};
}

WaivedDue waived_due(std::span<const Waiver* const> waivers, int64_t start, int64_t due) {
  std::vector<const Waiver*> ordered(waivers.begin(), waivers.end());
  std::sort(ordered.begin(), ordered.end(),
            [](const Waiver* a, const Waiver* b) { return a->approved != b->approved ? a->approved < b->approved : a->id < b->id; });
  WaivedDue result{.pauses = {}, .due = due};
  int64_t free_from = start;
  for (const Waiver* waiver : ordered) {
    if (waiver->approved > result.due) continue;
    int64_t from = std::max(waiver->approved, free_from);
    if (waiver->ends <= from) continue;
    result.pauses.push_back({waiver, from, waiver->ends});
    result.due += waiver->ends - from;
    free_from = waiver->ends;
  }
  return result;
}

}  // namespace wafpp::evidence
