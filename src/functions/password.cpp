#include "functions/password.h"

#include <crypt.h>
#include <fmt/format.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

#include "base/check.h"

namespace wafpp::functions {

namespace {

constexpr int64_t kLeastCost = 4;
constexpr int64_t kMostCost = 31;
constexpr int64_t kMostAllowedCost = 14;
constexpr size_t kLongestPassword = 72;
constexpr size_t kSaltBytes = 16;
// What Go writes. libcrypt takes `$2a$` for hashes that a faulty program may have made, and `$2b$` for the algorithm as Go has it.
constexpr std::string_view kWritten = "$2a$";
constexpr const char* kComputed = "$2b$";

}  // namespace

tl::expected<std::string, FunctionError> password_hash(std::string_view password, int64_t cost) {
  if (password.size() > kLongestPassword) {
    return refuse("error occured generating password bcrypt: password length exceeds 72 bytes");
  }
  if (cost < kLeastCost) cost = kDefaultPasswordCost;
  if (cost > kMostCost) {
    return refuse(fmt::format("error occured generating password crypto/bcrypt: cost {} is outside allowed range ({},{})", cost, kLeastCost,
                              kMostCost));
  }
  if (cost > kMostAllowedCost) return over_limit(fmt::format("bcrypt with a cost of {}; at most {} is allowed", cost, kMostAllowedCost));
  if (password.find('\0') != std::string_view::npos) return over_limit("bcrypt of a password that holds a zero byte");

  std::array<char, kSaltBytes> salt;
  WAFPP_CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), static_cast<int>(salt.size())) == 1,
              "the system gives no random bytes");
  std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting;
  auto data = std::make_unique<crypt_data>();
  const char* hash = nullptr;
  if (crypt_gensalt_rn(kComputed, static_cast<unsigned long>(cost), salt.data(), static_cast<int>(salt.size()), setting.data(),
                       static_cast<int>(setting.size())) != nullptr) {
    hash = crypt_rn(std::string(password).c_str(), setting.data(), data.get(), sizeof(crypt_data));
  }
  if (hash == nullptr) return over_limit("this system's libcrypt has no bcrypt");
  return std::string(kWritten).append(std::string_view(hash).substr(kWritten.size()));
}

}  // namespace wafpp::functions
