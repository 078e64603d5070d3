#pragma once

#include <set>
#include <string>

#include "terraform/instance.h"

namespace wafpp::terraform {

/// The addresses of everything that a root declares, as `moved`, `removed` and `import` blocks name it.
struct DeclaredObjects {
  explicit DeclaredObjects(const ModuleInstance& root);

  std::set<std::string, std::less<>> resources;  ///< With the keys of their modules, whatever instances they have.
  std::set<std::string, std::less<>> instances;
  std::set<std::string, std::less<>> calls;    ///< Of modules, as `resources`.
  std::set<std::string, std::less<>> modules;  ///< Instances.
  std::set<std::string, std::less<>> blocks;   ///< Resources and calls without any keys.
  /// Something has an unknown number of instances, or a module is not there: what is missing here may exist.
  bool is_open = false;
};

/// Reports what Terraform refuses in `moved` and `removed` blocks once it knows what is declared: objects that are moved or removed and
/// still there, and moves that contradict each other.
void check_refactoring(ModuleInstance& root, const DeclaredObjects& declared);

}  // namespace wafpp::terraform
