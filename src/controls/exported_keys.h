#pragma once

#include <optional>
#include <string_view>

#include "controls/domain.h"

/// What exports of an account (`aws kms describe-key`, `list-aliases`) say of a key.
namespace wafpp::controls {

struct ExportedKey {
  const Fact* fact = nullptr;  ///< The `evidence.kms_key`.
  bool customer_managed = false;
};

/// The key that `name` means: an ARN, an id, or an alias that the export lists. Nothing where no export has it. A bare id is compared with
/// the end of ARNs, since it is unique.
std::optional<ExportedKey> exported_key(const facts::Facts& facts, uint32_t asker, std::string_view name);

}  // namespace wafpp::controls
