#include "diag/source_order.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wafpp::diag {

std::vector<uint32_t> path_ranks(const SourceMap& sources) {
  std::vector<std::pair<std::string_view, SourceId>> paths;
  paths.reserve(sources.size() + 1);
  paths.emplace_back(std::string_view(), 0);
  for (SourceId id = 1; id <= sources.size(); ++id) paths.emplace_back(sources.at(id).path(), id);
  std::sort(paths.begin(), paths.end());
  std::vector<uint32_t> ranks(paths.size());
  uint32_t rank = 0;
  for (size_t at = 0; at < paths.size(); ++at) {
    if (at > 0 && paths[at].first != paths[at - 1].first) ++rank;
    ranks[paths[at].second] = rank;
  }
  return ranks;
}

}  // namespace wafpp::diag
