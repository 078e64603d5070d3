#pragma once

#include <optional>
#include <string>
#include <vector>

namespace wafpp::evidence {

/// What lies in a folder that the user named.
struct FolderFiles {
  std::vector<std::string> files;     ///< All below it, as `FOLDER/...`, sorted.
  std::vector<std::string> unopened;  ///< What could not be looked into.
};
/// Nothing where `path` is no folder, or one that cannot be opened: reading it as a file says what is wrong. Folders of version control
/// and the like are passed over (documents/walk.h).
std::optional<FolderFiles> files_below(const std::string& path);

}  // namespace wafpp::evidence
