#pragma once

#include <vector>

#include "diag/sink.h"
#include "terraform/declare.h"

namespace wafpp::terraform {

/// Reports what Terraform refuses in a block before it evaluates anything: names that nothing can refer to, arguments and blocks that
/// the language reserves or does not know, meta-arguments that are not of their form, conditions that can never fail. Where OpenTofu
/// allows more (`for_each` of providers, `enabled`), so does this.
void check_blocks(const std::vector<ModuleFile>& files, diag::Sink& sink);

}  // namespace wafpp::terraform
