#pragma once

#include <optional>
#include <string_view>

namespace wafpp::evidence {

/// The score of a CVSS v4.0 vector (`CVSS:4.0/AV:N/...`) by the standard's MacroVectors: base, threat and environmental metrics count,
/// supplemental ones are read and change nothing. Metrics may stand in any order. Nothing where one of the base metrics is missing, one
/// is there twice, or a name or value is not of the standard.
std::optional<double> cvss_4_score(std::string_view vector);

}  // namespace wafpp::evidence
