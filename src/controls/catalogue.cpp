#include "controls/catalogue.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "base/check.h"
#include "controls/shipped.h"
#include "documents/yaml.h"

namespace wafpp::controls {
namespace {

using documents::YamlNode;

std::vector<std::string> texts(const YamlNode* node) {
  std::vector<std::string> result;
  if (node == nullptr) return result;
  for (const YamlNode& element : node->elements()) result.emplace_back(element.text());
  return result;
}

void read_keys(const YamlNode& root, Catalogue& catalogue) {
  for (std::string& kind : texts(root.find("keys"))) catalogue.keys[std::move(kind)] = {KeyType::Kind::Key, {}};
  const YamlNode* names = root.find("names");
  if (names == nullptr) return;
  for (const documents::YamlMember& member : names->members()) {
    catalogue.keys[std::string(member.key.text())] = {KeyType::Kind::Named, texts(&member.value)};
  }
}

void read_policies(const YamlNode& root, Catalogue& catalogue) {
  for (std::string& action : texts(root.find("ssm_actions"))) catalogue.ssm_actions.push_back(std::move(action));
  const YamlNode* policies = root.find("policies");
  if (policies == nullptr) return;
  for (const documents::YamlMember& member : policies->members()) {
    catalogue.aws_policies[std::string(member.key.text())] = {texts(member.value.find("actions")), texts(member.value.find("not_actions"))};
  }
}

void read_images(const YamlNode* node, std::vector<Catalogue::ImagePattern>& patterns) {
  if (node == nullptr) return;
  for (const YamlNode& element : node->elements()) {
    const YamlNode* pattern = element.find("pattern");
    const YamlNode* system = element.find("system");
    WAFPP_CHECK(pattern != nullptr && system != nullptr, "an image of the catalogue without a pattern or a system");
    patterns.push_back({std::string(pattern->text()), std::string(system->text())});
  }
}

Catalogue read() {
  Catalogue catalogue;
  diag::SourceMap sources;
  diag::Sink sink;
  for (const documents::EmbeddedFile& file : shipped_catalogue()) {
    documents::YamlStream stream = documents::parse_yaml(sources.add(std::string(file.path), std::string(file.contents())), sink);
    read_keys(stream.root(), catalogue);
    read_policies(stream.root(), catalogue);
    read_images(stream.root().find("image_names"), catalogue.image_names);
    read_images(stream.root().find("image_parameters"), catalogue.image_parameters);
    read_data_stores(stream.root(), catalogue.stores, sink);
  }
  if (sink.has_errors())
    fmt::print(stderr, "{}: {}\n", sources.describe(sink.diagnostics().front().place), sink.diagnostics().front().message);
  WAFPP_CHECK(!sink.has_errors(), "the built-in catalogue is broken");
  return catalogue;
}

}  // namespace

const Catalogue& catalogue() {
  static const Catalogue kCatalogue = read();
  return kCatalogue;
}

}  // namespace wafpp::controls
