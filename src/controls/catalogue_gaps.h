#pragma once

#include <string>
#include <vector>

#include "controls/data_store.h"

/// Holds the catalogue of data stores against the provider schemas of all versions.
namespace wafpp::controls {

/// A resource type that looks like a data store, and that the catalogue says nothing of.
struct CatalogueGap {
  std::string type;
  std::vector<std::string> paths;  ///< Why it looks so: arguments and blocks about keys and encryption.
};
/// Types with `kms`, `cmk`, `encrypt`, `key_vault_key` and the like in a path that are neither data stores nor companions of one nor among
/// the exclusions; by type.
std::vector<CatalogueGap> catalogue_gaps(const DataStores& stores);

/// What `stores` names and no schema has, in any version: `aws_db_instance: storage_encryptd`; and sources that are neither there nor in
/// `around`. Of a provider without a schema nothing can be said.
std::vector<std::string> unknown_names(const DataStores& stores, const DataStores& around = {});

}  // namespace wafpp::controls
