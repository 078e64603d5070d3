#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "documents/git_objects.h"
#include "documents/repository.h"

/// Who changed a file last, as `git log -1 -- FILE` says it. See https://git-scm.com/docs/git-log, "History Simplification".
namespace wafpp::documents {

/// Where a history begins to be read, and where it ends early.
struct GitHead {
  GitId commit;
  std::set<GitId> shallow;  ///< Commits whose parents were not fetched (`git clone --depth`).
};
/// From `.git/HEAD` and what it leads to, which are read as files.
GitResult<GitHead> read_git_head(const Repository& repository);

/// What is known of one file.
struct LastChange {
  enum class State : uint8_t {
    Known,
    NotLater,  ///< Not later than that commit: what came before it is not there, or too much.
    New,       ///< The last commit does not have the file.
    Unknown,
  };
  State state = State::Unknown;
  GitId commit;
  int64_t time = 0;    ///< When it was committed: seconds since 1970.
  std::string author;  ///< Of `Known` alone, as the next.
  std::string author_email;
  GitId content;       ///< Of the file as the last commit has it; not of `New` and `Unknown`.
  GitProblem problem;  ///< Why it is `Unknown` or `NotLater`.
};

constexpr size_t kMostCommits = 500'000;

/// One for each of `paths`, which are relative to the repository. All are looked for in one walk, through at most `most_commits`.
std::vector<LastChange> last_changes(GitObjects& objects, const GitHead& head, const std::vector<std::string>& paths,
                                     size_t most_commits = kMostCommits);

}  // namespace wafpp::documents
