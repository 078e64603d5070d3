#pragma once

#include <cstddef>
#include <string_view>

#include "evidence/reason.h"

namespace wafpp::evidence {

/// `1 locked provider`, `2 locked providers`, likewise in German; of a kind without words `2 × that_kind`.
Reason counted_records(std::string_view kind, size_t number);
/// Whether there are words for that kind.
bool has_words(std::string_view kind);

}  // namespace wafpp::evidence
