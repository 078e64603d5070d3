#include "terraform/files.h"

#include <algorithm>

#include "documents/walk.h"

namespace wafpp::terraform {

base::Result<std::string> RootFiles::resolve(std::string_view path) const {
  std::string result;
  std::string own = repository_.real_path(".");
  // An absolute path is one that was made with `abspath` or `path.cwd`; below the repository it is as good as a relative one.
  if (path.starts_with("/")) {
    if (path != own && !path.starts_with(own + "/")) return base::fail("`" + std::string(path) + "` lies outside of the repository");
    path.remove_prefix(std::min(path.size(), own.size() + 1));
    if (documents::normalise_path(path, result)) return result;
  } else if (documents::normalise_path(documents::join_path(folder_, path), result)) {
    return result;
  }
  return base::fail("`" + std::string(path) + "` lies outside of the repository");
}

base::Result<std::string> RootFiles::read(std::string_view path) {
  WAFPP_TRY(std::string inside, resolve(path));
  documents::FileResult<std::string> text = repository_.read(inside);
  if (!text) return base::fail(text.error().message);
  return std::move(*text);
}

base::Result<bool> RootFiles::exists(std::string_view path) {
  WAFPP_TRY(std::string inside, resolve(path));
  documents::FileResult<documents::EntryKind> kind = repository_.kind(inside);
  if (!kind) {
    if (kind.error().problem == documents::FileProblem::NotFound) return false;
    return base::fail(kind.error().message);
  }
  if (*kind == documents::EntryKind::File) return true;
  return base::fail("`" + std::string(path) + "` is no regular file");
}

base::Result<std::vector<std::string>> RootFiles::list(std::string_view folder) {
  WAFPP_TRY(std::string inside, resolve(folder));
  std::vector<std::string> paths{inside};
  documents::Discovery discovery = documents::discover(repository_, paths, {}, {.files = 100'000, .entries = 1'000'000, .depth = 64});
  std::string prefix = inside == "." ? "" : inside + "/";
  std::vector<std::string> result;
  for (const std::string& file : discovery.files) {
    if (file.starts_with(prefix)) result.push_back(file.substr(prefix.size()));
  }
  return result;
}

std::string RootFiles::working_folder() const { return repository_.real_path(folder_); }

}  // namespace wafpp::terraform
