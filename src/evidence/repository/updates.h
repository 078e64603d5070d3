#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/repository.h"
#include "evidence/dependabot/config.h"
#include "evidence/renovate/config.h"
#include "evidence/repository/ecosystems.h"

namespace wafpp::evidence {

/// The bots that keep a repository's dependencies up to date, by the files that configure them.
struct UpdateTools {
  std::string dependabot_path;  ///< Empty: there is none.
  DependabotConfig dependabot;
  std::string renovate_path;  ///< Empty: there is none.
  RenovateConfig renovate;

  bool has_any() const { return !dependabot_path.empty() || !renovate_path.empty(); }
  /// `dependabot`, `renovate`, `dependabot, renovate`.
  std::string names() const;
  /// Why nothing at all comes of any of them, and where that stands: broken, refused, switched off as a whole. Nothing where something may
  /// come.
  struct Stopped {
    std::string path;
    std::string why;
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  std::optional<Stopped> stopped() const;
};

/// Whether a path in a repository is one at which a bot looks for its configuration, `package.json` apart.
bool is_update_tool_path(std::string_view path);
/// Those of them that are there.
std::vector<std::string> update_tool_paths(const documents::Repository& repository);

using ReadText = std::function<std::optional<std::string_view>(const std::string& path)>;

/// Looks at the places where the bots themselves do; `read` gives texts without a byte order mark.
UpdateTools find_update_tools(const documents::Repository& repository, const ReadText& read);

/// Whether any of them keeps an ecosystem up to date.
struct UpdateCoverage {
  Covered covered = Covered::No;
  std::string by;    ///< The bots that do; of `Open`: the one that may.
  std::string why;   ///< Of `No` and `Open`.
  std::string path;  ///< The configuration that decides.
  uint32_t begin = 0;
  uint32_t end = 0;
};
UpdateCoverage coverage_of(const Ecosystem& ecosystem, const UpdateTools& tools);

}  // namespace wafpp::evidence
