#include "evidence/repository/ecosystems.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/folder.h"
#include "base/letters.h"
#include "documents/json5.h"
#include "documents/repository.h"
#include "documents/yaml.h"
#include "evidence/common/path_pattern.h"

namespace wafpp::evidence {

namespace {

enum Id : uint8_t {
  Bazel,
  Bun,
  Bundler,
  Cargo,
  Composer,
  Devcontainers,
  Docker,
  DockerCompose,
  Elm,
  GithubActions,
  Gitsubmodule,
  Gomod,
  Gradle,
  Helm,
  Julia,
  Maven,
  Mix,
  Npm,
  Nuget,
  Opentofu,
  Pip,
  Pub,
  Swift,
  Terraform,
  Terragrunt,
  Uv,
  Vcpkg,
  Count,
};

/// In the order of `Id`. Names are those of Dependabot where it has one.
const std::array<EcosystemKind, Count>& kinds() {
  static const std::array<EcosystemKind, Count> kAll = {{
      {"bazel", {"bazel"}, {"bazel-module"}},
      {"bun", {"bun", "npm"}, {"bun", "npm"}},
      {"bundler", {"bundler"}, {"bundler"}},
      {"cargo", {"cargo"}, {"cargo"}},
      {"composer", {"composer"}, {"composer"}},
      {"devcontainers", {"devcontainers"}, {"devcontainer"}},
      {"docker", {"docker"}, {"dockerfile"}},
      {"docker-compose", {"docker-compose"}, {"docker-compose"}},
      {"elm", {"elm"}, {}},
      {"github-actions", {"github-actions"}, {"github-actions"}},
      {.name = "gitsubmodule", .dependabot = {"gitsubmodule"}, .renovate = {"git-submodules"}, .is_asked = false},
      {"gomod", {"gomod"}, {"gomod"}},
      {"gradle", {"gradle"}, {"gradle"}},
      {"helm", {"helm"}, {"helmv3"}},
      {"julia", {"julia"}, {}},
      {"maven", {"maven"}, {"maven"}},
      {"mix", {"mix"}, {"mix"}},
      {"npm", {"npm", "bun"}, {"npm", "bun"}},
      {"nuget", {"nuget"}, {"nuget"}, true},
      {"opentofu", {"opentofu", "terraform"}, {"terraform"}},
      {"pip", {"pip", "uv"}, {"pip_requirements", "pep621", "poetry", "pipenv", "pip_setup", "setup-cfg"}, true},
      {"pub", {"pub"}, {"pub"}},
      {"swift", {"swift"}, {"swift"}},
      {"terraform", {"terraform", "opentofu"}, {"terraform"}},
      {"terragrunt", {"terraform"}, {"terragrunt"}},
      {"uv", {"uv", "pip"}, {"pep621"}},
      {"vcpkg", {"vcpkg"}, {}},
  }};
  return kAll;
}

/// Files that are called so in every project.
std::optional<Id> by_name(std::string_view name) {
  static const std::unordered_map<std::string_view, Id> kNames = {
      {"MODULE.bazel", Bazel},
      {"bun.lock", Bun},
      {"bun.lockb", Bun},
      {"Gemfile", Bundler},
      {"Gemfile.lock", Bundler},
      {"gems.rb", Bundler},
      {"Cargo.toml", Cargo},
      {"Cargo.lock", Cargo},
      {"composer.json", Composer},
      {"composer.lock", Composer},
      {"devcontainer.json", Devcontainers},
      {".devcontainer.json", Devcontainers},
      {"elm.json", Elm},
      {"action.yml", GithubActions},
      {"action.yaml", GithubActions},
      {".gitmodules", Gitsubmodule},
      {"go.mod", Gomod},
      {"go.sum", Gomod},
      {"build.gradle", Gradle},
      {"build.gradle.kts", Gradle},
      {"settings.gradle", Gradle},
      {"settings.gradle.kts", Gradle},
      {"gradle.lockfile", Gradle},
      {"libs.versions.toml", Gradle},
      {"Chart.yaml", Helm},
      {"Chart.lock", Helm},
      {"requirements.yaml", Helm},
      {"Project.toml", Julia},
      {"pom.xml", Maven},
      {"mix.exs", Mix},
      {"mix.lock", Mix},
      {"package.json", Npm},
      {"package-lock.json", Npm},
      {"npm-shrinkwrap.json", Npm},
      {"yarn.lock", Npm},
      {"pnpm-lock.yaml", Npm},
      {"pnpm-workspace.yaml", Npm},
      {"lerna.json", Npm},
      {"packages.config", Nuget},
      {"Directory.Packages.props", Nuget},
      {"Directory.Build.props", Nuget},
      {"pyproject.toml", Pip},
      {"setup.py", Pip},
      {"setup.cfg", Pip},
      {"Pipfile", Pip},
      {"Pipfile.lock", Pip},
      {"poetry.lock", Pip},
      {"pubspec.yaml", Pub},
      {"pubspec.lock", Pub},
      {"Package.swift", Swift},
      {"Package.resolved", Swift},
      {"terragrunt.hcl", Terragrunt},
      {"uv.lock", Uv},
      {"vcpkg.json", Vcpkg},
  };
  auto found = kNames.find(name);
  return found == kNames.end() ? std::nullopt : std::optional<Id>(found->second);
}

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

bool is_dockerfile(std::string_view name) {
  for (std::string_view suffix : {".dockerignore", ".md", ".txt", ".sh", ".py", ".yml", ".yaml", ".json", ".rst", ".png"}) {
    if (name.ends_with(suffix)) return false;
  }
  for (std::string_view word : {"Dockerfile", "dockerfile", "Containerfile", "containerfile"}) {
    if (name.ends_with(word) && (name.size() == word.size() || name[name.size() - word.size() - 1] == '.')) return true;
    if (name.starts_with(word)) return name.substr(word.size()).find_first_of(".-_") == 0;
  }
  return false;
}

bool is_compose(std::string_view name) {
  if (!is_yaml(name)) return false;
  if (name.starts_with("docker-")) name.remove_prefix(7);
  return name.starts_with("compose") && name.substr(7).find_first_of(".-_") == 0;
}

bool is_requirements(std::string_view name) {
  bool has_end = name.ends_with(".txt") || name.ends_with(".in") || name.ends_with(".pip");
  size_t at = name.find("requirements");
  if (!has_end || at == std::string_view::npos) return false;
  std::string_view before = name.substr(0, at);
  char behind = name[at + 12];
  return (before.empty() || before.ends_with('-') || before.ends_with('_')) && (behind == '.' || behind == '-' || behind == '_');
}

std::optional<Id> id_of(std::string_view name) {
  if (std::optional<Id> exact = by_name(name)) return exact;
  if (name.ends_with(".tf") || name.ends_with(".tf.json")) return Terraform;
  if (name.ends_with(".tofu") || name.ends_with(".tofu.json")) return Opentofu;
  if (name.ends_with(".csproj") || name.ends_with(".fsproj") || name.ends_with(".vbproj")) return Nuget;
  if (name.ends_with(".gemspec")) return Bundler;
  if (is_dockerfile(name)) return Docker;
  if (is_compose(name)) return DockerCompose;
  if (is_requirements(name)) return Pip;
  return std::nullopt;
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_below(std::string_view path, std::string_view folder) {
  return folder == "." || (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

/// `path` as seen from `folder`, which it lies below.
std::string_view from(std::string_view path, std::string_view folder) { return folder == "." ? path : path.substr(folder.size() + 1); }

/// `tests`, `_examples`, `test-data`, `integration_test`, `fixtures`; `name` in small letters.
bool is_example(std::string_view name) {
  while (name.starts_with('_') || name.starts_with('.')) name.remove_prefix(1);
  while (name.ends_with('_')) name.remove_suffix(1);
  for (std::string_view part : {"fixture", "testdata", "integrationtest"}) {
    if (name.find(part) != std::string_view::npos) return true;
  }
  auto is_edge = [](char c) { return c == '-' || c == '_' || c == '.'; };
  for (std::string_view word : {"test", "tests", "testing", "example", "examples", "sample", "samples", "e2e"}) {
    if (name.starts_with(word) && (name.size() == word.size() || is_edge(name[word.size()]))) return true;
    if (name.ends_with(word) && is_edge(name[name.size() - word.size() - 1])) return true;
  }
  return false;
}

class Finder {
 public:
  explicit Finder(const EcosystemInput& input) : input_(input) {}

  std::vector<Ecosystem> find() {
    for (const std::string& path : input_.files) file(path);
    keep_roots();
    join_uv();
    join_npm();
    join(Cargo, "Cargo.toml", "[workspace");
    join(Maven, "pom.xml", "<module>");
    join_gradle();
    drop_empty();
    std::vector<Ecosystem> result;
    for (size_t id = 0; id < Count; ++id) {
      for (auto& [directory, files] : found_[id]) {
        std::sort(files.begin(), files.end());
        Part part = part_of(directory == "." ? name_of(files.front()) : directory + "/", input_.given);
        result.push_back({&kinds()[id], directory, std::move(files), part});
      }
    }
    return result;
  }

 private:
  using Directories = std::map<std::string, std::vector<std::string>>;

  void file(const std::string& path) {
    std::string_view name = name_of(path);
    std::string folder = base::folder_of(path);
    if (folder == ".github/workflows" && is_yaml(name)) {
      found_[GithubActions]["."].push_back(path);
      return;
    }
    std::optional<Id> id = id_of(name);
    if (!id) return;
    if (*id == Devcontainers) {
      bool is_one = folder == "." || folder == ".devcontainer" || folder.starts_with(".devcontainer/");
      if (is_one) found_[Devcontainers]["."].push_back(path);
      return;
    }
    // A catalogue of versions lies in a folder of its own below the build that it is for.
    if (name == "libs.versions.toml" && name_of(folder) == "gradle") folder = base::folder_of(folder);
    if (*id == Gitsubmodule && folder != ".") return;
    found_[*id][std::move(folder)].push_back(path);
  }

  std::optional<std::string_view> read(std::string_view directory, std::string_view name) const {
    std::string path = documents::join_path(directory, name);
    if (!std::binary_search(input_.files.begin(), input_.files.end(), path)) return std::nullopt;
    return input_.read(path);
  }

  void keep_roots() {
    if (!input_.terraform_roots) return;
    const std::vector<std::string>& roots = *input_.terraform_roots;
    for (Id id : {Terraform, Opentofu})
      std::erase_if(found_[id], [&](const auto& entry) { return !std::binary_search(roots.begin(), roots.end(), entry.first); });
    // With both in one folder OpenTofu reads both.
    for (auto& [directory, files] : found_[Opentofu]) {
      auto both = found_[Terraform].find(directory);
      if (both == found_[Terraform].end()) continue;
      files.insert(files.end(), both->second.begin(), both->second.end());
      found_[Terraform].erase(both);
    }
  }

  /// Takes the files of directories below `root` that `is_member` into it.
  template <typename IsMember>
  static void join_below(Directories& directories, const std::string& root, IsMember is_member) {
    auto own = directories.find(root);
    if (own == directories.end()) return;
    for (auto at = directories.begin(); at != directories.end();) {
      bool joins = at->first != root && is_below(at->first, root) && is_member(at->first);
      if (!joins) {
        ++at;
        continue;
      }
      own->second.insert(own->second.end(), at->second.begin(), at->second.end());
      at = directories.erase(at);
    }
  }

  static std::vector<std::string> directories_of(const Directories& directories) {
    std::vector<std::string> names;
    for (const auto& [name, files] : directories) names.push_back(name);
    return names;
  }
  static bool has_below(const Directories& directories, const std::string& root) {
    return std::any_of(directories.begin(), directories.end(),
                       [&](const auto& entry) { return entry.first != root && is_below(entry.first, root); });
  }

  /// Members of a workspace or build whose `manifest` says so with `sign`.
  void join(Id id, std::string_view manifest, std::string_view sign) {
    for (const std::string& directory : directories_of(found_[id])) {
      if (!has_below(found_[id], directory)) continue;
      std::optional<std::string_view> text = read(directory, manifest);
      if (text && text->find(sign) != std::string_view::npos) join_below(found_[id], directory, [](const std::string&) { return true; });
    }
  }

  void join_gradle() {
    for (const std::string& directory : directories_of(found_[Gradle])) {
      bool is_build = read(directory, "settings.gradle") || read(directory, "settings.gradle.kts");
      if (is_build) join_below(found_[Gradle], directory, [](const std::string&) { return true; });
    }
  }

  /// Projects locked by uv are uv's, with what lies beside the lock file and below it as members.
  void join_uv() {
    for (const std::string& directory : directories_of(found_[Uv])) {
      for (const std::string& below : directories_of(found_[Pip])) {
        bool is_its = below == directory || is_below(below, directory);
        std::vector<std::string>& files = found_[Pip][below];
        bool is_project =
            std::any_of(files.begin(), files.end(), [](const std::string& file) { return name_of(file) == "pyproject.toml"; });
        if (!is_its || !is_project || found_[Uv].contains(below) != (below == directory)) continue;
        for (const std::string& file : files) {
          if (name_of(file) == "pyproject.toml") found_[Uv][directory].push_back(file);
        }
        std::erase_if(files, [](const std::string& file) { return name_of(file) == "pyproject.toml"; });
        if (files.empty()) found_[Pip].erase(below);
      }
    }
  }

  std::vector<std::string> workspaces_of(const std::string& directory) const {
    std::vector<std::string> patterns;
    documents::JsonFailure failure;
    for (std::string_view name : {"package.json", "lerna.json"}) {
      std::optional<std::string_view> text = read(directory, name);
      std::optional<documents::JsonDocument> document = text ? documents::parse_json5(*text, failure) : std::nullopt;
      if (!document) continue;
      const documents::JsonValue* list = document->root().find(name == "package.json" ? "workspaces" : "packages");
      if (list != nullptr && list->find("packages") != nullptr) list = list->find("packages");
      if (list == nullptr) continue;
      for (const documents::JsonValue& one : list->elements()) patterns.emplace_back(one.string());
    }
    if (std::optional<std::string_view> text = read(directory, "pnpm-workspace.yaml")) {
      diag::Source source(1, "pnpm-workspace.yaml", std::string(*text));
      diag::Sink sink;
      documents::YamlStream stream = documents::parse_yaml(source, sink);
      if (const documents::YamlNode* list = stream.root().find("packages")) {
        for (const documents::YamlNode& one : list->elements()) patterns.emplace_back(one.text());
      }
    }
    return patterns;
  }

  void join_npm() {
    Directories& npm = found_[Npm];
    for (const std::string& directory : directories_of(npm)) {
      if (!npm.contains(directory) || !has_below(npm, directory)) continue;
      std::vector<PathPattern> patterns;
      for (const std::string& pattern : workspaces_of(directory)) patterns.emplace_back(pattern);
      if (patterns.empty()) continue;
      join_below(npm, directory, [&](const std::string& below) {
        std::string_view relative = from(below, directory);
        return std::any_of(patterns.begin(), patterns.end(), [&](const PathPattern& pattern) { return pattern.matches(relative); });
      });
    }
    // A lock file of bun beside a package.json says with what it is installed.
    for (const std::string& directory : directories_of(found_[Bun])) {
      auto package = npm.find(directory);
      if (package == npm.end()) continue;
      std::vector<std::string>& files = found_[Bun][directory];
      files.insert(files.end(), package->second.begin(), package->second.end());
      npm.erase(package);
    }
  }

  bool has_packages(const std::string& path) const {
    std::optional<std::string_view> text = input_.read(path);
    if (!text) return true;
    for (std::string_view key : {"ependencies\"", "\"workspaces\"", "\"packageManager\"", "\"engines\""}) {
      if (text->find(key) != std::string_view::npos) return true;
    }
    return false;
  }

  bool has_any(const std::string& path, std::initializer_list<std::string_view> signs) const {
    std::optional<std::string_view> text = input_.read(path);
    return !text ||
           std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return text->find(sign) != std::string_view::npos; });
  }

  /// Whether a manifest has something to update; a lock file always.
  bool has_something(Id id, const std::string& path) const {
    std::string_view name = name_of(path);
    if (id == Npm || id == Bun) return name != "package.json" ? name != "lerna.json" && name != "pnpm-workspace.yaml" : has_packages(path);
    if (id == Pip && name == "pyproject.toml")
      return has_any(path, {"[project]", "[tool.poetry", "[dependency-groups]", "[build-system]", "[tool.pdm"});
    if (id == Pip && name == "setup.cfg") return has_any(path, {"install_requires", "extras_require", "setup_requires"});
    if (id == Pip && name == "setup.py") return has_any(path, {"install_requires", "extras_require", "setup_requires"});
    if (id == Helm && name == "Chart.yaml") return has_any(path, {"\ndependencies:"});
    if (id == Helm && name == "requirements.yaml") return has_any(path, {"repository:"}) && !read_beside_is_missing(path);
    if (id == Nuget && name == "Directory.Build.props") return has_any(path, {"PackageReference"});
    if (id == Terragrunt) return has_any(path, {"source"});
    if (id == Julia) return has_any(path, {"[deps]"});
    if (id == Docker) {
      std::optional<std::string_view> text = input_.read(path);
      if (!text) return true;
      std::vector<ImageReference> images = images_of_dockerfile(*text);
      return std::any_of(images.begin(), images.end(),
                         [](const ImageReference& one) { return one.role != ImageReference::Role::Frontend; });
    }
    if (id == DockerCompose) {
      std::optional<std::string_view> text = input_.read(path);
      return !text || !images_of_compose(*text).empty();
    }
    return true;
  }

  /// `requirements.yaml` is Helm's only beside a chart; Ansible has files of that name too.
  bool read_beside_is_missing(const std::string& path) const { return !read(base::folder_of(path), "Chart.yaml"); }

  void drop_empty() {
    for (size_t id = 0; id < Count; ++id) {
      std::erase_if(found_[id], [&](const auto& entry) {
        const std::vector<std::string>& files = entry.second;
        return std::none_of(files.begin(), files.end(), [&](const std::string& path) { return has_something(static_cast<Id>(id), path); });
      });
    }
  }

  const EcosystemInput& input_;
  std::array<Directories, Count> found_;
};

}  // namespace

std::string_view word(Part part) {
  switch (part) {
    case Part::Own:
      return "own";
    case Part::Foreign:
      return "foreign";
    case Part::Example:
      return "example";
  }
  return {};
}

Part part_of(std::string_view path, std::span<const std::string> given) {
  static const std::set<std::string_view> kForeign = {"vendor",           "vendors",  "third_party", "third-party",
                                                      "thirdparty",       "3rdparty", "external",    "externals",
                                                      "bower_components", "Godeps",   "Pods",        "node_modules"};
  size_t known = 0;
  for (const std::string& one : given) {
    if (one != "." && (path == one || is_below(path, one))) known = std::max(known, std::min(one.size() + 1, path.size()));
  }
  path.remove_prefix(known);
  Part part = Part::Own;
  while (true) {
    size_t slash = path.find('/');
    if (slash == std::string_view::npos) return part;
    std::string name = base::lowered(path.substr(0, slash));
    if (kForeign.contains(name) || kForeign.contains(path.substr(0, slash))) return Part::Foreign;
    if (is_example(name)) part = Part::Example;
    path.remove_prefix(slash + 1);
  }
}

bool is_repository_file(std::string_view name) { return is_yaml(name) || id_of(name).has_value(); }

std::vector<Ecosystem> ecosystems_of(const EcosystemInput& input) { return Finder(input).find(); }

std::optional<ImageReference::Kind> image_kind(std::string_view path) {
  std::string_view name = name_of(path);
  if (is_dockerfile(name)) return ImageReference::Kind::Dockerfile;
  if (is_compose(name)) return ImageReference::Kind::Compose;
  if (!is_yaml(name)) return std::nullopt;
  // Templates of charts are no YAML; pipelines have readers of their own.
  bool is_other = path.find("/templates/") != std::string_view::npos || path.starts_with(".github/") || name == "pnpm-lock.yaml" ||
                  name == "Chart.yaml" || name == "pubspec.yaml";
  if (is_other) return std::nullopt;
  bool is_values = name.starts_with("values") && name.substr(6).find_first_of(".-_") == 0;
  return is_values ? ImageReference::Kind::Helm : ImageReference::Kind::Kubernetes;
}

}  // namespace wafpp::evidence
