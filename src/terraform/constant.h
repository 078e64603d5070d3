#pragma once

#include "diag/sink.h"
#include "hcl/tree.h"
#include "value/value.h"

namespace wafpp::terraform {

/// The value of an expression where nothing may be referred to and no function called: a variable's default, an entry of a variable
/// file. `where` says in messages what it is: `a variable file`.
value::Value constant_value(const hcl::Expr& expr, std::string_view where, diag::Sink& sink);

}  // namespace wafpp::terraform
