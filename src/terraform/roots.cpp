#include "terraform/roots.h"

#include <algorithm>
#include <map>
#include <set>

namespace wafpp::terraform {

namespace {

/// Folders beside a root that hold nothing but sets of variables.
constexpr std::string_view kEnvironmentFolders[] = {"env", "envs", "environment", "environments", "vars", "tfvars", "config", "variables"};

std::string folder_of(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : std::string(path.substr(0, slash));
}
std::string name_of(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

/// `prod.tfvars` and `prod.tfvars.json` are both of `prod`.
std::string stem_of(std::string_view name) {
  if (name.ends_with(".json")) name.remove_suffix(5);
  if (name.ends_with(".tfvars")) name.remove_suffix(7);
  return std::string(name);
}

/// The sets of environment tfvars of one root: name to files in order.
using Environments = std::map<std::string, std::vector<std::string>>;

Environments environments_of(const std::string& root, const std::map<std::string, std::vector<std::string>>& variable_files,
                             const std::set<std::string>& configuration_folders) {
  Environments result;
  auto files_in = [&](const std::string& folder) -> const std::vector<std::string>* {
    auto found = variable_files.find(folder);
    return found != variable_files.end() ? &found->second : nullptr;
  };
  if (const auto* beside = files_in(root)) {
    for (const std::string& path : *beside) {
      if (!is_automatic_tfvars(name_of(path))) result[stem_of(name_of(path))].push_back(path);
    }
  }
  std::string prefix = root == "." ? "" : root + "/";
  for (std::string_view kind : kEnvironmentFolders) {
    std::string folder = prefix + std::string(kind);
    if (configuration_folders.contains(folder)) continue;
    if (const auto* inside = files_in(folder)) {
      for (const std::string& path : *inside) result[stem_of(name_of(path))].push_back(path);
    }
    // One folder per environment: all its files belong together.
    for (auto below = variable_files.lower_bound(folder + "/"); below != variable_files.end() && below->first.starts_with(folder + "/");
         ++below) {
      if (configuration_folders.contains(below->first)) continue;
      std::string environment = below->first.substr(folder.size() + 1);
      result[environment].insert(result[environment].end(), below->second.begin(), below->second.end());
    }
  }
  return result;
}

/// Files that set nothing of what the module declares are somebody else's.
bool is_about(const std::vector<std::string>& files, const Module& module, Loader& loader) {
  bool sets_something = false;
  for (const std::string& path : files) {
    std::shared_ptr<const Loader::File> file = loader.variable_file(path);
    if (file->tree == nullptr || file->diagnostics.has_errors()) return true;
    for (const hcl::Attribute& attribute : file->tree->body->attributes) {
      if (module.variables.contains(attribute.name)) return true;
      sets_something = true;
    }
  }
  return !sets_something;
}

}  // namespace

std::vector<RootSpec> discover_roots(const DiscoveryInput& input, Loader& loader) {
  std::set<std::string> folders;
  for (const std::string& path : input.configuration_files) folders.insert(folder_of(path));
  std::map<std::string, std::vector<std::string>> variable_files;
  for (const std::string& path : input.variable_files) variable_files[folder_of(path)].push_back(path);
  for (auto& [folder, files] : variable_files) std::sort(files.begin(), files.end());

  std::set<std::string> called;
  for (const std::string& folder : folders) {
    std::shared_ptr<const Module> module = loader.module(folder);
    if (module == nullptr) continue;
    for (const auto& [name, call] : module->calls) {
      if (!call.literal_source.starts_with(".")) continue;
      std::optional<std::string> target = join_folder(folder, call.literal_source);
      if (target && *target != folder) called.insert(*target);
    }
  }

  bool look_for_environments = std::none_of(input.inputs.options.begin(), input.inputs.options.end(),
                                            [](const Inputs::Option& option) { return option.kind == Inputs::Option::Kind::File; });
  std::vector<RootSpec> roots;
  for (const std::string& folder : folders) {
    std::shared_ptr<const Module> module = loader.module(folder);
    if (module == nullptr) continue;
    bool has_tfvars = variable_files.contains(folder);
    bool is_top = module->has_backend || !module->providers.empty() || has_tfvars;
    if (called.contains(folder) && !is_top) continue;
    RootSpec spec{.folder = folder, .environment = {}, .workspace = input.workspace, .is_uncalled_module = !is_top, .inputs = input.inputs};
    Environments environments;
    if (look_for_environments) environments = environments_of(folder, variable_files, folders);
    std::erase_if(environments, [&](const auto& environment) { return !is_about(environment.second, *module, loader); });
    if (environments.empty()) {
      roots.push_back(std::move(spec));
      continue;
    }
    for (const auto& [name, files] : environments) {
      RootSpec one = spec;
      one.environment = name;
      std::vector<Inputs::Option> options;
      for (const std::string& path : files) options.push_back({Inputs::Option::Kind::File, path});
      // What the caller says wins over what lies about.
      options.insert(options.end(), one.inputs.options.begin(), one.inputs.options.end());
      one.inputs.options = std::move(options);
      one.is_uncalled_module = false;
      roots.push_back(std::move(one));
    }
  }
  return roots;
}

}  // namespace wafpp::terraform
