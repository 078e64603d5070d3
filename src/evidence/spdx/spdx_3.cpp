#include <unordered_map>

#include "evidence/spdx/document.h"

namespace wafpp::evidence {

namespace {

/// SPDX 3 is a graph of elements in any order: what the document is about is found by its `rootElement` when all are known.
class Graph {
 public:
  explicit Graph(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void read() {
    for_each_member(reading_, [&](std::string_view name) {
      return name == "@graph" && for_each_element(reading_, "@graph", [&](const JsonValue& element) { take(element); });
    });
    // Document, then SBOM, then the artefact: two steps, and no more than a few for a hostile ring.
    constexpr int kSteps = 8;
    std::vector<std::string_view> roots = document_roots_;
    for (int step = 0; step < kSteps && !roots.empty(); ++step) {
      std::vector<std::string_view> next;
      for (std::string_view id : roots) {
        if (auto sbom = sbom_roots_.find(id); sbom != sbom_roots_.end()) {
          next.insert(next.end(), sbom->second.begin(), sbom->second.end());
        } else {
          document_.described.push_back(id);
        }
      }
      roots = std::move(next);
    }
    finish_spdx(item_, document_);
  }

 private:
  std::vector<std::string_view> kept(const JsonValue& element, std::string_view name) {
    std::vector<std::string_view> texts = texts_at(element, name);
    for (std::string_view& text : texts) text = item_.keep(text);
    return texts;
  }

  void take(const JsonValue& element) {
    std::string_view type = text_at(element, "type");
    if (type.empty()) type = text_at(element, "@type");
    std::string_view id = item_.keep(text_at(element, "spdxId"));
    if (type == "CreationInfo") {
      item_.sbom.spec_version = item_.keep(text_at(element, "specVersion"));
      item_.sbom.created = time_at(reading_, element, "created");
    } else if (type == "SpdxDocument") {
      item_.sbom.serial = id;
      document_roots_ = kept(element, "rootElement");
    } else if (type == "software_Sbom" || type == "Bom") {
      sbom_roots_[id] = kept(element, "rootElement");
    } else if (type == "Tool") {
      item_.sbom.tools.push_back(item_.keep(text_at(element, "name")));
    } else if (type == "Organization" || type == "Person") {
      if (document_.frame.author.empty()) document_.frame.author = item_.keep(text_at(element, "name"));
    } else if (type == "Relationship" || type == "LifecycleScopedRelationship") {
      std::span<const JsonValue> all = elements_at(element, "to");
      item_.sbom.relations += all.size();
      if (!all.empty()) document_.frame.link(text_at(element, "from"));
      for (const JsonValue& to : all) document_.frame.link(to.string());
    } else if (type == "software_Package") {
      package(element, id);
    }
  }

  void package(const JsonValue& from, std::string_view id) {
    Component component;
    component.ref = id;
    component.name = item_.keep(text_at(from, "name"));
    if (component.name.empty()) {
      reading_.warn("a package without a name is left out");
      return;
    }
    component.version = item_.keep(text_at(from, "software_packageVersion"));
    component.purl = item_.keep(text_at(from, "software_packageUrl"));
    for (const JsonValue& identifier : elements_at(from, "externalIdentifier")) {
      bool is_purl = text_at(identifier, "externalIdentifierType") == "packageUrl";
      if (component.purl.empty() && is_purl) component.purl = item_.keep(text_at(identifier, "identifier"));
    }
    component.type = item_.keep(text_at(from, "software_primaryPurpose"));
    for (const JsonValue& hash : elements_at(from, "verifiedUsing")) {
      if (text_at(hash, "algorithm") == "sha256") component.sha256 = item_.keep(text_at(hash, "hashValue"));
    }
    item_.components.push_back(component);
  }

  Reading& reading_;
  Item& item_;
  SpdxDocument document_;
  std::vector<std::string_view> document_roots_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> sbom_roots_;
};

}  // namespace

void read_spdx_3(Reading& reading) { Graph(reading).read(); }

}  // namespace wafpp::evidence
