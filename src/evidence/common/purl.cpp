#include "evidence/common/purl.h"

#include <algorithm>
#include <utility>

namespace wafpp::evidence {

namespace {

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::string lower(std::string text) {
  for (char& letter : text) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  return text;
}

int hex(char digit) {
  if (is_digit(digit)) return digit - '0';
  char small = static_cast<char>(digit | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// A `%` that is followed by no two digits stays as it is: scanners write raw versions.
std::string decoded(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
      result += static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
    } else {
      result += text[at];
    }
  }
  return result;
}

/// All but what the specification leaves alone: letters, digits, `.-_~` and `:`.
void append_encoded(std::string& to, std::string_view text, std::string_view also = {}) {
  constexpr char kHex[] = "0123456789ABCDEF";
  for (char byte : text) {
    bool is_plain = is_letter(byte) || is_digit(byte) || std::string_view(".-_~:").find(byte) != std::string_view::npos ||
                    also.find(byte) != std::string_view::npos;
    if (is_plain) {
      to += byte;
    } else {
      to.append(1, '%').append(1, kHex[static_cast<unsigned char>(byte) >> 4]).append(1, kHex[byte & 15]);
    }
  }
}

/// Segments without the empty ones; `.` and `..` are dropped in a subpath. A slash that was written as `%2F` separates like any other: the
/// specification allows none inside a segment.
std::string segments(std::string_view text, bool drops_dots) {
  std::string plain = decoded(text);
  std::string result;
  for (std::string_view rest = plain; !rest.empty();) {
    size_t slash = rest.find('/');
    std::string_view segment = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    if (segment.empty() || (drops_dots && (segment == "." || segment == ".."))) continue;
    if (!result.empty()) result += '/';
    result += segment;
  }
  return result;
}

// The types whose specification says that names are compared without case.
bool has_small_names(std::string_view type) {
  constexpr std::string_view kTypes[] = {"alpm",   "apk",    "bitbucket", "bitnami", "composer", "deb", "docker", "github",
                                         "gitlab", "golang", "hex",       "npm",     "oci",      "pub", "pypi"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

void normalise(Purl& purl) {
  if (has_small_names(purl.type)) {
    purl.name = lower(std::move(purl.name));
    purl.space = lower(std::move(purl.space));
  }
  if (purl.type == "rpm") purl.space = lower(std::move(purl.space));
  if (purl.type == "pypi") std::replace(purl.name.begin(), purl.name.end(), '_', '-');
  if (purl.type == "huggingface" || purl.type == "oci") purl.version = lower(std::move(purl.version));
  // The epoch may stand in the version or beside it.
  if (auto epoch = purl.qualifiers.find("epoch"); epoch != purl.qualifiers.end() && (purl.type == "deb" || purl.type == "rpm")) {
    if (epoch->second != "0" && purl.version.find(':') == std::string::npos) purl.version = epoch->second + ":" + purl.version;
    purl.qualifiers.erase(epoch);
  }
  // Once is the rule; what is written more often must not change again when it is read again.
  while ((purl.type == "deb" || purl.type == "rpm") && purl.version.starts_with("0:")) purl.version.erase(0, 2);
}

/// What the specification allows in the key of a qualifier, before it is made small.
bool is_key(std::string_view key) {
  return !key.empty() && !is_digit(key.front()) && std::all_of(key.begin(), key.end(), [](char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '.' || byte == '-' || byte == '_';
  });
}

bool is_type(std::string_view type) {
  return !type.empty() && is_letter(type.front()) && std::all_of(type.begin(), type.end(), [](char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '.' || byte == '+' || byte == '-';
  });
}

}  // namespace

std::optional<Purl> parse_purl(std::string_view text) {
  if (text.size() > kLongestPurl || !text.starts_with("pkg:")) return std::nullopt;
  text.remove_prefix(4);
  while (text.starts_with('/')) text.remove_prefix(1);
  Purl purl;
  // From the right, as the specification says: subpath, qualifiers, version, name.
  if (size_t hash = text.rfind('#'); hash != std::string_view::npos) {
    purl.subpath = segments(text.substr(hash + 1), true);
    text = text.substr(0, hash);
  }
  if (size_t question = text.rfind('?'); question != std::string_view::npos) {
    std::string_view pairs = text.substr(question + 1);
    text = text.substr(0, question);
    while (!pairs.empty()) {
      size_t end = pairs.find('&');
      std::string_view pair = pairs.substr(0, end);
      pairs = end == std::string_view::npos ? std::string_view() : pairs.substr(end + 1);
      size_t equals = pair.find('=');
      if (equals == std::string_view::npos || !is_key(pair.substr(0, equals))) continue;
      std::string value = decoded(pair.substr(equals + 1));
      if (!value.empty()) purl.qualifiers[lower(std::string(pair.substr(0, equals)))] = value;
    }
  }
  size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  purl.type = lower(std::string(text.substr(0, slash)));
  if (!is_type(purl.type)) return std::nullopt;
  text.remove_prefix(slash + 1);
  while (text.ends_with('/')) text.remove_suffix(1);
  // An `@` before the last slash belongs to a namespace such as npm's.
  size_t last = text.rfind('/');
  if (size_t version = text.rfind('@');
      version != std::string_view::npos && version != 0 && (last == std::string_view::npos || version > last)) {
    purl.version = decoded(text.substr(version + 1));
    text = text.substr(0, version);
  }
  last = text.rfind('/');
  purl.name = decoded(last == std::string_view::npos ? text : text.substr(last + 1));
  if (last != std::string_view::npos) purl.space = segments(text.substr(0, last), false);
  if (purl.name.empty()) return std::nullopt;
  normalise(purl);
  return purl;
}

std::string Purl::package() const {
  std::string result = "pkg:" + type + "/";
  if (!space.empty()) {
    append_encoded(result, space, "/");
    result += '/';
  }
  append_encoded(result, name);
  return result;
}

std::string Purl::text() const {
  std::string result = package();
  if (!version.empty()) {
    result += '@';
    append_encoded(result, version);
  }
  char before = '?';
  for (const auto& [key, value] : qualifiers) {
    result.append(1, std::exchange(before, '&')).append(key).append(1, '=');
    append_encoded(result, value, "/");
  }
  if (!subpath.empty()) {
    result += '#';
    append_encoded(result, subpath, "/");
  }
  return result;
}

bool purl_covers(const Purl& named, const Purl& found) {
  if (named.type != found.type || named.space != found.space || named.name != found.name) return false;
  if (!named.version.empty() && named.version != found.version) return false;
  if (!named.subpath.empty() && named.subpath != found.subpath) return false;
  return std::all_of(named.qualifiers.begin(), named.qualifiers.end(), [&](const auto& qualifier) {
    auto other = found.qualifiers.find(qualifier.first);
    return other != found.qualifiers.end() && other->second == qualifier.second;
  });
}

}  // namespace wafpp::evidence
