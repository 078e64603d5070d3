#include "evidence/repository/ecosystems.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/folder.h"
#include "documents/json5.h"
#include "documents/repository.h"
#include "documents/yaml.h"
#include "evidence/common/path_pattern.h"
#include "evidence/repository/ecosystem_kinds.h"

namespace wafpp::evidence {

namespace {

/// `path` as seen from `folder`, which it lies below.
std::string_view from(std::string_view path, std::string_view folder) { return folder == "." ? path : path.substr(folder.size() + 1); }

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
    for (size_t id = 0; id < EcosystemCount; ++id) {
      for (auto& [directory, files] : found_[id]) {
        std::sort(files.begin(), files.end());
        Part part = part_of(directory == "." ? base::file_name(files.front()) : directory + "/", input_.given);
        result.push_back({&ecosystem_kinds()[id], directory, std::move(files), part});
      }
    }
    return result;
  }

 private:
  using Directories = std::map<std::string, std::vector<std::string>>;

  void file(const std::string& path) {
    std::string_view name = base::file_name(path);
    std::string folder = base::folder_of(path);
    if (folder == ".github/workflows" && is_yaml(name)) {
      found_[GithubActions]["."].push_back(path);
      return;
    }
    std::optional<EcosystemId> id = ecosystem_of(name);
    if (!id) return;
    if (*id == Devcontainers) {
      bool is_one = folder == "." || folder == ".devcontainer" || folder.starts_with(".devcontainer/");
      if (is_one) found_[Devcontainers]["."].push_back(path);
      return;
    }
    // A catalogue of versions lies in a folder of its own below the build that it is for.
    if (name == "libs.versions.toml" && base::file_name(folder) == "gradle") folder = base::folder_of(folder);
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
    for (EcosystemId id : {Terraform, Opentofu})
      std::erase_if(found_[id], [&](const auto& entry) { return !std::binary_search(roots.begin(), roots.end(), entry.first); });
    // With both in one folder OpenTofu reads both.
    for (auto& [directory, files] : found_[Opentofu]) {
      auto both = found_[Terraform].find(directory);
      if (both == found_[Terraform].end()) continue;
      files.insert(files.end(), both->second.begin(), both->second.end());
      found_[Terraform].erase(both);
    }
  }

  /// Those below `root`; with `.` all, itself included.
  static std::pair<Directories::iterator, Directories::iterator> below(Directories& directories, const std::string& root) {
    if (root == ".") return {directories.begin(), directories.end()};
    return {directories.lower_bound(root + '/'), directories.lower_bound(root + static_cast<char>('/' + 1))};
  }

  /// Takes the files of directories below `root` that `is_member` into it.
  template <typename IsMember>
  static void join_below(Directories& directories, const std::string& root, IsMember is_member) {
    auto own = directories.find(root);
    if (own == directories.end()) return;
    for (auto [at, end] = below(directories, root); at != end;) {
      if (at == own || !is_member(at->first)) {
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
  static bool has_below(Directories& directories, const std::string& root) {
    auto [first, end] = below(directories, root);
    return root == "." ? directories.size() > 1 : first != end;
  }

  /// Members of a workspace or build whose `manifest` says so with `sign`.
  void join(EcosystemId id, std::string_view manifest, std::string_view sign) {
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
      for (const std::string& member : directories_of(found_[Pip])) {
        bool is_its = member == directory || is_below(member, directory);
        std::vector<std::string>& files = found_[Pip][member];
        bool is_project =
            std::any_of(files.begin(), files.end(), [](const std::string& file) { return base::file_name(file) == "pyproject.toml"; });
        if (!is_its || !is_project || found_[Uv].contains(member) != (member == directory)) continue;
        for (const std::string& file : files) {
          if (base::file_name(file) == "pyproject.toml") found_[Uv][directory].push_back(file);
        }
        std::erase_if(files, [](const std::string& file) { return base::file_name(file) == "pyproject.toml"; });
        if (files.empty()) found_[Pip].erase(member);
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
      join_below(npm, directory, [&](const std::string& member) {
        std::string_view relative = from(member, directory);
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
  bool has_something(EcosystemId id, const std::string& path) const {
    std::string_view name = base::file_name(path);
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
    for (size_t id = 0; id < EcosystemCount; ++id) {
      std::erase_if(found_[id], [&](const auto& entry) {
        const std::vector<std::string>& files = entry.second;
        return std::none_of(files.begin(), files.end(),
                            [&](const std::string& path) { return has_something(static_cast<EcosystemId>(id), path); });
      });
    }
  }

  const EcosystemInput& input_;
  std::array<Directories, EcosystemCount> found_;
};

}  // namespace

std::vector<Ecosystem> ecosystems_of(const EcosystemInput& input) { return Finder(input).find(); }

}  // namespace wafpp::evidence
