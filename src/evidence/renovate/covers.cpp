#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "evidence/common/path_pattern.h"
#include "evidence/renovate/config.h"
#include "evidence/renovate/presets.h"

namespace wafpp::evidence {

namespace {

bool has(const std::vector<std::string>& list, std::string_view value) { return std::find(list.begin(), list.end(), value) != list.end(); }

/// As Renovate does: a part of the path, or a pattern for it.
bool is_among(const std::vector<std::string>& patterns, std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return path.find(pattern) != std::string_view::npos || PathPattern(pattern).matches(path);
  });
}

/// How much of a manager's files or dependencies a rule is about.
enum class Part : uint8_t { None, Some, All };

Part part_of(size_t matching, size_t of) { return matching == 0 ? Part::None : matching == of ? Part::All : Part::Some; }

class Decision {
 public:
  Decision(const RenovateConfig& config, const RenovateManager& manager, const Updatable& what)
      : config_(config), manager_(manager), what_(what), unresolved_(config.unresolved()) {}

  Coverage make() {
    if (config_.enabled.is_set && !config_.enabled.value) return no("`enabled` is false", config_.enabled);
    bool is_certain = false;  // The file itself says so, and a preset cannot.
    uint32_t begin = 0;
    uint32_t end = 0;
    auto says = [&](const auto& setting) {
      if (!setting.is_own) return;
      is_certain = true;
      begin = setting.begin;
      end = setting.end;
    };
    if (config_.managers.is_set) {
      if (!has(config_.managers.value, manager_.name))
        return no(fmt::format("`enabledManagers` does not have `{}`", manager_.name), config_.managers);
      says(config_.managers);
    }
    const RenovateSetting<bool>* block = block_of(manager_.name);
    // Blocks for a language are of older configurations; the manager's own says more.
    if (block == nullptr) block = block_of(manager_.category);
    if (block != nullptr && !block->value) return no(fmt::format("`{}` is switched off", manager_.name), *block);
    if (block != nullptr) says(*block);
    if (block == nullptr && manager_.is_off) return no(fmt::format("`{}` has to be switched on", manager_.name), RenovateSetting<bool>());
    if (std::optional<Coverage> left_out = by_paths()) return std::move(*left_out);
    return by_rules(is_certain, begin, end);
  }

 private:
  const RenovateSetting<bool>* block_of(std::string_view name) const {
    auto found = config_.blocks.find(name);
    return name.empty() || found == config_.blocks.end() ? nullptr : &found->second;
  }

  /// Not updated; but a preset that cannot be read could say otherwise where the file itself says nothing.
  template <typename T>
  Coverage no(std::string why, const RenovateSetting<T>& by) const {
    return decided(Covered::No, by.is_own, std::move(why), by.begin, by.end);
  }
  Coverage decided(Covered covered, bool is_certain, std::string why, uint32_t begin, uint32_t end) const {
    if (!is_certain && !unresolved_.empty()) {
      Coverage open{.covered = Covered::Open, .why = fmt::format("the preset `{}`", unresolved_.front())};
      for (const RenovatePreset& preset : config_.presets) {
        if (preset.name != unresolved_.front()) continue;
        open.begin = preset.begin;
        open.end = preset.end;
      }
      return open;
    }
    return {covered, std::move(why), begin, end};
  }

  std::optional<Coverage> by_paths() const {
    if (what_.files.empty()) return std::nullopt;
    auto of_block = config_.ignored_by_block.find(manager_.name);
    const auto& ignored = of_block == config_.ignored_by_block.end() ? config_.ignored : of_block->second;
    auto all = [&](auto&& test) { return std::all_of(what_.files.begin(), what_.files.end(), test); };
    if (all([&](const std::string& file) { return is_among(ignored.value, file); })) return no("`ignorePaths` leaves it out", ignored);
    const auto& included = config_.included;
    bool is_outside =
        included.is_set && !included.value.empty() && all([&](const std::string& file) { return !is_among(included.value, file); });
    if (is_outside) return no("`includePaths` leaves it out", included);
    return std::nullopt;
  }

  Part files_part(const std::vector<std::string>& patterns) const {
    if (what_.files.empty()) return Part::Some;
    size_t count = 0;
    for (const std::string& file : what_.files) count += is_among(patterns, file) ? 1 : 0;
    bool has_expression = std::any_of(patterns.begin(), patterns.end(), [](const std::string& one) { return one.starts_with('/'); });
    return has_expression ? Part::Some : part_of(count, what_.files.size());
  }

  Part list_part(const std::vector<std::string>& wanted, std::string_view name) const {
    if (has(wanted, "!" + std::string(name))) return Part::None;
    bool only_excludes =
        !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [](const std::string& one) { return one.starts_with('!'); });
    return has(wanted, name) || has(wanted, "*") || only_excludes ? Part::All : Part::None;
  }

  Part part_of_matcher(const RenovateRule::Matcher& matcher) const {
    const std::vector<std::string>& values = matcher.values;
    if (matcher.name == "matchManagers") return list_part(values, manager_.name);
    if (matcher.name == "matchCategories" || matcher.name == "matchLanguages") return list_part(values, manager_.category);
    if (matcher.name == "matchDatasources") {
      size_t count = list_part(values, manager_.datasource) == Part::All ? 1 : 0;
      if (manager_.other_datasource.empty()) return part_of(count, 1);
      return part_of(count + (list_part(values, manager_.other_datasource) == Part::All ? 1 : 0), 2);
    }
    if (matcher.name == "matchFileNames" || matcher.name == "matchPaths") return files_part(values);
    bool is_name = matcher.name == "matchPackageNames" || matcher.name == "matchDepNames" || matcher.name == "matchPackagePatterns" ||
                   matcher.name == "matchDepPatterns";
    bool is_all = is_name && (has(values, "*") || has(values, "**") || has(values, ".*") || has(values, "/.*/") || has(values, "^.*$"));
    return is_all ? Part::All : Part::Some;
  }

  Part part_of_rule(const RenovateRule& rule) const {
    Part whole = Part::All;
    for (const RenovateRule::Matcher& matcher : rule.matchers) {
      Part part = part_of_matcher(matcher);
      if (part == Part::None) return part;
      if (part == Part::Some) whole = part;
    }
    return whole;
  }

  /// Later rules have the last word. One that switches off a part of the dependencies is a choice, as an ignored package is; one that
  /// switches a part on where all was off covers that part alone.
  Coverage by_rules(bool is_certain, uint32_t begin, uint32_t end) const {
    enum class State : uint8_t { On, Off, Partly } state = State::On;
    const RenovateRule* decides = nullptr;
    for (const RenovateRule& rule : config_.rules) {
      if (!rule.enabled) continue;
      Part part = part_of_rule(rule);
      if (part == Part::All) {
        state = *rule.enabled ? State::On : State::Off;
        decides = &rule;
      } else if (part == Part::Some && *rule.enabled && state == State::Off) {
        state = State::Partly;
        decides = &rule;
      }
    }
    if (decides != nullptr && decides->is_own) {
      is_certain = true;
      begin = decides->begin;
      end = decides->end;
    }
    if (state == State::Partly) return {Covered::Open, "`packageRules` switch it on for some dependencies alone", begin, end};
    if (state == State::Off) return decided(Covered::No, is_certain, "`packageRules` switch it off", begin, end);
    return decided(Covered::Yes, is_certain, {}, begin, end);
  }

  const RenovateConfig& config_;
  const RenovateManager& manager_;
  const Updatable& what_;
  std::vector<std::string> unresolved_;
};

}  // namespace

Coverage covers(const RenovateConfig& config, const Updatable& what) {
  if (!config.broken.empty()) return {Covered::No, config.broken, config.broken_at, config.broken_at};
  std::optional<Coverage> best;
  for (std::string_view name : what.names) {
    const RenovateManager* manager = find_manager(name);
    if (manager == nullptr) continue;
    Coverage found = Decision(config, *manager, what).make();
    if (found.covered == Covered::Yes) return found;
    if (!best || (best->covered == Covered::No && found.covered == Covered::Open)) best = std::move(found);
  }
  return best ? std::move(*best) : Coverage{.covered = Covered::No, .why = "Renovate does not know it"};
}

bool pins_digests(const RenovateConfig& config) {
  bool pins = config.pin_digests.value;
  for (const RenovateRule& rule : config.rules) {
    if (!rule.pin_digests) continue;
    bool is_about_images = std::all_of(rule.matchers.begin(), rule.matchers.end(), [](const RenovateRule::Matcher& matcher) {
      if (matcher.name == "matchDatasources" || matcher.name == "matchCategories") return has(matcher.values, "docker");
      if (matcher.name == "matchManagers") return has(matcher.values, "dockerfile");
      return has(matcher.values, "*") || has(matcher.values, "**");
    });
    if (is_about_images) pins = *rule.pin_digests;
  }
  return pins;
}

}  // namespace wafpp::evidence
