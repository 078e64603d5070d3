#pragma once

#include <cstdint>

namespace wafpp::controls {

/// What can be said of a question: as `bool`, but honest.
enum class Answer : uint8_t { No, Yes, Unknown };

}  // namespace wafpp::controls
