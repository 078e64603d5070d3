#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace wafpp::functions {

using Uuid = std::array<uint8_t, 16>;

std::string to_text(const Uuid& uuid);
/// Sixteen random bytes: as Terraform's, without the bits that would say so.
Uuid random_uuid();
/// `dns`, `url`, `oid`, `x500`, or a UUID in one of the forms that Go's `uuid.Parse` takes. The error is its.
tl::expected<Uuid, std::string> uuid_namespace(std::string_view name);
/// Version 5: by SHA-1.
Uuid named_uuid(const Uuid& space, std::string_view name);

}  // namespace wafpp::functions
