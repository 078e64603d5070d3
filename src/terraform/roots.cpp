#include "terraform/roots.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/folder.h"
#include "base/wildcard.h"

namespace wafpp::terraform {

namespace {

/// Folders beside a root that hold nothing but sets of variables.
constexpr std::string_view kEnvironmentFolders[] = {"env", "envs", "environment", "environments", "vars", "tfvars", "config", "variables"};

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

/// The root in an environment of the settings; nothing where that is not for it.
std::optional<RootSpec> in_environment(const EnvironmentSpec& environment, const RootSpec& root, const Module& module,
                                       const Loader& loader) {
  bool is_named = std::any_of(environment.roots.begin(), environment.roots.end(),
                              [&](const std::string& pattern) { return matches_folder(pattern, root.folder); });
  if (!environment.roots.empty() && !is_named) return std::nullopt;
  bool is_exact = std::any_of(environment.roots.begin(), environment.roots.end(), [&](const std::string& pattern) {
    return pattern.find('*') == std::string::npos && matches_folder(pattern, root.folder);
  });
  std::vector<Inputs::Option> options;
  bool has_file = false;
  for (const std::string& file : environment.var_files) {
    std::optional<std::string> beside = join_folder(root.folder, file);
    std::optional<std::string> above = join_folder(".", file);
    const documents::Repository& repository = loader.repository();
    bool is_beside = beside && repository.is_file(*beside);
    bool is_there = is_beside || (above && repository.is_file(*above));
    has_file |= is_there;
    // One that is not there is reported when the root is evaluated, where the settings name this very root.
    if (is_there || is_exact) options.push_back({Inputs::Option::Kind::File, is_beside || !is_there ? beside.value_or(file) : *above});
  }
  if (!is_named && !environment.var_files.empty() && !has_file) return std::nullopt;
  RootSpec result = root;
  result.environment = environment.name;
  result.environment_class = environment.environment_class;
  result.is_uncalled_module = false;
  if (result.workspace.empty()) result.workspace = environment.workspace;
  for (const std::string& variable : environment.variables) {
    if (module.variables.contains(std::string_view(variable).substr(0, variable.find('='))))
      options.push_back({Inputs::Option::Kind::Value, variable});
  }
  // What the caller says wins over what the settings say.
  options.insert(options.end(), result.inputs.options.begin(), result.inputs.options.end());
  result.inputs.options = std::move(options);
  return result;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> result;
  while (!path.empty()) {
    std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    if (!part.empty() && part != ".") result.push_back(part);
  }
  return result;
}

/// The folders that a module calls. A source that is no literal is evaluated with the defaults of the module's variables, as OpenTofu
/// does with whatever they are set to.
std::vector<std::string> called_folders(const Module& module, Loader& loader) {
  std::vector<std::string> result;
  std::optional<Root> root;
  for (const auto& [name, call] : module.calls) {
    std::string source = call.literal_source;
    if (source.empty() && call.source != nullptr && call.source->kind != hcl::ExprKind::String) {
      if (!root) root.emplace(RootSpec{.folder = module.folder}, loader);
      diag::Sink said_later;
      Value value = root->found() ? root->evaluate(*call.source, said_later) : Value();
      if (value.has_content() && value.kind() == value::TypeKind::String) source = value.as_string();
    }
    if (!source.starts_with(".")) continue;
    std::optional<std::string> target = join_folder(module.folder, source);
    if (target && *target != module.folder) result.push_back(std::move(*target));
  }
  return result;
}

std::vector<RootSpec> all_roots(const DiscoveryInput& input, Loader& loader) {
  std::set<std::string> folders;
  for (const std::string& path : input.configuration_files) folders.insert(base::folder_of(path));
  std::map<std::string, std::vector<std::string>> variable_files;
  for (const std::string& path : input.variable_files) variable_files[base::folder_of(path)].push_back(path);
  for (auto& [folder, files] : variable_files) std::sort(files.begin(), files.end());

  std::set<std::string> called;
  for (const std::string& folder : folders) {
    std::shared_ptr<const Module> module = loader.module(folder);
    if (module == nullptr) continue;
    for (std::string& target : called_folders(*module, loader)) called.insert(std::move(target));
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
    bool is_configured = false;
    for (const EnvironmentSpec& environment : input.environments) {
      std::optional<RootSpec> one = in_environment(environment, spec, *module, loader);
      is_configured |= one.has_value();
      if (one) roots.push_back(std::move(*one));
    }
    if (is_configured) continue;
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

}  // namespace

bool matches_folder(std::string_view pattern, std::string_view folder) {
  std::vector<std::string_view> wanted = parts_of(pattern);
  std::vector<std::string_view> names = parts_of(folder);
  // reached[n]: the parts of the pattern so far can be the first n names.
  std::vector<bool> reached(names.size() + 1, false);
  reached[0] = true;
  for (std::string_view part : wanted) {
    std::vector<bool> next(names.size() + 1, false);
    bool any = false;
    for (size_t n = 0; n <= names.size(); ++n) {
      any = any || reached[n];
      if (part == "**") {
        next[n] = any;
      } else if (n > 0) {
        next[n] = reached[n - 1] && base::matches_stars(part, names[n - 1], std::equal_to<>());
      }
    }
    reached = std::move(next);
  }
  return reached[names.size()];
}

std::vector<RootSpec> discover_roots(const DiscoveryInput& input, Loader& loader) {
  std::vector<RootSpec> roots = all_roots(input, loader);
  std::erase_if(roots, [&](const RootSpec& root) {
    return !input.wanted.empty() && !root.environment.empty() &&
           std::find(input.wanted.begin(), input.wanted.end(), root.environment) == input.wanted.end();
  });
  return roots;
}

std::vector<std::string> environment_names(const DiscoveryInput& input, Loader& loader) {
  std::set<std::string> names;
  for (const RootSpec& root : all_roots(input, loader)) names.insert(root.environment);
  names.erase("");
  return {names.begin(), names.end()};
}

}  // namespace wafpp::terraform
