#include "evidence/repository/updates.h"

#include <algorithm>
#include <span>
#include <utility>

namespace wafpp::evidence {

namespace {

// https://docs.renovatebot.com/configuration-options/: the first that is there counts.
constexpr std::string_view kRenovateFiles[] = {
    "renovate.json",          "renovate.jsonc",        "renovate.json5",         ".github/renovate.json",  ".github/renovate.jsonc",
    ".github/renovate.json5", ".gitlab/renovate.json", ".gitlab/renovate.jsonc", ".gitlab/renovate.json5", ".renovaterc",
    ".renovaterc.json",       ".renovaterc.jsonc",     ".renovaterc.json5"};
constexpr std::string_view kDependabotFiles[] = {".github/dependabot.yml", ".github/dependabot.yaml"};

}  // namespace

bool is_update_tool_path(std::string_view path) {
  auto is_in = [&](std::span<const std::string_view> paths) { return std::find(paths.begin(), paths.end(), path) != paths.end(); };
  return is_in(kRenovateFiles) || is_in(kDependabotFiles);
}

std::vector<std::string> update_tool_paths(const documents::Repository& repository) {
  std::vector<std::string> found;
  for (std::span<const std::string_view> paths :
       {std::span<const std::string_view>(kDependabotFiles), std::span<const std::string_view>(kRenovateFiles)}) {
    for (std::string_view path : paths) {
      if (repository.is_file(path)) found.emplace_back(path);
    }
  }
  return found;
}

std::string UpdateTools::names() const {
  std::string result = dependabot_path.empty() ? "" : "dependabot";
  if (!renovate_path.empty()) result += result.empty() ? "renovate" : ", renovate";
  return result;
}

std::optional<UpdateTools::Stopped> UpdateTools::stopped() const {
  std::optional<Stopped> stopped;
  if (!dependabot_path.empty()) {
    const std::string& why = dependabot.broken.empty() ? dependabot.problem.en : dependabot.broken;
    if (why.empty()) return std::nullopt;
    stopped = Stopped{dependabot_path, why, dependabot.problem_at, dependabot.problem_at};
  }
  if (!renovate_path.empty()) {
    if (!renovate.broken.empty()) {
      if (!stopped) stopped = Stopped{renovate_path, renovate.broken, renovate.broken_at, renovate.broken_at};
    } else if (renovate.enabled.is_set && !renovate.enabled.value && renovate.enabled.is_own) {
      if (!stopped) stopped = Stopped{renovate_path, "`enabled` is false", renovate.enabled.begin, renovate.enabled.end};
    } else {
      return std::nullopt;
    }
  }
  return stopped;
}

UpdateTools find_update_tools(const documents::Repository& repository, const ReadText& read) {
  UpdateTools tools;
  for (std::string_view path : kDependabotFiles) {
    if (!tools.dependabot_path.empty() || !repository.is_file(path)) continue;
    tools.dependabot_path = path;
    std::optional<std::string_view> text = read(tools.dependabot_path);
    if (text) {
      tools.dependabot = read_dependabot(*text);
    } else {
      tools.dependabot.broken = "it cannot be read";
    }
  }
  for (std::string_view path : kRenovateFiles) {
    if (!tools.renovate_path.empty() || !repository.is_file(path)) continue;
    tools.renovate_path = path;
    std::optional<std::string_view> text = read(tools.renovate_path);
    if (text) {
      tools.renovate = read_renovate(*text);
    } else {
      tools.renovate.broken = "it cannot be read";
    }
  }
  if (tools.renovate_path.empty() && repository.is_file("package.json")) {
    std::optional<std::string_view> text = read("package.json");
    if (text && text->find("\"renovate\"") != std::string_view::npos) {
      RenovateConfig config = read_renovate(*text);
      if (config.broken.empty() && config.is_package_json) {
        tools.renovate_path = "package.json";
        tools.renovate = std::move(config);
      }
    }
  }
  return tools;
}

UpdateCoverage coverage_of(const Ecosystem& ecosystem, const UpdateTools& tools) {
  UpdateCoverage result;
  auto take = [&](std::string_view name, const std::string& path, Coverage coverage) {
    if (coverage.covered == Covered::Yes && result.covered == Covered::Yes) {
      result.by.append(", ").append(name);
      return;
    }
    bool says_more =
        result.path.empty() || coverage.covered == Covered::Yes || (result.covered == Covered::No && coverage.covered == Covered::Open);
    if (result.covered == Covered::Yes || !says_more) return;
    std::string by(coverage.covered == Covered::No ? std::string_view() : name);
    result = {coverage.covered, std::move(by), std::move(coverage.why), path, coverage.begin, coverage.end};
  };
  Updatable what{.names = ecosystem.kind->dependabot,
                 .directory = ecosystem.directory,
                 .files = ecosystem.files,
                 .reaches_below = ecosystem.kind->reaches_below};
  if (!tools.dependabot_path.empty()) take("dependabot", tools.dependabot_path, covers(tools.dependabot, what));
  what.names = ecosystem.kind->renovate;
  if (!tools.renovate_path.empty()) take("renovate", tools.renovate_path, covers(tools.renovate, what));
  return result;
}

}  // namespace wafpp::evidence
