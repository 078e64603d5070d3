#pragma once

#include <functional>

#include "hcl/tree.h"
#include "value/value.h"

namespace wafpp::terraform {

using value::Value;

/// A reference or address that stands for itself (`depends_on`, `to`, `provider`) as the text that addresses are written in:
/// `module.a["x"].aws_vpc.this[0]`. Keys that are no constants are what `key` makes of them; where one is not known, the text has `[*]`
/// in its place, and the value is unknown with the key's origin. Null for what is no reference.
Value reference_text(const hcl::Expr& expr, const std::function<Value(const hcl::Expr&)>& key = {});

}  // namespace wafpp::terraform
