#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controls/domain.h"

/// Repeated blocks, one by one.
namespace wafpp::controls {

struct BlockPaths {
  std::vector<std::string> paths;  ///< With indices: `rule[0].destination[1]`. Empty `path`: one, the resource itself.
  Value open;                      ///< Not known where some of the blocks are not.
};

/// All blocks of a fact that `path` (`rule.destination`) names.
BlockPaths block_paths(const Fact& fact, std::string_view path);
/// What stands at `path` in each of the blocks around it: `rule.destination.bucket`. Null ones are left out; unknown ones are kept.
std::vector<Value> values_at(const Fact& fact, std::string_view path);
/// `inner` below `outer`, either of which may be empty.
std::string path_below(std::string_view outer, std::string_view inner);

}  // namespace wafpp::controls
