#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/repository.h"

namespace wafpp::documents {

/// Why something below a given path is not looked at.
enum class SkipReason : uint8_t {
  VersionControl,    ///< A `.git`.
  TerraformData,     ///< A `.terraform` folder: providers and installed modules, not the project's own.
  FetchedModules,    ///< A `.wafpp` folder, or the project's mirror of modules: looked at where it is called.
  NodeModules,       ///< A `node_modules` folder.
  ControlCases,      ///< A folder `cases` beside a `control.yml`: the tests of a control.
  FolderLink,        ///< A link to a folder of the repository, which is looked at where it really is.
  BrokenLink,        ///< A link to nothing.
  LinkLoop,          ///< Links that lead to each other.
  LeavesRepository,  ///< A link that leads out of the repository.
  SpecialFile,       ///< A device, FIFO or socket.
  Unreadable,        ///< A folder that cannot be read.
  TooDeep,           ///< Below `WalkLimits::depth`.
  TooMany,           ///< Past `WalkLimits::files` or `entries`.
};
struct Skipped {
  std::string path;
  SkipReason reason = SkipReason::Unreadable;
  std::string detail;      ///< The operating system's or the repository's reason; may be empty.
  bool is_wanted = false;  ///< Given by name, or its own name is wanted.
};
/// Whether something could not be read that should have been: such a run ends with exit code 3. A broken link or a socket counts
/// only if its name says that it would have been read.
bool is_failure(const Skipped& skipped);

struct WalkLimits {
  size_t files = 500'000;      ///< Wanted files.
  size_t entries = 5'000'000;  ///< Everything seen.
  uint32_t depth = 128;        ///< Of folders below a given path.
  std::string mirror;          ///< A folder that is skipped as `FetchedModules`; empty: none.
};

/// What is below the given paths.
struct Discovery {
  std::vector<std::string> files;    ///< Wanted files, sorted by their bytes, each once.
  size_t other_files = 0;            ///< Files that are not wanted.
  std::vector<Skipped> skipped;      ///< Sorted by path.
  std::vector<std::string> modules;  ///< Each `.terraform/modules/modules.json` found; sorted.
};

/// Finds the files below `paths` (relative to the repository; files or folders) whose path is `wanted`; every file where that is
/// empty. A path that is given by name is looked at even where the walk would have skipped it. A path that does not exist is skipped
/// as unreadable, so a caller sees it.
Discovery discover(const Repository& repository, std::span<const std::string> paths,
                   const std::function<bool(std::string_view path)>& wanted = {}, const WalkLimits& limits = {});

}  // namespace wafpp::documents
