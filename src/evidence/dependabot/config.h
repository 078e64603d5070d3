#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/common/coverage.h"
#include "evidence/reason.h"

/// `.github/dependabot.yml`: https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference
namespace wafpp::evidence {

/// One entry of `updates`.
struct DependabotUpdate {
  std::string ecosystem;
  std::vector<std::string> directories;  ///< As written; patterns where `directories` holds them.
  std::vector<std::string> excluded;     ///< `exclude-paths`.
  std::string interval;
  std::string group;     ///< `multi-ecosystem-group`.
  std::string inactive;  ///< Why no version update comes of it; empty: they come.
  std::string partial;   ///< Why they come for a part of the dependencies alone; empty: for all.
  uint32_t begin = 0;    ///< In bytes of the text.
  uint32_t end = 0;
};

struct DependabotConfig {
  std::string broken;  ///< Why it is no YAML; nothing else is set then but `problem_at`.
  Reason problem;      ///< Why GitHub refuses it as a whole; empty: it is valid.
  uint32_t problem_at = 0;
  std::vector<DependabotUpdate> updates;
  std::vector<ConfigRemark> remarks;
};

/// `text` without a byte order mark.
DependabotConfig read_dependabot(std::string_view text);

/// What is to be kept up to date, as bots see it.
struct Updatable {
  std::span<const std::string_view> names;  ///< Under which the bot knows the ecosystem; any will do.
  std::string_view directory;               ///< Relative to the repository; `.` for the repository itself.
  std::span<const std::string> files;       ///< Paths of its manifests.
  bool reaches_below = false;               ///< The bot finds it from a directory above as well.
};
/// Whether version updates come for it.
Coverage covers(const DependabotConfig& config, const Updatable& what);

}  // namespace wafpp::evidence
