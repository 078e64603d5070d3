#pragma once

#include <string_view>
#include <vector>

#include "documents/git_ignore.h"

namespace wafpp::evidence {

/// A pattern for paths relative to the repository, as bots and pipelines have them: `*`, `?` and `[a-z]` within a name, `**` for any
/// folders,
/// `{a,b}` for one of several. All of a path has to match.
class PathPattern {
 public:
  /// Of more than 64 alternatives the rest are left out. What matches nothing (an empty text) is a pattern for nothing.
  explicit PathPattern(std::string_view pattern);
  bool matches(std::string_view path) const;

 private:
  std::vector<documents::IgnorePattern> alternatives_;
};

}  // namespace wafpp::evidence
