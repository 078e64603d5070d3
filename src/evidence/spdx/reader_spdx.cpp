#include "evidence/spdx/document.h"

namespace wafpp::evidence {

namespace {

bool is_json(const Shape& shape) { return shape.text("spdxVersion").starts_with("SPDX-2.") && shape.has("SPDXID"); }

/// Whether a line of the head begins with `start`.
bool has_line(std::string_view head, std::string_view start) {
  for (size_t at = 0; at < head.size();) {
    if (head.substr(at).starts_with(start)) return true;
    size_t end = head.find('\n', at);
    if (end == std::string_view::npos) return false;
    at = end + 1;
  }
  return false;
}

bool is_tag_value(const Shape& shape) { return shape.writing == Writing::Text && has_line(shape.head, "SPDXVersion:"); }

/// Tools sort the keys: the version may stand far behind, and the document's own id is among the first lines.
bool is_yaml(const Shape& shape) {
  if (shape.writing != Writing::Text) return false;
  if (has_line(shape.head, "spdxVersion:") || has_line(shape.head, "\"spdxVersion\":")) return true;
  return has_line(shape.head, "SPDXID: SPDXRef-DOCUMENT") && has_line(shape.head, "creationInfo:");
}

bool is_3(const Shape& shape) {
  std::string_view context = shape.text("@context");
  if (context.empty()) context = shape.text("@context[]");
  return context.find("spdx.org/rdf/3") != std::string_view::npos && shape.is_array("@graph");
}

constexpr Kind kKinds[] = {
    {.name = "spdx-2", .title = "SPDX 2 SBOM", .title_de = "SBOM in SPDX 2", .recognise = is_json, .read = read_spdx_json},
    {.name = "spdx-2-tag-value",
     .title = "SPDX 2 SBOM in tags and values",
     .title_de = "SBOM in SPDX 2 als Tags und Werte",
     .recognise = is_tag_value,
     .read = read_spdx_tag_value,
     .accepts = Accepts::Text},
    {.name = "spdx-2-yaml",
     .title = "SPDX 2 SBOM in YAML",
     .title_de = "SBOM in SPDX 2 als YAML",
     .recognise = is_yaml,
     .read = read_spdx_yaml,
     .accepts = Accepts::Text},
    {.name = "spdx-3", .title = "SPDX 3 SBOM", .title_de = "SBOM in SPDX 3", .recognise = is_3, .read = read_spdx_3},
};

}  // namespace

extern const Format reader_spdx;
const Format reader_spdx{.name = "spdx", .kinds = kKinds};

}  // namespace wafpp::evidence
