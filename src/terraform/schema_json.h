#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"

namespace wafpp::terraform {

/// What `terraform providers schema -json` prints, as tables (schema_table.h), one a provider, built-in ones left out; the same bytes as
/// `tools/make_schemas` writes. The file says no versions: `version_of` is asked by source (`acme/acme`), an empty answer is `0.0.0`. What
/// is wrong is reported with its place, and leaves out the provider it is in.
std::vector<std::string> schema_tables(const diag::Source& source, const std::function<std::string(std::string_view)>& version_of,
                                       diag::Sink& sink);

}  // namespace wafpp::terraform
