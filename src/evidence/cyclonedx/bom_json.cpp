#include "evidence/cyclonedx/bom.h"

namespace wafpp::evidence {

namespace {

std::vector<std::string_view> licences_of(const JsonValue& component) {
  std::vector<std::string_view> licences;
  for (const JsonValue& choice : elements_at(component, "licenses")) {
    for (std::string_view path : {"license.id", "license.name", "expression"}) {
      if (std::string_view text = text_at(choice, path); !text.empty()) {
        licences.push_back(text);
        break;
      }
    }
  }
  return licences;
}

std::string_view sha256_of(const JsonValue& component) {
  for (const JsonValue& hash : elements_at(component, "hashes")) {
    if (text_at(hash, "alg") == "SHA-256") return text_at(hash, "content");
  }
  return {};
}

/// The component and, since they nest, what it holds. The reader has bounded the depth.
void add_component(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  if (!from.is(JsonKind::Object) || text_at(from, "name").empty()) {
    reading.warn("a component without a name is left out");
  } else {
    Component component;
    std::string_view group = text_at(from, "group");
    std::string_view name = text_at(from, "name");
    component.name = item.keep(group.empty() ? std::string(name) : fmt::format("{}/{}", group, name));
    component.version = item.keep(text_at(from, "version"));
    component.purl = item.copy(text_at(from, "purl"));
    component.type = item.keep(text_at(from, "type"));
    std::string_view supplier = text_at(from, "supplier.name");
    component.supplier = item.keep(supplier.empty() ? text_at(from, "publisher") : supplier);
    component.licences = item.keep_sorted(licences_of(from));
    std::string_view ref = text_at(from, "bom-ref");
    component.ref = component.purl == ref ? component.purl : item.copy(ref);
    component.sha256 = item.copy(sha256_of(from));
    item.components.push_back(component);
  }
  for (const JsonValue& nested : elements_at(from, "components")) add_component(reading, nested);
}

std::string_view property_of(const JsonValue& from, std::string_view name) {
  for (const JsonValue& property : elements_at(from, "properties")) {
    if (text_at(property, "name") == name) return text_at(property, "value");
  }
  return {};
}

/// Who stands behind the document: a name of those that the versions have had for it.
std::string_view author_of(Item& item, const JsonValue& metadata) {
  for (const JsonValue& author : elements_at(metadata, "authors")) {
    if (std::string_view name = text_at(author, "name"); !name.empty()) return item.keep(name);
  }
  for (std::string_view path : {"manufacturer.name", "manufacture.name", "supplier.name"}) {
    if (std::string_view name = text_at(metadata, path); !name.empty()) return item.keep(name);
  }
  return {};
}

void add_dependency(Item& item, const JsonValue& from, SbomFrame& frame) {
  std::string_view ref = item.keep(text_at(from, "ref"));
  for (const JsonValue& to : elements_at(from, "dependsOn")) {
    ++item.sbom.relations;
    frame.link(ref, item.keep(to.string()));
  }
}

void take_metadata(Reading& reading, const JsonValue& metadata, SbomFrame& frame) {
  Item& item = reading.item();
  frame.author = author_of(item, metadata);
  item.sbom.created = time_at(reading, metadata, "timestamp");
  // An array up to 1.4, an object with components and services since 1.5.
  for (std::string_view path : {"tools", "tools.components", "tools.services"}) {
    for (const JsonValue& tool : elements_at(metadata, path)) {
      if (std::string_view name = text_at(tool, "name"); !name.empty()) item.sbom.tools.push_back(item.keep(name));
    }
  }
  const JsonValue* subject = metadata.find("component");
  if (subject == nullptr || !subject->is(JsonKind::Object)) return;
  item.sbom.has_subject = true;
  item.sbom.subject_type = item.keep(text_at(*subject, "type"));
  item.sbom.subject_name = item.keep(text_at(*subject, "name"));
  item.sbom.is_container = item.sbom.subject_type == "container";
  if (item.sbom.is_container) {
    note_subject_digest(item, text_at(*subject, "purl"), text_at(*subject, "version"),
                        property_of(*subject, "aquasecurity:trivy:RepoDigest"));
  }
}

void add_vulnerability(Reading& reading, const JsonValue& from, std::vector<BomVulnerability>& to) {
  Item& item = reading.item();
  BomVulnerability vulnerability;
  vulnerability.id = item.keep(text_at(from, "id"));
  if (vulnerability.id.empty()) {
    reading.warn("a vulnerability without an id is left out");
    return;
  }
  for (const JsonValue& rating : elements_at(from, "ratings")) {
    if (std::string_view severity = text_at(rating, "severity"); !severity.empty()) vulnerability.severities.push_back(item.keep(severity));
    if (std::string_view vector = text_at(rating, "vector"); !vector.empty()) vulnerability.vectors.push_back(item.keep(vector));
  }
  for (const JsonValue& reference : elements_at(from, "references")) vulnerability.aliases.push_back(item.keep(text_at(reference, "id")));
  vulnerability.recommendation = item.keep(text_at(from, "recommendation"));
  vulnerability.published = time_at(reading, from, "published");
  vulnerability.created = time_at(reading, from, "created");
  vulnerability.state = item.keep(text_at(from, "analysis.state"));
  vulnerability.justification = item.keep(text_at(from, "analysis.justification"));
  vulnerability.detail = item.keep(text_at(from, "analysis.detail"));
  vulnerability.first_issued = time_at(reading, from, "analysis.firstIssued");
  vulnerability.updated = time_at(reading, from, "analysis.lastUpdated");
  for (const JsonValue& affected : elements_at(from, "affects")) vulnerability.affects.push_back(item.keep(text_at(affected, "ref")));
  to.push_back(std::move(vulnerability));
}

}  // namespace

void read_bom_json(Reading& reading) {
  Item& item = reading.item();
  std::vector<BomVulnerability> vulnerabilities;
  SbomFrame frame;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "components") {
      return for_each_element(reading, "components", [&](const JsonValue& component) { add_component(reading, component); });
    }
    if (name == "vulnerabilities") {
      return for_each_element(reading, "vulnerabilities",
                              [&](const JsonValue& each) { add_vulnerability(reading, each, vulnerabilities); });
    }
    if (name == "dependencies") {
      return for_each_element(reading, "dependencies", [&](const JsonValue& each) { add_dependency(item, each, frame); });
    }
    bool is_metadata = name == "metadata";
    bool is_version = name == "version";
    bool is_serial = name == "serialNumber";
    if (!is_metadata && !is_version && !is_serial && name != "specVersion") return false;
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    if (is_metadata) {
      take_metadata(reading, value->root(), frame);
    } else if (is_version) {
      item.sbom.version = value->root().integer().value_or(1);
    } else {
      (is_serial ? item.sbom.serial : item.sbom.spec_version) = item.keep(value->root().string());
    }
    return true;
  });
  finish_bom(item, vulnerabilities, frame);
}

}  // namespace wafpp::evidence
