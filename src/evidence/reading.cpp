#include "evidence/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace wafpp::evidence {

namespace {

using documents::JsonMember;
using documents::JsonValue;

/// A name that is twice in one object, anywhere inside; empty where there is none. The reader has bounded the depth.
std::string_view doubled_name(const JsonValue& value) {
  for (const JsonValue& element : value.elements()) {
    if (std::string_view name = doubled_name(element); !name.empty()) return name;
  }
  std::span<const JsonMember> members = value.members();
  constexpr size_t kFew = 24;
  if (members.size() > kFew) {
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const JsonMember& member : members) names.push_back(member.name);
    std::sort(names.begin(), names.end());
    if (auto found = std::adjacent_find(names.begin(), names.end()); found != names.end()) return *found;
  } else {
    for (size_t i = 1; i < members.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (members[i].name == members[j].name) return members[i].name;
      }
    }
  }
  for (const JsonMember& member : members) {
    if (std::string_view name = doubled_name(member.value); !name.empty()) return name;
  }
  return {};
}

}  // namespace

std::optional<documents::JsonDocument> Reading::read() {
  documents::JsonDocument document;
  if (read(document)) return document;
  return std::nullopt;
}

bool Reading::read(documents::JsonDocument& into) {
  mark_entry();
  if (!json_->read(into)) return false;
  std::string_view name = doubled_name(into.root());
  if (name.empty()) return true;
  refuse(reason_with("`{}` is in one object twice: which one holds?", "`{}` steht zweimal in einem Objekt: was gilt?", name));
  return false;
}

diag::LineColumn Reading::entry_place() const {
  if (json_) return json_->place_of(entry_);
  diag::LineColumn place;
  std::string_view before = std::string_view(text_).substr(0, text_entry_.value_or(0));
  place.line += static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line.
  for (char byte : before.substr(begin)) place.column += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1U : 0U;
  return place;
}

void Reading::warn(std::string message) {
  ++warning_count_;
  if (warnings_.size() < kWarnings) warnings_.push_back({entry_place(), std::move(message)});
}

void Reading::refuse(Reason reason) {
  // What follows from broken JSON is no reason of its own.
  if (refused()) return;
  refused_ = true;
  refused_at_ = entry_place();
  refusal_ = std::move(reason);
}

void Reading::void_by(Reason reason) {
  if (invalid_.empty()) invalid_ = std::move(reason);
}

}  // namespace wafpp::evidence
