#pragma once

#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

/// Adds an Inspector finding about a package, as Inspector and ECR's enhanced scanning write it; false, with nothing added, where it is
/// about something else (network reachability, code). Several packages of one finding stay one finding.
bool add_inspector_finding(Reading& reading, const JsonValue& from);

/// The names and versions of several packages in one text each: sorted, each once, with commas between.
struct Packages {
  std::vector<std::string_view> names;
  std::vector<std::string_view> versions;
  std::vector<std::string_view> fixed_in;  ///< Without `NotAvailable`.
};
std::string joined(std::vector<std::string_view> texts);
/// `fixAvailable` in its own words, else by whether a version is known.
Fix fix_of_aws(std::string_view word, bool has_version);

}  // namespace wafpp::evidence
