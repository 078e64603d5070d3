#include "evidence/spdx/document.h"

namespace wafpp::evidence {

namespace {

void add_package(Reading& reading, SpdxDocument& document, const JsonValue& from) {
  Item& item = reading.item();
  SpdxPackage package;
  Component& component = package.component;
  component.name = item.keep(text_at(from, "name"));
  if (component.name.empty()) {
    reading.warn("a package without a name is left out");
    return;
  }
  component.version = item.keep(said(text_at(from, "versionInfo")));
  component.ref = item.keep(text_at(from, "SPDXID"));
  component.supplier = item.keep(said(text_at(from, "supplier")));
  package.purpose = item.keep(text_at(from, "primaryPackagePurpose"));
  component.type = package.purpose;
  std::string_view licence = said(text_at(from, "licenseDeclared"));
  if (licence.empty()) licence = said(text_at(from, "licenseConcluded"));
  if (!licence.empty()) component.licences = item.keep_sorted({licence});
  for (const JsonValue& reference : elements_at(from, "externalRefs")) {
    if (text_at(reference, "referenceType") == "purl") component.purl = item.keep(text_at(reference, "referenceLocator"));
  }
  for (const JsonValue& checksum : elements_at(from, "checksums")) {
    if (text_at(checksum, "algorithm") == "SHA256") component.sha256 = item.keep(text_at(checksum, "checksumValue"));
  }
  for (const JsonValue& annotation : elements_at(from, "annotations")) {
    constexpr std::string_view kDigest = "RepoDigest: ";
    std::string_view comment = text_at(annotation, "comment");
    if (comment.starts_with(kDigest)) package.repo_digest = item.keep(comment.substr(kDigest.size()));
  }
  document.packages.push_back(package);
}

}  // namespace

void read_spdx_json(Reading& reading) {
  Item& item = reading.item();
  SpdxDocument document;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "packages") {
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
