#include "evidence/renovate/presets.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace wafpp::evidence {

namespace {

struct Known {
  std::string_view name;
  std::string_view content;
};
constexpr Known kEffects[] = {
    {"config:recommended", "{extends: [':ignoreModulesAndTests']}"},
    {"config:base", "{extends: ['config:recommended']}"},  // The name until Renovate 36.
    {"config:best-practices", "{extends: ['config:recommended', 'docker:pinDigests', 'helpers:pinGitHubActionDigests']}"},
    {"config:js-app", "{extends: ['config:recommended']}"},
    {"config:js-lib", "{extends: ['config:recommended']}"},
    {":js-app", "{extends: ['config:recommended']}"},
    {":app", "{extends: ['config:recommended']}"},
    {":library", "{extends: ['config:recommended']}"},
    {":base", "{extends: ['config:recommended']}"},
    {":ignoreModulesAndTests",
     "{ignorePaths: ['**/node_modules/**', '**/bower_components/**', '**/vendor/**', '**/examples/**', '**/__tests__/**', '**/test/**',"
     " '**/tests/**', '**/__fixtures__/**'], nuget: {ignorePaths: ['**/node_modules/**', '**/bower_components/**', '**/vendor/**',"
     " '**/examples/**', '**/__fixtures__/**']}}"},
    {":includeNodeModules", "{ignorePaths: []}"},
    {":disableRenovate", "{enabled: false}"},
    {":enableRenovate", "{enabled: true}"},
    {":docker", "{dockerfile: {enabled: true}, 'docker-compose': {enabled: true}}"},
    {":onlyNpm", "{dockerfile: {enabled: false}, 'docker-compose': {enabled: false}, circleci: {enabled: false}}"},
    {":npm", "{npm: {enabled: true}}"},
    {":gomod", "{gomod: {enabled: true}}"},
    {":enablePreCommit", "{'pre-commit': {enabled: true}}"},
    {":pinDigestsDisabled", "{pinDigests: false}"},
    {"docker:disable", "{dockerfile: {enabled: false}, 'docker-compose': {enabled: false}, circleci: {enabled: false}}"},
    {"docker:pinDigests", "{packageRules: [{matchDatasources: ['docker'], pinDigests: true}]}"},
    {"docker:enableMajor", "{}"},
    {"docker:disableMajor", "{packageRules: [{matchDatasources: ['docker'], matchUpdateTypes: ['major'], enabled: false}]}"},
};

/// What begins so says how updates come, not whether.
constexpr std::string_view kFamilies[] = {"group:",
                                          "schedule:",
                                          "helpers:",
                                          "replacements:",
                                          "workarounds:",
                                          "monorepo:",
                                          "packages:",
                                          "mergeConfidence:",
                                          "abandonments:",
                                          "security:",
                                          "preview:",
                                          "regexManagers:",
                                          "customManagers:",
                                          "compatibility:",
                                          "default:",
                                          "npm:",
                                          "config:semver",
                                          ":automerge",
                                          ":semantic",
                                          ":separate",
                                          ":pin",
                                          ":pr",
                                          ":maintainLockFiles",
                                          ":label",
                                          ":assign",
                                          ":followTag",
                                          ":enableVulnerabilityAlerts"};
constexpr std::string_view kWithoutEffect[] = {":approveMajorUpdates",
                                               ":autodetectPinVersions",
                                               ":combinePatchMinorReleases",
                                               ":configMigration",
                                               ":dependencyDashboard",
                                               ":dependencyDashboardApproval",
                                               ":disableDependencyDashboard",
                                               ":disableDevDependencies",
                                               ":disableDigestUpdates",
                                               ":disableDomain",
                                               ":disableHost",
                                               ":disableLockFiles",
                                               ":disableMajorUpdates",
                                               ":disablePeerDependencies",
                                               ":disablePrControls",
                                               ":disableRateLimiting",
                                               ":disableVulnerabilityAlerts",
                                               ":doNotPinPackage",
                                               ":enableGradleLite",
                                               ":gitSignOff",
                                               ":githubComToken",
                                               ":group",
                                               ":ignoreUnstable",
                                               ":masterIssue",
                                               ":masterIssueApproval",
                                               ":meteor",
                                               ":noUnscheduledUpdates",
                                               ":pathSemanticCommitType",
                                               ":preserveSemverRanges",
                                               ":rebaseStalePrs",
                                               ":renovatePrefix",
                                               ":respectLatest",
                                               ":reviewer",
                                               ":skipStatusChecks",
                                               ":switchToGradleLite",
                                               ":timezone",
                                               ":unpublishSafe",
                                               ":unpublishSafeDisabled",
                                               ":updateNotScheduled",
                                               ":widenPeerDependencies",
                                               ":weekly"};

constexpr RenovateManager kManagers[] = {
    {.name = "bazel-module", .category = "bazel", .datasource = "bazel"},
    {.name = "bun", .category = "js", .datasource = "npm"},
    {.name = "bundler", .category = "ruby", .datasource = "rubygems"},
    {.name = "cargo", .category = "rust", .datasource = "crate"},
    {.name = "circleci", .category = "ci", .datasource = "orb", .other_datasource = "docker"},
    {.name = "composer", .category = "php", .datasource = "packagist"},
    {.name = "devcontainer", .category = "docker", .datasource = "docker"},
    {.name = "docker-compose", .category = "docker", .datasource = "docker"},
    {.name = "dockerfile", .category = "docker", .datasource = "docker"},
    {.name = "git-submodules", .category = "", .datasource = "git-refs", .is_off = true},
    {.name = "github-actions", .category = "ci", .datasource = "github-tags"},
    {.name = "gitlabci", .category = "ci", .datasource = "docker", .other_datasource = "gitlab-tags"},
    {.name = "gomod", .category = "golang", .datasource = "go"},
    {.name = "gradle", .category = "java", .datasource = "maven"},
    {.name = "helm-values", .category = "helm", .datasource = "docker"},
    {.name = "helmv3", .category = "helm", .datasource = "helm"},
    {.name = "maven", .category = "java", .datasource = "maven"},
    {.name = "mix", .category = "elixir", .datasource = "hex"},
    {.name = "npm", .category = "js", .datasource = "npm"},
    {.name = "nuget", .category = "dotnet", .datasource = "nuget"},
    {.name = "pep621", .category = "python", .datasource = "pypi"},
    {.name = "pip_requirements", .category = "python", .datasource = "pypi"},
    {.name = "pip_setup", .category = "python", .datasource = "pypi"},
    {.name = "pipenv", .category = "python", .datasource = "pypi"},
    {.name = "poetry", .category = "python", .datasource = "pypi"},
    {.name = "pre-commit", .category = "", .datasource = "github-tags", .is_off = true},
    {.name = "pub", .category = "dart", .datasource = "dart"},
    {.name = "setup-cfg", .category = "python", .datasource = "pypi"},
    {.name = "swift", .category = "swift", .datasource = "git-tags"},
    {.name = "terraform", .category = "terraform", .datasource = "terraform-provider", .other_datasource = "terraform-module"},
    {.name = "terragrunt", .category = "terraform", .datasource = "terraform-module"},
};

/// A preset in a file: `github>owner/name`, a package of npm, an address.
bool is_remote(std::string_view name) {
  return name.find('>') != std::string_view::npos || name.find("://") != std::string_view::npos || name.starts_with('@') ||
         name.find(':') == std::string_view::npos;
}

}  // namespace

Preset preset_of(std::string_view name) {
  if (is_remote(name)) return {PresetKind::Remote, {}};
  name = name.substr(0, name.find('('));
  // `default:x` is the long form of `:x`.
  std::string_view shorter = name.starts_with("default:") ? name.substr(7) : name;
  for (const Known& known : kEffects) {
    if (known.name == shorter) return {PresetKind::Effect, known.content};
  }
  bool is_of_family =
      std::any_of(std::begin(kFamilies), std::end(kFamilies), [&](std::string_view start) { return name.starts_with(start); });
  if (is_of_family) return {PresetKind::NoEffect, {}};
  bool is_known = std::find(std::begin(kWithoutEffect), std::end(kWithoutEffect), shorter) != std::end(kWithoutEffect);
  return {is_known ? PresetKind::NoEffect : PresetKind::Unknown, {}};
}

const RenovateManager* find_manager(std::string_view name) {
  auto found = std::find_if(std::begin(kManagers), std::end(kManagers), [&](const RenovateManager& one) { return one.name == name; });
  return found == std::end(kManagers) ? nullptr : found;
}

}  // namespace wafpp::evidence
