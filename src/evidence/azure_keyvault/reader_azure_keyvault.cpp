#include "base/letters.h"
#include "evidence/common/azure.h"

namespace wafpp::evidence {

namespace {

/// The part of `https://VAULT.vault.azure.net/keys/NAME/VERSION` that names the vault.
std::string_view host_of(std::string_view kid) {
  size_t begin = kid.find("://");
  if (begin == std::string_view::npos) return {};
  kid.remove_prefix(begin + 3);
  return kid.substr(0, kid.find('/'));
}

void add_key(Reading& reading, const JsonValue& from, const JsonValue& key) {
  constexpr Field kFields[] = {
      {"enabled", "attributes.enabled", As::Flag},
      {"expires", "attributes.expires", As::Time},
      {"not_before", "attributes.notBefore", As::Time},
      {"created", "attributes.created", As::Time},
      {"updated", "attributes.updated", As::Time},
      {"recovery_level", "attributes.recoveryLevel"},
      {"exportable", "attributes.exportable", As::Flag},
      {"managed", "managed", As::Flag},
      {"tags", "tags", As::Tags},
  };
  std::string_view kid = text_at(key, "kid");
  if (kid.empty()) {
    reading.warn("a key without `kid` is left out");
    return;
  }
  std::string_view host = host_of(kid);
  std::string_view type = text_at(key, "kty");
  Attributes& record = reading.item().record("azure_key", kid);
  record.text("key", kid).text("vault", host).text("type", type);
  describe(reading, from, kFields, record);
  // A list tells the type of none; a managed HSM holds nothing else.
  bool is_hsm_vault = host.ends_with(".managedhsm.azure.net");
  if (is_hsm_vault || !type.empty()) {
    record.flag("hsm", is_hsm_vault || base::lowered(type).ends_with("-hsm"));
  } else {
    record.set("hsm", Value::null(value::Type::boolean()));
  }
}

void read_keys(Reading& reading) {
  walk_azure(reading, [&](const JsonValue& entry) { add_key(reading, entry, entry); });
  Item& item = reading.item();
  int64_t without_expiry = 0;
  for (const Record& record : item.records) without_expiry += record.attributes.text_of("expires").empty() ? 1 : 0;
  item.summary.number("keys", static_cast<int64_t>(item.records.size())).number("without_expiry", without_expiry);
}

void read_key(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  const JsonValue* key = document ? document->root().find("key") : nullptr;
  if (key == nullptr) return;
  add_key(reading, document->root(), *key);
  Item& item = reading.item();
  if (!item.records.empty()) item.summary = item.records.front().attributes;
}

void read_rotation(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  const JsonValue& root = document->root();
  Item& item = reading.item();
  std::string_view id = text_at(root, "id");
  bool rotates = false;
  std::string_view after;
  std::string_view before_expiry;
  for (const JsonValue& action : elements_at(root, "lifetimeActions")) {
    std::string_view what = text_at(action, "action");
    if (what.empty()) what = text_at(action, "action.type");
    if (!base::same_without_case(what, "rotate")) continue;
    rotates = true;
    after = text_at(action, action.find("trigger") != nullptr ? "trigger.timeAfterCreate" : "timeAfterCreate");
    before_expiry = text_at(action, action.find("trigger") != nullptr ? "trigger.timeBeforeExpiry" : "timeBeforeExpiry");
  }
  std::string_view expires = text_at(root, "expiresIn");
  if (expires.empty()) expires = text_at(root, "attributes.expiryTime");
  item.summary.text("key", id.substr(0, id.rfind('/'))).flag("rotates", rotates).text("after", after);
  item.summary.text("before_expiry", before_expiry).text("expires_in", expires);
  item.record("azure_key_rotation", item.summary.text_of("key")) = item.summary;
}

bool is_kid(std::string_view text) { return text.starts_with("https://") && text.find("/keys/") != std::string_view::npos; }
bool is_keys(const Shape& shape) { return is_kid(azure_text(shape, "kid")); }
bool is_key(const Shape& shape) { return is_kid(shape.text("key.kid")); }
bool is_rotation(const Shape& shape) { return shape.is_array("lifetimeActions") && is_kid(shape.text("id")); }

constexpr Kind kKinds[] = {
    {.name = "keyvault-keys",
     .title = "keys of an Azure Key Vault",
     .title_de = "Schlüssel eines Azure Key Vaults",
     .recognise = is_keys,
     .read = read_keys},
    {.name = "keyvault-key",
     .title = "key of an Azure Key Vault",
     .title_de = "Schlüssel in einem Azure Key Vault",
     .recognise = is_key,
     .read = read_key},
    {.name = "keyvault-rotation-policy",
     .title = "rotation policy of an Azure key",
     .title_de = "Rotationsregel eines Azure-Schlüssels",
     .recognise = is_rotation,
     .read = read_rotation},
};

}  // namespace

extern const Format reader_azure_keyvault;
const Format reader_azure_keyvault{.name = "azure_keyvault", .kinds = kKinds};

}  // namespace wafpp::evidence
