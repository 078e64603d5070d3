#include "assess/version_control.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace wafpp::assess {

namespace {

constexpr std::string_view kFolder = ".git";
constexpr std::string_view kIndex = ".git/index";

std::vector<std::string> folders_above(const std::string& path) {
  std::vector<std::string> result;
  for (size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
    result.push_back(path.substr(0, slash));
  return result;
}

}  // namespace

VersionControl::VersionControl(const documents::Repository& repository, diag::SourceMap& sources, const std::vector<std::string>& files)
    : repository_(repository), ignore_(repository, sources) {
  if (files.empty()) return;
  documents::FileResult<std::string> bytes = repository.read(kIndex);
  if (!bytes) {
    // A repository without an index tracks nothing. Where `.git` is a file, as in worktrees and submodules, the index is elsewhere.
    bool is_new = bytes.error().problem == documents::FileProblem::NotFound && repository.is_file(".git/HEAD");
    if (!is_new) unread_ = repository.is_folder(kFolder) || !repository.exists(kFolder) ? kIndex : kFolder;
    return;
  }
  std::unordered_set<std::string_view> wanted(files.begin(), files.end());
  base::Result<documents::GitIndex> index =
      documents::parse_git_index(*bytes, [&](std::string_view path) { return wanted.contains(path); });
  if (!index) {
    cause_ = value::CauseKind::Error;
    unread_ = std::string(kIndex) + ": " + index.error().message;
    return;
  }
  index_ = std::move(*index);
}

std::string VersionControl::outside(const std::string& path) const {
  for (const std::string& folder : folders_above(path)) {
    bool is_submodule = std::binary_search(index_.submodules.begin(), index_.submodules.end(), folder);
    if (is_submodule || repository_.exists(documents::join_path(folder, kFolder))) return folder + "/" + std::string(kIndex);
    if (std::binary_search(index_.sparse.begin(), index_.sparse.end(), folder + "/")) return folder;
  }
  return {};
}

facts::FileTracking VersionControl::track(const std::string& path) {
  facts::FileTracking result;
  result.cause = cause_;
  result.open = unread_;
  if (result.open.empty()) result.open = outside(path);
  bool is_elsewhere = !result.open.empty();
  if (!is_elsewhere) result.tracked = index_.tracks(path);
  documents::GitIgnore::Answer answer = ignore_.ask(path);
  if (answer.open.empty()) {
    result.ignored = answer.is_ignored;
    if (answer.is_ignored) {
      result.ignored_at = answer.place;
      result.ignored_by = answer.pattern;
    }
  } else if (!is_elsewhere) {
    result.cause = value::CauseKind::Limit;
    result.open = answer.open;
  }
  return result;
}

}  // namespace wafpp::assess
