#include "evidence/renovate/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "documents/json5.h"
#include "evidence/renovate/presets.h"

namespace wafpp::evidence {

namespace {

using documents::JsonDocument;
using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;

constexpr uint32_t kPresetDepth = 8;  // Renovate's own presets are three deep.

/// An array of strings, or one string alone.
std::vector<std::string> texts_of(const JsonValue& value) {
  std::vector<std::string> texts;
  if (value.is(JsonKind::String)) texts.emplace_back(value.string());
  for (const JsonValue& element : value.elements()) {
    if (element.is(JsonKind::String)) texts.emplace_back(element.string());
  }
  return texts;
}

bool is_matcher(std::string_view name) { return name.starts_with("match") || name.starts_with("exclude"); }

class ConfigReader {
 public:
  explicit ConfigReader(RenovateConfig& config) : config_(config) {}

  void read(const JsonValue& root) {
    config_.begin = root.begin();
    config_.end = root.end();
    if (const JsonValue* ignored = root.find("ignorePresets")) ignored_presets_ = texts_of(*ignored);
    apply(root, true, 0);
  }

 private:
  /// What presets say first, then what stands here, which has the last word; `packageRules` of both follow one another.
  void apply(const JsonValue& from, bool is_own, uint32_t depth) {
    if (const JsonValue* extends = from.find("extends")) extend(*extends, is_own, depth);
    for (const JsonMember& member : from.members()) {
      const JsonValue& value = member.value;
      if (member.name == "enabled" && value.is(JsonKind::Bool)) {
        set(config_.enabled, value.is_true(), is_own, member);
      } else if (member.name == "enabledManagers" && value.is(JsonKind::Array)) {
        set(config_.managers, texts_of(value), is_own, member);
      } else if (member.name == "ignorePaths" && value.is(JsonKind::Array)) {
        set(config_.ignored, texts_of(value), is_own, member);
      } else if (member.name == "includePaths" && value.is(JsonKind::Array)) {
        set(config_.included, texts_of(value), is_own, member);
      } else if (member.name == "pinDigests" && value.is(JsonKind::Bool)) {
        set(config_.pin_digests, value.is_true(), is_own, member);
      } else if (member.name == "packageRules") {
        for (const JsonValue& rule : value.elements()) add_rule(rule, is_own);
      } else if (member.name == "schedule" && is_own) {
        config_.schedule = texts_of(value);
      } else if (value.is(JsonKind::Object)) {
        block(member, is_own);
      }
    }
  }

  template <typename T>
  void set(RenovateSetting<T>& setting, T value, bool is_own, const JsonMember& member) {
    setting = {std::move(value), true, is_own, is_own ? member.name_begin : 0, is_own ? member.value.end() : 0};
  }

  /// A manager's own block, or that of a language.
  void block(const JsonMember& member, bool is_own) {
    if (const JsonValue* enabled = member.value.find("enabled"); enabled != nullptr && enabled->is(JsonKind::Bool))
      set(config_.blocks[std::string(member.name)], enabled->is_true(), is_own, member);
    if (const JsonValue* ignored = member.value.find("ignorePaths"); ignored != nullptr && ignored->is(JsonKind::Array))
      set(config_.ignored_by_block[std::string(member.name)], texts_of(*ignored), is_own, member);
    bool is_docker = member.name == "docker" || member.name == "dockerfile";
    const JsonValue* pin = member.value.find("pinDigests");
    if (is_docker && pin != nullptr && pin->is(JsonKind::Bool)) set(config_.pin_digests, pin->is_true(), is_own, member);
  }

  void add_rule(const JsonValue& from, bool is_own) {
    RenovateRule rule;
    for (const JsonMember& member : from.members()) {
      if (is_matcher(member.name)) {
        rule.matchers.push_back({std::string(member.name), texts_of(member.value)});
      } else if (member.name == "enabled" && member.value.is(JsonKind::Bool)) {
        rule.enabled = member.value.is_true();
      } else if (member.name == "pinDigests" && member.value.is(JsonKind::Bool)) {
        rule.pin_digests = member.value.is_true();
      }
    }
    if (!rule.enabled && !rule.pin_digests) return;
    rule.is_own = is_own;
    if (is_own) {
      rule.begin = from.begin();
      rule.end = from.end();
    }
    config_.rules.push_back(std::move(rule));
  }

  void extend(const JsonValue& extends, bool is_own, uint32_t depth) {
    if (depth >= kPresetDepth) return;
    std::span<const JsonValue> names = extends.elements();
    if (extends.is(JsonKind::String)) names = std::span<const JsonValue>(&extends, 1);
    for (const JsonValue& name : names) {
      if (!name.is(JsonKind::String)) continue;
      if (std::find(ignored_presets_.begin(), ignored_presets_.end(), name.string()) != ignored_presets_.end()) continue;
      Preset preset = preset_of(name.string());
      bool is_resolved = preset.kind == PresetKind::Effect || preset.kind == PresetKind::NoEffect;
      if (is_own) config_.presets.push_back({std::string(name.string()), is_resolved, name.begin(), name.end()});
      if (preset.kind == PresetKind::Unknown && is_own)
        config_.remarks.push_back({name.begin(), fmt::format("`{}` is no preset of Renovate that wafpp knows", name.string())});
      if (preset.kind != PresetKind::Effect) continue;
      documents::JsonFailure failure;
      if (std::optional<JsonDocument> content = documents::parse_json5(preset.content, failure)) apply(content->root(), false, depth + 1);
    }
  }

  RenovateConfig& config_;
  std::vector<std::string> ignored_presets_;
};

}  // namespace

std::vector<std::string> RenovateConfig::unresolved() const {
  std::vector<std::string> names;
  for (const RenovatePreset& preset : presets) {
    if (!preset.is_resolved) names.push_back(preset.name);
  }
  return names;
}

RenovateConfig read_renovate(std::string_view text) {
  RenovateConfig config;
  documents::JsonFailure failure;
  std::optional<JsonDocument> document = documents::parse_json5(text, failure);
  if (!document) {
    config.broken = failure.message;
    config.broken_at = static_cast<uint32_t>(failure.at);
    return config;
  }
  const JsonValue* root = &document->root();
  const JsonValue* inside = root->find("renovate");
  bool is_package = inside != nullptr && root->find("extends") == nullptr && root->find("packageRules") == nullptr;
  if (is_package) {
    config.is_package_json = true;
    root = inside;
  }
  if (!root->is(JsonKind::Object)) {
    config.broken = fmt::format("{} where a configuration is wanted", documents::describe(root->kind()));
    config.broken_at = root->begin();
    return config;
  }
  ConfigReader(config).read(*root);
  return config;
}

}  // namespace wafpp::evidence
