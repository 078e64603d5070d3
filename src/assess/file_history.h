#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/git_history.h"
#include "documents/repository.h"
#include "evidence/item.h"
#include "evidence/reason.h"

namespace wafpp::assess {

/// What git knows of the last change of a file. The author is whoever the commit names: git proves nobody's name.
struct FileChange {
  using State = documents::LastChange::State;

  State state = State::Unknown;
  std::string commit;  ///< 40 hexadecimal digits; of `Known` and `NotLater`.
  std::string time;    ///< When it was committed, in UTC.
  std::string author;  ///< Of `Known` alone, as the next.
  std::string author_email;
  /// Whether the file differs from what was committed last; nothing where that is not known. What Git LFS keeps elsewhere and ends of lines
  /// that git wrote in another way are no difference.
  std::optional<bool> is_changed_since;
  evidence::Reason reason;  ///< Why it is `Unknown` or `NotLater`.
};
/// `known`, `not_later`, `new`, `unknown`.
std::string_view to_string(FileChange::State state);

/// One for each of `paths`, which are relative to the repository. Nothing where there is no git at all.
std::vector<FileChange> last_changes(const documents::Repository& repository, const std::vector<std::string>& paths);

/// The attributes of the fact `evidence.last_change`: `is_committed`, `commit`, `time`, `author`, `author_email`, `is_changed_since`; what
/// is not known is unknown, and says why.
void describe(const FileChange& change, evidence::Attributes& to);

}  // namespace wafpp::assess
