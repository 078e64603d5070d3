#include <fmt/format.h>

#include <array>
#include <utility>

#include "documents/yaml.h"
#include "evidence/common/image_name.h"
#include "evidence/repository/references.h"

namespace wafpp::evidence {

namespace {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

// What people write is far smaller; what generators write is not the project's own.
constexpr size_t kLargest = size_t{4} << 20;

std::optional<std::string> nothing(const std::string& /*name*/) { return std::nullopt; }

std::string_view text_of(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr ? std::string_view() : found->text();
}

ImageReference reference_at(const YamlNode& node, ImageReference::Kind kind, std::string owner) {
  ImageReference reference{.kind = kind, .role = ImageReference::Role::Run, .reference = std::string(node.text())};
  reference.owner = std::move(owner);
  reference.begin = node.place().begin;
  reference.end = node.place().end;
  return reference;
}

/// Calls `visit` with each document of a stream that could be read.
template <typename Visit>
void for_each_document(std::string_view text, Visit&& visit) {
  if (text.size() > kLargest) return;
  diag::Source source(1, "manifest", std::string(text));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  for (const YamlNode& document : stream.documents()) visit(document);
}

/// Containers wherever a kind of object has them.
class Containers {
 public:
  explicit Containers(std::vector<ImageReference>& found) : found_(found) {}

  void read(const YamlNode& document) {
    bool is_object = !text_of(document, "apiVersion").empty() && !text_of(document, "kind").empty();
    if (!is_object) return;
    if (text_of(document, "kind") == "List") {
      if (const YamlNode* items = document.find("items")) {
        for (const YamlNode& item : items->elements()) read(item);
      }
      return;
    }
    const YamlNode* metadata = document.find("metadata");
    object_ = fmt::format("{} {}", text_of(document, "kind"), metadata == nullptr ? std::string_view() : text_of(*metadata, "name"));
    walk(document);
  }

 private:
  // YAML is bounded in depth and in nodes.
  void walk(const YamlNode& node) {
    for (const YamlNode& element : node.elements()) walk(element);
    for (const YamlMember& member : node.members()) {
      std::string_view name = member.key.text();
      bool is_list = name == "containers" || name == "initContainers" || name == "ephemeralContainers";
      if (!is_list) {
        walk(member.value);
        continue;
      }
      for (const YamlNode& container : member.value.elements()) {
        const YamlNode* image = container.find("image");
        if (image == nullptr || image->text().empty() || !image->is(YamlKind::String)) continue;
        ImageReference reference =
            reference_at(*image, ImageReference::Kind::Kubernetes, fmt::format("{}, {}", object_, text_of(container, "name")));
        settle(reference, expand(image->text(), nothing));
        found_.push_back(std::move(reference));
      }
    }
  }

  std::vector<ImageReference>& found_;
  std::string object_;
};

class Values {
 public:
  explicit Values(std::vector<ImageReference>& found) : found_(found) {}

  void walk(const YamlNode& node, const std::string& path) {
    if (split(node, path)) return;
    size_t index = 0;
    for (const YamlNode& element : node.elements()) walk(element, fmt::format("{}[{}]", path, index++));
    for (const YamlMember& member : node.members()) {
      std::string inside = path.empty() ? std::string(member.key.text()) : fmt::format("{}.{}", path, member.key.text());
      if (member.key.text() == "image" && member.value.is(YamlKind::String) && is_name(member.value.text())) {
        ImageReference reference = reference_at(member.value, ImageReference::Kind::Helm, inside);
        settle(reference, expand(member.value.text(), nothing));
        found_.push_back(std::move(reference));
      } else {
        walk(member.value, inside);
      }
    }
  }

 private:
  /// A whole name, not a part of one.
  static bool is_name(std::string_view text) {
    return text.find_first_of(" \n") == std::string_view::npos &&
           (text.find('/') != std::string_view::npos || text.find(':') != std::string_view::npos);
  }

  /// `repository` with what stands beside it.
  bool split(const YamlNode& node, const std::string& path) {
    const YamlNode* repository = node.find("repository");
    const YamlNode* tag = node.find("tag");
    const YamlNode* digest = node.find("digest");
    bool is_one =
        repository != nullptr && repository->is(YamlKind::String) && !repository->text().empty() && (tag != nullptr || digest != nullptr);
    // A chart that is depended on has a repository too.
    if (!is_one || repository->text().find("://") != std::string_view::npos) return false;
    const YamlNode& shown = digest != nullptr && !digest->text().empty() ? *digest
                            : tag != nullptr && !tag->text().empty()     ? *tag
                                                                         : *repository;
    ImageReference reference = reference_at(shown, ImageReference::Kind::Helm, path);
    std::string_view registry = text_of(node, "registry");
    std::string_view image = text_of(node, "image");
    reference.reference = fmt::format("{}{}{}", registry, registry.empty() ? "" : "/", repository->text());
    if (!image.empty()) reference.reference += fmt::format("/{}", image);
    if (tag != nullptr && !tag->text().empty()) reference.reference += fmt::format(":{}", tag->text());
    if (digest != nullptr && !digest->text().empty()) reference.reference += fmt::format("@{}", digest->text());
    Expansion expansion = expand(reference.reference, nothing);
    if (&shown == repository) {
      // The chart's own version in place of a tag, as most charts have it.
      expansion.open = path + ".tag";
      expansion.open_end = expansion.text.size();
    }
    settle(reference, expansion);
    found_.push_back(std::move(reference));
    return true;
  }

  std::vector<ImageReference>& found_;
};

}  // namespace

std::vector<ImageReference> images_of_compose(std::string_view text) {
  std::vector<ImageReference> found;
  for_each_document(text, [&](const YamlNode& document) {
    const YamlNode* services = document.find("services");
    if (services == nullptr) return;
    for (const YamlMember& service : services->members()) {
      const YamlNode* image = service.value.find("image");
      bool is_built = service.value.find("build") != nullptr;
      if (image == nullptr || is_built || !image->is(YamlKind::String) || image->text().empty()) continue;
      ImageReference reference = reference_at(*image, ImageReference::Kind::Compose, std::string(service.key.text()));
      reference.platform = text_of(service.value, "platform");
      settle(reference, expand(image->text(), nothing));
      found.push_back(std::move(reference));
    }
  });
  return found;
}

bool may_be_manifest(std::string_view text) {
  return text.size() <= kLargest && text.find("apiVersion") != std::string_view::npos && text.find("image:") != std::string_view::npos &&
         text.find("ontainers:") != std::string_view::npos && text.find("{{") == std::string_view::npos;
}

std::vector<ImageReference> images_of_manifests(std::string_view text) {
  std::vector<ImageReference> found;
  Containers containers(found);
  for_each_document(text, [&](const YamlNode& document) { containers.read(document); });
  return found;
}

std::vector<ImageReference> images_of_values(std::string_view text) {
  std::vector<ImageReference> found;
  Values values(found);
  for_each_document(text, [&](const YamlNode& document) { values.walk(document, {}); });
  return found;
}

}  // namespace wafpp::evidence
