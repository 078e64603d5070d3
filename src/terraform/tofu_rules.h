#pragma once

#include "diag/sink.h"
#include "terraform/module.h"

namespace wafpp::terraform {

/// Reports what only OpenTofu takes, for a run that stands for Terraform itself: sources and versions of modules, backends and
/// `prevent_destroy` that are no constants, `for_each` of providers, `enabled`, `lifecycle` of modules, `encryption`.
void refuse_tofu_features(const Module& module, diag::Sink& sink);

}  // namespace wafpp::terraform
