#include "evidence/provenance/envelope.h"

#include "evidence/common/signature.h"

namespace wafpp::evidence {

namespace {

/// The SLSA build level that the statement can support. Without a root of trust for signer and builder that is 1, whatever it says.
std::string level_of(bool is_slsa, bool is_signed, std::string_view builder) {
  if (!is_slsa) return {};
  if (!is_signed || builder.empty()) return "1";
  // Its reusable workflows keep the signing key away from the build.
  bool is_isolated = builder.starts_with("https://github.com/slsa-framework/slsa-github-generator/");
  return fmt::format("1 without a root of trust; at most {} when the key is trusted for this builder", is_isolated ? 3 : 2);
}

/// Only BuildKit says so; SLSA itself has no such field.
Value hermetic(const JsonValue& predicate, bool is_v1) {
  std::string_view type = text_at(predicate, is_v1 ? "buildDefinition.buildType" : "buildType");
  bool is_buildkit = type.starts_with("https://mobyproject.org/buildkit@") || type.starts_with("https://github.com/moby/buildkit/");
  if (!is_buildkit) return Value::null(value::Type::boolean());
  if (is_v1) return Value::boolean(is_true_at(predicate, "runDetails.metadata.buildkit_hermetic"));
  const JsonValue* metadata = predicate.find("metadata");
  const JsonValue* flag = metadata == nullptr ? nullptr : metadata->find("https://mobyproject.org/buildkit@v1#hermetic");
  return Value::boolean(flag != nullptr && flag->is_true());
}

}  // namespace

bool read_envelope(Reading& reading, const JsonValue& from, Envelope& envelope) {
  envelope.payload_type = text_at(from, "payloadType");
  base::Result<std::string> payload = from_any_base64(text_at(from, "payload"));
  if (!payload || envelope.payload_type.empty()) {
    reading.refuse(payload ? Reason{"the envelope has no `payloadType`", "der Umschlag hat kein `payloadType`"}
                           : Reason{"the payload of the envelope is no base64", "der Inhalt des Umschlags ist kein Base64"});
    return false;
  }
  envelope.payload = std::move(*payload);
  for (const JsonValue& signature : elements_at(from, "signatures")) {
    base::Result<std::string> bytes = from_any_base64(text_at(signature, "sig"));
    if (!bytes || bytes->empty()) {
      reading.warn("a signature that is no base64 is left out");
      continue;
    }
    envelope.signatures.push_back(std::move(*bytes));
  }
  return true;
}

std::vector<std::string> verifying_keys(Reading& reading, std::string_view message, const std::vector<std::string>& signatures) {
  constexpr size_t kSignatures = 100;
  if (signatures.size() > kSignatures) {
    reading.refuse(
        reason_with("{} signatures, over the limit of {}", "{} Signaturen, über der Grenze von {}", signatures.size(), kSignatures));
  }
  std::vector<std::string> found;
  for (const PublicKey& key : reading.options().keys) {
    for (size_t i = 0; i < signatures.size() && i < kSignatures; ++i) {
      base::Result<bool> good = verifies(key.pem, message, signatures[i]);
      if (!good) {
        reading.warn(fmt::format("`{}` is {}", key.name, good.error().message));
        break;
      }
      if (*good) {
        found.push_back(key.name);
        break;
      }
    }
  }
  return found;
}

void describe_statement(Reading& reading, const JsonValue& statement, bool is_signed) {
  Item& item = reading.item();
  std::string_view type = text_at(statement, "predicateType");
  item.summary.text("predicate_type", type);
  std::vector<std::string_view> first;
  for (const JsonValue& subject : elements_at(statement, "subject")) {
    std::string_view name = text_at(subject, "name");
    std::string_view digest = text_at(subject, "digest.sha256");
    if (first.empty()) first = {name, digest};
    Attributes& record = item.record("attested_subject", digest.empty() ? name : digest);
    record.text("name", name).text("sha256", digest).text("predicate_type", type).flag("verified", is_signed);
  }
  if (first.empty()) reading.warn("the statement has no subject: it is about nothing");
  item.summary.texts("subject", std::span<const std::string_view>(first));
  bool is_v1 = type.starts_with("https://slsa.dev/provenance/v1");
  bool is_slsa = is_v1 || type.starts_with("https://slsa.dev/provenance/v0.");
  const JsonValue* predicate = statement.find("predicate");
  if (!is_slsa || predicate == nullptr) return;
  std::string_view builder = text_at(*predicate, is_v1 ? "runDetails.builder.id" : "builder.id");
  item.summary.set("builder", Value::string(builder)).set("hermetic", hermetic(*predicate, is_v1));
  item.summary.text("build_type", text_at(*predicate, is_v1 ? "buildDefinition.buildType" : "buildType"));
  item.summary.text("slsa_build_level", level_of(is_slsa, is_signed, builder));
  Attributes& record = item.record("provenance", first.empty() ? std::string_view() : first.back().empty() ? first.front() : first.back());
  record = item.summary;
  record.flag("verified", is_signed);
}

}  // namespace wafpp::evidence
