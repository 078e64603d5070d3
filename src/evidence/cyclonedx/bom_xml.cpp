#include "documents/xml.h"
#include "evidence/common/time.h"
#include "evidence/cyclonedx/bom.h"

namespace wafpp::evidence {

namespace {

using documents::XmlElement;

class BomXml {
 public:
  explicit BomXml(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void read() {
    constexpr std::string_view kNamespace = "http://cyclonedx.org/schema/bom/";
    documents::XmlDocument document;
    documents::XmlDocument::Failure failure;
    if (!document.parse(reading_.text(), failure)) {
      reading_.mark_entry(failure.at);
      reading_.refuse(said_by_parser(failure.message));
      return;
    }
    XmlElement bom = document.root();
    std::string_view space = bom.attribute("xmlns");
    if (bom.name() != "bom" || !space.starts_with(kNamespace)) {
      reading_.refuse({"the root is no `bom` in a namespace of CycloneDX", "die Wurzel ist kein `bom` in einem Namensraum von CycloneDX"});
      return;
    }
    item_.sbom.spec_version = item_.keep(space.substr(kNamespace.size()));
    item_.sbom.serial = item_.keep(bom.attribute("serialNumber"));
    metadata(bom.child("metadata"));
    components(bom.child("components"));
    for (const XmlElement& from : bom.child("dependencies").children("dependency"))
      for (const XmlElement& to : from.children("dependency")) {
        ++item_.sbom.relations;
        frame_.link(from.attribute("ref"));
        frame_.link(to.attribute("ref"));
      }
    for (const XmlElement& from : bom.child("vulnerabilities").children("vulnerability")) vulnerability(from);
    finish_bom(item_, vulnerabilities_, frame_);
  }

 private:
  std::string_view keep(const std::string& text) { return item_.keep(text); }

  std::string_view time(const XmlElement& of, std::string_view name) {
    std::string text = of.text_of(name);
    if (text.empty()) return {};
    if (std::optional<std::string> time = time_of(text)) return item_.keep(*time);
    reading_.mark_entry(of.offset());
    reading_.warn(fmt::format("`{}` is no time with a zone: `{}`; it counts as not given", name, text.substr(0, 60)));
    return {};
  }

  void metadata(const XmlElement& from) {
    item_.sbom.created = time(from, "timestamp");
    XmlElement tools = from.child("tools");
    // `tool` up to 1.4, components since 1.5.
    for (const XmlElement& tool : tools.children("tool")) item_.sbom.tools.push_back(keep(tool.text_of("name")));
    for (const XmlElement& tool : tools.child("components").children("component")) item_.sbom.tools.push_back(keep(tool.text_of("name")));
    XmlElement subject = from.child("component");
    if (!subject) return;
    item_.sbom.has_subject = true;
    item_.sbom.subject_type = item_.keep(subject.attribute("type"));
    item_.sbom.subject_name = keep(subject.text_of("name"));
    item_.sbom.is_container = item_.sbom.subject_type == "container";
    std::string repo_digest;
    for (const XmlElement& property : subject.child("properties").children("property")) {
      if (property.attribute("name") == "aquasecurity:trivy:RepoDigest") repo_digest = property.text();
    }
    if (item_.sbom.is_container) note_subject_digest(item_, subject.text_of("purl"), subject.text_of("version"), repo_digest);
  }

  // The document has bounded the depth.
  void components(const XmlElement& list) {
    for (const XmlElement& from : list.children("component")) {
      std::string name = from.text_of("name");
      std::string group = from.text_of("group");
      if (name.empty()) {
        reading_.mark_entry(from.offset());
        reading_.warn("a component without a name is left out");
      } else {
        Component component;
        component.name = keep(group.empty() ? name : fmt::format("{}/{}", group, name));
        component.version = keep(from.text_of("version"));
        component.purl = keep(from.text_of("purl"));
        component.type = item_.keep(from.attribute("type"));
        std::string supplier = from.child("supplier").text_of("name");
        component.supplier = keep(supplier.empty() ? from.text_of("publisher") : supplier);
        component.ref = item_.keep(from.attribute("bom-ref"));
        component.licences = licences(from.child("licenses"));
        for (const XmlElement& hash : from.child("hashes").children("hash")) {
          if (hash.attribute("alg") == "SHA-256") component.sha256 = keep(hash.text());
        }
        item_.components.push_back(component);
      }
      components(from.child("components"));
    }
  }

  std::span<const std::string_view> licences(const XmlElement& from) {
    std::vector<std::string_view> found;
    for (const XmlElement& choice : from.children()) {
      std::string text = choice.name() == "expression" ? choice.text() : choice.text_of("id");
      if (text.empty()) text = choice.text_of("name");
      if (!text.empty()) found.push_back(keep(text));
    }
    return item_.keep_sorted(std::move(found));
  }

  void vulnerability(const XmlElement& from) {
    BomVulnerability to;
    to.id = keep(from.text_of("id"));
    if (to.id.empty()) {
      reading_.mark_entry(from.offset());
      reading_.warn("a vulnerability without an id is left out");
      return;
    }
    for (const XmlElement& rating : from.child("ratings").children("rating")) {
      if (std::string severity = rating.text_of("severity"); !severity.empty()) to.severities.push_back(keep(severity));
      if (std::string vector = rating.text_of("vector"); !vector.empty()) to.vectors.push_back(keep(vector));
    }
    for (const XmlElement& reference : from.child("references").children("reference")) to.aliases.push_back(keep(reference.text_of("id")));
    to.recommendation = keep(from.text_of("recommendation"));
    to.published = time(from, "published");
    to.created = time(from, "created");
    XmlElement analysis = from.child("analysis");
    to.state = keep(analysis.text_of("state"));
    to.justification = keep(analysis.text_of("justification"));
    to.detail = keep(analysis.text_of("detail"));
    to.first_issued = time(analysis, "firstIssued");
    to.updated = time(analysis, "lastUpdated");
    for (const XmlElement& target : from.child("affects").children("target")) to.affects.push_back(keep(target.text_of("ref")));
    vulnerabilities_.push_back(std::move(to));
  }

  Reading& reading_;
  Item& item_;
  std::vector<BomVulnerability> vulnerabilities_;
  SbomFrame frame_;
};

}  // namespace

void read_bom_xml(Reading& reading) { BomXml(reading).read(); }

}  // namespace wafpp::evidence
