#pragma once

#include "hcl/json.h"

namespace wafpp::terraform {

/// The block structure of Terraform's own language, by which a `.tf.json` file is decoded.
const hcl::JsonSchema& file_schema();
/// For `*.tfvars.json`: every key an attribute, every string literal.
const hcl::JsonSchema& flat_schema();

}  // namespace wafpp::terraform
