#pragma once

#include <array>
#include <string_view>

namespace wafpp::evidence {

/// What stands before the digest: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#registered-algorithms
constexpr std::array<std::string_view, 2> kDigestIntros = {"@sha256:", "@sha512:"};

/// Whether the name of a container image ends in `@sha256:` and 64 hexadecimal digits, or `@sha512:` and 128.
bool ends_in_digest(std::string_view name);
/// Whether a name of which only the end is known may do so.
bool may_end_in_digest(std::string_view end);
/// The tag behind the last part of a name's path; empty where there is none.
std::string_view tag_of(std::string_view name);

}  // namespace wafpp::evidence
