#pragma once

#include <string_view>
#include <unordered_set>

#include "evidence/item.h"

namespace wafpp::evidence {

/// The digest in a package URL of an image (`pkg:oci/name@sha256%3A...`), `sha256:...`; empty where there is none.
std::string digest_of_purl(std::string_view purl);
/// Whether `text` is `sha256:` and 64 hexadecimal digits.
bool is_sha256_digest(std::string_view text);

/// What the quality of an SBOM hangs on besides its parts. Views into the item.
struct SbomFrame {
  std::string_view author;                      ///< A person or an organisation that stands behind it.
  std::string_view subject;                     ///< The reference of what it is about, where that stands among the parts.
  std::unordered_set<std::string_view> linked;  ///< References of the parts that a relation names, on either side.

  void link(std::string_view from, std::string_view to) {
    linked.insert(from);
    linked.insert(to);
  }
};

/// Writes what all SBOMs are asked for into the item's summary, among it `quality`: NTIA's minimum elements. `components`: what the
/// format calls its parts.
void summarise_sbom(Item& item, std::string_view components, const SbomFrame& frame);

}  // namespace wafpp::evidence
