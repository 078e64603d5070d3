#include <map>

#include "evidence/cyclonedx/bom.h"

namespace wafpp::evidence {

namespace {

/// The serial number in a link to a BOM, as a BOM itself writes it: `urn:cdx:SERIAL/1#ref` is `urn:uuid:SERIAL`.
std::string serial_of_link(std::string_view ref) {
  constexpr std::string_view kLink = "urn:cdx:";
  if (!ref.starts_with(kLink)) return {};
  ref.remove_prefix(kLink.size());
  return "urn:uuid:" + std::string(ref.substr(0, ref.find('/')));
}

std::string_view ref_of_link(std::string_view ref) {
  if (!ref.starts_with("urn:cdx:")) return ref;
  size_t hash = ref.find('#');
  return hash == std::string_view::npos ? std::string_view() : ref.substr(hash + 1);
}

}  // namespace

void read_bom_vex(Reading& reading) {
  Item& item = reading.item();
  read_bom_json(reading);
  // Findings are those of a scanner; this document only judges what one found.
  item.is_scan = false;
  item.is_sbom = false;
  item.findings.clear();
  std::map<std::string, size_t> serials;
  for (Statement& statement : item.statements) {
    if (std::string serial = serial_of_link(statement.product); !serial.empty()) ++serials[serial];
    std::string_view ref = ref_of_link(statement.product);
    if (ref.starts_with("pkg:")) statement.subcomponent = item.keep(ref);
  }
  std::string author(item.summary.text_of("author"));
  item.summary = {};
  item.summary.text("author", author).text("spec_version", item.sbom.spec_version).text("created", item.sbom.created);
  // The SBOM that most of it is about.
  std::string_view main;
  size_t most = 0;
  for (const auto& [serial, count] : serials) {
    if (count > most) {
      main = serial;
      most = count;
    }
  }
  item.summary.text("sbom_serial", main);
  std::vector<value::Member> members;
  for (const Statement& statement : item.statements) {
    Attributes entry;
    entry.text("status", statement.status);
    std::string serial = serial_of_link(statement.product);
    bool is_other = !serial.empty() && serial != main;
    bool excludes = statement.status == "not_affected" && !is_other;
    bool runs = (statement.status == "under_investigation" || statement.status == "affected") && !is_other;
    entry.text("effect", excludes ? "excluded" : runs ? "none: the clock runs" : "none");
    if (is_other) entry.text("reason", "the BOM-Link names another serial number");
    members.push_back({Value::string(statement.vulnerability), entry.object()});
  }
  item.summary.set("statements", Value::object(std::move(members)));
}

}  // namespace wafpp::evidence
