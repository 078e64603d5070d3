#pragma once

#include <cstdint>
#include <string_view>

/// Renovate's own presets, as far as they say what is updated at all: https://docs.renovatebot.com/presets-config/
namespace wafpp::evidence {

enum class PresetKind : uint8_t {
  NoEffect,  ///< One of Renovate's own, which leaves what is updated as it is: groups, schedules, labels.
  Effect,    ///< One of Renovate's own that `content` stands for.
  Remote,    ///< A file elsewhere.
  Unknown,   ///< Looks like one of Renovate's own, and wafpp does not know it.
};
struct Preset {
  PresetKind kind = PresetKind::Unknown;
  std::string_view content;  ///< Of `Effect`: JSON5, in the words of a configuration.
};
/// `name` as it stands in `extends`, arguments in brackets included.
Preset preset_of(std::string_view name);

/// What Renovate calls the readers of package files.
struct RenovateManager {
  std::string_view name;
  std::string_view category;          ///< For `matchCategories`, and the blocks that older configurations have for a language.
  std::string_view datasource;        ///< For `matchDatasources`; where there are several, the first one.
  std::string_view other_datasource;  ///< May be empty.
  bool is_off = false;                ///< Not used unless it is switched on.
};
/// Null where there is none of that name.
const RenovateManager* find_manager(std::string_view name);

}  // namespace wafpp::evidence
