#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diag/source.h"
#include "terraform/module.h"

namespace wafpp::terraform {

/// A parsed file of a module folder.
struct ModuleFile {
  std::shared_ptr<const hcl::Tree> tree;
  bool is_override = false;
};

/// Fills `module` with what the files (primary ones first, each group by name) declare: duplicates and misplaced blocks are
/// reported to the module's diagnostics, the first declaration holds. Overrides are merged in.
void declare(Module& module, const std::vector<ModuleFile>& files);

/// The item of that name, bare or quoted, of an object that stands in the code; null where there is none.
const hcl::ObjectItem* object_item(const hcl::Expr& object, std::string_view name);

/// The literal text of a string expression, or null: for arguments that Terraform wants literal (`source`).
const std::string_view* literal_string(const hcl::Expr* expr);

}  // namespace wafpp::terraform
