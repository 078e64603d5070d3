#pragma once

#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

/// Judges the statements of a key policy: which allow everybody, and which of these a condition binds to named callers. False, with
/// the reason as a refusal, where the text is no policy.
bool read_key_policy(Reading& reading, std::string_view policy);

}  // namespace wafpp::evidence
