#pragma once

#include <string>

#include "controls/answer.h"
#include "controls/policy.h"

/// Key policies: whether they name who may use a key.
namespace wafpp::controls {

struct KeyPolicyReading {
  Answer names = Answer::Yes;  ///< Whether every Allow names its principals, or bounds them by a condition.
  std::string statement;       ///< The one that decides: its Sid, else its number from one; empty where none had to.
  std::string principal;       ///< What was allowed: `*`, `arn:aws:iam::*:role/app`, `everybody but ...`.
  std::string bound_by;        ///< Of a wildcard that a condition bounds: the condition's key.
  bool is_policy = true;       ///< False: no JSON, or no policy.
};

/// Reads the key policy in `document` (JSON text, whole or in part known, or the decoded object).
KeyPolicyReading read_key_policy(const Value& document);

/// Whether a condition restricts callers to those that its values name: the right key, an operator that demands it, and values
/// without a wildcard where it matters. `exact_gaps`: what is not known of a text is an identifier, not a pattern.
Answer bounds_caller(const Condition& condition, bool exact_gaps);

/// Whether what is not known of a value can only be identifiers: attributes such as `arn` and `account_id`, not inputs that nobody set.
bool hangs_on_identifiers(const Value& value);

}  // namespace wafpp::controls
