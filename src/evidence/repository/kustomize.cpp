#include "evidence/repository/kustomize.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/folder.h"
#include "documents/repository.h"
#include "documents/yaml.h"
#include "evidence/common/image_name.h"

namespace wafpp::evidence {

namespace {

using documents::YamlKind;
using documents::YamlNode;

constexpr size_t kLargest = size_t{4} << 20;
/// Kustomizations that take in one another, one above the other.
constexpr size_t kMaxLength = 20;
/// Entries that are looked at for one image, and for all.
constexpr size_t kMaxEntries = 100'000;
constexpr size_t kMaxSpent = 20'000'000;

std::string_view text_at(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr || found->is(YamlKind::Null) ? std::string_view() : found->text();
}

/// Calls `visit` with the mapping of a text that is a kustomization. Its `kind` need not be there.
template <typename Visit>
void read(std::string_view text, Visit&& visit) {
  if (text.size() > kLargest) return;
  diag::Source source(1, "kustomization", std::string(text));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  if (sink.has_errors() || stream.documents().empty()) return;
  std::string_view kind = text_at(stream.root(), "kind");
  if (kind.empty() || kind == "Kustomization" || kind == "Component") visit(stream.root());
}

template <typename Visit>
void each_of(const YamlNode& node, std::string_view key, Visit&& visit) {
  const YamlNode* list = node.find(key);
  if (list == nullptr) return;
  for (const YamlNode& element : list->elements()) visit(element);
}

/// The name of an image without its tag and digest.
std::string_view bare(std::string_view image) {
  image = image.substr(0, image.find('@'));
  std::string_view tag = tag_of(image);
  return tag.empty() ? image : image.substr(0, image.size() - tag.size() - 1);
}

}  // namespace

std::vector<ImageReference> images_of_kustomization(std::string_view text) {
  std::vector<ImageReference> found;
  read(text, [&](const YamlNode& root) {
    each_of(root, "images", [&](const YamlNode& entry) {
      std::string_view name = text_at(entry, "newName").empty() ? text_at(entry, "name") : text_at(entry, "newName");
      const YamlNode* digest = entry.find("digest");
      const YamlNode* tag = entry.find("newTag");
      bool has_digest = digest != nullptr && !digest->text().empty();
      bool has_tag = tag != nullptr && !tag->text().empty();
      if (name.empty() || (!has_digest && !has_tag)) return;
      ImageReference reference;
      reference.kind = ImageReference::Kind::Kustomize;
      reference.role = ImageReference::Role::Run;
      reference.reference = name;
      if (has_tag) reference.reference.append(1, ':').append(tag->text());
      if (has_digest) reference.reference.append(1, '@').append(digest->text());
      reference.owner = text_at(entry, "name");
      const YamlNode& shown = has_digest ? *digest : *tag;
      reference.begin = shown.place().begin;
      reference.end = shown.place().end;
      settle(reference, expand(reference.reference, [](const std::string&) { return std::optional<std::string>(); }));
      found.push_back(std::move(reference));
    });
  });
  return found;
}

void Kustomizations::add(const std::string& path, std::string_view text) {
  read(text, [&](const YamlNode& root) {
    Kustomization one{.path = path, .folder = std::string(base::folder_of(path)), .resources = {}, .components = {}, .images = {}};
    if (one.folder.empty()) one.folder = ".";
    auto paths = [&](std::string_view key, std::vector<std::string>& to) {
      each_of(root, key, [&](const YamlNode& element) {
        std::string normal;
        // What is elsewhere (`https://...`) is none of the repository's manifests.
        if (!element.text().empty() && documents::normalise_path(documents::join_path(one.folder, element.text()), normal))
          to.push_back(std::move(normal));
      });
    };
    paths("resources", one.resources);
    paths("bases", one.resources);
    paths("components", one.components);
    each_of(root, "images", [&](const YamlNode& entry) {
      one.images.push_back({.name = std::string(text_at(entry, "name")),
                            .new_name = std::string(text_at(entry, "newName")),
                            .has_version = !text_at(entry, "newTag").empty() || !text_at(entry, "digest").empty()});
    });
    all_.push_back(std::move(one));
  });
}

void Kustomizations::connect() {
  by_folder_.clear();
  takers_.clear();
  for (size_t i = 0; i < all_.size(); ++i) {
    by_folder_.emplace(all_[i].folder, i);
    for (const std::vector<std::string>* list : {&all_[i].resources, &all_[i].components}) {
      for (const std::string& path : *list) takers_[path].push_back(i);
    }
  }
}

/// What a kustomization does to an image: its components first, then it itself.
void Kustomizations::apply(const Kustomization& from, size_t depth, Way& way) {
  size_t cost = from.components.size() + from.images.size() + 1;
  if (depth > kMaxLength || cost > left_) {
    left_ = 0;
    return;
  }
  left_ -= cost;
  for (const std::string& folder : from.components) {
    auto found = by_folder_.find(folder);
    if (found != by_folder_.end()) apply(all_[found->second], depth + 1, way);
  }
  for (const Replacement& each : from.images) {
    if (each.name != way.name) continue;
    if (!each.new_name.empty()) way.name = each.new_name;
    if (each.has_version) way.replaced_in = from.path;
  }
}

std::string Kustomizations::replaced_in(const std::string& manifest, std::string_view image) {
  auto takers = takers_.find(manifest);
  if (takers == takers_.end() || spent_ > kMaxSpent) return {};
  left_ = kMaxEntries;
  std::vector<Way> open;
  for (size_t at : takers->second) open.push_back({at, std::string(bare(image)), {}, 0});
  std::string found;
  bool is_everywhere = true;
  while (!open.empty() && is_everywhere) {
    Way way = std::move(open.back());
    open.pop_back();
    const Kustomization& one = all_[way.at];
    apply(one, 0, way);
    auto above = takers_.find(one.folder);
    if (above == takers_.end()) {
      if (found.empty()) found = way.replaced_in;
      is_everywhere = !way.replaced_in.empty();
    } else {
      for (size_t next : above->second) open.push_back({next, way.name, way.replaced_in, way.length + 1});
    }
    // So many, or a circle: nobody can say what comes of it.
    if (left_ == 0 || way.length > kMaxLength || open.size() > kMaxEntries) is_everywhere = false;
  }
  spent_ += kMaxEntries - left_;
  return is_everywhere ? found : std::string();
}

}  // namespace wafpp::evidence
