#pragma once

#include "evidence/reading.h"

namespace wafpp::evidence {

/// Judges an attestation, whichever way it was written: `root` is its object.
void judge_attestation(Reading& reading, const Value& root);

}  // namespace wafpp::evidence
