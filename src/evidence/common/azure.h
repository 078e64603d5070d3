#pragma once

#include <array>
#include <string_view>

#include "evidence/common/listing.h"

/// Answers of Azure come in three wrappings: an array (the command line), `value` (REST) and `data` (Resource Graph). The first spreads
/// what the other two have in `properties`.
namespace wafpp::evidence {

inline constexpr std::array<std::string_view, 2> kAzureLists = {"value", "data"};

/// The text at `path` of the first entry that has it, in whichever wrapping.
std::string_view azure_text(const Shape& shape, std::string_view path);
bool azure_has(const Shape& shape, std::string_view path);

/// What an entry says: its `properties`, where it has them.
const JsonValue& azure_properties(const JsonValue& entry);

template <typename Take>
void walk_azure(Reading& reading, Take&& take) {
  walk_listing(reading, kAzureLists, [&](std::string_view, const JsonValue& entry) { take(entry); });
}

}  // namespace wafpp::evidence
