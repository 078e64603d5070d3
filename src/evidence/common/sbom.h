#pragma once

#include <string_view>

#include "base/arena.h"
#include "evidence/item.h"
#include "evidence/text_set.h"

namespace wafpp::evidence {

/// The digest in a package URL of an image (`pkg:oci/name@sha256%3A...`), `sha256:...`; empty where there is none.
std::string digest_of_purl(std::string_view purl);
/// Whether `text` is `sha256:` and 64 hexadecimal digits.
bool is_sha256_digest(std::string_view text);

/// What the quality of an SBOM hangs on besides its parts.
class SbomFrame {
 public:
  std::string_view author;   ///< A person or an organisation that stands behind it; kept in the item.
  std::string_view subject;  ///< The reference of what it is about, where that stands among the parts; likewise.

  /// A relation names this part, on either side.
  void link(std::string_view ref) { linked_.insert(ref, arena_); }
  bool is_linked(std::string_view ref) const { return !ref.empty() && linked_.contains(ref); }

 private:
  base::Arena arena_;
  TextSet linked_;
};

/// Name and version of a component whose package URL is kept already: that mostly has both in it, so that nothing has to be copied.
void take_name_and_version(Item& item, Component& component, std::string_view name, std::string_view version);

/// Writes what all SBOMs are asked for into the item's summary, among it `quality`: NTIA's minimum elements. `components`: what the
/// format calls its parts.
void summarise_sbom(Item& item, std::string_view components, const SbomFrame& frame);

}  // namespace wafpp::evidence
