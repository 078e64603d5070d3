#include "evidence/common/sbom.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/arrange.h"

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

namespace {

/// `text` as a part of `whole`, right before its byte `end`; empty where something else stands there.
std::string_view part_before(std::string_view whole, size_t end, std::string_view text) {
  if (end > whole.size() || end < text.size()) return {};
  std::string_view part = whole.substr(end - text.size(), text.size());
  return part == text ? part : std::string_view();
}

/// Files are listed by some tools beside the packages; the minimum elements are asked of packages.
bool is_file(const Component& component) { return component.type == "file" || component.type == "FILE"; }

/// NTIA, The Minimum Elements For a Software Bill of Materials: each has a share in whole percent of the parts that have it, rounded
/// down, so that 100 means all of them. A hash identifies a part as a package URL does.
Value quality_of(const Item& item, const SbomFrame& frame) {
  struct Element {
    std::string_view name;
    bool (*has)(const Component& component, const SbomFrame& frame);
  };
  constexpr Element kElements[] = {
      {"supplier", [](const Component& c, const SbomFrame&) { return !c.supplier.empty(); }},
      {"name", [](const Component& c, const SbomFrame&) { return !c.name.empty(); }},
      {"version", [](const Component& c, const SbomFrame&) { return !c.version.empty(); }},
      {"unique_id", [](const Component& c, const SbomFrame&) { return !c.purl.empty() || !c.sha256.empty(); }},
      {"relation", [](const Component& c, const SbomFrame& f) { return f.is_linked(c.ref); }},
  };
  size_t total = 0;
  std::array<size_t, std::size(kElements)> counts{};
  for (const Component& component : item.components) {
    bool is_subject = !frame.subject.empty() && component.ref == frame.subject;
    if (is_subject || is_file(component)) continue;
    ++total;
    for (size_t i = 0; i < counts.size(); ++i) counts[i] += kElements[i].has(component, frame) ? 1U : 0U;
  }
  Attributes shares;
  std::vector<std::string_view> missing;
  for (size_t i = 0; i < counts.size(); ++i) {
    shares.number(kElements[i].name, total == 0 ? 0 : static_cast<int64_t>(counts[i] * 100 / total));
    if (counts[i] < total || total == 0) missing.push_back(kElements[i].name);
  }
  // A tool alone counts: what a person adds to it, nobody can see in the file.
  std::string_view author = frame.author;
  if (author.empty() && !item.sbom.tools.empty()) author = item.sbom.tools.front();
  if (author.empty()) missing.emplace_back("author");
  if (item.sbom.created.empty()) missing.emplace_back("timestamp");
  Attributes quality;
  quality.number("packages", static_cast<int64_t>(total)).set("percent", shares.object());
  quality.text("author", author).flag("author_is_tool", frame.author.empty() && !author.empty());
  quality.texts("missing", std::span<const std::string_view>(missing)).flag("minimum_elements", missing.empty());
  return quality.object();
}

}  // namespace

void take_name_and_version(Item& item, Component& component, std::string_view name, std::string_view version) {
  // `pkg:type/namespace/name@version`; where there is no `@`, nothing is found, and `npos + 1` is 0.
  size_t at = component.purl.rfind('@');
  component.name = part_before(component.purl, at, name);
  component.version = part_before(component.purl, at + 1 + version.size(), version);
  if (component.name.empty()) component.name = item.take(name);
  if (component.version.empty()) component.version = item.keep(version);
}

void summarise_sbom(Item& item, std::string_view components, const SbomFrame& frame) {
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
  // Made in the order of the file, in which they lie in memory, and only then put in theirs.
  std::vector<Value> purls;
  purls.reserve(item.components.size());
  for (const Component& component : item.components) {
    with_purl += component.purl.empty() ? 0 : 1;
    with_version += component.version.empty() ? 0 : 1;
    has_identified = has_identified || (!component.purl.empty() && !component.version.empty());
    purls.push_back(component.purl.empty() ? Value() : Value::string(component.purl));
  }
  item.component_order = order_for_output(item.components);
  base::arrange(purls, item.component_order);
  std::erase_if(purls, [](const Value& purl) { return purl.is_null(); });
  summary.number(components, static_cast<int64_t>(item.components.size()))
      .number("with_purl", with_purl)
      .number("with_version", with_version);
  summary.number("relations", static_cast<int64_t>(sbom.relations));
  summary.set("purls", Value::list(value::Type::string(), std::move(purls)));
  summary.flag("proves_container_sbom", has_identified && sbom.is_container);
  summary.set("quality", quality_of(item, frame));
}

}  // namespace wafpp::evidence
