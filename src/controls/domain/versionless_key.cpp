#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// `https://shop.vault.azure.net/keys/orders`, as opposed to `.../keys/orders/0123456789abcdef0123456789abcdef`.
std::optional<bool> by_text(std::string_view text) {
  size_t at = text.find("/keys/");
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view name = text.substr(at + std::string_view("/keys/").size());
  while (name.ends_with('/')) name.remove_suffix(1);
  return !name.empty() && name.find('/') == std::string_view::npos;
}

Value versionless_key(Question&, std::span<const Value> arguments) {
  const Value& key = arguments[0];
  if (key.is_known() && key.is_null()) return Value::boolean(false);
  if (std::optional<std::string_view> text = text_of(key)) {
    if (std::optional<bool> found = by_text(*text)) return Value::boolean(*found);
  }
  Answer result = Answer::Unknown;
  for (const value::OriginStep* stem : value::stems(key.origin())) {
    if (!stem->target->type.starts_with("azurerm_key_vault")) continue;
    Answer next = stem->text.ends_with("versionless_id") ? Answer::Yes : Answer::No;
    if (result != Answer::Unknown && result != next) return undecided_by(key, value::Type::boolean());
    result = next;
  }
  return answer(result, undecided_by(key).origin());
}

}  // namespace

extern const DomainFunction domain_versionless_key;
const DomainFunction domain_versionless_key = {
    .name = "versionless_key",
    .signature = "versionless_key(value)",
    .summary = "Whether a value names a key of Azure without its version, so that who uses it follows its rotation.",
    .call = versionless_key,
};

}  // namespace wafpp::controls
