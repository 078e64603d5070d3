#pragma once

#include <vector>

#include "diag/sink.h"
#include "diag/source.h"
#include "evidence/compromised.h"

namespace wafpp::assess {

/// Reads a list of parts of pipelines that are known to have been malicious, as the user keeps it: `entries`, each with `kind`, `name` and
/// at least one of `until`, `tags` and `commits` (docs/evidence.md). What is wrong goes to `sink` with its place, and the rest is taken.
std::vector<evidence::CompromisedPart> read_compromised_actions(const diag::Source& source, diag::SourceMap& sources, diag::Sink& sink);

}  // namespace wafpp::assess
