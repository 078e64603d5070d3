#include "assess/dependencies.h"

#include <algorithm>
#include <memory>

#include "assess/version_control.h"
#include "base/threads.h"
#include "facts/dependencies.h"
#include "terraform/dependencies.h"

namespace wafpp::assess {

std::vector<std::string> add_dependencies(facts::Facts& facts, const DependencyInput& input) {
  // Environments of one folder share its files.
  std::vector<std::string> folders;
  for (const terraform::RootEvaluation& root : input.roots) folders.push_back(root.folder);
  std::sort(folders.begin(), folders.end());
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  std::vector<std::unique_ptr<terraform::Dependencies>> dependencies(folders.size());
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
  for (uint32_t root = 0; root < input.roots.size(); ++root) {
    auto index = static_cast<size_t>(std::lower_bound(folders.begin(), folders.end(), input.roots[root].folder) - folders.begin());
    if (dependencies[index] == nullptr) continue;
    facts::DependencyOptions options{.is_module = input.roots[root].is_uncalled_module && !dependencies[index]->lock.exists,
                                     .platforms = input.platforms};
    facts.add(facts::dependency_facts(root, *dependencies[index], tracking[index], options));
  }
  std::sort(read.begin(), read.end());
  return read;
}

}  // namespace wafpp::assess
