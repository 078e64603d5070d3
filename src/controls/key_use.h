#pragma once

#include <vector>

#include "controls/domain.h"

/// Which data stores have their key from which key.
namespace wafpp::controls {

/// The stores of the key's root whose key stems from it, directly or through an alias, by subject. Backups and snapshots are not among
/// them: they hold their source's data.
std::vector<const Fact*> stores_of_key(Question& question, const Fact& key);

/// Whether these are of one category of data (by a tag that names it, else by their kind) and, as far as tags say so, of one environment.
Value one_category(Question& question, const Fact& key);

}  // namespace wafpp::controls
