#pragma once

#include <cstdint>
#include <string_view>

namespace wafpp::assess {

/// Why a file of a repository is looked at as evidence.
enum class EvidencePlace : uint8_t {
  None,    ///< It is not.
  Folder,  ///< It lies in a folder for evidence, so that it has to be readable.
  Name,    ///< Its name or its place is what evidence has by custom, but may mean something else.
};

/// By the path alone. `path` is relative to the repository.
EvidencePlace evidence_place(std::string_view path);

}  // namespace wafpp::assess
