#include <algorithm>

#include "evidence/common/signature.h"
#include "evidence/provenance/envelope.h"

namespace wafpp::evidence {

namespace {

constexpr std::string_view kInToto = "application/vnd.in-toto+json";

/// What an envelope holds, if it is an in-toto statement, once its signatures were looked at. Where the user gave keys and none of
/// them fits, nothing of it counts.
void take_envelope(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  Envelope envelope;
  if (!read_envelope(reading, from, envelope)) return;
  item.summary.text("payload_type", envelope.payload_type);
  std::vector<std::string> keys = verifying_keys(reading, dsse_encoding(envelope.payload_type, envelope.payload), envelope.signatures);
  item.summary.texts("verifies_with", keys).flag("checked", !reading.options().keys.empty());
  bool is_in_toto = envelope.payload_type == kInToto;
  item.summary.flag("reject_as_in_toto", !is_in_toto);
  base::Result<JsonDocument> statement = documents::parse_json(envelope.payload);
  if (is_in_toto) {
    if (!statement || !statement->root().is(JsonKind::Object)) {
      reading.refuse({"the payload is no JSON object", "der Inhalt ist kein JSON-Objekt"});
      return;
    }
    describe_statement(reading, statement->root(), !keys.empty());
  }
  if (!reading.options().keys.empty() && keys.empty()) {
    reading.refuse({"none of the given keys verifies a signature: the payload was changed after signing, or signed by somebody else",
                    "keiner der gegebenen Schlüssel bestätigt eine Signatur: der Inhalt wurde nach dem Signieren geändert oder von jemand "
                    "anderem signiert"});
  }
  if (reading.options().keys.empty()) reading.warn("the signature was not checked: give the signer's public key with `--key`");
}

/// Takes each of the documents that follow each other (`.intoto.jsonl`). The summary is that of the first; all subjects are records.
template <typename Take>
void take_lines(Reading& reading, Take&& take) {
  Item& item = reading.item();
  Attributes first;
  int64_t count = 0;
  while (!reading.refused() && !reading.json().at_end()) {
    std::optional<JsonDocument> document = reading.read();
    if (!document) return;
    item.summary = {};
    take(document->root());
    if (++count == 1) first = item.summary;
  }
  item.summary = first;
  if (count > 1) item.summary.number("documents", count);
}

void read_dsse(Reading& reading) {
  take_lines(reading, [&](const JsonValue& root) { take_envelope(reading, root); });
}

void read_statement(Reading& reading) {
  take_lines(reading, [&](const JsonValue& root) {
    reading.item().summary.texts("verifies_with", std::vector<std::string>());
    describe_statement(reading, root, false);
  });
}

/// A signature over a file, which the user has to give: the digest in the bundle is only a hint.
void take_message(Reading& reading, const JsonValue& message) {
  Item& item = reading.item();
  const ReadOptions& options = reading.options();
  base::Result<std::string> signature = from_any_base64(text_at(message, "signature"));
  if (!signature) {
    reading.refuse({"the signature is no base64", "die Signatur ist kein Base64"});
    return;
  }
  if (options.artefact_name.empty()) {
    item.summary.texts("verifies_with", std::vector<std::string>());
    reading.warn("the signature was not checked: name the file that was signed with `--artefact`, and the key with `--key`");
    return;
  }
  std::vector<std::string> keys = verifying_keys(reading, options.artefact, {*signature});
  item.summary.texts("verifies_with", keys);
  if (keys.empty() && !options.keys.empty())
    reading.refuse({"none of the given keys verifies the signature over the named file",
                    "keiner der gegebenen Schlüssel bestätigt die Signatur über die genannte Datei"});
}

void take_bundle(Reading& reading, const JsonValue& root) {
  Item& item = reading.item();
  const JsonValue* envelope = root.find("dsseEnvelope");
  const JsonValue* message = root.find("messageSignature");
  item.summary.text("media_type", text_at(root, "mediaType")).text("content", envelope != nullptr ? "dsse" : "message-signature");
  item.summary.flag("transparency_log", !elements_at(root, "verificationMaterial.tlogEntries").empty());
  item.summary.text("subject_file", reading.options().artefact_name);
  // A certificate names who signed; whether that is true only its issuer's root can tell.
  item.summary.flag("keyless", at(root, "verificationMaterial.certificate") != nullptr ||
                                   at(root, "verificationMaterial.x509CertificateChain") != nullptr);
  if (envelope != nullptr) {
    take_envelope(reading, *envelope);
  } else if (message != nullptr) {
    take_message(reading, *message);
  } else {
    reading.refuse(
        {"the bundle has neither `dsseEnvelope` nor `messageSignature`", "das Bündel hat weder `dsseEnvelope` noch `messageSignature`"});
  }
}

void read_bundle(Reading& reading) {
  take_lines(reading, [&](const JsonValue& root) { take_bundle(reading, root); });
}

bool is_dsse(const Shape& shape) { return shape.has("payloadType") && shape.has("payload") && shape.is_array("signatures"); }
bool is_statement(const Shape& shape) { return shape.text("_type").starts_with("https://in-toto.io/Statement/"); }
bool is_bundle(const Shape& shape) { return shape.text("mediaType").starts_with("application/vnd.dev.sigstore.bundle"); }

constexpr Kind kKinds[] = {
    {.name = "dsse",
     .title = "signed statement (DSSE)",
     .title_de = "signierte Aussage (DSSE)",
     .recognise = is_dsse,
     .read = read_dsse,
     .has_lines = true},
    {.name = "in-toto-statement",
     .title = "unsigned in-toto statement",
     .title_de = "unsignierte in-toto-Aussage",
     .recognise = is_statement,
     .read = read_statement,
     .has_lines = true},
    {.name = "sigstore-bundle",
     .title = "Sigstore bundle",
     .title_de = "Sigstore-Bundle",
     .recognise = is_bundle,
     .read = read_bundle,
     .has_lines = true},
};

}  // namespace

extern const Format reader_provenance;
const Format reader_provenance{.name = "provenance", .kinds = kKinds};

}  // namespace wafpp::evidence
