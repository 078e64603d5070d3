#pragma once

#include "assess/ask.h"
#include "assess/result.h"

namespace wafpp::assess {

/// The finding of one check about one subject.
Finding judge(const Asked& asked, const controls::Control& control, const controls::Check& check, const facts::Fact& subject);

}  // namespace wafpp::assess
