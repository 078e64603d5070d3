#include "controls/exported_keys.h"

#include <string>

namespace wafpp::controls {

namespace {

const Value* member(const Fact& fact, std::string_view name) {
  for (const value::Member& each : fact.value.members()) {
    if (each.name() == name && each.value.has_content()) return &each.value;
  }
  return nullptr;
}

std::string_view text(const Fact& fact, std::string_view name) {
  const Value* found = member(fact, name);
  return found == nullptr || found->kind() != value::TypeKind::String ? std::string_view() : found->as_string();
}

/// The part behind `key/` or `alias/`, with the latter.
std::string_view short_name(std::string_view name) {
  if (size_t at = name.find("alias/"); at != std::string_view::npos) return name.substr(at);
  return name.substr(name.rfind('/') + 1);
}

}  // namespace

std::optional<ExportedKey> exported_key(const facts::Facts& facts, uint32_t asker, std::string_view name) {
  if (name.empty()) return std::nullopt;
  std::string wanted(name);
  bool is_alias = short_name(name).starts_with("alias/");
  if (is_alias) {
    wanted.clear();
    for (const Fact* alias : facts.seen_from(asker, "evidence.kms_alias")) {
      if (text(*alias, "name") == short_name(name)) wanted = text(*alias, "key");
    }
    if (wanted.empty()) return std::nullopt;
  }
  bool is_arn = wanted.starts_with("arn:");
  for (const Fact* key : facts.seen_from(asker, "evidence.kms_key")) {
    std::string_view arn = text(*key, "key");
    if (is_arn ? arn != wanted : short_name(arn) != short_name(wanted)) continue;
    const Value* managed = member(*key, "customer_managed");
    return ExportedKey{key, managed != nullptr && managed->kind() == value::TypeKind::Bool && managed->as_bool()};
  }
  return std::nullopt;
}

}  // namespace wafpp::controls
