#pragma once

#include "terraform/declared_kinds.h"
#include "terraform/instance.h"

/// What a root and its modules declare besides resources and calls, each a `Declaration`:
///
/// | kind | address | of |
/// | --- | --- | --- |
/// | `root` | `root` | the root itself |
/// | `backend.TYPE` (also `backend.cloud`), `encryption` | `backend.s3`, `encryption` | the root |
/// | `required_provider`, `required_version` | `required_provider.aws`, `module.db.required_version` | each module folder once |
/// | `moved`, `removed` | `moved.ADDRESS` | each module folder once |
/// | `provider.NAME` | `provider.aws.eu` | each configuration of each module instance |
/// | `import` | `import.ADDRESS` | the root, one for each instance that is imported |
/// | `check` | `module.db.check.health` | each module instance |
/// | `variable`, `output` | `var.region`, `output.id` | the root |
///
/// Attributes are described in docs/facts.md.
namespace wafpp::terraform {

/// Of an evaluated root and all module instances below, those that are wanted. Sorted by kind, then address. What Terraform refuses in
/// them is reported in any case.
std::vector<Declaration> declarations_of(ModuleInstance& root, const DeclaredKinds& wanted);

/// The imports of a root, evaluated; what Terraform would refuse is reported. `declared` are those of `DeclaredObjects`.
struct DeclaredObjects;
std::vector<Declaration> imports_of(ModuleInstance& root, const DeclaredObjects& declared);

}  // namespace wafpp::terraform
