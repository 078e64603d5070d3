#include "evidence/common/image_name.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace wafpp::evidence {

namespace {

struct Algorithm {
  std::string_view intro;
  size_t digits;
};
constexpr std::array<Algorithm, 2> kAlgorithms = {{{kDigestIntros[0], 64}, {kDigestIntros[1], 128}}};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

bool ends_in_digest(std::string_view name) {
  return std::any_of(kAlgorithms.begin(), kAlgorithms.end(), [&](const Algorithm& algorithm) {
    size_t length = algorithm.intro.size() + algorithm.digits;
    if (name.size() < length) return false;
    std::string_view end = name.substr(name.size() - length);
    return end.starts_with(algorithm.intro) && std::all_of(end.begin() + static_cast<ptrdiff_t>(algorithm.intro.size()), end.end(), is_hex);
  });
}

bool may_end_in_digest(std::string_view end) {
  return std::any_of(kAlgorithms.begin(), kAlgorithms.end(), [&](const Algorithm& algorithm) {
    size_t digits = std::min(end.size(), algorithm.digits);
    if (!std::all_of(end.end() - static_cast<ptrdiff_t>(digits), end.end(), is_hex)) return false;
    std::string_view rest = end.substr(0, end.size() - digits);
    size_t shared = std::min(rest.size(), algorithm.intro.size());
    return rest.substr(rest.size() - shared) == algorithm.intro.substr(algorithm.intro.size() - shared);
  });
}

std::string_view tag_of(std::string_view name) {
  name = name.substr(0, name.find('@'));
  size_t slash = name.rfind('/');
  size_t colon = name.rfind(':');
  bool has_tag = colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash);
  return has_tag ? name.substr(colon + 1) : std::string_view();
}

}  // namespace wafpp::evidence
