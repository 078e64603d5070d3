#include "controls/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <string>
#include <utility>

#include "base/check.h"
#include "controls/catalogue_gaps.h"
#include "controls/shipped.h"
#include "documents/yaml.h"
#include "documents/yaml_folder.h"

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

Catalogue& whole() {
  static Catalogue catalogue = read();
  return catalogue;
}

constexpr diag::Kind kUnreadable = {.name = "unreadable-catalogue", .level = diag::Level::Error};
constexpr diag::Kind kUnknownKey = {.name = "bad-catalogue-entry", .level = diag::Level::Error};
constexpr std::string_view kFolder = "catalogue";
constexpr std::array<std::string_view, 5> kOwnKeys = {"data_stores", "no_data_stores", "lookups", "keys", "names"};

void check_keys(const YamlNode& root, diag::Sink& sink) {
  if (!root.is(documents::YamlKind::Mapping)) sink.report(kUnknownKey, root.place(), "a file of the catalogue is a mapping").emit();
  for (const documents::YamlMember& member : root.members()) {
    if (std::find(kOwnKeys.begin(), kOwnKeys.end(), member.key.text()) != kOwnKeys.end()) continue;
    sink.report(kUnknownKey, member.key.place(), fmt::format("`{}` is no part of a catalogue", member.key.text()))
        .help("`data_stores`, `no_data_stores`, `lookups`, `keys` and `names` are")
        .emit();
  }
}

/// Names that no version of the provider has, at the entry that has them. Of providers without a schema all is taken as it is.
void check_names(const YamlNode& root, const DataStores& own, diag::Sink& sink) {
  for (const std::string& problem : unknown_names(own, whole().stores)) {
    std::string_view type = std::string_view(problem).substr(0, problem.find(':'));
    diag::Place place = root.place();
    for (std::string_view key : {"data_stores", "lookups", "no_data_stores"}) {
      const YamlNode* list = root.find(key);
      for (const documents::YamlMember& member : list == nullptr ? std::span<const documents::YamlMember>() : list->members()) {
        if (member.key.text() == type) place = member.key.place();
      }
    }
    sink.report(kUnknownKey, place, fmt::format("{}: the provider does not have it in any version that wafpp knows", problem)).emit();
  }
}

void take_over(Catalogue& own, Catalogue& into) {
  for (const auto& [type, store] : own.stores.by_type()) {
    into.stores.exclusions.erase(type);
    into.stores.set(type, store);
  }
  for (auto& [type, reason] : own.stores.exclusions) {
    into.stores.erase(type);
    into.stores.exclusions.insert_or_assign(type, std::move(reason));
  }
  for (auto& [type, lookup] : own.stores.lookups) into.stores.lookups.insert_or_assign(type, std::move(lookup));
  for (auto& [kind, key] : own.keys) into.keys.insert_or_assign(kind, std::move(key));
}

}  // namespace

const Catalogue& catalogue() { return whole(); }

void add_own_catalogue(const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink) {
  documents::for_each_yaml_file(folder, kFolder, sources, sink, kUnreadable, [&](const diag::Source& source, const std::string&) {
    diag::Sink of_file;
    Catalogue own;
    documents::YamlStream stream = documents::parse_yaml(source, of_file);
    if (!of_file.has_errors()) {
      check_keys(stream.root(), of_file);
      read_keys(stream.root(), own);
      read_data_stores(stream.root(), own.stores, of_file);
    }
    if (!of_file.has_errors()) check_names(stream.root(), own.stores, of_file);
    for (const diag::Diagnostic& diagnostic : of_file.diagnostics()) sink.add(diagnostic);
    if (!of_file.has_errors()) take_over(own, whole());
  });
}

}  // namespace wafpp::controls
