#include "documents/json_shape.h"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace wafpp::documents {

const JsonShape::Seen* JsonShape::at(std::string_view path) const {
  auto found = seen_.find(path);
  return found == seen_.end() ? nullptr : &found->second;
}

bool JsonShape::is(std::string_view path, JsonKind kind) const {
  const Seen* seen = at(path);
  return seen != nullptr && seen->kind == kind;
}

std::string_view JsonShape::text(std::string_view path) const {
  const Seen* seen = at(path);
  return seen == nullptr ? std::string_view() : std::string_view(seen->text);
}

size_t JsonShape::element_count(std::string_view path) const {
  const Seen* seen = at(path);
  return seen == nullptr ? 0 : seen->elements;
}

size_t JsonShape::member_count() const {
  if (root_ != JsonKind::Object) return 0;
  size_t count = 0;
  for (const auto& [path, seen] : seen_) count += !path.empty() && path.find_first_of(".[") == std::string::npos ? 1U : 0U;
  return count;
}

class JsonShapeReader {
 public:
  explicit JsonShapeReader(JsonStream& stream) : stream_(stream) {}

  bool read(JsonShape& shape) {
    shape_ = &shape;
    std::string path;
    if (!value(path, 0)) return false;
    if (const JsonShape::Seen* root = shape.at("")) shape.root_ = root->kind;
    while (!stream_.at_end()) {
      if (stream_.failed()) return false;
      if (!shape.second_) shape.second_ = stream_.place_of(stream_.offset());
      if (!stream_.skip()) return false;
    }
    return !stream_.failed();
  }

 private:
  static JsonKind kind_of(char first) {
    switch (first) {
      case '{':
        return JsonKind::Object;
      case '[':
        return JsonKind::Array;
      case '"':
        return JsonKind::String;
      case 't':
      case 'f':
        return JsonKind::Bool;
      case 'n':
        return JsonKind::Null;
      default:
        return JsonKind::Number;
    }
  }

  // Recursion ends at `kLevels`.
  bool value(std::string& path, uint32_t level) {
    JsonKind kind = kind_of(stream_.peek());
    JsonShape::Seen* seen = nullptr;
    if (shape_->seen_.size() < JsonShape::kPaths || shape_->seen_.contains(path)) {
      seen = &shape_->seen_[path];
      // Of several elements the one that has more to say than `null` counts.
      if (seen->kind == JsonKind::Null) seen->kind = kind;
    }
    bool is_looked_into = seen != nullptr && level < JsonShape::kLevels;
    if (kind == JsonKind::Object && is_looked_into) return object(path, level);
    if (kind == JsonKind::Array && is_looked_into) return array(path, level, seen);
    if (kind == JsonKind::Object || kind == JsonKind::Array || kind == JsonKind::Null || seen == nullptr || !seen->text.empty()) {
      return stream_.skip();
    }
    if (kind == JsonKind::String) {
      if (std::optional<std::string> text = stream_.read_string(JsonShape::kTextBytes)) seen->text = std::move(*text);
      return !stream_.failed();
    }
    std::optional<JsonDocument> scalar = stream_.read();
    if (!scalar) return false;
    const JsonValue& found = scalar->root();
    seen->text = kind == JsonKind::Bool ? found.is_true() ? "true" : "false" : found.number().substr(0, JsonShape::kTextBytes);
    return true;
  }

  bool object(std::string& path, uint32_t level) {
    constexpr size_t kNames = 10'000;
    size_t length = path.size();
    std::set<std::string, std::less<>> names;
    stream_.enter('{');
    while (std::optional<std::string_view> name = stream_.next_member()) {
      if (names.size() < kNames && !names.emplace(*name).second) {
        return stream_.fail(fmt::format("`{}` is in this object twice: which one holds?", name->substr(0, JsonShape::kTextBytes)));
      }
      if (!path.empty()) path += '.';
      path += name->substr(0, JsonShape::kTextBytes);
      if (!value(path, level + 1)) return false;
      path.resize(length);
    }
    return !stream_.failed();
  }

  bool array(std::string& path, uint32_t level, JsonShape::Seen* seen) {
    size_t length = path.size();
    uint32_t count = 0;
    stream_.enter('[');
    while (stream_.next_element()) {
      ++seen->elements;
      path += "[]";
      if (count++ < JsonShape::kElements ? !value(path, level + 1) : !stream_.skip()) return false;
      path.resize(length);
    }
    return !stream_.failed();
  }

  JsonStream& stream_;
  JsonShape* shape_ = nullptr;
};

std::optional<JsonShape> shape_of(JsonStream& stream) {
  JsonShape shape;
  if (!JsonShapeReader(stream).read(shape)) return std::nullopt;
  return shape;
}

}  // namespace wafpp::documents
