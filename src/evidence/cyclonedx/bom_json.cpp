#include "evidence/cyclonedx/bom.h"

namespace wafpp::evidence {

namespace {

/// What a choice of `licenses` names; empty where it names nothing.
std::string_view licence_of(const JsonValue& choice) {
  const JsonValue* licence = choice.find("license");
  for (std::string_view name : {"id", "name"}) {
    const JsonValue* text = licence == nullptr ? nullptr : licence->find(name);
    if (text != nullptr && !text->string().empty()) return text->string();
  }
  const JsonValue* expression = choice.find("expression");
  return expression == nullptr ? std::string_view() : expression->string();
}

std::span<const std::string_view> licences_of(Item& item, const JsonValue& choices) {
  std::span<const JsonValue> all = choices.elements();
  if (all.size() == 1) {
    std::string_view licence = licence_of(all.front());
    return licence.empty() ? std::span<const std::string_view>() : item.keep_one(licence);
  }
  std::vector<std::string_view> licences;
  for (const JsonValue& choice : all) {
    if (std::string_view text = licence_of(choice); !text.empty()) licences.push_back(text);
  }
  return item.keep_sorted(std::move(licences));
}

std::string_view sha256_of(const JsonValue& hashes) {
  for (const JsonValue& hash : hashes.elements()) {
    if (text_at(hash, "alg") == "SHA-256") return text_at(hash, "content");
  }
  return {};
}

/// The component and, since they nest, what it holds. The reader has bounded the depth.
void add_component(Reading& reading, const JsonValue& from) {
  Item& item = reading.item();
  Component component;
  std::string_view group;
  std::string_view name;
  std::string_view version;
  std::string_view supplier;
  std::string_view publisher;
  const JsonValue* licences = nullptr;
  const JsonValue* nested = nullptr;
  // One way over the members in place of one for each name: most of what there is is asked for.
  for (const JsonMember& member : from.members()) {
    const JsonValue& value = member.value;
    if (member.name == "name") {
      name = value.string();
    } else if (member.name == "group") {
      group = value.string();
    } else if (member.name == "version") {
      version = value.string();
    } else if (member.name == "purl") {
      component.purl = value.string();
    } else if (member.name == "type") {
      component.type = value.string();
    } else if (member.name == "bom-ref") {
      component.ref = value.string();
    } else if (member.name == "hashes") {
      component.sha256 = sha256_of(value);
    } else if (member.name == "licenses") {
      licences = &value;
    } else if (member.name == "supplier") {
      supplier = text_at(value, "name");
    } else if (member.name == "publisher") {
      publisher = value.string();
    } else if (member.name == "components") {
      nested = &value;
    }
  }
  if (name.empty()) {
    reading.warn("a component without a name is left out");
  } else {
    bool is_purl_ref = component.purl == component.ref;
    component.purl = item.copy(component.purl);
    if (group.empty()) {
      take_name_and_version(item, component, name, version);
    } else {
      std::string both(group);
      both.append(1, '/').append(name);
      take_name_and_version(item, component, both, version);
    }
    component.type = item.keep(component.type);
    component.supplier = item.keep(supplier.empty() ? publisher : supplier);
    if (licences != nullptr) component.licences = licences_of(item, *licences);
    component.ref = is_purl_ref ? component.purl : item.copy(component.ref);
    component.sha256 = item.copy(component.sha256);
    item.components.push_back(component);
  }
  if (nested == nullptr) return;
  for (const JsonValue& each : nested->elements()) add_component(reading, each);
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
  std::span<const JsonValue> all = elements_at(from, "dependsOn");
  item.sbom.relations += all.size();
  if (!all.empty()) frame.link(text_at(from, "ref"));
  for (const JsonValue& to : all) frame.link(to.string());
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
      make_room(reading, "components", item.components);
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
