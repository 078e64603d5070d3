#include "documents/yaml.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

bool has_elements(const documents::YamlNode& root, std::string_view key) {
  const documents::YamlNode* found = root.find(key);
  return found != nullptr && !found->elements().empty();
}

}  // namespace

/// What a release does stands in `.goreleaser.yaml`: images, their signatures, SBOMs of archives.
void read_goreleaser(const Surroundings& in, std::string_view arguments, Doings& to) {
  if (!in.file || arguments.find("check") != std::string_view::npos) return;
  std::string text;
  for (const char* path : {".goreleaser.yaml", ".goreleaser.yml", "goreleaser.yaml", "goreleaser.yml"}) {
    if (text.empty()) text = in.file(path);
  }
  if (text.empty()) return;
  diag::Source source(1, "goreleaser", std::move(text));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink, {.depth = 50, .nodes = 100'000, .alias_nodes = 10'000});
  const documents::YamlNode& root = stream.root();
  bool makes_images = has_elements(root, "dockers") || has_elements(root, "dockers_v2") || has_elements(root, "kos");
  bool is_dry = arguments.find("--snapshot") != std::string_view::npos || arguments.find("skip=publish") != std::string_view::npos ||
                arguments.find("--skip-publish") != std::string_view::npos;
  if (makes_images) to.deeds.push_back(deed_of(Action::Build, "goreleaser"));
  if (makes_images && !is_dry) to.deeds.push_back(deed_of(Action::Push, "goreleaser"));
  if (has_elements(root, "docker_signs") && !is_dry) {
    Deed deed = deed_of(Action::Sign, "cosign");
    deed.by = "digest";
    to.deeds.push_back(std::move(deed));
  }
  if (has_elements(root, "sboms")) {
    Deed deed = deed_of(Action::Sbom, "syft", "files");
    deed.format = "spdx";
    deed.is_stored = !is_dry;
    to.deeds.push_back(std::move(deed));
  }
}

}  // namespace wafpp::evidence::ci
