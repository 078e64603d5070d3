#pragma once

#include <string_view>

#include "evidence/item.h"

namespace wafpp::evidence {

/// The digest in a package URL of an image (`pkg:oci/name@sha256%3A...`), `sha256:...`; empty where there is none.
std::string digest_of_purl(std::string_view purl);
/// Whether `text` is `sha256:` and 64 hexadecimal digits.
bool is_sha256_digest(std::string_view text);

/// Writes what all SBOMs are asked for into the item's summary. `components`: what the format calls its parts.
void summarise_sbom(Item& item, std::string_view components);

}  // namespace wafpp::evidence
