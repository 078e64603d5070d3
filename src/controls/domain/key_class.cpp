#include <fmt/format.h>

#include <string>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

// https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html#rotate-keys-unsupported
enum class Class : uint8_t { Symmetric, Asymmetric, Hmac, CustomKeyStore, Imported };

std::string_view to_string(Class of) {
  switch (of) {
    case Class::Symmetric:
      return "symmetric";
    case Class::Asymmetric:
      return "asymmetric";
    case Class::Hmac:
      return "hmac";
    case Class::CustomKeyStore:
      return "custom-key-store";
    case Class::Imported:
      return "imported";
  }
  return {};
}

Value result(Class of) { return Value::string(to_string(of)); }

/// What it says of itself that makes it so.
Value said(Question& question, const Fact& key, std::string_view path, Class of) {
  question.note(Note::Kind::Reason, key.place_of(path), fmt::format("`{}` is `{}`", path, shown(key.at(path))),
                fmt::format("`{}` ist `{}`", path, shown(key.at(path))));
  return result(of);
}

Value class_of_key(Question& question, const Fact& key) {
  Value store = key.at("custom_key_store_id");
  if (!store.is_known() && !will_be_set(store)) return undecided_by(store, value::Type::string());
  if (!store.is_known()) return result(Class::CustomKeyStore);
  if (!store.is_null()) return said(question, key, "custom_key_store_id", Class::CustomKeyStore);
  // The argument's name, and that of AWS's own interface, which newer tools use.
  for (std::string_view path : {"customer_master_key_spec", "key_spec"}) {
    Value spec = key.at(path);
    if (!spec.is_known()) return undecided_by(spec, value::Type::string());
    std::optional<std::string_view> text = text_of(spec);
    if (!text || *text == "SYMMETRIC_DEFAULT") continue;
    return said(question, key, path, text->starts_with("HMAC_") ? Class::Hmac : Class::Asymmetric);
  }
  Value usage = key.at("key_usage");
  if (!usage.is_known()) return undecided_by(usage, value::Type::string());
  std::optional<std::string_view> text = text_of(usage);
  if (text == "GENERATE_VERIFY_MAC") return said(question, key, "key_usage", Class::Hmac);
  if (text == "SIGN_VERIFY" || text == "KEY_AGREEMENT") return said(question, key, "key_usage", Class::Asymmetric);
  return result(Class::Symmetric);
}

Value key_class(Question& question, std::span<const Value> arguments) {
  const Fact* key = question.facts().of_value(arguments[0]);
  if (key == nullptr) return Value::null(value::Type::string());
  std::string_view type = key->type();
  if (type == "aws_kms_external_key" || type == "aws_kms_replica_external_key") return result(Class::Imported);
  if (type != "aws_kms_replica_key") return class_of_key(question, *key);
  // A replica is of its primary's kind. Where the primary is not here, its verdict is not either, and says why.
  Relations::Named primary = question.relations().named(key->root, key->at("primary_key_arn"), {{"resource.aws_kms_key", "arn"}});
  return primary.fact == nullptr ? result(Class::Symmetric) : class_of_key(question, *primary.fact);
}

}  // namespace

extern const DomainFunction domain_key_class;
const DomainFunction domain_key_class = {
    .name = "key_class",
    .signature = "key_class(key)",
    .summary =
        "Of which kind a KMS key is: `symmetric`, `asymmetric`, `hmac`, `custom-key-store` or `imported`; a replica is what its primary "
        "is.",
    .call = key_class,
};

}  // namespace wafpp::controls
