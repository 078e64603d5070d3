#pragma once

#include "evidence/reading.h"

namespace wafpp::evidence {

/// Takes in the Grype report that comes next: a file of its own, or the inside of another document.
void read_grype_report(Reading& reading);

}  // namespace wafpp::evidence
