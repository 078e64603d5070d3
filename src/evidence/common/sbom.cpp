#include "evidence/common/sbom.h"

#include <algorithm>

namespace wafpp::evidence {

bool is_sha256_digest(std::string_view text) {
  constexpr size_t kDigits = 64;
  if (!text.starts_with("sha256:")) return false;
  text.remove_prefix(7);
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string digest_of_purl(std::string_view purl) {
  if (!purl.starts_with("pkg:oci/") && !purl.starts_with("pkg:docker/")) return {};
  size_t version = purl.find('@');
  if (version == std::string_view::npos) return {};
  std::string digest(purl.substr(version + 1, purl.find_first_of("?#", version) - version - 1));
  for (std::string_view colon : {"%3A", "%3a"}) {
    if (size_t at = digest.find(colon); at != std::string::npos) digest.replace(at, 3, ":");
  }
  return is_sha256_digest(digest) ? digest : std::string();
}

void summarise_sbom(Item& item, std::string_view components) {
  item.is_sbom = true;
  const Sbom& sbom = item.sbom;
  Attributes& summary = item.summary;
  summary.text("spec_version", sbom.spec_version).text("serial", sbom.serial).number("version", sbom.version).text("created", sbom.created);
  summary.texts("tools", sbom.tools);
  if (sbom.has_subject) {
    Attributes subject;
    subject.text("type", sbom.subject_type).text("name", sbom.subject_name).text("digest", sbom.subject_digest);
    summary.set("subject", subject.object());
  } else {
    summary.null("subject");
  }
  int64_t with_purl = 0;
  int64_t with_version = 0;
  bool has_identified = false;
  std::vector<std::string_view> purls;
  for (const Component& component : item.components) {
    with_purl += component.purl.empty() ? 0 : 1;
    with_version += component.version.empty() ? 0 : 1;
    has_identified = has_identified || (!component.purl.empty() && !component.version.empty());
    if (!component.purl.empty()) purls.push_back(component.purl);
  }
  std::sort(purls.begin(), purls.end());
  summary.number(components, static_cast<int64_t>(item.components.size()))
      .number("with_purl", with_purl)
      .number("with_version", with_version);
  summary.number("relations", static_cast<int64_t>(sbom.relations));
  summary.texts("purls", purls);
  summary.flag("proves_container_sbom", has_identified && sbom.is_container);
}

}  // namespace wafpp::evidence
