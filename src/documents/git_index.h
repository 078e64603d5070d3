#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// git's list of the files that it tracks, read as a file: git is not run, and nothing of a repository's configuration is obeyed.
/// By https://git-scm.com/docs/index-format, versions 2 to 4, for SHA-1 and SHA-256.
namespace wafpp::documents {

struct GitIndex {
  std::vector<std::string> files;       ///< Tracked files that are wanted, sorted by their bytes.
  std::vector<std::string> submodules;  ///< Folders that belong to another repository; sorted.
  std::vector<std::string> sparse;      ///< Folders, with `/` at the end, of which only that they are tracked is known; sorted.

  bool tracks(std::string_view path) const;
};

/// Reads an index; kept are files whose path is `wanted`. The error says what is wrong with it: damaged, of a version that is not known, or
/// split over two files.
base::Result<GitIndex> parse_git_index(std::string_view bytes, const std::function<bool(std::string_view path)>& wanted);

/// An index of version 2 with these files and nothing else that means anything: for tests and cases.
std::string write_git_index(std::vector<std::string> paths);

}  // namespace wafpp::documents
