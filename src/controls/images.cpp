#include "controls/images.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/letters.h"
#include "controls/decoded.h"
#include "controls/helm.h"
#include "controls/sequence.h"

namespace wafpp::controls {
namespace {

using value::TypeKind;

constexpr size_t kMaxImages = 1000;
// What is shared inside of a value is visited each time: a few lines of code can make a value of any weight.
constexpr size_t kMaxVisited = 200'000;
constexpr std::string_view kAnyDepth = "**";

bool is_object(const Value& value) { return value.has_content() && (value.kind() == TypeKind::Object || value.kind() == TypeKind::Map); }

/// Services read the names of members in JSON without case.
const Value* member_of(const Value& object, std::string_view name) {
  if (const Value* exact = object.find(name)) return exact;
  for (const value::Member& member : object.members()) {
    if (base::same_without_case(member.name(), name)) return &member.value;
  }
  return nullptr;
}

/// Where an object of Kubernetes goes on to its containers: a name that is not known hides none.
bool may_hold_workloads(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames = {"spec", "template", "jobTemplate", "items", "containers"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// Goes along the paths of one fact.
class Search {
 public:
  explicit Search(const Fact& fact) : fact_(fact) {}

  void along(const ImagePath& path) {
    path_ = &path;
    into(fact_.value(), 0, {}, true, fact_.value());
  }
  Images take() { return std::move(images_); }

 private:
  /// `at`: where this value stands below the fact, as long as that is no text that was decoded. `holder`: the object around it.
  void into(const Value& value, size_t step, const std::string& at, bool has_path, const Value& holder) {
    if (images_.found.size() >= kMaxImages || visited_ >= kMaxVisited) {
      if (images_.open.empty()) {
        images_.open_place = fact_.place;
        images_.open = cause(value::CauseKind::Limit, fact_.place, fmt::format("images of `{}`", fact_.subject));
      }
      return;
    }
    ++visited_;
    if (step == path_->steps.size()) {
      image(value, at, has_path, holder);
      return;
    }
    // A text inside of a document is a text, and no document of its own.
    bool is_inside = !has_path || (path_->steps[step] == kAnyDepth && at.find_first_of(".[") != std::string::npos);
    if (value.kind() == TypeKind::String && is_inside) return;
    if (!value.is_known()) {
      Value inside = value.kind() == TypeKind::String ? decoded(value, Notation::Yaml) : value;
      if (inside.is_known()) {
        document(inside, step, at);
      } else if (images_.open.empty()) {
        images_.open = undecided_by(value).origin();
        images_.open_place = place_of(value, at, has_path);
      }
      return;
    }
    if (value.is_null()) return;
    if (value.kind() == TypeKind::String) {
      document(decoded(value, Notation::Yaml), step, at);
      return;
    }
    if (is_sequence(value)) {
      std::span<const Value> elements = value.elements();
      for (size_t index = 0; index < elements.size(); ++index)
        into(elements[index], step, fmt::format("{}[{}]", at, index), has_path, holder);
      return;
    }
    if (!is_object(value)) return;
    std::string_view name = path_->steps[step];
    if (name == kAnyDepth) {
      if (const Value* member = member_of(value, path_->steps[step + 1])) {
        into(*member, step + 2, below(at, path_->steps[step + 1]), has_path, value);
        return;
      }
      for (const value::Member& member : value.members()) {
        if (member.value.is_known() || may_hold_workloads(member.name()))
          into(member.value, step, below(at, member.name()), has_path, value);
      }
      return;
    }
    if (const Value* member = member_of(value, name)) into(*member, step + 1, below(at, name), has_path, value);
  }

  void document(const Value& value, size_t step, const std::string& at) {
    if (is_object(value) || is_sequence(value)) {
      into(value, step, at, false, value);
    } else if (images_.open.empty()) {
      images_.open_place = fact_.place_of(at);
      images_.open = cause(value::CauseKind::Error, images_.open_place, fmt::format("`{}` holds no document in JSON or YAML", at));
    }
  }

  void image(const Value& value, const std::string& at, bool has_path, const Value& holder) {
    Image image;
    image.name = value;
    if (!path_->tag.empty()) {
      if (const Value* tag = is_object(holder) ? member_of(holder, path_->tag) : nullptr) image.tag = *tag;
    }
    if (!path_->behind.empty()) {
      std::optional<std::string_view> text = text_of(value);
      if (text && !text->starts_with(path_->behind)) return;
      if (text) image.name = Value::string(text->substr(path_->behind.size())).with_marks(value.marks()).with_origin(value.origin());
    }
    if (value.is_known() && value.is_null()) return;
    image.place = place_of(value, at, has_path);
    std::string argument;
    for (const std::string& step : path_->steps) {
      if (step != kAnyDepth) argument += (argument.empty() ? "" : ".") + step;
    }
    image.what = {fmt::format("the image in `{}`", argument), fmt::format("das Image in `{}`", argument)};
    bool is_first = std::any_of(path_->steps.begin(), path_->steps.end(),
                                [](std::string_view step) { return step == "init_container" || step == "initContainers"; });
    if (const Value* name = is_object(holder) ? member_of(holder, "name") : nullptr; name != nullptr && holder_is_container()) {
      if (std::optional<std::string_view> text = text_of(*name))
        image.what = {fmt::format("{} `{}`", is_first ? "init container" : "container", shown(*name)),
                      fmt::format("{} `{}`", is_first ? "Init-Container" : "Container", shown(*name))};
    }
    images_.found.push_back(std::move(image));
  }

  /// Whether the image stands in an object for one container: not where the argument is the resource's own.
  bool holder_is_container() const { return path_->steps.size() > 1 && path_->steps.back() == "image"; }

  static std::string below(const std::string& at, std::string_view name) {
    return at.empty() ? std::string(name) : at + "." + std::string(name);
  }

  /// The argument; inside of a text that was made in the same argument, the very part.
  diag::Place place_of(const Value& value, const std::string& at, bool has_path) const {
    if (has_path) return fact_.place_of(at);
    diag::Place argument = fact_.place_of(std::string_view(at).substr(0, at.find_first_of(".[")));
    diag::Place part = place_seen(value.origin());
    bool is_inside = part.known() && part.source == argument.source && part.begin >= argument.begin && part.end <= argument.end;
    return is_inside ? part : argument;
  }

  const Fact& fact_;
  const ImagePath* path_ = nullptr;
  Images images_;
  size_t visited_ = 0;
};

}  // namespace

diag::Place place_seen(const value::Origin& origin) {
  const value::Origin* at = &origin;
  while (!at->place().known() && at->step() != nullptr && !at->step()->parents.empty()) at = &at->step()->parents.front();
  return at->place();
}

Images images_of(const Fact& fact) {
  if (fact.type() == "helm_release") return helm_images(fact);
  Search search(fact);
  auto paths = image_catalogue().consumers.find(fact.kind);
  if (paths == image_catalogue().consumers.end()) return {};
  for (const ImagePath& path : paths->second) search.along(path);
  return search.take();
}

}  // namespace wafpp::controls
