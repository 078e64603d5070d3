#include "evidence/folder.h"

#include <filesystem>
#include <memory>
#include <system_error>

#include "documents/repository.h"
#include "documents/walk.h"

namespace wafpp::evidence {

std::optional<FolderFiles> files_below(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return std::nullopt;
  documents::FileResult<std::unique_ptr<documents::Repository>> folder = documents::open_folder(path);
  if (!folder) return std::nullopt;
  std::string start = path + (path.ends_with('/') ? "" : "/");
  std::vector<std::string> whole = {"."};
  documents::Discovery found = documents::discover(**folder, whole);
  FolderFiles result;
  for (const std::string& name : found.files) result.files.push_back(start + name);
  for (const documents::Skipped& skipped : found.skipped) {
    if (documents::is_failure(skipped)) result.unopened.push_back(start + skipped.path);
  }
  return result;
}

}  // namespace wafpp::evidence
