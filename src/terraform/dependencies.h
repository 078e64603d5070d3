#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "terraform/load.h"

/// What a root needs from outside, whatever is evaluated of it: its providers, its modules, and the lock file beside it. From the code
/// of the root and of every module that it reaches, as `terraform init` goes by it.
namespace wafpp::terraform {

/// One `provider` block of a lock file.
struct LockedProvider {
  std::string source;  ///< By `normal_source`.
  std::string version;
  std::string constraints;
  uint32_t package_hashes = 0;  ///< `h1:`, one for each platform.
  uint32_t archive_hashes = 0;  ///< `zh:`.
  diag::Place place;            ///< The block's header.
};
struct LockFile {
  std::string path;  ///< Relative to the repository.
  bool exists = false;
  bool is_readable = false;  ///< It could be read, and parsed without errors.
  diag::SourceId source = 0;
  diag::Place place;                      ///< Its beginning.
  std::vector<LockedProvider> providers;  ///< By source, then place.
};

/// Where a module says that it needs a provider.
struct ProviderNeed {
  std::string folder;      ///< Of the module.
  bool is_root = false;    ///< It stands in the root module itself.
  std::string name;        ///< Its local name.
  std::string constraint;  ///< Empty where none is written.
  diag::Place place;       ///< Of the constraint, else of the entry in `required_providers`, else of the first block that needs it.
};
struct UsedProvider {
  std::string source;               ///< By `normal_source`.
  std::vector<ProviderNeed> needs;  ///< The root's first, then by folder. Never empty.
};

/// One `module` block: from where its code comes.
struct CalledModule {
  std::string address;  ///< Without keys: `module.network.module.vpc`.
  std::string source;   ///< Empty where it is no literal text.
  std::string version;
  bool is_local = false;  ///< A path.
  bool is_on_disk = false;
  std::string folder;         ///< Where it is on disk.
  diag::Place place;          ///< The block's header.
  diag::Place source_place;   ///< Of the argument; else the header.
  diag::Place version_place;  ///< The same.
};

struct Dependencies {
  std::string folder;
  bool has_backend = false;  ///< Or a `cloud` block.
  diag::Place place;         ///< The root's `terraform` block with `required_providers`, else its first block.
  LockFile lock;
  std::vector<UsedProvider> providers;  ///< By source.
  std::vector<CalledModule> modules;    ///< All calls in the repository's own code; by address.
  std::vector<std::string> missing;     ///< Addresses of the calls whose code is not on disk.
};

/// Of the root module in `folder`; nothing where there is none.
std::unique_ptr<Dependencies> dependencies_of(const std::string& folder, Loader& loader);

}  // namespace wafpp::terraform
