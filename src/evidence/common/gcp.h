#pragma once

#include <string_view>

#include "evidence/common/listing.h"

namespace wafpp::evidence {

/// Adds a record `gcp_kms_key` for a CryptoKey, as `gcloud kms` and an asset's data write it.
void add_gcp_kms_key(Reading& reading, const JsonValue& key);

/// The project in a name such as `//service/projects/P/...` or `projects/P/...`; empty where there is none.
std::string_view project_of(std::string_view name);

}  // namespace wafpp::evidence
