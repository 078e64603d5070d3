#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/common/json_fields.h"
#include "evidence/common/sbom.h"
#include "evidence/reading.h"

/// SPDX 2 in its three ways of writing, and 3, through one model.
namespace wafpp::evidence {

/// Its packages are the item's components: `ref` is the SPDX id, `type` the purpose.
struct SpdxDocument {
  std::string_view id = "SPDXRef-DOCUMENT";
  std::unordered_map<size_t, std::string_view> repo_digests;  ///< By index of the component: from an annotation that Trivy writes.
  std::vector<std::string_view> described;                    ///< Ids of what the document is about.
  SbomFrame frame;
};

/// `Tool: syft-1.18.1` goes to the tools; the first person or organisation is the author.
void note_creator(Item& item, SpdxDocument& document, std::string_view creator);
/// `NOASSERTION` and `NONE` say nothing.
std::string_view said(std::string_view text);
/// A relationship between two elements.
void note_relation(Item& item, SpdxDocument& document, std::string_view from, std::string_view type, std::string_view to);
/// Takes the parts together.
void finish_spdx(Item& item, SpdxDocument& document);

void read_spdx_json(Reading& reading);
void read_spdx_tag_value(Reading& reading);
void read_spdx_yaml(Reading& reading);
void read_spdx_3(Reading& reading);

}  // namespace wafpp::evidence
