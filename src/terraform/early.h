#pragma once

#include <memory>
#include <string_view>

#include "terraform/instance.h"

/// What OpenTofu evaluates before everything else: sources and versions of modules, backends, encryption of the state. It may hang on
/// variables, locals, `path` and `terraform.workspace` alone, and on what those hang on; Terraform wants constants there.
namespace wafpp::terraform {

/// The value of an expression that is evaluated early. A reference to anything else is reported, and its value unknown, as is that of
/// variables that nobody sets; so is a sensitive or ephemeral value, which would be stored in the clear. `where` says in messages what it
/// is: `the source of a module`.
Value early_value(ModuleInstance& instance, const hcl::Expr& expr, std::string_view where);

/// The body of a block that is evaluated early; the same is reported.
std::shared_ptr<const BodyValue> early_body(ModuleInstance& instance, const hcl::Block& block, std::string_view where);

/// The body of an `encryption` block. Its references to key providers and methods (`key_provider.pbkdf2.main`) are their text, and what
/// a key provider is given is sensitive.
std::shared_ptr<const BodyValue> encryption_body(ModuleInstance& instance, const hcl::Block& block);

}  // namespace wafpp::terraform
