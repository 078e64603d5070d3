#pragma once

#include <string_view>
#include <vector>

#include "assess/result.h"
#include "facts/fact.h"

/// Provenance to proof: what a person is shown of how a value came about.
namespace wafpp::assess {

/// What is seen at `path` of a fact, and the way by which it came there: the value, then each place that set it.
std::vector<TraceStep> trace_of(const facts::Fact& fact, std::string_view path);
/// The same for a value and the place where it is seen.
std::vector<TraceStep> trace_of(const diag::Place& place, const value::Value& value);
/// Where somebody would go to mend it: the place where the value at `path` was first written, else where it should stand.
diag::Place root_cause_of(const facts::Fact& fact, std::string_view path);
/// On what a value that is not known hangs; at least one.
std::vector<Cause> causes_of(const value::Value& value);

}  // namespace wafpp::assess
