#include "evidence/repository/ecosystem_kinds.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "base/folder.h"
#include "base/letters.h"
#include "evidence/repository/ecosystems.h"

namespace wafpp::evidence {

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

bool is_below(std::string_view path, std::string_view folder) {
  return folder == "." || (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

namespace {

using Id = EcosystemId;

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

}  // namespace

/// Names are those of Dependabot where it has one.
const std::array<EcosystemKind, EcosystemCount>& ecosystem_kinds() {
  static const std::array<EcosystemKind, EcosystemCount> kAll = {{
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

std::optional<Id> ecosystem_of(std::string_view name) {
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

bool is_repository_file(std::string_view name) { return is_yaml(name) || name == "Kustomization" || ecosystem_of(name).has_value(); }

std::optional<ImageReference::Kind> image_kind(std::string_view path) {
  std::string_view name = base::file_name(path);
  if (is_dockerfile(name)) return ImageReference::Kind::Dockerfile;
  if (is_compose(name)) return ImageReference::Kind::Compose;
  if (name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization") return ImageReference::Kind::Kustomize;
  if (!is_yaml(name)) return std::nullopt;
  // Templates of charts are no YAML; pipelines have readers of their own.
  bool is_other = path.find("/templates/") != std::string_view::npos || path.starts_with(".github/") || name == "pnpm-lock.yaml" ||
                  name == "Chart.yaml" || name == "pubspec.yaml";
  if (is_other) return std::nullopt;
  bool is_values = name.starts_with("values") && name.substr(6).find_first_of(".-_") == 0;
  return is_values ? ImageReference::Kind::Helm : ImageReference::Kind::Kubernetes;
}

}  // namespace wafpp::evidence
