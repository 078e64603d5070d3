#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// `.wafpp/modules.lock`, which says what `wafpp modules fetch` brought; described in docs/modules.md.
namespace wafpp::terraform {

constexpr std::string_view kModulesFolder = ".wafpp/modules";
constexpr std::string_view kModuleLockFile = ".wafpp/modules.lock";

struct LockedModule {
  std::string source;      ///< `ModuleSource::package`
  std::string constraint;  ///< `version` of the call; empty where there is none.
  std::string version;     ///< Of a registry.
  std::string commit;      ///< Of git.
  std::string hash;        ///< `h1:...`
  std::string folder;      ///< Below `kModulesFolder`; normal, leads nowhere else.
  std::string path;        ///< Inside `folder`; may be empty.
};

struct ModuleLock {
  std::vector<LockedModule> modules;  ///< Sorted by source, then constraint; each pair once.

  const LockedModule* find(std::string_view source, std::string_view constraint) const;
  void put(LockedModule module);
};

/// The error says where and what is wrong, without the file's name.
base::Result<ModuleLock> parse_lock(std::string_view text);
/// One module a line: what changes is a line of a diff.
std::string lock_text(const ModuleLock& lock);

}  // namespace wafpp::terraform
