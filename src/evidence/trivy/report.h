#pragma once

#include "evidence/common/json_fields.h"
#include "evidence/common/time.h"
#include "evidence/reading.h"

namespace wafpp::evidence {

/// Takes in the Trivy report (schema 2) that comes next: a file of its own, or the inside of another document.
void read_trivy_report(Reading& reading);

}  // namespace wafpp::evidence
