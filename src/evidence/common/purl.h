#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace wafpp::evidence {

/// A package URL, decoded and normalised by the rules of its type.
struct Purl {
  std::string type;
  std::string space;  ///< The namespace, its segments with `/` between; may be empty.
  std::string name;
  std::string version;  ///< Of deb and rpm with the epoch in front (`1:2.0`), wherever it was written.
  std::map<std::string, std::string> qualifiers;
  std::string subpath;

  /// The canonical text.
  std::string text() const;
  /// Type, namespace and name alone: what stays when a package is updated.
  std::string package() const;
};

/// Bytes; what is longer is no package URL of anything.
constexpr size_t kLongestPurl = 8192;
/// Nothing where `text` is no package URL.
std::optional<Purl> parse_purl(std::string_view text);

/// Whether `named`, which may leave out version and qualifiers, means `found`: what it says has to be there, and the same.
bool purl_covers(const Purl& named, const Purl& found);

}  // namespace wafpp::evidence
