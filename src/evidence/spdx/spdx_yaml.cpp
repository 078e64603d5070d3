#include "documents/yaml.h"
#include "evidence/common/time.h"
#include "evidence/spdx/document.h"

namespace wafpp::evidence {

namespace {

using documents::YamlNode;

std::string_view text_of(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr ? std::string_view() : found->text();
}

std::span<const YamlNode> elements_of(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr ? std::span<const YamlNode>() : found->elements();
}

void add_package(Item& item, const YamlNode& from) {
  Component component;
  component.name = item.keep(text_of(from, "name"));
  if (component.name.empty()) return;
  component.version = item.keep(said(text_of(from, "versionInfo")));
  component.ref = item.keep(text_of(from, "SPDXID"));
  component.supplier = item.keep(said(text_of(from, "supplier")));
  component.type = item.keep(text_of(from, "primaryPackagePurpose"));
  if (std::string_view licence = said(text_of(from, "licenseDeclared")); !licence.empty()) component.licences = item.keep_sorted({licence});
  for (const YamlNode& reference : elements_of(from, "externalRefs")) {
    if (text_of(reference, "referenceType") == "purl") component.purl = item.keep(text_of(reference, "referenceLocator"));
  }
  for (const YamlNode& checksum : elements_of(from, "checksums")) {
    if (text_of(checksum, "algorithm") == "SHA256") component.sha256 = item.keep(text_of(checksum, "checksumValue"));
  }
  item.components.push_back(component);
}

}  // namespace

void read_spdx_yaml(Reading& reading) {
  Item& item = reading.item();
  SpdxDocument document;
  diag::Source source(1, "document", std::string(reading.text()));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  if (sink.has_errors()) {
    const diag::Diagnostic& first = sink.diagnostics().front();
    reading.mark_entry(first.place.begin);
    reading.refuse(said_by_parser(first.message));
    return;
  }
  if (stream.documents().size() > 1) {
    reading.mark_entry(stream.documents()[1].place().begin);
    reading.refuse(
        {"a second document begins here: which of the two counts?", "hier beginnt ein zweites Dokument: welches der beiden zählt?"});
    return;
  }
  const YamlNode& root = stream.root();
  item.sbom.spec_version = item.keep(text_of(root, "spdxVersion"));
  if (item.sbom.spec_version.empty()) {
    reading.refuse({"there is no `spdxVersion`", "`spdxVersion` fehlt"});
    return;
  }
  item.sbom.serial = item.keep(text_of(root, "documentNamespace"));
  if (const YamlNode* creation = root.find("creationInfo")) {
    for (const YamlNode& creator : elements_of(*creation, "creators")) note_creator(item, document, creator.text());
    if (std::optional<std::string> time = time_of(text_of(*creation, "created"))) item.sbom.created = item.keep(*time);
  }
  for (const YamlNode& package : elements_of(root, "packages")) add_package(item, package);
  for (const YamlNode& id : elements_of(root, "documentDescribes")) document.described.push_back(item.keep(id.text()));
  for (const YamlNode& relation : elements_of(root, "relationships")) {
    note_relation(item, document, text_of(relation, "spdxElementId"), text_of(relation, "relationshipType"),
                  text_of(relation, "relatedSpdxElement"));
  }
  finish_spdx(item, document);
}

}  // namespace wafpp::evidence
