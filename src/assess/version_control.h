#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diag/source.h"
#include "documents/git_ignore.h"
#include "documents/git_index.h"
#include "documents/repository.h"
#include "facts/dependencies.h"

namespace wafpp::assess {

/// What git knows of single files of a repository: from its index and the ignore files in it, which are read as files. git is never run,
/// and its configuration, which is the repository's, not looked at. Used by one thread.
class VersionControl {
 public:
  /// `files`: those that will be asked about. All outlive this.
  VersionControl(const documents::Repository& repository, diag::SourceMap& sources, const std::vector<std::string>& files);

  facts::FileTracking track(const std::string& path);

 private:
  /// Why nothing can be said of a file's place in the index; empty where something can.
  std::string outside(const std::string& path) const;

  const documents::Repository& repository_;
  documents::GitIgnore ignore_;
  documents::GitIndex index_;
  std::string unread_;  ///< What of git's data is not there; empty where all is.
  value::CauseKind cause_ = value::CauseKind::OutsideEstate;
};

}  // namespace wafpp::assess
