#include "assess/dependencies.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

#include "assess/version_control.h"
#include "base/threads.h"
#include "facts/dependencies.h"
#include "terraform/dependencies.h"

namespace wafpp::assess {

namespace {

using Found = std::vector<std::unique_ptr<terraform::Dependencies>>;

/// Folders that others call as modules.
std::unordered_set<std::string> called_folders(const Found& found) {
  std::unordered_set<std::string> called;
  for (const std::unique_ptr<terraform::Dependencies>& one : found) {
    if (one == nullptr) continue;
    for (const terraform::CalledModule& call : one->modules) {
      if (!call.folder.empty() && call.folder != one->folder) called.insert(call.folder);
    }
  }
  return called;
}

/// Whether a folder is made to be called: what its callers have counts for it. A provider configuration of its own, as old modules have,
/// makes no root of one that is called; a backend, values or a lock file do.
bool is_module(const terraform::RootEvaluation& root, const terraform::Dependencies& own, const std::unordered_set<std::string>& called,
               terraform::Loader& loader) {
  if (own.lock.exists || own.has_backend || !root.environment.empty()) return false;
  if (root.is_uncalled_module) return true;
  if (!called.contains(own.folder)) return false;
  std::vector<std::string> names = loader.file_names(own.folder);
  return std::none_of(names.begin(), names.end(),
                      [](const std::string& name) { return name.ends_with(".tfvars") || name.ends_with(".tfvars.json"); });
}

}  // namespace

std::vector<std::string> add_dependencies(facts::Facts& facts, const DependencyInput& input) {
  // Environments of one folder share its files.
  std::vector<std::string> folders;
  for (const terraform::RootEvaluation& root : input.roots) folders.push_back(root.folder);
  std::sort(folders.begin(), folders.end());
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  Found dependencies(folders.size());
  base::parallel_for(folders.size(), input.threads,
                     [&](size_t index) { dependencies[index] = terraform::dependencies_of(folders[index], input.loader); });

  std::vector<std::string> locks;
  std::vector<std::string> read;
  for (const std::unique_ptr<terraform::Dependencies>& one : dependencies) {
    if (one == nullptr) continue;
    locks.push_back(one->lock.path);
    if (one->lock.exists) read.push_back(one->lock.path);
  }
  VersionControl version_control(input.loader.repository(), input.loader.sources(), locks);
  std::vector<facts::FileTracking> tracking(folders.size());
  for (size_t index = 0; index < folders.size(); ++index) {
    if (dependencies[index] != nullptr) tracking[index] = version_control.track(dependencies[index]->lock.path);
  }
  std::unordered_set<std::string> called = called_folders(dependencies);
  base::parallel_for(input.roots.size(), input.threads, [&](size_t at) {
    auto root = static_cast<uint32_t>(at);
    auto index = static_cast<size_t>(std::lower_bound(folders.begin(), folders.end(), input.roots[root].folder) - folders.begin());
    if (dependencies[index] == nullptr) return;
    facts::DependencyOptions options{.is_module = is_module(input.roots[root], *dependencies[index], called, input.loader),
                                     .platforms = input.platforms};
    facts.add(facts::dependency_facts(root, *dependencies[index], tracking[index], options));
  });
  std::sort(read.begin(), read.end());
  return read;
}

}  // namespace wafpp::assess
