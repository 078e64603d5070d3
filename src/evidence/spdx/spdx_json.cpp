#include "evidence/spdx/document.h"

namespace wafpp::evidence {

namespace {

void add_package(Reading& reading, SpdxDocument& document, const JsonValue& from) {
  Item& item = reading.item();
  std::string_view name;
  std::string_view version;
  std::string_view declared;
  std::string_view concluded;
  Component component;
  // One way over the members in place of one for each name: there are twenty of them, and most are asked for.
  for (const JsonMember& member : from.members()) {
    const JsonValue& value = member.value;
    if (member.name == "name") {
      name = value.string();
    } else if (member.name == "versionInfo") {
      version = said(value.string());
    } else if (member.name == "SPDXID") {
      component.ref = value.string();
    } else if (member.name == "supplier") {
      component.supplier = said(value.string());
    } else if (member.name == "primaryPackagePurpose") {
      component.type = value.string();
    } else if (member.name == "licenseDeclared") {
      declared = said(value.string());
    } else if (member.name == "licenseConcluded") {
      concluded = said(value.string());
    } else if (member.name == "externalRefs") {
      for (const JsonValue& reference : value.elements()) {
        if (text_at(reference, "referenceType") == "purl") component.purl = text_at(reference, "referenceLocator");
      }
    } else if (member.name == "checksums") {
      for (const JsonValue& checksum : value.elements()) {
        if (text_at(checksum, "algorithm") == "SHA256") component.sha256 = text_at(checksum, "checksumValue");
      }
    } else if (member.name == "annotations") {
      for (const JsonValue& annotation : value.elements()) {
        constexpr std::string_view kDigest = "RepoDigest: ";
        std::string_view comment = text_at(annotation, "comment");
        if (comment.starts_with(kDigest)) {
          document.repo_digests[item.components.size()] = item.keep(comment.substr(kDigest.size()));
        }
      }
    }
  }
  if (name.empty()) {
    document.repo_digests.erase(item.components.size());
    reading.warn("a package without a name is left out");
    return;
  }
  std::string_view licence = declared.empty() ? concluded : declared;
  if (!licence.empty()) component.licences = item.keep_one(licence);
  component.purl = item.copy(component.purl);
  take_name_and_version(item, component, name, version);
  component.ref = item.copy(component.ref);
  component.supplier = item.keep(component.supplier);
  component.type = item.keep(component.type);
  component.sha256 = item.copy(component.sha256);
  item.components.push_back(component);
}

}  // namespace

void read_spdx_json(Reading& reading) {
  Item& item = reading.item();
  SpdxDocument document;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "packages") {
      make_room(reading, "packages", item.components);
      return for_each_element(reading, "packages", [&](const JsonValue& package) { add_package(reading, document, package); });
    }
    if (name == "relationships") {
      return for_each_element(reading, "relationships", [&](const JsonValue& relation) {
        note_relation(item, document, text_at(relation, "spdxElementId"), text_at(relation, "relationshipType"),
                      text_at(relation, "relatedSpdxElement"));
      });
    }
    if (name == "documentDescribes") {
      return for_each_element(reading, "documentDescribes",
                              [&](const JsonValue& id) { document.described.push_back(item.keep(id.string())); });
    }
    bool is_creation = name == "creationInfo";
    bool is_version = name == "spdxVersion";
    if (!is_creation && !is_version && name != "documentNamespace") return false;
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    if (is_creation) {
      item.sbom.created = time_at(reading, value->root(), "created");
      for (std::string_view creator : texts_at(value->root(), "creators")) note_creator(item, document, creator);
    } else {
      (is_version ? item.sbom.spec_version : item.sbom.serial) = item.keep(value->root().string());
    }
    return true;
  });
  finish_spdx(item, document);
}

}  // namespace wafpp::evidence
