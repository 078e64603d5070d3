#include "evidence/history/artefact.h"

#include <algorithm>
#include <array>
#include <vector>

namespace wafpp::evidence {

namespace {

bool is_false(const Item& item, std::string_view name) {
  const Value* found = item.summary.find(name);
  return found != nullptr && found->has_content() && found->kind() == value::TypeKind::Bool && !found->as_bool();
}

std::vector<std::string_view> digests_of(const Item& report) {
  std::vector<std::string_view> digests;
  const Value* found = report.summary.find("repo_digests");
  if (found == nullptr || !found->has_content() || found->kind() != value::TypeKind::List) return digests;
  for (const Value& digest : found->elements()) {
    if (digest.has_content() && digest.kind() == value::TypeKind::String) digests.push_back(digest.as_string());
  }
  return digests;
}

/// Whether the scanner itself says that its target is an image.
bool is_about_image(const Item& report) {
  return report.summary.text_of("artifact_type") == "container_image" || report.summary.text_of("source_type") == "image" ||
         report.kind == "ecr-image-scan-findings" || report.kind == "gcp-image";
}

/// An image in a file has that file's name, which every build may give to another image.
bool is_path(std::string_view name) {
  constexpr std::array<std::string_view, 4> kEndings = {".tar", ".tgz", ".tar.gz", ".tar.zst"};
  return name.starts_with('.') || name.starts_with('/') ||
         std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

/// The repository of the image that a report is about; empty where it has no name that lasts.
std::string image_of(const Item& report) {
  std::string_view name = report.summary.text_of("artifact");
  if (name.empty()) name = report.summary.text_of("repository");
  std::vector<std::string_view> digests = digests_of(report);
  bool is_name = !name.empty() && !is_path(name) && !name.starts_with("sha256:");
  std::string repository = is_name ? repository_of(name) : std::string();
  // Of an image that was scanned by its id or as a file, the digest says whose it is.
  bool is_known = digests.empty() ||
                  std::any_of(digests.begin(), digests.end(), [&](std::string_view digest) { return repository_of(digest) == repository; });
  return is_known ? repository : repository_of(*std::min_element(digests.begin(), digests.end()));
}

}  // namespace

std::string repository_of(std::string_view image) {
  image = image.substr(0, image.find('@'));
  size_t slash = image.rfind('/');
  size_t colon = image.rfind(':');
  if (colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash)) image = image.substr(0, colon);
  for (std::string_view own : {"index.docker.io/", "docker.io/", "library/"}) {
    if (image.starts_with(own)) image.remove_prefix(own.size());
  }
  return std::string(image);
}

std::string artefact_of(const Item& report, std::string_view given) {
  if (!report.is_scan || is_false(report, "conclusive")) return {};
  std::string own = is_about_image(report) ? image_of(report) : std::string();
  return own.empty() ? repository_of(given) : own;
}

bool names_artefact(std::string_view named, std::string_view artefact) {
  if (named.empty()) return false;
  if (named == artefact) return true;
  size_t slash = artefact.find('/');
  if (slash == std::string_view::npos) return false;
  // As Docker does: what stands in front is a registry where it has a point or a port.
  std::string_view registry = artefact.substr(0, slash);
  bool is_registry = registry.find_first_of(".:") != std::string_view::npos || registry == "localhost";
  return is_registry && artefact.substr(slash + 1) == named;
}

}  // namespace wafpp::evidence
