#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wafpp::cli {

/// Makes `FOLDER/ID/control.yml` and `FOLDER/ID/cases/queues.tf`: a small control that works, to be changed. Returns the paths. Nothing
/// that is there is touched: then it is an error, as is an id that is none.
base::Result<std::vector<std::string>> scaffold_control(std::string_view id, const std::string& folder);

}  // namespace wafpp::cli
