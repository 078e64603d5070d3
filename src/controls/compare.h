#pragma once

#include "controls/domain.h"

namespace wafpp::controls {

/// Whether two values are the same: known ones where they are equal (collections element by element), unknown ones where both are the
/// same attribute of one resource, or the same variable, as it is. Else unknown.
Value compared(const Value& a, const Value& b);

}  // namespace wafpp::controls
