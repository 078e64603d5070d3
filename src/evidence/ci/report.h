#pragma once

#include "evidence/ci/pipeline.h"
#include "evidence/item.h"
#include "evidence/reading.h"

namespace wafpp::evidence::ci {

/// Puts what a pipeline does into the reading's item: its summary, and the records `pipeline`, `pipeline_job`, `pipeline_step` and
/// `pipeline_action`.
void report(Reading& reading, const Pipeline& pipeline);

}  // namespace wafpp::evidence::ci
