#include <algorithm>
#include <iterator>

#include "documents/json5.h"
#include "evidence/reading.h"
#include "evidence/renovate/config.h"

namespace wafpp::evidence {

namespace {

/// True, false, or null where a preset decides that is not here.
Value answer(const RenovateConfig& config, std::string_view manager) {
  Coverage coverage = covers(config, {.names = std::span<const std::string_view>(&manager, 1), .directory = ".", .files = {}});
  return coverage.covered == Covered::Open ? Value::null(value::Type::boolean()) : Value::boolean(coverage.covered == Covered::Yes);
}

void read_config(Reading& reading) {
  RenovateConfig config = read_renovate(reading.text());
  if (!config.broken.empty()) {
    reading.mark_entry(config.broken_at);
    reading.refuse(said_by_parser(config.broken));
    return;
  }
  Item& item = reading.item();
  item.summary.flag("enabled", !config.enabled.is_set || config.enabled.value).flag("in_package_json", config.is_package_json);
  if (config.managers.is_set) {
    item.summary.texts("managers", config.managers.value);
  } else {
    item.summary.text("managers", "all (default)");
  }
  item.summary.set("terraform", answer(config, "terraform")).set("docker", answer(config, "dockerfile"));
  item.summary.flag("pins_digests", pins_digests(config)).texts("schedule", config.schedule).texts("ignore_paths", config.ignored.value);
  std::vector<std::string> names;
  for (const RenovatePreset& preset : config.presets) names.push_back(preset.name);
  item.summary.texts("presets", names).texts("unresolved_presets", config.unresolved());
  for (const ConfigRemark& remark : config.remarks) {
    reading.mark_entry(remark.at);
    reading.warn(remark.message);
  }
  for (const RenovatePreset& preset : config.presets)
    item.record("renovate_preset", preset.name, preset.begin, preset.end).text("name", preset.name).flag("resolved", preset.is_resolved);
  for (const RenovateRule& rule : config.rules) {
    if (!rule.is_own) continue;
    Attributes matches;
    for (const RenovateRule::Matcher& matcher : rule.matchers) matches.texts(matcher.name, matcher.values);
    Attributes& record = item.record("renovate_rule", std::to_string(item.records.size()), rule.begin, rule.end);
    record.set("matches", matches.object());
    record.set("enabled", rule.enabled ? Value::boolean(*rule.enabled) : Value::null(value::Type::boolean()));
    record.set("pin_digests", rule.pin_digests ? Value::boolean(*rule.pin_digests) : Value::null(value::Type::boolean()));
  }
}

/// Names of presets that no other program has.
bool is_preset(std::string_view name) {
  constexpr std::string_view kStarts[] = {
      ":",      "config:", "default:", "docker:",    "group:",       "helpers:",      "schedule:",        "github>",         "gitlab>",
      "local>", "gitea>",  "forgejo>", "bitbucket>", "workarounds:", "replacements:", "mergeConfidence:", "customManagers:", "security:"};
  return std::any_of(std::begin(kStarts), std::end(kStarts), [&](std::string_view start) { return name.starts_with(start); });
}

bool looks_like_config(const documents::JsonValue& root) {
  for (std::string_view name : {"packageRules", "enabledManagers", "lockFileMaintenance", "ignorePresets"}) {
    if (root.find(name) != nullptr) return true;
  }
  const documents::JsonValue* schema = root.find("$schema");
  if (schema != nullptr && schema->string().find("renovate-schema") != std::string_view::npos) return true;
  const documents::JsonValue* extends = root.find("extends");
  if (extends == nullptr) return false;
  if (is_preset(extends->string())) return true;
  return std::any_of(extends->elements().begin(), extends->elements().end(),
                     [](const documents::JsonValue& one) { return is_preset(one.string()); });
}

bool is_strict_config(const Shape& shape) {
  bool is_root = shape.is_array("packageRules") || shape.is_array("enabledManagers") || shape.is_array("ignorePresets") ||
                 shape.is_object("lockFileMaintenance") || shape.text("$schema").find("renovate-schema") != std::string_view::npos;
  if (is_root || is_preset(shape.text("extends")) || is_preset(shape.text("extends[]"))) return true;
  // A package.json has no other key of that name.
  return shape.is_object("renovate") &&
         (shape.has("name") || shape.has("dependencies") || shape.has("devDependencies") || shape.has("scripts"));
}

/// What begins as JSON and is none in the strict sense: with comments, single quotes, names without quotes.
bool is_config(const Shape& shape) {
  if (shape.is_json()) return is_strict_config(shape);
  if (shape.writing != Writing::Text) return false;
  std::string_view head = shape.head;
  size_t first = head.find_first_not_of(" \t\r\n");
  bool may_be = first != std::string_view::npos && (head[first] == '{' || head[first] == '/');
  if (!may_be) return false;
  documents::JsonFailure failure;
  if (std::optional<documents::JsonDocument> document = documents::parse_json5(head, failure)) return looks_like_config(document->root());
  // Broken, or longer than its head.
  bool is_named = head.find("renovate-schema") != std::string_view::npos || head.find("packageRules") != std::string_view::npos ||
                  head.find("enabledManagers") != std::string_view::npos;
  return is_named || head.find("'config:") != std::string_view::npos || head.find("\"config:") != std::string_view::npos;
}

constexpr Kind kKinds[] = {{.name = "renovate",
                            .title = "Renovate configuration",
                            .title_de = "Konfiguration von Renovate",
                            .recognise = is_config,
                            .read = read_config,
                            .accepts = Accepts::Json5}};

}  // namespace

extern const Format reader_renovate;
const Format reader_renovate{.name = "renovate", .kinds = kKinds};

}  // namespace wafpp::evidence
