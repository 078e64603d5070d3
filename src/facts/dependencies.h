#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.h"
#include "terraform/dependencies.h"

/// Facts about what a root needs from outside: its lock file, its providers, its modules.
namespace wafpp::facts {

/// What version control knows of one file.
struct FileTracking {
  std::optional<bool> tracked;  ///< Nothing where it cannot be told.
  std::optional<bool> ignored;
  value::CauseKind cause = value::CauseKind::OutsideEstate;  ///< Where one of them is not known.
  std::string open;                                          ///< On what that hangs.
  diag::Place ignored_at;                                    ///< The line of the ignore file.
  std::string ignored_by;                                    ///< Its text.
};

struct DependencyOptions {
  bool is_module = false;              ///< A reusable module: called by others, and nothing of its own that only a root has.
  std::vector<std::string> platforms;  ///< Those that the project runs on (`linux_amd64`); may be empty.
};

/// The facts of one root:
///
/// `lock_file`, one, be there a file or not: `path`, `exists`, `is_readable`, `is_module`, `tracked`, `ignored`, `ignored_by`; names of
/// providers, null where there are none: `missing` (it does not list them), `unfit` (their version meets not all constraints), `unhashed`
/// (without hashes of both kinds for each platform), `stale` (nothing needs them); a block `provider` for each entry: `source`, `version`,
/// `constraints`, `package_hashes`, `archive_hashes`.
///
/// `used_provider`, in a reusable module `module_provider`, one for each provider: `source`, `constraint` (all of them, null where there is
/// none), `exact_version` (null where none is exact), `locked_version`, `is_locked` (the lock file has it in a version that fits),
/// `has_hashes`, `lock_exists`; a block `need` for each module that needs it: `folder`, `name`, `constraint`, `is_root`.
///
/// `module_source`, one for each module call in the repository's own code that takes code from outside of it: `source` (null where it is no
/// literal text), `version`, `is_on_disk`.
std::vector<Fact> dependency_facts(uint32_t root, const terraform::Dependencies& dependencies, const FileTracking& tracking,
                                   const DependencyOptions& options);

}  // namespace wafpp::facts
