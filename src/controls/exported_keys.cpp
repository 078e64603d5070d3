#include "controls/exported_keys.h"

#include <string>

namespace wafpp::controls {

namespace {

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
      if (text_in(alias->value(), "name") == short_name(name)) wanted = text_in(alias->value(), "key");
    }
    if (wanted.empty()) return std::nullopt;
  }
  bool is_arn = wanted.starts_with("arn:");
  for (const Fact* key : facts.seen_from(asker, "evidence.kms_key")) {
    std::string_view arn = text_in(key->value(), "key");
    if (is_arn ? arn != wanted : short_name(arn) != short_name(wanted)) continue;
    const Value* managed = key->value().find("customer_managed");
    return ExportedKey{key, managed != nullptr && truth(*managed) == Answer::Yes};
  }
  return std::nullopt;
}

}  // namespace wafpp::controls
