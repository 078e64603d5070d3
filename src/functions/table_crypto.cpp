#include <fmt/format.h>

#include "functions/arguments.h"
#include "functions/base64.h"
#include "functions/digest.h"
#include "functions/password.h"
#include "functions/rsa.h"
#include "functions/uuid.h"
#include "value/quote.h"

/// Hashes, passwords, decryption, identifiers.
namespace wafpp::functions {

namespace {

template <Digest kAlgorithm>
Outcome hexadecimal(std::span<const Value> args, Type, Context&) {
  return Value::string_nfc(to_hex(digest(kAlgorithm, args[0].as_string())));
}

template <Digest kAlgorithm>
Outcome base64(std::span<const Value> args, Type, Context&) {
  return Value::string_nfc(to_base64(digest(kAlgorithm, args[0].as_string())));
}

Outcome bcrypt(std::span<const Value> args, Type, Context&) {
  if (args.size() > 2) return refuse("bcrypt() takes no more than two arguments");
  int64_t cost = kDefaultPasswordCost;
  if (args.size() == 2) {
    auto given = whole_number(args[1]);
    if (!given) return refuse(given.error());
    cost = *given;
  }
  WAFPP_TRY(std::string hash, password_hash(args[0].as_string(), cost));
  return Value::string_nfc(hash);
}

Outcome rsadecrypt(std::span<const Value> args, Type, Context&) {
  std::string_view text = args[0].as_string();
  auto ciphertext = from_base64(text);
  if (!ciphertext) return refuse(0, fmt::format("failed to decode input {}: cipher text must be base64-encoded", value::quote(text)));
  WAFPP_TRY(RsaKey key, read_rsa_key(args[1].as_string()));
  WAFPP_TRY(std::string plain, decrypt_pkcs1(key, *ciphertext));
  return Value::string(plain);
}

Outcome uuid(std::span<const Value>, Type, Context&) { return Value::string_nfc(to_text(random_uuid())); }

Outcome uuidv5(std::span<const Value> args, Type, Context&) {
  std::string_view name = args[0].as_string();
  auto space = uuid_namespace(name);
  if (!space) return refuse(fmt::format("uuidv5() doesn't support namespace {} ({})", name, space.error()));
  return Value::string_nfc(to_text(named_uuid(*space, args[1].as_string())));
}

constexpr Parameter kString[] = {{.name = "str", .shape = Shape::String}};
constexpr Parameter kCost = {.name = "cost", .shape = Shape::Number};
constexpr Parameter kCiphertextAndKey[] = {{.name = "ciphertext", .shape = Shape::String}, {.name = "privatekey", .shape = Shape::String}};
constexpr Parameter kNamespaceAndName[] = {{.name = "namespace", .shape = Shape::String}, {.name = "name", .shape = Shape::String}};

constexpr Example kBase64sha256Examples[] = {{R"(base64sha256("a"))", R"("ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=")"}};
constexpr Example kBase64sha512Examples[] = {
    {R"(base64sha512("a"))", R"("H0D8kttLMOVtEhqUzc5SZRNZXyKPSMbcGmNGJ5yxKzEXFfhi3XGBpTVIxn1hl/VgCYjTUqm9R+vXRB1wySl4nA==")"}};
constexpr Example kBcryptExamples[] = {{R"(length(bcrypt("secret", 4)))", "60"}, {R"(bcrypt("secret", 32))", ""}};
constexpr Example kMd5Examples[] = {{R"(md5("hello world"))", R"("5eb63bbbe01eeed093cb22bb8f5acdc3")"}};
constexpr Example kRsadecryptExamples[] = {{R"(rsadecrypt("bm90IGNpcGhlcg==", "not a key"))", ""}};
constexpr Example kSha1Examples[] = {{R"(sha1("hello world"))", R"("2aae6c35c94fcfb415dbe95f408b9ce91ee846ed")"}};
constexpr Example kSha256Examples[] = {{R"(sha256("a"))", R"("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")"}};
constexpr Example kSha512Examples[] = {{R"(substr(sha512("a"), 0, 16))", R"("1f40fc92da241694")"}};
constexpr Example kUuidExamples[] = {{"length(uuid())", "36"}};
constexpr Example kUuidv5Examples[] = {{R"(uuidv5("dns", "www.terraform.io"))", R"("a5008fae-b28c-5ba5-96cd-82b4c53552d6")"},
                                       {R"(uuidv5("DNS", "www.terraform.io"))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "base64sha256",
        .summary = "The SHA-256 digest of a string's UTF-8 bytes, in base64.",
        .parameters = kString,
        .result = Shape::String,
        .call = base64<Digest::Sha256>,
        .examples = kBase64sha256Examples,
    },
    {
        .name = "base64sha512",
        .summary = "The SHA-512 digest of a string's UTF-8 bytes, in base64.",
        .parameters = kString,
        .result = Shape::String,
        .call = base64<Digest::Sha512>,
        .examples = kBase64sha512Examples,
    },
    {
        .name = "bcrypt",
        .summary = "A Blowfish hash of a password with a new salt each time, its cost optional (10).",
        .parameters = kString,
        .rest = &kCost,
        .result = Shape::String,
        .call = bcrypt,
        .special = Special::Undetermined,
        .examples = kBcryptExamples,
    },
    {
        .name = "md5",
        .summary = "The MD5 digest of a string's UTF-8 bytes, in hexadecimal.",
        .parameters = kString,
        .result = Shape::String,
        .call = hexadecimal<Digest::Md5>,
        .examples = kMd5Examples,
    },
    {
        .name = "rsadecrypt",
        .summary = "What a text in base64 is, decrypted with an RSA private key in PEM form (PKCS #1 v1.5).",
        .parameters = kCiphertextAndKey,
        .result = Shape::String,
        .call = rsadecrypt,
        .examples = kRsadecryptExamples,
    },
    {
        .name = "sha1",
        .summary = "The SHA-1 digest of a string's UTF-8 bytes, in hexadecimal.",
        .parameters = kString,
        .result = Shape::String,
        .call = hexadecimal<Digest::Sha1>,
        .examples = kSha1Examples,
    },
    {
        .name = "sha256",
        .summary = "The SHA-256 digest of a string's UTF-8 bytes, in hexadecimal.",
        .parameters = kString,
        .result = Shape::String,
        .call = hexadecimal<Digest::Sha256>,
        .examples = kSha256Examples,
    },
    {
        .name = "sha512",
        .summary = "The SHA-512 digest of a string's UTF-8 bytes, in hexadecimal.",
        .parameters = kString,
        .result = Shape::String,
        .call = hexadecimal<Digest::Sha512>,
        .examples = kSha512Examples,
    },
    {
        .name = "uuid",
        .summary = "A random identifier in the form of a UUID.",
        .parameters = {},
        .result = Shape::String,
        .call = uuid,
        .special = Special::Undetermined,
        .examples = kUuidExamples,
    },
    {
        .name = "uuidv5",
        .summary = "The UUID of a name in a namespace: `dns`, `url`, `oid`, `x500` or a UUID.",
        .parameters = kNamespaceAndName,
        .result = Shape::String,
        .call = uuidv5,
        .examples = kUuidv5Examples,
    },
};

}  // namespace

extern const FunctionTable table_crypto;
const FunctionTable table_crypto = {kFunctions};

}  // namespace wafpp::functions
