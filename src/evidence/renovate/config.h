#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/common/coverage.h"
#include "evidence/dependabot/config.h"

/// A configuration of Renovate: https://docs.renovatebot.com/configuration-options/
namespace wafpp::evidence {

/// One of `packageRules` that says whether something is updated, or pinned to digests.
struct RenovateRule {
  struct Matcher {
    std::string name;  ///< `matchManagers`
    std::vector<std::string> values;
  };
  std::vector<Matcher> matchers;
  std::optional<bool> enabled;
  std::optional<bool> pin_digests;
  bool is_own = false;  ///< Stands in the file itself.
  uint32_t begin = 0;   ///< In bytes of the text; both 0 where it comes from a preset.
  uint32_t end = 0;
};

/// A setting, and whether the file itself says it, or one of Renovate's presets.
template <typename T>
struct RenovateSetting {
  T value = {};
  bool is_set = false;
  bool is_own = false;
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct RenovatePreset {
  std::string name;
  bool is_resolved = false;
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct RenovateConfig {
  std::string broken;  ///< Why it is no JSON5, or no configuration; nothing else is set then but `broken_at`.
  uint32_t broken_at = 0;
  bool is_package_json = false;  ///< It stands under `renovate` in a package.json.
  uint32_t begin = 0;            ///< Of the whole configuration.
  uint32_t end = 0;
  RenovateSetting<bool> enabled;
  RenovateSetting<std::vector<std::string>> managers;  ///< `enabledManagers`
  RenovateSetting<std::vector<std::string>> ignored;   ///< `ignorePaths`
  RenovateSetting<std::vector<std::string>> included;  ///< `includePaths`
  RenovateSetting<bool> pin_digests;
  std::map<std::string, RenovateSetting<bool>, std::less<>> blocks;  ///< `enabled` of a manager's or a language's own block.
  std::map<std::string, RenovateSetting<std::vector<std::string>>, std::less<>> ignored_by_block;
  std::vector<RenovateRule> rules;
  std::vector<std::string> schedule;
  std::vector<RenovatePreset> presets;  ///< Of the file's own `extends`.
  std::vector<ConfigRemark> remarks;

  /// Presets that could not be read, by name.
  std::vector<std::string> unresolved() const;
};

/// `text` without a byte order mark: a configuration, or a package.json that has one.
RenovateConfig read_renovate(std::string_view text);

/// Whether Renovate updates it; `names` are those of its managers. What a preset that cannot be read could decide is open.
Coverage covers(const RenovateConfig& config, const Updatable& what);
/// Whether images are pinned to their digests.
bool pins_digests(const RenovateConfig& config);

}  // namespace wafpp::evidence
