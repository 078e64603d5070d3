#include "controls/helm.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "base/letters.h"
#include "controls/decoded.h"
#include "controls/sequence.h"

namespace wafpp::controls {
namespace {

using value::TypeKind;

constexpr size_t kMaxValues = 100'000;

/// A chart's values by path, the later ones in place of the earlier: `controller.image.tag`.
class ChartValues {
 public:
  explicit ChartValues(const Fact& release) : release_(release) {
    read_values();
    for (std::string_view kind : {"set", "set_sensitive", "set_wo"}) read_set(kind);
  }

  struct Setting {
    Value value;
    diag::Place place;
  };
  /// By the path up to its last step, then by that step.
  const std::map<std::string, std::map<std::string, Setting>>& groups() const { return groups_; }
  const value::Origin& open() const { return open_; }
  const diag::Place& open_place() const { return open_place_; }

 private:
  void read_values() {
    Value values = release_.at("values");
    if (!values.is_known()) return leave_open(values, release_.place_of("values"));
    if (!is_sequence(values)) return;
    size_t index = 0;
    for (const Value& text : values.elements()) {
      diag::Place place = release_.place_of(fmt::format("values[{}]", index++));
      Value document = decoded(text, Notation::Yaml);
      if (!document.is_known()) {
        leave_open(text, place);
      } else {
        add(document, {}, place);
      }
    }
  }

  void read_set(std::string_view kind) {
    Value blocks = release_.at(kind);
    if (!blocks.is_known()) return leave_open(blocks, release_.place_of(kind));
    if (!is_sequence(blocks)) return;
    size_t index = 0;
    for (const Value& block : blocks.elements()) {
      std::string at = fmt::format("{}[{}]", kind, index++);
      bool is_object = block.has_content() && (block.kind() == TypeKind::Object || block.kind() == TypeKind::Map);
      const Value* name = is_object ? block.find("name") : nullptr;
      const Value* value = is_object ? block.find("value") : nullptr;
      std::optional<std::string_view> path = name != nullptr ? text_of(*name) : std::nullopt;
      if (!path || value == nullptr) {
        if (!block.is_wholly_known()) leave_open(name != nullptr ? *name : block, release_.place_of(at));
        continue;
      }
      put(std::string(*path), *value, release_.place_of(at + ".value"));
    }
  }

  void leave_open(const Value& value, const diag::Place& place) {
    if (!open_.empty()) return;
    open_ = undecided_by(value).origin();
    open_place_ = place;
  }

  void add(const Value& value, const std::string& at, const diag::Place& place) {
    if (++count_ > kMaxValues) {
      if (open_.empty()) {
        open_place_ = place;
        open_ = cause(value::CauseKind::Limit, place, fmt::format("values of `{}`", release_.subject));
      }
      return;
    }
    bool is_object = value.has_content() && (value.kind() == TypeKind::Object || value.kind() == TypeKind::Map);
    if (is_object) {
      for (const value::Member& member : value.members())
        add(member.value, at.empty() ? std::string(member.name()) : at + "." + std::string(member.name()), place);
    } else if (is_sequence(value)) {
      size_t index = 0;
      for (const Value& element : value.elements()) add(element, fmt::format("{}[{}]", at, index++), place);
    } else {
      diag::Place part = place_seen(value.origin());
      bool is_inside = part.known() && part.source == place.source && part.begin >= place.begin && part.end <= place.end;
      put(at, value, is_inside ? part : place);
    }
  }

  void put(const std::string& path, const Value& value, const diag::Place& place) {
    size_t dot = path.rfind('.');
    std::string group = dot == std::string::npos ? std::string() : path.substr(0, dot);
    groups_[group].insert_or_assign(dot == std::string::npos ? path : path.substr(dot + 1), Setting{value, place});
  }

  const Fact& release_;
  std::map<std::string, std::map<std::string, Setting>> groups_;
  value::Origin open_;
  diag::Place open_place_;
  size_t count_ = 0;
};

using Setting = ChartValues::Setting;

bool says_something(const Setting* setting) {
  if (setting == nullptr) return false;
  if (!setting->value.is_known()) return true;
  std::optional<std::string_view> text = text_of(setting->value);
  return text ? !text->empty() : setting->value.has_content();
}

/// The image that the values below one path name, if they do.
std::optional<Image> image_in(const std::string& group, const std::map<std::string, Setting>& settings) {
  auto find = [&](std::initializer_list<std::string_view> names) -> std::pair<std::string, const Setting*> {
    for (std::string_view name : names) {
      if (auto found = settings.find(std::string(name)); found != settings.end() && says_something(&found->second))
        return {found->first, &found->second};
    }
    return {};
  };
  auto [tag_name, tag] = find({"tag", "imageTag", "image_tag", "version"});
  auto [digest_name, digest] = find({"digest", "sha", "imageDigest"});
  auto [name_name, name] = find({"repository", "image"});
  bool is_about_images = base::lowered(group.substr(group.rfind('.') + 1)).find("image") != std::string::npos || name != nullptr;
  if (tag_name == "version" && name_name != "image") tag = nullptr;
  if (digest == nullptr && tag == nullptr && name_name != "image") return std::nullopt;
  if (!is_about_images && tag_name != "imageTag" && tag_name != "image_tag" && digest_name != "imageDigest") return std::nullopt;
  Image image;
  image.name = name != nullptr ? name->value : Value::string("image");
  std::string last = name_name;
  const Setting* decides = name;
  if (digest != nullptr) {
    // A digest that is set is what the chart deploys, whatever tag stands beside it.
    std::optional<std::string_view> text = text_of(digest->value);
    image.name = text ? Value::string(fmt::format("image@{}{}", text->find(':') == std::string_view::npos ? "sha256:" : "", *text))
                      : Value::string(fmt::format("image@sha256:{}", std::string(64, '0')));
    last = digest_name;
    decides = digest;
  } else if (tag != nullptr) {
    // `tag: 1.2@sha256:...` is a way of naming both.
    image.tag = tag->value.kind() == TypeKind::String || !tag->value.is_known() ? tag->value : Value::string(shown(tag->value));
    last = tag_name;
    decides = tag;
  } else if (std::optional<std::string_view> text = text_of(image.name); text && text->find_first_of("/:@") == std::string_view::npos) {
    return std::nullopt;
  }
  std::string path = group.empty() ? last : group + "." + last;
  image.what = {fmt::format("the image in `{}`", path), fmt::format("das Image in `{}`", path)};
  image.place = decides->place;
  return image;
}

}  // namespace

Images helm_images(const Fact& release) {
  ChartValues values(release);
  Images images;
  for (const auto& [group, settings] : values.groups()) {
    if (std::optional<Image> image = image_in(group, settings)) images.found.push_back(std::move(*image));
  }
  images.open = values.open();
  images.open_place = values.open_place();
  Value chart = release.at("chart");
  std::string name = text_of(chart) ? fmt::format("chart `{}`", shown(chart)) : std::string("chart");
  if (images.found.empty() && images.open.empty()) {
    images.open_place = release.place_of("chart");
    images.open = cause(value::CauseKind::OutsideEstate, images.open_place, name);
  }
  images.assumption = {
      fmt::format("{} is not read: images that it names itself are taken to be named by digest", name),
      fmt::format("{} wird nicht gelesen: Für Images, die dort selbst stehen, wird angenommen, dass sie einen Digest nennen",
                  name.starts_with("chart ") ? "C" + name.substr(1) : "Das Chart")};
  return images;
}

}  // namespace wafpp::controls
