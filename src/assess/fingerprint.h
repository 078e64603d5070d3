#pragma once

#include <string>

#include "assess/result.h"

namespace wafpp::assess {

/// What tells a finding from all others of a run, and is the same in the next one though lines have shifted: a hash of check,
/// repository-relative path, subject, root and the attribute; 32 hex digits. Made when it is shown: most findings never are.
std::string fingerprint(const Finding& finding, const facts::Facts& facts, const diag::SourceMap& sources);

}  // namespace wafpp::assess
