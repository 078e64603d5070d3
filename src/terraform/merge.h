#pragma once

#include <string_view>
#include <vector>

#include "base/arena.h"
#include "hcl/tree.h"

namespace wafpp::terraform {

/// The body that an override makes of `base`: arguments of `over` take the place of those of the same name, and nested blocks of
/// any type that `over` has take the place of all of that type (`lifecycle` is merged argument by argument instead).
/// https://developer.hashicorp.com/terraform/language/files/override
const hcl::Body* merge_bodies(const hcl::Body& base, const hcl::Body& over, base::Arena& arena);

/// `base` with the merged body.
const hcl::Block* merge_blocks(const hcl::Block& base, const hcl::Block& over, base::Arena& arena);

}  // namespace wafpp::terraform
