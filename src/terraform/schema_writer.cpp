#include "terraform/schema_writer.h"

#include <cstring>

namespace wafpp::terraform {

namespace {

constexpr uint32_t kOptional = 1U << 31;
constexpr size_t kMaxString = 0xFFFF;

uint32_t kind_number(value::TypeKind kind) {
  switch (kind) {
    case value::TypeKind::Dynamic:
      return 0;
    case value::TypeKind::Bool:
      return 1;
    case value::TypeKind::Number:
      return 2;
    case value::TypeKind::String:
      return 3;
    case value::TypeKind::List:
      return 4;
    case value::TypeKind::Set:
      return 5;
    case value::TypeKind::Map:
      return 6;
    case value::TypeKind::Tuple:
      return 7;
    case value::TypeKind::Object:
      return 8;
  }
  return 0;
}

void put(std::string& to, uint32_t word) {
  char bytes[sizeof word];
  std::memcpy(bytes, &word, sizeof word);
  to.append(bytes, sizeof word);
}

}  // namespace

uint32_t SchemaWriter::string(std::string_view text) {
  text = text.substr(0, kMaxString);
  auto found = string_at_.find(text);
  if (found != string_at_.end()) return found->second;
  auto at = static_cast<uint32_t>(strings_.size());
  strings_ += static_cast<char>(text.size() & 0xFF);
  strings_ += static_cast<char>(text.size() >> 8);
  strings_ += text;
  string_at_.emplace(text, at);
  return at;
}

uint32_t SchemaWriter::type(value::TypeKind kind, const std::vector<Field>& fields) {
  auto [at, is_new] = type_at_.emplace(std::pair(kind, fields), static_cast<uint32_t>(types_.size()));
  if (is_new) {
    types_.emplace_back(kind_number(kind) | static_cast<uint32_t>(fields.size()) << 8, static_cast<uint32_t>(fields_.size()));
    fields_.insert(fields_.end(), fields.begin(), fields.end());
  }
  return at->second;
}

uint32_t SchemaWriter::body(const std::vector<Item>& items) {
  auto [at, is_new] = body_at_.emplace(items, static_cast<uint32_t>(bodies_.size()));
  if (is_new) {
    bodies_.emplace_back(static_cast<uint32_t>(items_.size()), static_cast<uint32_t>(items.size()));
    items_.insert(items_.end(), items.begin(), items.end());
  }
  return at->second;
}

void SchemaWriter::add(SchemaTable::Section section, uint32_t name, uint32_t body) {
  resources_[static_cast<size_t>(section)].push_back({name, body});
}

std::string SchemaWriter::finish(std::string_view source, std::string_view version) {
  uint32_t source_at = string(source);
  uint32_t version_at = string(version);
  struct Part {
    std::string bytes;
    uint32_t count = 0;
  };
  std::vector<Part> parts;
  auto part = [&](const auto& rows, auto write) {
    Part made{.bytes = {}, .count = static_cast<uint32_t>(rows.size())};
    for (const auto& row : rows) write(made.bytes, row);
    parts.push_back(std::move(made));
  };
  parts.push_back({strings_, static_cast<uint32_t>(strings_.size())});
  parts.push_back({});  // No versions but one.
  auto pair = [](std::string& to, const std::pair<uint32_t, uint32_t>& row) {
    put(to, row.first);
    put(to, row.second);
  };
  part(types_, pair);
  part(fields_, [](std::string& to, const Field& row) {
    put(to, row.name);
    put(to, row.type | (row.optional ? kOptional : 0));
  });
  part(bodies_, pair);
  part(items_, [](std::string& to, const Item& row) {
    put(to, row.name);
    to += static_cast<char>(row.is_block ? 1 : 0);
    to += static_cast<char>(row.form);
    to += static_cast<char>(row.flags);
    to += '\0';
    put(to, row.inner);
    put(to, row.extra);
  });
  for (size_t section = parts.size(); section < SchemaTable::kSections; ++section) {
    part(resources_[section], [](std::string& to, const Row& row) {
      put(to, row.name);
      put(to, row.body);
      put(to, 0);
    });
  }
  std::string header;
  std::string blob;
  size_t begin = SchemaTable::kMagic.size() + 3 * sizeof(uint32_t) + 2 * sizeof(uint32_t) * SchemaTable::kSections;
  for (const Part& one : parts) {
    put(header, static_cast<uint32_t>(begin + blob.size()));
    put(header, one.count);
    blob += one.bytes;
    while (blob.size() % sizeof(uint32_t) != 0) blob += '\0';
  }
  std::string result(SchemaTable::kMagic);
  put(result, static_cast<uint32_t>(begin + blob.size()));
  put(result, source_at);
  put(result, version_at);
  return result + header + blob;
}

}  // namespace wafpp::terraform
