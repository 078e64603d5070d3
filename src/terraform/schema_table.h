#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "value/type.h"

namespace wafpp::terraform {

/// The schema of one provider as `tools/make_schemas` writes it (docs/schemas.md): tables of fixed rows that refer to each other by
/// number, read where they lie. Cheap to copy; the bytes outlive it.
///
/// A table that a team brings is checked as a whole when it is opened; after that every number in it is in range, bodies and types
/// hold none but earlier ones, and neither is larger than `kMaxSize` when written out. What reads a table need not check again.
class SchemaTable {
 public:
  static constexpr uint32_t kMaxDepth = 64;     ///< Of blocks in blocks, of types in types.
  static constexpr uint32_t kMaxSize = 50'000;  ///< Items of one resource type, all blocks counted; members of one type.
  static constexpr size_t kMaxName = 255;       ///< Bytes of a name.

  /// Refuses what is no table, or a broken one.
  static base::Result<SchemaTable> open(std::string_view bytes);
  /// A table that is compiled in: not checked, so that it costs nothing (the tests open each).
  static SchemaTable trusted(std::string_view bytes) { return SchemaTable(bytes); }

  enum class Section : uint8_t { Strings, Versions, Types, Fields, Bodies, Items, Managed, Data, Ephemeral, Provider };
  static constexpr size_t kSections = 10;
  static constexpr std::string_view kMagic = "WAFPPS02";

  enum Flag : uint8_t { kSensitive = 1, kWriteOnly = 2, kOpaque = 4, kRecurses = 8, kNoBlocks = 16 };

  struct Version {
    std::string_view text;
    bool sampled = false;  ///< Schemas of this version were compared; of others only defaults are known.
  };
  struct Body {
    uint32_t first = 0;
    uint32_t count = 0;
  };
  /// One argument or block type of a body, in the form that it had until a version. Of the same name: the newest first.
  struct Item {
    std::string_view name;
    bool is_block = false;
    uint8_t form = 0;    ///< Of an attribute its mode, of a block its nesting.
    uint8_t flags = 0;   ///< `Flag`s.
    uint8_t until = 0;   ///< Number of the version, from one; zero: the newest form.
    uint32_t inner = 0;  ///< Number of the type or body; of a block that recurses a string: the path of that which it repeats.
    uint32_t extra = 0;  ///< Of an attribute its default as JSON, a string, zero for none; of a block the limits.
    uint32_t minimum() const { return extra & 0xFFFF; }
    uint32_t maximum() const { return extra >> 16; }  ///< Zero: no limit.
  };
  struct Resource {
    uint32_t number = 0;  ///< Within its section.
    uint32_t body = 0;
    uint8_t until = 0;  ///< As of an item: the type is gone after that version.
  };

  std::string_view source() const { return string(word(kSourceAt)); }    ///< `hashicorp/aws`
  std::string_view version() const { return string(word(kVersionAt)); }  ///< Of what is newest in it.
  uint32_t count(Section section) const { return word(section_at(section) + 4); }
  std::string_view string(uint32_t offset) const;
  Version version_at(uint32_t number) const;
  /// The resource type of that name in one of the sections of types; that of the provider's own configuration is called
  /// `provider.NAME`.
  std::optional<Resource> find(Section section, std::string_view type) const;
  std::string_view resource_name(Section section, uint32_t number) const { return string(word(row(section, number, kResourceRow))); }
  Body body(uint32_t number) const;
  Item item(uint32_t number) const;
  value::Type type(uint32_t number) const;

 private:
  static constexpr size_t kSizeAt = 8;
  static constexpr size_t kSourceAt = 12;
  static constexpr size_t kVersionAt = 16;
  static constexpr size_t kHeader = 20 + 8 * kSections;
  static constexpr size_t kPairRow = 8;  // Versions, types, fields, bodies.
  static constexpr size_t kItemRow = 16;
  static constexpr size_t kResourceRow = 12;
  friend class SchemaTableCheck;

  explicit SchemaTable(std::string_view bytes) : bytes_(bytes) {}
  static size_t section_at(Section section) { return 20 + 8 * static_cast<size_t>(section); }
  uint32_t word(size_t at) const;
  size_t row(Section section, uint32_t number, size_t size) const { return word(section_at(section)) + number * size; }
  Resource resource(Section section, uint32_t number) const;

  std::string_view bytes_;
};

}  // namespace wafpp::terraform
