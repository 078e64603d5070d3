#pragma once

#include <optional>
#include <string_view>

#include "evidence/finding.h"

namespace wafpp::evidence {

/// The score that a CVSS vector stands for, by the rules of its own version: base metrics of v2 (with or without the parentheses that
/// some write round it), v3.0 and v3.1; v4.0 is told apart, but has no score here.
struct CvssScore {
  int version = 0;  ///< 2, 3 or 4.
  double score = 0;
  Severity severity = Severity::Unknown;
};
/// Nothing where the vector is none of these, lacks a base metric, has one twice or a value that the version does not know, and for v4.0.
std::optional<CvssScore> cvss_score(std::string_view vector);

}  // namespace wafpp::evidence
