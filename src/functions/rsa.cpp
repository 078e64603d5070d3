#include "functions/rsa.h"

#include <fmt/format.h>
#include <openssl/bn.h>

#include <memory>
#include <optional>
#include <vector>

#include "base/check.h"
#include "functions/pem.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

constexpr int kMostBits = 8192;
constexpr size_t kMostPrimes = 16;
constexpr size_t kLongestText = size_t{64} * 1024;  // Ten times what the largest key needs.

struct Free {
  void operator()(BIGNUM* number) const { BN_clear_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Big = std::unique_ptr<BIGNUM, Free>;

Big big(std::string_view bytes) {
  Big number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
  WAFPP_CHECK(number != nullptr, "no memory for a number");
  return number;
}

tl::unexpected<FunctionError> refuse_key(std::string message) { return refuse(1, std::move(message)); }
tl::unexpected<FunctionError> refuse_private_key(std::string_view why) { return refuse_key(fmt::format("invalid private key: {}", why)); }
tl::unexpected<FunctionError> refuse_asn1(std::string_view why) {
  return refuse_key(fmt::format("invalid ASN1 data in the given private key: {}", why));
}

/// A key as it is read. All but the primes as bytes; integers in these forms carry a sign, of which nothing is left here.
struct Numbers {
  std::string_view modulus;
  std::string_view public_exponent;
  std::string_view private_exponent;
  std::vector<std::string_view> primes;
};

/// Reads ASN.1 in its distinguished encoding, as much as a key needs.
class Der {
 public:
  static constexpr uint8_t kInteger = 0x02;
  static constexpr uint8_t kOctets = 0x04;
  static constexpr uint8_t kObject = 0x06;
  static constexpr uint8_t kSequence = 0x30;

  explicit Der(std::string_view bytes) : rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }
  /// What an element of that tag holds.
  std::optional<std::string_view> take(uint8_t tag) {
    if (rest_.size() < 2 || static_cast<uint8_t>(rest_[0]) != tag) return std::nullopt;
    size_t size = static_cast<uint8_t>(rest_[1]);
    size_t head = 2;
    if (size >= 0x80) {
      size_t bytes = size & 0x7F;
      if (bytes == 0 || bytes > 4 || rest_.size() < head + bytes) return std::nullopt;
      size = 0;
      for (size_t i = 0; i < bytes; ++i) size = size << 8 | static_cast<uint8_t>(rest_[head + i]);
      head += bytes;
      if (size < 0x80) return std::nullopt;  // There is a shorter form.
    }
    if (size > rest_.size() - head) return std::nullopt;
    std::string_view content = rest_.substr(head, size);
    rest_.remove_prefix(head + size);
    return content;
  }
  /// An integer above zero.
  std::optional<std::string_view> positive() {
    auto content = take(kInteger);
    if (!content) return std::nullopt;
    return without_sign(*content);
  }
  static std::optional<std::string_view> without_sign(std::string_view content) {
    if (content.empty() || (content[0] & 0x80) != 0) return std::nullopt;
    content.remove_prefix(std::min(content.find_first_not_of('\0'), content.size()));
    if (content.empty()) return std::nullopt;
    return content;
  }

 private:
  std::string_view rest_;
};

tl::expected<Numbers, FunctionError> read_pkcs1(std::string_view bytes) {
  Der outer(bytes);
  auto sequence = outer.take(Der::kSequence);
  if (!sequence) return refuse_asn1("sequence truncated");
  if (!outer.at_end()) return refuse_asn1("trailing data");
  Der key(*sequence);
  auto version = key.take(Der::kInteger);
  if (!version || version->size() != 1) return refuse_asn1("sequence truncated");
  if ((*version)[0] > 1) return refuse_private_key("x509: unsupported private key version");
  Numbers numbers;
  std::optional<std::string_view> parts[8];
  for (auto& part : parts) {
    part = key.positive();
    if (!part) return refuse_private_key("x509: private key contains zero or negative value");
  }
  numbers.modulus = *parts[0];
  numbers.public_exponent = *parts[1];
  numbers.private_exponent = *parts[2];
  numbers.primes = {*parts[3], *parts[4]};
  if (auto more = key.take(Der::kSequence)) {
    for (Der primes(*more); !primes.at_end();) {
      auto entry = primes.take(Der::kSequence);
      auto prime = entry ? Der(*entry).positive() : std::nullopt;
      if (!prime || numbers.primes.size() >= kMostPrimes) return refuse_asn1("sequence truncated");
      numbers.primes.push_back(*prime);
    }
  }
  return numbers;
}

tl::expected<Numbers, FunctionError> read_pkcs8(std::string_view bytes) {
  constexpr std::string_view kRsa = "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01";  // 1.2.840.113549.1.1.1
  auto sequence = Der(bytes).take(Der::kSequence);
  if (!sequence) return refuse_asn1("sequence truncated");
  Der info(*sequence);
  auto version = info.take(Der::kInteger);
  auto algorithm = info.take(Der::kSequence);
  auto content = info.take(Der::kOctets);
  auto object = algorithm ? Der(*algorithm).take(Der::kObject) : std::nullopt;
  if (!version || !object || !content) return refuse_asn1("sequence truncated");
  if (*object != kRsa) return refuse_key("invalid private key type");
  return read_pkcs1(*content);
}

/// SSH's own encoding: every field behind its length.
class SshFields {
 public:
  explicit SshFields(std::string_view bytes) : rest_(bytes) {}
  std::optional<uint32_t> number() {
    if (rest_.size() < 4) return std::nullopt;
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(rest_[i]);
    rest_.remove_prefix(4);
    return value;
  }
  std::optional<std::string_view> field() {
    auto size = number();
    if (!size || *size > rest_.size()) return std::nullopt;
    std::string_view content = rest_.substr(0, *size);
    rest_.remove_prefix(*size);
    return content;
  }

 private:
  std::string_view rest_;
};

tl::expected<Numbers, FunctionError> read_openssh(std::string_view bytes) {
  constexpr std::string_view kMagic("openssh-key-v1\0", 15);
  if (!bytes.starts_with(kMagic)) return refuse_private_key("ssh: invalid openssh private key format");
  SshFields outer(bytes.substr(kMagic.size()));
  auto cipher = outer.field();
  auto derivation = outer.field();
  auto options = outer.field();
  auto count = outer.number();
  auto public_key = outer.field();
  auto block = outer.field();
  if (!derivation || !options || !count || !public_key || !block) return refuse_private_key("ssh: short read");
  if (*count != 1) return refuse_private_key("ssh: multi-key files are not supported");
  if (*cipher != "none" || *derivation != "none") return refuse_private_key("ssh: this private key is passphrase protected");

  SshFields inner(*block);
  auto first = inner.number();
  auto second = inner.number();
  auto type = inner.field();
  if (!type || *first != *second) return refuse_private_key("ssh: malformed OpenSSH key");
  if (*type != "ssh-rsa") return refuse_key("invalid private key type");
  std::optional<std::string_view> parts[6];  // n, e, d, the inverse of q, p, q.
  for (auto& part : parts) {
    auto content = inner.field();
    part = content ? Der::without_sign(*content) : std::nullopt;
    if (!part) return refuse_private_key("ssh: malformed OpenSSH key");
  }
  return Numbers{*parts[0], *parts[1], *parts[2], {*parts[4], *parts[5]}};
}

/// Whether the primes give the modulus, and the exponents undo each other.
tl::expected<RsaKey, FunctionError> checked(const Numbers& numbers) {
  for (std::string_view part : {numbers.modulus, numbers.public_exponent, numbers.private_exponent}) {
    if (part.size() > kMostBits / 8) return over_limit(fmt::format("an RSA key of more than {} bits", kMostBits));
  }
  std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  Big exponents(BN_new());
  Big product = big("\x01");
  Big rest(BN_new());
  WAFPP_CHECK(context && exponents && rest, "no memory for numbers");
  Big public_exponent = big(numbers.public_exponent);
  if (BN_is_one(public_exponent.get())) return refuse_private_key("crypto/rsa: public exponent too small");
  if (BN_num_bits(public_exponent.get()) > 31) return refuse_private_key("crypto/rsa: public exponent too large");
  BN_mul(exponents.get(), public_exponent.get(), big(numbers.private_exponent).get(), context.get());
  BN_sub_word(exponents.get(), 1);
  bool inverse = true;
  for (std::string_view bytes : numbers.primes) {
    if (bytes.size() > numbers.modulus.size()) return refuse_private_key("crypto/rsa: invalid modulus");
    Big prime = big(bytes);
    if (BN_is_one(prime.get())) return refuse_private_key("crypto/rsa: invalid prime value");
    BN_mul(product.get(), product.get(), prime.get(), context.get());
    BN_sub_word(prime.get(), 1);
    BN_mod(rest.get(), exponents.get(), prime.get(), context.get());
    inverse = inverse && BN_is_zero(rest.get());
  }
  if (BN_cmp(product.get(), big(numbers.modulus).get()) != 0) return refuse_private_key("crypto/rsa: invalid modulus");
  if (!inverse) return refuse_private_key("crypto/rsa: invalid exponents");
  return RsaKey{std::string(numbers.modulus), std::string(numbers.private_exponent)};
}

}  // namespace

tl::expected<RsaKey, FunctionError> read_rsa_key(std::string_view pem) {
  if (pem.size() > kLongestText) return over_limit(fmt::format("a private key of more than {} bytes", kLongestText));
  std::optional<PemBlock> block = first_pem_block(pem);
  if (!block) return refuse_private_key("ssh: no key found");
  if (block->encrypted) return refuse_private_key("ssh: this private key is passphrase protected");
  if (block->type == "RSA PRIVATE KEY") return read_pkcs1(block->bytes).and_then(checked);
  if (block->type == "PRIVATE KEY") return read_pkcs8(block->bytes).and_then(checked);
  if (block->type == "OPENSSH PRIVATE KEY") return read_openssh(block->bytes).and_then(checked);
  if (block->type == "EC PRIVATE KEY" || block->type == "DSA PRIVATE KEY") return refuse_key("invalid private key type");
  return refuse_private_key(fmt::format("ssh: unsupported key type {}", value::quote(block->type)));
}

tl::expected<std::string, FunctionError> decrypt_pkcs1(const RsaKey& key, std::string_view ciphertext) {
  const auto failed = refuse("failed to decrypt: crypto/rsa: decryption error");
  constexpr size_t kLeastPadding = 11;
  size_t size = key.modulus.size();
  if (size < kLeastPadding || ciphertext.size() > size) return failed;
  Big modulus = big(key.modulus);
  Big input = big(ciphertext);
  // Montgomery's form wants an odd modulus; no product of odd primes is even.
  if (BN_cmp(input.get(), modulus.get()) >= 0 || !BN_is_odd(modulus.get())) return failed;
  std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  Big output(BN_new());
  WAFPP_CHECK(context && output, "no memory for numbers");
  if (BN_mod_exp_mont_consttime(output.get(), input.get(), big(key.exponent).get(), modulus.get(), context.get(), nullptr) != 1)
    return failed;
  std::string plain(size, '\0');
  if (BN_bn2binpad(output.get(), reinterpret_cast<unsigned char*>(plain.data()), static_cast<int>(size)) < 0) return failed;
  // RFC 8017, 7.2.2: 0, 2, at least eight bytes that are not 0, 0, the message.
  size_t end = plain.find('\0', 2);
  if (plain[0] != 0 || plain[1] != 2 || end == std::string::npos || end < kLeastPadding - 1) return failed;
  return plain.substr(end + 1);
}

}  // namespace wafpp::functions
