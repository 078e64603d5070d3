#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "evidence/item.h"

namespace wafpp::evidence {

/// The score that a CVSS vector stands for, by the rules of its own version: base metrics of v2 (with or without the parentheses that
/// some write round it), v3.0 and v3.1; of v4.0 all metrics that change the score.
struct CvssScore {
  int version = 0;  ///< 2, 3 or 4.
  double score = 0;
  Severity severity = Severity::Unknown;
};
/// Nothing where the vector is none of these, lacks a base metric, has one twice or a value that the version does not know.
std::optional<CvssScore> cvss_score(std::string_view vector);

/// Rates a finding whose own word says nothing (`UNKNOWN`, or none at all) by its vectors, and notes the vector in `rated_by`: the newest
/// version of CVSS decides, and the highest score among its vectors. Texts that are no vectors change nothing.
void rate_by_vectors(Item& item, Finding& finding, std::span<const std::string_view> vectors);
inline void rate_by_vectors(Item& item, Finding& finding, std::initializer_list<std::string_view> vectors) {
  rate_by_vectors(item, finding, std::span<const std::string_view>(vectors.begin(), vectors.size()));
}

}  // namespace wafpp::evidence
