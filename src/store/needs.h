#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/settings.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "terraform/module_lock.h"
#include "terraform/module_source.h"

namespace wafpp::store {

/// A module from outside that is called, and from where.
struct Need {
  terraform::ModuleSource source;
  std::string constraint;
  diag::Place place;  ///< Of the first call's `source`.
  std::string call;   ///< `module.db`
  size_t calls = 0;
};

/// What the roots below `paths` call, as far as the code is there, each source and constraint once.
struct Needs {
  std::map<std::pair<std::string, std::string>, Need> outside;  ///< By package and constraint. Without what is installed or mirrored.
  size_t installed = 0;                                         ///< Calls that `terraform init` or the mirror answers.
  bool uses_tofu = false;                                       ///< There are files that only OpenTofu reads.
  bool is_empty = true;                                         ///< There is no configuration at all.
  bool has_unread = false;
};

struct NeedsInput {
  const documents::Repository& repository;
  const std::vector<std::string>& paths;  ///< Relative to the repository.
  const assess::Settings& settings;
  const terraform::ModuleLock& lock;
  /// Whether the folder of a locked module is there as it should be.
  std::function<bool(const terraform::LockedModule&)> is_there;
};

/// Faulty code, and sources that cannot be understood, go to `sink`.
Needs find_needs(const NeedsInput& input, diag::SourceMap& sources, diag::Sink& sink);

}  // namespace wafpp::store
