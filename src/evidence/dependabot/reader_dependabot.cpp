#include <algorithm>

#include "evidence/dependabot/config.h"
#include "evidence/reading.h"

namespace wafpp::evidence {

namespace {

bool has_active(const DependabotConfig& config, std::string_view ecosystem) {
  return config.problem.empty() && std::any_of(config.updates.begin(), config.updates.end(), [&](const DependabotUpdate& update) {
           return update.inactive.empty() && (ecosystem.empty() || update.ecosystem == ecosystem);
         });
}

void read_config(Reading& reading) {
  DependabotConfig config = read_dependabot(reading.text());
  if (!config.broken.empty()) {
    reading.mark_entry(config.problem_at);
    reading.refuse(said_by_parser(config.broken));
    return;
  }
  Item& item = reading.item();
  std::vector<std::string> ecosystems;
  for (const DependabotUpdate& update : config.updates) ecosystems.push_back(update.ecosystem);
  std::sort(ecosystems.begin(), ecosystems.end());
  ecosystems.erase(std::unique(ecosystems.begin(), ecosystems.end()), ecosystems.end());
  item.summary.flag("valid", config.problem.empty()).text("reason", config.problem.en).texts("ecosystems", ecosystems);
  item.summary.flag("terraform", has_active(config, "terraform")).flag("docker", has_active(config, "docker"));
  item.summary.flag("version_updates_active", has_active(config, {}));
  if (!config.problem.empty()) {
    reading.mark_entry(config.problem_at);
    reading.warn(config.problem.en);
    reading.void_by(config.problem);
  }
  for (const ConfigRemark& remark : config.remarks) {
    reading.mark_entry(remark.at);
    reading.warn(remark.message);
  }
  for (const DependabotUpdate& update : config.updates) {
    Attributes& record = item.record("dependabot_update", update.ecosystem, update.begin, update.end);
    record.text("ecosystem", update.ecosystem).texts("directories", update.directories).texts("exclude_paths", update.excluded);
    record.text("interval", update.interval).text("group", update.group).flag("active", config.problem.empty() && update.inactive.empty());
    record.text("inactive_because", config.problem.empty() ? update.inactive : config.problem.en).text("partial_because", update.partial);
  }
}

bool has_line(std::string_view text, std::string_view start) {
  for (size_t at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') return true;
  }
  return false;
}

/// A key at the edge, and below it one that nothing else has.
bool is_config(const Shape& shape) {
  if (shape.writing != Writing::Text) return false;
  std::string_view head = shape.head;
  bool is_second = has_line(head, "updates:") && head.find("package-ecosystem") != std::string_view::npos;
  bool is_first = has_line(head, "update_configs:") && head.find("package_manager") != std::string_view::npos;
  return has_line(head, "version:") && (is_first || is_second);
}

constexpr Kind kKinds[] = {{.name = "dependabot",
                            .title = "Dependabot configuration",
                            .title_de = "Konfiguration von Dependabot",
                            .recognise = is_config,
                            .read = read_config,
                            .accepts = Accepts::Text}};

}  // namespace

extern const Format reader_dependabot;
const Format reader_dependabot{.name = "dependabot", .kinds = kKinds};

}  // namespace wafpp::evidence
