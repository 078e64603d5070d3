#pragma once

#include <string>

#include "evidence/item.h"

namespace wafpp::evidence {

/// When a file was made, as it says itself: a UTC time or a day. Of what lists things with times of their own, the newest of these. Empty
/// where nothing tells.
std::string made_at(const Item& item);

}  // namespace wafpp::evidence
