#include "base/check.h"
#include "controls/images.h"
#include "controls/shipped.h"
#include "documents/yaml.h"

namespace wafpp::controls {
namespace {

using documents::YamlNode;

std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> steps;
  while (!path.empty()) {
    std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    steps.emplace_back(step);
  }
  return steps;
}

std::string text_at(const YamlNode& node, std::string_view name) {
  const YamlNode* found = node.find(name);
  return found == nullptr ? std::string() : std::string(found->text());
}

ImageCatalogue read() {
  ImageCatalogue catalogue;
  diag::SourceMap sources;
  diag::Sink sink;
  for (const documents::EmbeddedFile& file : shipped_catalogue()) {
    if (!file.path.ends_with("/images.yml")) continue;
    documents::YamlStream stream = documents::parse_yaml(sources.add(std::string(file.path), std::string(file.contents())), sink);
    if (const YamlNode* consumers = stream.root().find("consumers")) {
      for (const documents::YamlMember& member : consumers->members()) {
        std::vector<ImagePath>& paths = catalogue.consumers[std::string(member.key.text())];
        for (const YamlNode& path : member.value.elements()) {
          if (path.is_scalar()) {
            paths.push_back({steps_of(path.text()), {}, {}});
          } else {
            paths.push_back({steps_of(text_at(path, "image")), text_at(path, "tag"), text_at(path, "behind")});
          }
        }
      }
    }
    if (const YamlNode* digests = stream.root().find("digests")) {
      for (const documents::YamlMember& member : digests->members()) {
        for (const YamlNode& attribute : member.value.elements())
          catalogue.digests[std::string(member.key.text())].emplace_back(attribute.text());
      }
    }
  }
  WAFPP_CHECK(!sink.has_errors() && !catalogue.consumers.empty(), "the built-in catalogue of images is not readable");
  return catalogue;
}

}  // namespace

const ImageCatalogue& image_catalogue() {
  static const ImageCatalogue kCatalogue = read();
  return kCatalogue;
}

}  // namespace wafpp::controls
