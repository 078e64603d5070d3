#include "evidence/spdx/document.h"

#include <algorithm>

#include "base/text.h"

namespace wafpp::evidence {

namespace {

bool is_container(const Component& package) {
  return package.type == "CONTAINER" || package.type == "container" || package.purl.starts_with("pkg:oci/");
}

/// In the order of proof: package URL, version, annotation, checksum of the package itself.
std::string subject_digest(const Component& package, std::string_view repo_digest) {
  if (std::string digest = digest_of_purl(package.purl); !digest.empty()) return digest;
  if (is_sha256_digest(package.version)) return std::string(package.version);
  size_t at = repo_digest.rfind('@');
  if (at != std::string_view::npos && is_sha256_digest(repo_digest.substr(at + 1))) return std::string(repo_digest.substr(at + 1));
  std::string checksum = "sha256:" + std::string(package.sha256);
  return is_sha256_digest(checksum) ? checksum : std::string();
}

/// The first package that has the first of these ids that one has. A document may name as many as there are packages: then they are
/// looked up.
const Component* described_package(std::span<const Component> packages, std::span<const std::string_view> ids) {
  constexpr size_t kFew = 4;
  auto has = [](std::string_view id) { return [id](const Component& package) { return package.ref == id; }; };
  std::unordered_map<std::string_view, const Component*> by_id;
  if (ids.size() > kFew) {
    for (const Component& package : packages) by_id.emplace(package.ref, &package);
  }
  for (std::string_view id : ids) {
    if (ids.size() > kFew) {
      if (auto found = by_id.find(id); found != by_id.end()) return found->second;
    } else if (auto found = std::find_if(packages.begin(), packages.end(), has(id)); found != packages.end()) {
      return &*found;
    }
  }
  return nullptr;
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
    document.frame.link(from);
    document.frame.link(to);
  }
}

void finish_spdx(Item& item, SpdxDocument& document) {
  if (const Component* subject = described_package(item.components, document.described)) {
    item.sbom.has_subject = true;
    document.frame.subject = subject->ref;
    item.sbom.subject_type = subject->type;
    item.sbom.subject_name = subject->name;
    item.sbom.is_container = is_container(*subject);
    auto repo_digest = document.repo_digests.find(static_cast<size_t>(subject - item.components.data()));
    std::string_view digest = repo_digest == document.repo_digests.end() ? std::string_view() : repo_digest->second;
    if (item.sbom.is_container) item.sbom.subject_digest = item.keep(subject_digest(*subject, digest));
  }
  summarise_sbom(item, "packages", document.frame);
}

}  // namespace wafpp::evidence
