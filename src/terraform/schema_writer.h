#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/schema_table.h"

namespace wafpp::terraform {

/// A table in the making, in the form that docs/schemas.md describes. Equal strings, types and bodies are one row each. What it makes is
/// checked where it is opened, sizes and depths included.
class SchemaWriter {
 public:
  SchemaWriter() { string(""); }

  /// Longer strings than a table can hold are cut.
  uint32_t string(std::string_view text);

  struct Field {
    uint32_t name = 0;
    uint32_t type = 0;
    bool optional = false;
    auto operator<=>(const Field&) const = default;
  };
  uint32_t type(value::TypeKind kind, const std::vector<Field>& fields = {});

  struct Item {
    uint32_t name = 0;
    bool is_block = false;
    uint8_t form = 0;
    uint8_t flags = 0;
    uint32_t inner = 0;
    uint32_t extra = 0;
    auto operator<=>(const Item&) const = default;
  };
  uint32_t body(const std::vector<Item>& items);

  /// By name, each name of a section once.
  void add(SchemaTable::Section section, uint32_t name, uint32_t body);

  std::string finish(std::string_view source, std::string_view version);

 private:
  struct Row {
    uint32_t name = 0;
    uint32_t body = 0;
  };
  std::string strings_;
  std::map<std::string, uint32_t, std::less<>> string_at_;
  std::map<std::pair<value::TypeKind, std::vector<Field>>, uint32_t> type_at_;
  std::vector<std::pair<uint32_t, uint32_t>> types_;
  std::vector<Field> fields_;
  std::map<std::vector<Item>, uint32_t> body_at_;
  std::vector<std::pair<uint32_t, uint32_t>> bodies_;
  std::vector<Item> items_;
  std::array<std::vector<Row>, SchemaTable::kSections> resources_;
};

}  // namespace wafpp::terraform
