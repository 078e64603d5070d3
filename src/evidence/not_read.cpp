#include "evidence/not_read.h"

namespace wafpp::evidence {

namespace {

/// A form that is not read.
struct NotRead {
  bool (*is)(const Shape& shape);
  const char* en;
  const char* de;
};

bool head_has(const Shape& shape, std::string_view text) { return shape.head.find(text) != std::string::npos; }

constexpr NotRead kForms[] = {
    {[](const Shape& shape) {
       return shape.is_array("artifacts") && (shape.text("descriptor.name") == "syft" || shape.has("artifactRelationships"));
     },
     "this is Syft's own JSON, which is not read: `syft convert FILE -o cyclonedx-json=sbom.cdx.json` makes an SBOM of it",
     "das ist Syfts eigenes JSON, das nicht gelesen wird: `syft convert DATEI -o cyclonedx-json=sbom.cdx.json` macht eine SBOM daraus"},
    {[](const Shape& shape) { return shape.is_object("manifests") && shape.has("detector.name"); },
     "this is a dependency snapshot for GitHub, which is not read: `gh api repos/OWNER/REPOSITORY/dependency-graph/sbom --jq .sbom > "
     "sbom.spdx.json` exports the SBOM that GitHub makes of it",
     "das ist ein Dependency-Snapshot für GitHub, der nicht gelesen wird: `gh api repos/OWNER/REPOSITORY/dependency-graph/sbom --jq .sbom "
     "> sbom.spdx.json` exportiert die SBOM, die GitHub daraus macht"},
    {[](const Shape& shape) { return shape.has("sbom.spdxVersion"); },
     "this is the answer of GitHub's API with an SBOM inside: `jq .sbom FILE > sbom.spdx.json` takes it out",
     "das ist die Antwort der API von GitHub mit einer SBOM darin: `jq .sbom DATEI > sbom.spdx.json` nimmt sie heraus"},
    {[](const Shape& shape) {
       return shape.has("auditReportVersion") || (shape.has("advisories") && shape.has("metadata.vulnerabilities"));
     },
     "this is a report of `npm audit`, which is not read: make an SBOM with `npm sbom --sbom-format cyclonedx`, and scan that with "
     "`trivy sbom --format json`",
     "das ist ein Bericht von `npm audit`, der nicht gelesen wird: mit `npm sbom --sbom-format cyclonedx` eine SBOM machen und sie mit "
     "`trivy sbom --format json` prüfen"},
    {[](const Shape& shape) {
       return shape.is_array("fixes") && (shape.has("dependencies[].vulns") || shape.has("dependencies[].skip_reason"));
     },
     "this is pip-audit's own JSON, which is not read: `pip-audit -f cyclonedx-json` tells the same",
     "das ist das eigene JSON von pip-audit, das nicht gelesen wird: `pip-audit -f cyclonedx-json` sagt dasselbe"},
    {[](const Shape& shape) { return shape.is_array("results") && shape.has("paths.scanned") && shape.has("version"); },
     "this is a report of Semgrep, which looks at code: it proves nothing about an image or its packages",
     "das ist ein Bericht von Semgrep, das Code ansieht: er weist über ein Image und seine Pakete nichts nach"},
    {[](const Shape& shape) { return shape.writing == Writing::Xml && head_has(shape, "http://spdx.org/rdf/terms#"); },
     "this is SPDX in RDF, which is not read: `pyspdxtools -i FILE -o sbom.spdx.json` writes it in JSON",
     "das ist SPDX in RDF, das nicht gelesen wird: `pyspdxtools -i DATEI -o sbom.spdx.json` schreibt es in JSON"},
    {[](const Shape& shape) { return shape.writing == Writing::Xml && head_has(shape, "<spdxVersion>"); },
     "this is SPDX in XML, which is not read: `pyspdxtools -i FILE -o sbom.spdx.json` writes it in JSON",
     "das ist SPDX in XML, das nicht gelesen wird: `pyspdxtools -i DATEI -o sbom.spdx.json` schreibt es in JSON"},
};

}  // namespace

std::optional<Reason> why_not_read(const Shape& shape) {
  for (const NotRead& form : kForms) {
    if (form.is(shape)) return Reason{form.en, form.de};
  }
  return std::nullopt;
}

}  // namespace wafpp::evidence
