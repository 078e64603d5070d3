#pragma once

#include <cstdint>

#include "value/value.h"

/// Documents inside of texts: arguments that hold JSON or YAML.
namespace wafpp::controls {

using value::Value;

enum class Notation : uint8_t { Json, Yaml };

/// What a text in JSON, or in YAML, stands for. Parts that are not known are unknown, with what they hang on; where `jsonencode` or
/// `yamlencode` made the text, each part has its own place and origin, else all have the text's. Null where the text is no such
/// document; unknown where nothing of it can be told. Anything but a string is itself.
Value decoded(const Value& text, Notation notation);

}  // namespace wafpp::controls
