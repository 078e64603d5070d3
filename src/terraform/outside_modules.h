#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "documents/repository.h"
#include "terraform/module_lock.h"
#include "terraform/module_source.h"

namespace wafpp::terraform {

/// Where the modules from outside that a call names lie in the repository, but for what `terraform init` installed: that is by root.
class OutsideModules {
 public:
  /// `mirror`: a folder relative to the repository, or empty. What is wrong with the lock file goes to `diagnostics()`.
  OutsideModules(const documents::Repository& repository, std::string mirror);

  /// Folders in which the module may lie, the one to prefer first; the mirror's only where it is there. Safe from several threads.
  std::vector<std::string> folders(std::string_view source, std::string_view version) const;
  /// The folder of the mirror alone.
  std::optional<std::string> in_mirror(const ModuleSource& source, std::string_view version) const;

  const ModuleLock& lock() const { return lock_; }
  const diag::Sink& diagnostics() const { return diagnostics_; }

 private:
  std::vector<std::string> look_for(std::string_view source, std::string_view version) const;

  const documents::Repository& repository_;
  std::string mirror_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<std::string, std::string>, std::vector<std::string>> found_;  // By source and version.
  ModuleLock lock_;
  diag::Sink diagnostics_;
};

/// The folder of a locked module that a call wants.
std::string locked_folder(const LockedModule& module, const ModuleSource& source);

}  // namespace wafpp::terraform
