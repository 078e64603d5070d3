#include "evidence/spdx/document.h"

#include "base/text.h"

namespace wafpp::evidence {

namespace {

bool is_container(const SpdxPackage& package) {
  return package.purpose == "CONTAINER" || package.purpose == "container" || package.component.purl.starts_with("pkg:oci/");
}

/// In the order of proof: package URL, version, annotation, checksum of the package itself.
std::string subject_digest(const SpdxPackage& package) {
  if (std::string digest = digest_of_purl(package.component.purl); !digest.empty()) return digest;
  if (is_sha256_digest(package.component.version)) return std::string(package.component.version);
  size_t at = package.repo_digest.rfind('@');
  if (at != std::string_view::npos && is_sha256_digest(package.repo_digest.substr(at + 1)))
    return std::string(package.repo_digest.substr(at + 1));
  std::string checksum = "sha256:" + std::string(package.component.sha256);
  return is_sha256_digest(checksum) ? checksum : std::string();
}

}  // namespace

void note_creator(Item& item, SpdxDocument& document, std::string_view creator) {
  constexpr std::string_view kTool = "Tool:";
  if (creator.starts_with(kTool)) item.sbom.tools.push_back(item.keep(base::trimmed(creator.substr(kTool.size()))));
  for (std::string_view who : {"Organization:", "Person:"}) {
    if (creator.starts_with(who) && document.frame.author.empty()) {
      document.frame.author = item.keep(base::trimmed(creator.substr(who.size())));
    }
  }
}

std::string_view said(std::string_view text) { return text == "NOASSERTION" || text == "NONE" ? std::string_view() : text; }

void note_relation(Item& item, SpdxDocument& document, std::string_view from, std::string_view type, std::string_view to) {
  if (type == "DESCRIBES" && from == document.id) {
    document.described.push_back(item.keep(to));
  } else if (type == "DESCRIBED_BY" && to == document.id) {
    document.described.push_back(item.keep(from));
  } else {
    ++item.sbom.relations;
    document.frame.link(item.keep(from), item.keep(to));
  }
}

void finish_spdx(Item& item, SpdxDocument& document) {
  for (const SpdxPackage& package : document.packages) item.components.push_back(package.component);
  for (std::string_view id : document.described) {
    for (const SpdxPackage& package : document.packages) {
      if (package.component.ref != id || item.sbom.has_subject) continue;
      item.sbom.has_subject = true;
      document.frame.subject = id;
      item.sbom.subject_type = package.purpose;
      item.sbom.subject_name = package.component.name;
      item.sbom.is_container = is_container(package);
      if (item.sbom.is_container) item.sbom.subject_digest = item.keep(subject_digest(package));
    }
  }
  summarise_sbom(item, "packages", document.frame);
}

}  // namespace wafpp::evidence
