#pragma once

#include <string_view>

#include "documents/yaml.h"

namespace wafpp::documents {

/// The type of a plain scalar by the core schema (YAML 1.2.2, section 10.3.2).
YamlKind resolve_plain(std::string_view text);

}  // namespace wafpp::documents
