#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "documents/json_stream.h"

namespace wafpp::documents {

/// What a JSON document looks like from above: which paths there are, of what kind, and how short texts begin. A path has `.` between
/// names and `[]` for the elements of an array, whose first ones are looked at together: `findings[].type`, `[].Target`. Objects and
/// arrays are looked into down to `kLevels`.
class JsonShape {
 public:
  static constexpr uint32_t kLevels = 5;
  static constexpr uint32_t kElements = 32;  ///< Of each array.
  static constexpr size_t kPaths = 4'000;    ///< More are not taken down.
  static constexpr size_t kTextBytes = 200;

  JsonKind root() const { return root_; }
  bool has(std::string_view path) const { return seen_.contains(path); }
  bool is(std::string_view path, JsonKind kind) const;
  /// Of a string, number or bool: its text, cut off; of the first element that has one. Empty otherwise.
  std::string_view text(std::string_view path) const;
  /// Whether the text at `path` is there and begins so.
  bool begins(std::string_view path, std::string_view start) const { return text(path).starts_with(start) && has(path); }
  /// Whether the array at `path` has an element.
  bool has_elements(std::string_view path) const { return element_count(path) > 0; }
  /// How many elements the arrays at `path` have together.
  size_t element_count(std::string_view path) const;
  /// Members of the object at the top, as far as they were taken down.
  size_t member_count() const;
  /// Where a second document begins in the same text; nothing where there is none.
  const std::optional<diag::LineColumn>& second_document() const { return second_; }

 private:
  friend class JsonShapeReader;
  struct Seen {
    JsonKind kind = JsonKind::Null;
    size_t elements = 0;
    std::string text;
  };
  const Seen* at(std::string_view path) const;

  JsonKind root_ = JsonKind::Null;
  std::map<std::string, Seen, std::less<>> seen_;
  std::optional<diag::LineColumn> second_;
};

/// Reads the whole text, strictly, and says what it looks like; or why it is not JSON. A name that is twice in one of the objects that
/// are looked into is a failure: readers differ in which of the two they take. Several documents are all read; the first one gives the
/// shape.
std::optional<JsonShape> shape_of(JsonStream& stream);

}  // namespace wafpp::documents
