#include "evidence/dependabot/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "documents/yaml.h"
#include "evidence/common/path_pattern.h"

namespace wafpp::evidence {

namespace {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

// Values of `package-ecosystem`; GitHub adds some now and then, so that another one is worth a word and no more.
constexpr std::array<std::string_view, 32> kEcosystems = {"bazel",         "bun",       "bundler",
                                                          "cargo",         "composer",  "conda",
                                                          "devcontainers", "docker",    "docker-compose",
                                                          "dotnet-sdk",    "elm",       "github-actions",
                                                          "gitsubmodule",  "gomod",     "gradle",
                                                          "helm",          "julia",     "maven",
                                                          "mix",           "nix",       "npm",
                                                          "nuget",         "opentofu",  "pip",
                                                          "pre-commit",    "pub",       "rust-toolchain",
                                                          "swift",         "terraform", "uv",
                                                          "vcpkg",         "deno"};

std::string text_of(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr ? std::string() : std::string(found->text());
}

std::vector<std::string> texts_of(const YamlNode* list) {
  std::vector<std::string> texts;
  if (list == nullptr) return texts;
  for (const YamlNode& element : list->elements()) {
    if (element.is_scalar() && !element.text().empty()) texts.emplace_back(element.text());
  }
  return texts;
}

bool is_everything(std::string_view pattern) { return !pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos; }

/// Whether an entry of `ignore` leaves nothing: all names, and no limit to some versions or sizes of steps.
bool ignores_all(const YamlNode& entry) {
  const YamlNode* name = entry.find("dependency-name");
  if (name == nullptr || !is_everything(name->text()) || entry.find("versions") != nullptr) return false;
  const YamlNode* types = entry.find("update-types");
  if (types == nullptr) return true;
  std::vector<std::string> given = texts_of(types);
  constexpr std::array<std::string_view, 3> kAll = {"version-update:semver-major", "version-update:semver-minor",
                                                    "version-update:semver-patch"};
  return std::all_of(kAll.begin(), kAll.end(),
                     [&](std::string_view type) { return std::find(given.begin(), given.end(), type) != given.end(); });
}

/// Whether `allow` lets all that Dependabot would update by itself through.
bool allows_all(const YamlNode& allow) {
  return std::any_of(allow.elements().begin(), allow.elements().end(), [](const YamlNode& entry) {
    const YamlNode* name = entry.find("dependency-name");
    if (name != nullptr && !is_everything(name->text())) return false;
    const YamlNode* type = entry.find("dependency-type");
    return type == nullptr || type->text() == "direct" || type->text() == "all";
  });
}

class ConfigReader {
 public:
  explicit ConfigReader(DependabotConfig& config) : config_(config) {}

  void read(const YamlNode& root) {
    if (!root.is(YamlKind::Mapping)) return invalid(root, {"the file is no mapping", "die Datei ist keine Zuordnung"});
    const YamlNode* version = root.find("version");
    if (version == nullptr)
      return invalid(root, {"`version` is missing: it has to be the number 2", "`version` fehlt: es muss die Zahl 2 sein"});
    bool is_two = version->integer() == std::optional<int64_t>(2);
    if (!is_two) invalid(*version, {"version must be the number 2", "`version` muss die Zahl 2 sein"});
    if (const YamlNode* old = root.find("update_configs"); old != nullptr && !is_two) {
      for (const YamlNode& entry : old->elements()) first_version(entry);
    }
    groups_ = root.find("multi-ecosystem-groups");
    registries_ = root.find("registries");
    const YamlNode* updates = root.find("updates");
    if (updates == nullptr || !updates->is(YamlKind::Sequence))
      return invalid(root, {"`updates` is missing, or no list", "`updates` fehlt oder ist keine Liste"});
    for (const YamlNode& entry : updates->elements()) update(entry);
  }

 private:
  void invalid(const YamlNode& where, Reason problem) {
    if (!config_.problem.empty()) return;
    config_.problem = std::move(problem);
    config_.problem_at = where.place().begin;
  }
  void remark(const YamlNode& where, std::string message) { config_.remarks.push_back({where.place().begin, std::move(message)}); }

  /// Of version 1, which Dependabot no longer reads.
  void first_version(const YamlNode& entry) {
    DependabotUpdate update{.ecosystem = text_of(entry, "package_manager"), .directories = {text_of(entry, "directory")}};
    update.interval = text_of(entry, "update_schedule");
    update.inactive = "version 1 of the file is no longer read";
    add(std::move(update), entry);
  }

  void add(DependabotUpdate update, const YamlNode& entry) {
    update.begin = entry.place().begin;
    update.end = entry.place().end;
    config_.updates.push_back(std::move(update));
  }

  void update(const YamlNode& entry) {
    if (!entry.is(YamlKind::Mapping))
      return invalid(entry, {"an entry of `updates` is no mapping", "ein Eintrag von `updates` ist keine Zuordnung"});
    DependabotUpdate update{.ecosystem = text_of(entry, "package-ecosystem"), .group = text_of(entry, "multi-ecosystem-group")};
    if (update.ecosystem.empty())
      invalid(entry, {"an entry of `updates` has no `package-ecosystem`", "ein Eintrag von `updates` hat kein `package-ecosystem`"});
    if (std::find(kEcosystems.begin(), kEcosystems.end(), update.ecosystem) == kEcosystems.end() && !update.ecosystem.empty())
      remark(*entry.find("package-ecosystem"), fmt::format("`{}` is no ecosystem that wafpp knows of Dependabot", update.ecosystem));
    directories(entry, update);
    schedule(entry, update);
    update.excluded = texts_of(entry.find("exclude-paths"));
    restrict(entry, update);
    registries(entry);
    add(std::move(update), entry);
  }

  void directories(const YamlNode& entry, DependabotUpdate& update) {
    const YamlNode* one = entry.find("directory");
    const YamlNode* several = entry.find("directories");
    if (one != nullptr && several != nullptr)
      invalid(*several, {"an entry has both `directory` and `directories`", "ein Eintrag hat `directory` und `directories`"});
    if (one != nullptr && one->is_scalar() && !one->text().empty()) update.directories.emplace_back(one->text());
    for (std::string& directory : texts_of(several)) update.directories.push_back(std::move(directory));
    if (update.directories.empty())
      invalid(entry, {"an entry of `updates` has neither `directory` nor `directories`",
                      "ein Eintrag von `updates` hat weder `directory` noch `directories`"});
  }

  void schedule(const YamlNode& entry, DependabotUpdate& update) {
    const YamlNode* schedule = entry.find("schedule");
    if (!update.group.empty()) {
      const YamlNode* group = groups_ == nullptr ? nullptr : groups_->find(update.group);
      if (group == nullptr)
        return invalid(*entry.find("multi-ecosystem-group"),
                       reason_with("there is no group `{}`", "die Gruppe `{}` gibt es nicht", update.group));
      if (schedule == nullptr) schedule = group->find("schedule");
    }
    if (schedule == nullptr)
      return invalid(entry, {"an entry of `updates` has no `schedule`", "ein Eintrag von `updates` hat kein `schedule`"});
    update.interval = text_of(*schedule, "interval");
    if (update.interval.empty()) invalid(*schedule, {"a schedule has no `interval`", "ein `schedule` hat kein `interval`"});
  }

  void restrict(const YamlNode& entry, DependabotUpdate& update) {
    if (const YamlNode* limit = entry.find("open-pull-requests-limit"); limit != nullptr && limit->integer() == std::optional<int64_t>(0))
      update.inactive = "`open-pull-requests-limit: 0` switches version updates off";
    if (const YamlNode* ignore = entry.find("ignore"); ignore != nullptr) {
      if (std::any_of(ignore->elements().begin(), ignore->elements().end(), ignores_all))
        update.inactive = "`ignore` leaves nothing to update";
    }
    if (const YamlNode* allow = entry.find("allow"); allow != nullptr && !allow->elements().empty() && !allows_all(*allow))
      update.partial = "`allow` lets some dependencies alone through";
  }

  void registries(const YamlNode& entry) {
    const YamlNode* used = entry.find("registries");
    if (used == nullptr) return;
    for (const YamlNode& name : used->elements()) {
      if (registries_ == nullptr || registries_->find(name.text()) == nullptr)
        remark(name, fmt::format("the registry `{}` is not described under `registries`", name.text()));
    }
  }

  DependabotConfig& config_;
  const YamlNode* groups_ = nullptr;
  const YamlNode* registries_ = nullptr;
};

/// `/infra/` is `infra`; empty for the repository itself.
std::string_view relative(std::string_view directory) {
  while (directory.starts_with("./")) directory.remove_prefix(2);
  while (directory.starts_with('/')) directory.remove_prefix(1);
  while (directory.ends_with('/')) directory.remove_suffix(1);
  return directory == "." ? std::string_view() : directory;
}

bool is_below(std::string_view path, std::string_view folder) {
  return folder.empty() || path == folder || (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

bool reaches(const DependabotUpdate& update, const Updatable& what) {
  std::string_view wanted = relative(what.directory);
  return std::any_of(update.directories.begin(), update.directories.end(), [&](const std::string& written) {
    std::string_view directory = relative(written);
    if (directory == wanted || (what.reaches_below && is_below(wanted, directory))) return true;
    // `/` is for the workflows, and so is the folder itself.
    if (update.ecosystem == "github-actions" && wanted.empty() && directory == ".github/workflows") return true;
    if (directory.find_first_of("*?[{") == std::string_view::npos) return false;
    if (PathPattern(directory).matches(wanted)) return true;
    // `**` begins with the layer that it stands in.
    for (std::string_view end : {"**/*", "**"}) {
      if (!directory.ends_with(end)) continue;
      std::string_view above = relative(directory.substr(0, directory.size() - end.size()));
      if (above == wanted || PathPattern(above).matches(wanted)) return true;
    }
    return false;
  });
}

/// Whether `exclude-paths` leaves none of the files; they are relative to the directory of the entry, or the repository.
bool excludes(const DependabotUpdate& update, const Updatable& what) {
  if (update.excluded.empty() || what.files.empty()) return false;
  std::string_view directory = relative(what.directory);
  return std::all_of(what.files.begin(), what.files.end(), [&](const std::string& file) {
    std::string_view within = is_below(file, directory) && !directory.empty() ? std::string_view(file).substr(directory.size() + 1) : file;
    return std::any_of(update.excluded.begin(), update.excluded.end(), [&](const std::string& written) {
      std::string_view excluded = relative(written);
      PathPattern pattern(excluded);
      return pattern.matches(file) || pattern.matches(within) || is_below(file, excluded) || is_below(within, excluded);
    });
  });
}

}  // namespace

DependabotConfig read_dependabot(std::string_view text) {
  DependabotConfig config;
  diag::Source source(1, "dependabot.yml", std::string(text));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  if (sink.has_errors()) {
    config.broken = sink.diagnostics().front().message;
    config.problem_at = sink.diagnostics().front().place.begin;
    return config;
  }
  ConfigReader(config).read(stream.root());
  return config;
}

Coverage covers(const DependabotConfig& config, const Updatable& what) {
  if (!config.broken.empty()) return {Covered::No, config.broken, config.problem_at, config.problem_at};
  if (!config.problem.empty()) return {Covered::No, config.problem.en, config.problem_at, config.problem_at};
  Coverage best;
  for (const DependabotUpdate& update : config.updates) {
    if (std::find(what.names.begin(), what.names.end(), update.ecosystem) == what.names.end()) continue;
    Coverage found{.covered = Covered::No, .why = {}, .begin = update.begin, .end = update.end};
    if (!reaches(update, what)) {
      found.why = "no entry of this ecosystem has the directory";
    } else if (!update.inactive.empty()) {
      found.why = update.inactive;
    } else if (excludes(update, what)) {
      found.why = "`exclude-paths` leaves it out";
    } else if (!update.partial.empty()) {
      found.covered = Covered::Open;
      found.why = update.partial;
    } else {
      found.covered = Covered::Yes;
    }
    if (found.covered == Covered::Yes) return found;
    bool says_more = best.end == 0 || found.covered == Covered::Open || (best.covered == Covered::No && reaches(update, what));
    if (says_more) best = std::move(found);
  }
  if (best.end == 0) best.why = "no entry is for this ecosystem";
  return best;
}

}  // namespace wafpp::evidence
