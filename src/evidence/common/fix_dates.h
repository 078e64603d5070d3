#pragma once

#include <span>

#include "evidence/item.h"

namespace wafpp::evidence {

/// Gives findings that have a fix of unknown date the day that another report states for the same fix: the same vulnerability, by any of
/// its names, in a package of the same name, mended in the same version. The texts belong to the items, which outlive each other.
void share_fix_dates(std::span<Item* const> items);

}  // namespace wafpp::evidence
