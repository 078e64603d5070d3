#include "evidence/cyclonedx/bom.h"

namespace wafpp::evidence {

namespace {

bool is_cyclonedx(const Shape& shape) { return shape.text("bomFormat") == "CycloneDX"; }

/// One that lists no parts and judges vulnerabilities is there to judge them.
bool is_vex(const Shape& shape) {
  return is_cyclonedx(shape) && shape.has("vulnerabilities[].analysis.state") && !shape.json.has_elements("components");
}

bool is_json(const Shape& shape) { return is_cyclonedx(shape) && !is_vex(shape); }

bool is_xml(const Shape& shape) {
  return shape.writing == Writing::Xml && shape.head.find("http://cyclonedx.org/schema/bom/") != std::string::npos;
}

constexpr Kind kKinds[] = {
    {.name = "cyclonedx", .title = "CycloneDX SBOM", .title_de = "SBOM in CycloneDX", .recognise = is_json, .read = read_bom_json},
    {.name = "cyclonedx-xml",
     .title = "CycloneDX SBOM in XML",
     .title_de = "SBOM in CycloneDX als XML",
     .recognise = is_xml,
     .read = read_bom_xml,
     .accepts = Accepts::Xml},
    {.name = "cyclonedx-vex",
     .title = "VEX document in CycloneDX",
     .title_de = "VEX-Dokument in CycloneDX",
     .recognise = is_vex,
     .read = read_bom_vex},
};

}  // namespace

extern const Format reader_cyclonedx;
const Format reader_cyclonedx{.name = "cyclonedx", .kinds = kKinds};

}  // namespace wafpp::evidence
