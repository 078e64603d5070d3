#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "store/http.h"
#include "store/registry.h"
#include "terraform/module_lock.h"
#include "terraform/module_source.h"

/// One module brought from where it is.
namespace wafpp::store {

/// What the hostile part of the work may touch; `confine` gives the rest up, for the thread that calls it.
struct Confinement {
  std::string readable;  ///< A folder.
  std::string tree;      ///< A folder in which files, folders and links are made; empty: none.
};

struct PackageOptions {
  bool allow_http = false;
  bool may_ask = false;  ///< git may use the terminal.
  std::function<void(const Confinement&)> confine;
  std::function<void(uint64_t done, uint64_t all)> progress;  ///< Of one download; may be empty.
};

/// What is wanted of a package.
struct Wanted {
  terraform::ModuleSource source;
  std::string constraint;
  terraform::LockedModule locked;  ///< `hash` empty: the lock does not have it, or is not to hold.
};

/// Kept between projects, by content: `trees/HASH` are folders, `pins/PIN` says what an exact version or commit has. An empty folder
/// keeps nothing.
class Cache {
 public:
  explicit Cache(std::string folder) : folder_(std::move(folder)) {}
  /// Makes `to` the tree of that hash; false where there is none. One that was changed is thrown away.
  bool take(const std::string& hash, const std::string& to) const;
  void keep(const std::string& hash, const std::string& tree) const;
  struct Pinned {
    std::string hash;
    std::string path;
  };
  Pinned pinned(const std::string& pin) const;
  void pin(const std::string& pin, const Pinned& what) const;

 private:
  std::string tree(const std::string& hash) const;
  std::string folder_;
};

/// Makes `work` + "/tree" what is wanted, with what the lock is to say of it. `work` is there, and ours alone. A tree that differs from
/// the locked hash is an error.
base::Result<terraform::LockedModule> fetch_package(const Wanted& wanted, const std::string& work, Registries& registries,
                                                    const Cache& cache, const PackageOptions& options);

}  // namespace wafpp::store
