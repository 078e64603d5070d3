#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "store/package.h"

/// `wafpp modules fetch`: everything that the roots of an estate call from outside, brought into the repository.
namespace wafpp::store {

struct FetchOptions {
  std::vector<std::string> paths;  ///< As the user wrote them; all in one repository.
  std::string cache;               ///< A folder; empty: none.
  bool locked = false;             ///< What the lock does not have is an error, and the lock is not written.
  bool upgrade = false;            ///< What the lock has does not count.
  bool dry_run = false;            ///< Nothing is fetched, no connection opened.
  unsigned jobs = 8;
  PackageOptions package;
  /// Told, from one thread at a time, what goes on: what is being fetched (its name; empty: between two), how many are done of how many.
  /// `bytes`: downloaded so far, without what git brings.
  std::function<void(std::string_view name, size_t done, size_t all, uint64_t bytes)> progress;
};

struct FetchedModule {
  enum class State : uint8_t { Fetched, There, Wanted, Failed } state = State::Fetched;
  std::string name;          ///< `acme/rds/aws 6.10.0 (~> 6.0)`
  bool was_changed = false;  ///< It was there, but not as the lock says.
};

struct FetchResult {
  std::vector<FetchedModule> modules;  ///< By name.
  std::vector<diag::Diagnostic> diagnostics;
  std::unique_ptr<diag::SourceMap> sources;
  bool has_bad_configuration = false;  ///< Settings or lock: nothing was fetched.
  bool has_unread = false;             ///< A file of the estate could not be read or parsed.
  bool is_lock_written = false;
  std::vector<std::string> removed;  ///< Names of modules that nothing calls any more.
};

/// The error is for paths that do not exist, and for a folder that cannot be written.
base::Result<FetchResult> fetch_modules(const FetchOptions& options);

}  // namespace wafpp::store
