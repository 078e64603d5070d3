// Whatever a repository has for a Dockerfile, a compose file, a manifest or values of a chart: places that fit, and an answer where nothing
// is open.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "evidence/repository/kustomize.h"
#include "evidence/repository/references.h"

namespace {

using namespace wafpp;
using namespace wafpp::evidence;

void look_at(const std::vector<ImageReference>& images, std::string_view text) {
  for (const ImageReference& image : images) {
    WAFPP_CHECK(image.begin <= image.end && image.end <= text.size(), "a place outside of the text");
    WAFPP_CHECK(!image.open.empty() || image.by_digest.has_value(), "nothing is open, and nothing is known");
    WAFPP_CHECK(image.open.empty() || image.resolved.empty(), "resolved, and open");
    WAFPP_CHECK(!word(image.kind).empty() && !word(image.role).empty(), "no word");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  look_at(images_of_dockerfile(text), text);
  look_at(images_of_compose(text), text);
  if (may_be_manifest(text)) look_at(images_of_manifests(text), text);
  look_at(images_of_values(text), text);
  look_at(images_of_kustomization(text), text);
  // One that may take itself in, under the names that the corpus uses.
  Kustomizations kustomizations;
  for (const char* path : {"kustomization.yaml", "a/kustomization.yaml", "b/kustomization.yaml"}) kustomizations.add(path, text);
  kustomizations.connect();
  for (const char* path : {"a.yaml", "a/a.yaml", "b/a.yaml"}) kustomizations.replaced_in(path, "shop:1");
  return 0;
}
