#pragma once

#include <vector>

#include "controls/data_store.h"
#include "controls/domain.h"

/// Whose data a replica, member, snapshot or copy holds.
namespace wafpp::controls {

/// The facts that `sources` of a store name: one as its object, several as a tuple of them, null where there is none or where the store
/// says itself how it is encrypted. Not known where one of them lies outside of what was read.
Value sources_named(Question& question, const Fact& fact, const DataStore& store, const std::vector<StoreSource>& sources);

/// What a copy was made of, as far as it is in the root; null otherwise.
const Fact* original_of(Question& question, const Fact& copy, const DataStore& store);

}  // namespace wafpp::controls
