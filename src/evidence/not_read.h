#pragma once

#include <optional>

#include "evidence/format.h"
#include "evidence/reason.h"

namespace wafpp::evidence {

/// Of a file that is no kind of evidence: what it is, and what to make in its place, where its form is well known and near to evidence
/// (a scanner's own form that another export of the same tool stands for). Nothing where it is strange.
std::optional<Reason> why_not_read(const Shape& shape);

}  // namespace wafpp::evidence
