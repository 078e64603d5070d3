#pragma once

#include <optional>
#include <string_view>

#include "evidence/finding.h"

namespace wafpp::evidence {

/// What a format's own word means, whatever its case: `MODERATE` is medium, `Negligible`, `MINIMAL` and `INFORMATIONAL` are information,
/// words that say that nobody knows (`UNTRIAGED`, `UNDEFINED`, `UNASSIGNED`), and all others, are unknown.
Severity severity_of(std::string_view word);
/// The qualitative rating of a CVSS v3 or v4 base score, 0.0 to 10.0; unknown outside of that.
Severity severity_of_score(double score);
/// CVSS v2 has no rating of its own: the bands of NIST's database (low below 4, medium below 7, else high).
Severity severity_of_score_v2(double score);

}  // namespace wafpp::evidence
