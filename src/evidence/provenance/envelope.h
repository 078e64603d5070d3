#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

/// A DSSE envelope: what was signed and with what. False, with a refusal, where it is none.
struct Envelope {
  std::string payload_type;
  std::string payload;
  std::vector<std::string> signatures;  ///< Decoded.
};
bool read_envelope(Reading& reading, const JsonValue& from, Envelope& envelope);

/// Which of the keys that the user gave verify one of the signatures over `message`. Never decided by a `keyid`.
std::vector<std::string> verifying_keys(Reading& reading, std::string_view message, const std::vector<std::string>& signatures);

/// What an in-toto statement says: subject, builder, and how far it can go. `is_signed`: a key that the user gave verified it.
void describe_statement(Reading& reading, const JsonValue& statement, bool is_signed);

}  // namespace wafpp::evidence
