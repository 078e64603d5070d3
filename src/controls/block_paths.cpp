#include "controls/block_paths.h"

#include <fmt/format.h>

#include <utility>

namespace wafpp::controls {

// Blocks in blocks; a hostile file may have many, and each is asked once.
constexpr size_t kMaxBlocks = 10'000;

std::string path_below(std::string_view outer, std::string_view inner) {
  if (outer.empty() || inner.empty()) return std::string(outer.empty() ? inner : outer);
  std::string path;
  path.reserve(outer.size() + 1 + inner.size());
  return path.append(outer).append(1, '.').append(inner);
}

BlockPaths block_paths(const Fact& fact, std::string_view path) {
  BlockPaths blocks;
  blocks.paths.emplace_back();
  while (!path.empty()) {
    size_t dot = path.find('.');
    std::string_view step = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    std::vector<std::string> next;
    for (const std::string& outer : blocks.paths) {
      std::string name = path_below(outer, step);
      if (Value all = fact.at(name); !all.is_known()) blocks.open = std::move(all);
      size_t count = fact.count(name);
      for (size_t i = 0; i < count && next.size() < kMaxBlocks; ++i) next.push_back(fmt::format("{}[{}]", name, i));
    }
    blocks.paths = std::move(next);
  }
  return blocks;
}

std::vector<Value> values_at(const Fact& fact, std::string_view path) {
  std::vector<Value> values;
  size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) {
    if (Value value = fact.at(path); !value.is_known() || !value.is_null()) values.push_back(std::move(value));
    return values;
  }
  std::string_view around = path.substr(0, dot);
  std::string_view name = path.substr(dot + 1);
  BlockPaths blocks = block_paths(fact, around);
  for (const std::string& block : blocks.paths) {
    Value value = fact.at(path_below(block, name));
    if (!value.is_known() || !value.is_null()) values.push_back(std::move(value));
  }
  if (!blocks.open.is_known()) values.push_back(std::move(blocks.open));
  return values;
}

}  // namespace wafpp::controls
