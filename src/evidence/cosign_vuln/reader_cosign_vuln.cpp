#include "evidence/common/json_fields.h"
#include "evidence/grype/report.h"
#include "evidence/trivy/report.h"

namespace wafpp::evidence {

namespace {

/// The report of the scanner stands inside, whole.
void take_scanner(Reading& reading) {
  for_each_member(reading, [&](std::string_view name) {
    if (name != "result") return false;
    if (reading.shape().has("scanner.result.matches")) {
      read_grype_report(reading);
    } else if (reading.shape().has("scanner.result.ArtifactName")) {
      read_trivy_report(reading);
    } else {
      reading.mark_entry();
      reading.refuse({"`scanner.result` is neither a report of Trivy nor one of Grype",
                      "`scanner.result` ist weder ein Bericht von Trivy noch einer von Grype"});
    }
    return true;
  });
}

void read_predicate(Reading& reading) {
  Item& item = reading.item();
  for_each_member(reading, [&](std::string_view name) {
    if (name == "scanner") {
      take_scanner(reading);
      return true;
    }
    if (name != "metadata") return false;
    std::optional<JsonDocument> metadata = reading.read();
    if (!metadata) return true;
    item.summary.text("scan_started", time_at(reading, metadata->root(), "scanStartedOn"));
    item.summary.text("scan_finished", time_at(reading, metadata->root(), "scanFinishedOn"));
    return true;
  });
}

bool is_predicate(const Shape& shape) { return shape.is_object("scanner.result") && shape.has("metadata.scanStartedOn"); }

constexpr Kind kKinds[] = {{.name = "cosign-vuln-predicate",
                            .title = "vulnerability attestation of cosign",
                            .title_de = "Schwachstellen-Attestierung von cosign",
                            .recognise = is_predicate,
                            .read = read_predicate}};

}  // namespace

extern const Format reader_cosign_vuln;
const Format reader_cosign_vuln{.name = "cosign_vuln", .kinds = kKinds};

}  // namespace wafpp::evidence
