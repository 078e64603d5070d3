#pragma once

#include "evidence/common/json_fields.h"
#include "evidence/common/time.h"
#include "evidence/reading.h"

namespace wafpp::evidence {

/// Takes in the Trivy report (schema 2) that comes next: a file of its own, or the inside of another document.
void read_trivy_report(Reading& reading);
/// Likewise one entry of `Results`.
void read_trivy_result(Reading& reading);

bool is_trivy_cluster(const Shape& shape);
/// What `trivy k8s` writes: results by resource.
void read_trivy_cluster(Reading& reading);

}  // namespace wafpp::evidence
