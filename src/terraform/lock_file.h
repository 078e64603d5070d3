#pragma once

#include <string>

#include "terraform/dependencies.h"

namespace wafpp::terraform {

/// The lock file beside the root in `folder`: https://developer.hashicorp.com/terraform/language/files/dependency-lock
LockFile read_lock_file(const std::string& folder, Loader& loader);

}  // namespace wafpp::terraform
