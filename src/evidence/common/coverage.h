#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wafpp::evidence {

/// Whether a bot keeps something up to date.
enum class Covered : uint8_t { No, Yes, Open };

struct Coverage {
  Covered covered = Covered::No;
  std::string why;     ///< Of `No` and `Open`: on what that hangs, where something says so; may be empty.
  uint32_t begin = 0;  ///< The part of the configuration that decides; both 0: none does.
  uint32_t end = 0;
};

/// Something in a configuration that looks wrong; the rest counts.
struct ConfigRemark {
  uint32_t at = 0;
  std::string message;
};

}  // namespace wafpp::evidence
