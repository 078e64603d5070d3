#include "terraform/schema_table.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "base/unicode.h"

namespace wafpp::terraform {

static_assert(std::endian::native == std::endian::little, "tables are read as they lie");

namespace {

constexpr uint32_t kOptional = 1U << 31;  // In the type of a field.

constexpr value::TypeKind kKinds[] = {value::TypeKind::Dynamic, value::TypeKind::Bool,  value::TypeKind::Number,
                                      value::TypeKind::String,  value::TypeKind::List,  value::TypeKind::Set,
                                      value::TypeKind::Map,     value::TypeKind::Tuple, value::TypeKind::Object};

}  // namespace

uint32_t SchemaTable::word(size_t at) const {
  uint32_t result;
  std::memcpy(&result, bytes_.data() + at, sizeof result);
  return result;
}

std::string_view SchemaTable::string(uint32_t offset) const {
  const char* at = bytes_.data() + word(section_at(Section::Strings)) + offset;
  uint16_t length;
  std::memcpy(&length, at, sizeof length);
  return {at + sizeof length, length};
}

SchemaTable::Version SchemaTable::version_at(uint32_t number) const {
  size_t at = row(Section::Versions, number, kPairRow);
  return {string(word(at)), word(at + 4) != 0};
}

SchemaTable::Body SchemaTable::body(uint32_t number) const {
  size_t at = row(Section::Bodies, number, kPairRow);
  return {word(at), word(at + 4)};
}

SchemaTable::Item SchemaTable::item(uint32_t number) const {
  size_t at = row(Section::Items, number, kItemRow);
  auto byte = [&](size_t offset) { return static_cast<uint8_t>(bytes_[at + offset]); };
  // name, kind, form, flags, until, inner, extra
  return {string(word(at)), byte(4) != 0, byte(5), byte(6), byte(7), word(at + 8), word(at + 12)};
}

SchemaTable::Resource SchemaTable::resource(Section section, uint32_t number) const {
  size_t at = row(section, number, kResourceRow);
  return {number, word(at + 4), static_cast<uint8_t>(word(at + 8))};
}

std::optional<SchemaTable::Resource> SchemaTable::find(Section section, std::string_view type) const {
  uint32_t low = 0;
  uint32_t high = count(section);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (resource_name(section, middle) < type) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == count(section) || resource_name(section, low) != type) return std::nullopt;
  return resource(section, low);
}

value::Type SchemaTable::type(uint32_t number) const {
  size_t at = row(Section::Types, number, kPairRow);
  value::TypeKind kind = kKinds[word(at) & 0xFF];
  uint32_t count = word(at) >> 8;
  uint32_t first = word(at + 4);
  auto inner = [&](uint32_t index) { return word(row(Section::Fields, first + index, kPairRow) + 4) & ~kOptional; };
  switch (kind) {
    case value::TypeKind::Dynamic:
      return {};
    case value::TypeKind::Bool:
      return value::Type::boolean();
    case value::TypeKind::Number:
      return value::Type::number();
    case value::TypeKind::String:
      return value::Type::string();
    case value::TypeKind::List:
    case value::TypeKind::Set:
    case value::TypeKind::Map:
      return value::Type::collection(kind, type(inner(0)));
    case value::TypeKind::Tuple: {
      std::vector<value::Type> elements;
      for (uint32_t index = 0; index < count; ++index) elements.push_back(type(inner(index)));
      return value::Type::tuple(elements);
    }
    case value::TypeKind::Object: {
      std::vector<value::TypeField> fields;
      for (uint32_t index = 0; index < count; ++index) {
        size_t field = row(Section::Fields, first + index, kPairRow);
        fields.push_back({std::string(string(word(field))), type(inner(index)), (word(field + 4) & kOptional) != 0});
      }
      return value::Type::object(std::move(fields));
    }
  }
  return {};
}

/// Looks at every number of a table once. Sizes of what is written out are sums over what comes earlier, so that a few rows that
/// hold one another twice cannot grow without bound.
class SchemaTableCheck {
 public:
  using Section = SchemaTable::Section;
  explicit SchemaTableCheck(std::string_view bytes) : table_(bytes), size_(bytes.size()) {}

  /// What is wrong, or nothing.
  std::string_view run() {
    if (size_ < SchemaTable::kHeader || size_ > UINT32_MAX || !table_.bytes_.starts_with(SchemaTable::kMagic))
      return "no table of provider schemas";
    if (table_.word(SchemaTable::kSizeAt) != size_) return "the table breaks off";
    constexpr size_t kRows[] = {1,
                                SchemaTable::kPairRow,
                                SchemaTable::kPairRow,
                                SchemaTable::kPairRow,
                                SchemaTable::kPairRow,
                                SchemaTable::kItemRow,
                                SchemaTable::kResourceRow,
                                SchemaTable::kResourceRow,
                                SchemaTable::kResourceRow,
                                SchemaTable::kResourceRow};
    for (size_t number = 0; number < SchemaTable::kSections; ++number) {
      auto section = static_cast<Section>(number);
      uint64_t begin = table_.word(SchemaTable::section_at(section));
      if (begin < SchemaTable::kHeader || begin + uint64_t{table_.count(section)} * kRows[number] > size_) return "a section lies outside";
    }
    bool good = is_string(table_.word(SchemaTable::kSourceAt)) && is_string(table_.word(SchemaTable::kVersionAt)) && versions() &&
                types() && bodies() && resources(Section::Managed) && resources(Section::Data) && resources(Section::Ephemeral) &&
                resources(Section::Provider);
    return good ? std::string_view() : "a row of the table is broken";
  }

 private:
  struct Size {
    uint32_t depth = 0;
    uint32_t items = 0;
  };

  bool is_string(uint32_t offset) const {
    uint64_t length_end = uint64_t{offset} + 2;
    if (length_end > table_.count(Section::Strings)) return false;
    std::string_view text = table_.string(offset);
    return length_end + text.size() <= table_.count(Section::Strings) && base::is_valid_utf8(text);
  }

  bool is_name(uint32_t offset) const { return is_string(offset) && table_.string(offset).size() <= SchemaTable::kMaxName; }

  /// Adds what is inside `to`, an earlier row; false where that is too much.
  static bool add(Size& to, const Size& inner) {
    to.depth = std::max(to.depth, inner.depth + 1);
    to.items += inner.items;
    return to.depth <= SchemaTable::kMaxDepth && to.items <= SchemaTable::kMaxSize;
  }

  bool versions() const {
    if (table_.count(Section::Versions) > 254) return false;
    for (uint32_t number = 0; number < table_.count(Section::Versions); ++number) {
      if (!is_string(table_.word(table_.row(Section::Versions, number, SchemaTable::kPairRow)))) return false;
    }
    return true;
  }

  bool types() {
    uint32_t fields = table_.count(Section::Fields);
    for (uint32_t number = 0; number < table_.count(Section::Types); ++number) {
      size_t at = table_.row(Section::Types, number, SchemaTable::kPairRow);
      uint32_t kind = table_.word(at) & 0xFF;
      uint32_t count = table_.word(at) >> 8;
      uint32_t first = table_.word(at + 4);
      if (kind >= std::size(kKinds) || count > fields || first > fields - count) return false;
      bool is_collection = kKinds[kind] >= value::TypeKind::List && kKinds[kind] <= value::TypeKind::Map;
      if (is_collection && count != 1) return false;
      Size size{1, count + 1};
      if (size.items > SchemaTable::kMaxSize) return false;
      for (uint32_t index = first; index < first + count; ++index) {
        size_t field = table_.row(Section::Fields, index, SchemaTable::kPairRow);
        uint32_t inner = table_.word(field + 4) & ~kOptional;
        if (!is_name(table_.word(field)) || inner >= number || !add(size, types_[inner])) return false;
      }
      types_.push_back(size);
    }
    return true;
  }

  bool bodies() {
    uint32_t items = table_.count(Section::Items);
    for (uint32_t number = 0; number < table_.count(Section::Bodies); ++number) {
      SchemaTable::Body body = table_.body(number);
      if (body.count > items || body.first > items - body.count) return false;
      Size size{1, body.count};
      if (size.items > SchemaTable::kMaxSize) return false;
      std::string_view before;
      for (uint32_t index = body.first; index < body.first + body.count; ++index) {
        if (!is_name(table_.word(table_.row(Section::Items, index, SchemaTable::kItemRow)))) return false;
        SchemaTable::Item item = table_.item(index);
        // The evaluator looks names up by halving.
        if (item.name < before || item.until > table_.count(Section::Versions)) return false;
        before = item.name;
        if (item.is_block) {
          if (item.form > 4) return false;
          bool recurses = (item.flags & SchemaTable::kRecurses) != 0;
          if (recurses ? !is_string(item.inner) : item.inner >= number || !add(size, bodies_[item.inner])) return false;
        } else {
          if (item.form > 3 || item.inner >= types_.size() || !is_string(item.extra)) return false;
          // Long defaults count by what they take.
          size.items += static_cast<uint32_t>(table_.string(item.extra).size() / 64);
          if (!add(size, types_[item.inner])) return false;
        }
      }
      bodies_.push_back(size);
    }
    return true;
  }

  bool resources(Section section) const {
    std::string_view before;
    for (uint32_t number = 0; number < table_.count(section); ++number) {
      size_t at = table_.row(section, number, SchemaTable::kResourceRow);
      if (!is_name(table_.word(at)) || table_.word(at + 4) >= bodies_.size()) return false;
      if (table_.word(at + 8) > table_.count(Section::Versions)) return false;
      std::string_view name = table_.resource_name(section, number);
      if (number > 0 && name <= before) return false;
      before = name;
    }
    return true;
  }

  SchemaTable table_;
  size_t size_;
  std::vector<Size> types_;
  std::vector<Size> bodies_;
};

base::Result<SchemaTable> SchemaTable::open(std::string_view bytes) {
  SchemaTableCheck check(bytes);
  if (std::string_view wrong = check.run(); !wrong.empty()) return base::fail(std::string(wrong));
  return SchemaTable(bytes);
}

}  // namespace wafpp::terraform
