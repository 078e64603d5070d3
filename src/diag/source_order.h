#pragma once

#include <cstdint>
#include <vector>

#include "diag/source.h"

namespace wafpp::diag {

/// By id of a source, where its path stands among all of them; the unknown source comes first, equal paths have one rank. Ids are given
/// in the order in which threads read files, which differs from run to run: what is sorted for people is sorted by these.
std::vector<uint32_t> path_ranks(const SourceMap& sources);

}  // namespace wafpp::diag
