#include "terraform/load.h"

#include <algorithm>
#include <set>

#include "base/threads.h"
#include "documents/json.h"
#include "hcl/json.h"
#include "hcl/parser.h"
#include "terraform/declare.h"
#include "terraform/inputs.h"
#include "terraform/schema.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kUnreadable = {.name = "unreadable-file", .level = diag::Level::Error};

/// Why a file that should be code is none, and what helps.
struct NoText {
  std::string_view reason;  // Empty: it may be code.
  std::string_view help;
};

NoText no_text_of(std::string_view text) {
  constexpr std::string_view kGitCrypt("\0GITCRYPT\0", 10);
  constexpr size_t kLooked = 512;
  if (text.starts_with(kGitCrypt)) return {"is encrypted by git-crypt", "`git-crypt unlock` makes it readable"};
  bool is_wide = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
  if (is_wide) return {"is UTF-16", "save the file as UTF-8"};
  if (text.substr(0, kLooked).find('\0') != std::string_view::npos)
    return {"is no text: there are zero bytes in it", "save the file as UTF-8"};
  return {};
}

/// The extension that makes a file configuration, or nothing.
std::string_view configuration_extension(std::string_view name) {
  for (std::string_view extension : {".tf.json", ".tofu.json", ".tf", ".tofu"}) {
    if (name.size() > extension.size() && name.ends_with(extension)) return extension;
  }
  return {};
}

bool is_tofu(std::string_view extension) { return extension.starts_with(".tofu"); }

}  // namespace

bool is_configuration_file(std::string_view name) {
  // Hidden files and what editors leave behind are no configuration, as for Terraform.
  if (name.starts_with(".") || name.ends_with("~") || (name.starts_with("#") && name.ends_with("#"))) return false;
  return !configuration_extension(name).empty();
}

bool is_local_source(std::string_view source) {
  return source.starts_with("./") || source.starts_with("../") || source == "." || source == "..";
}

std::map<std::string, std::string> installed_modules(const std::string& root, const documents::Repository& repository) {
  std::map<std::string, std::string> result;
  base::Result<std::string> text = repository.read(documents::join_path(root, ".terraform/modules/modules.json"));
  if (!text) return result;
  base::Result<documents::JsonDocument> parsed = documents::parse_json(*text);
  if (!parsed) return result;
  const documents::JsonValue* modules = parsed->root().find("Modules");
  if (modules == nullptr) return result;
  for (const documents::JsonValue& module : modules->elements()) {
    const documents::JsonValue* key = module.find("Key");
    const documents::JsonValue* dir = module.find("Dir");
    if (key == nullptr || dir == nullptr || key->string().empty()) continue;
    if (std::optional<std::string> at = join_folder(root, dir->string())) result[std::string(key->string())] = *at;
  }
  return result;
}

Loader::Called Loader::called(const Module& caller, const CallSource& call, const std::string& label,
                              const std::map<std::string, std::string>& installed) {
  if (is_local_source(call.source)) {
    std::optional<std::string> folder = join_folder(caller.folder, call.source);
    return folder ? Called{*folder, module(*folder)} : Called{};
  }
  std::vector<std::string> folders;
  if (auto found = installed.find(label); found != installed.end()) folders.push_back(found->second);
  for (std::string& folder : outside_.folders(call.source, call.version)) folders.push_back(std::move(folder));
  for (const std::string& folder : folders) {
    if (std::shared_ptr<const Module> there = module(folder)) return {folder, there};
  }
  return {folders.empty() ? std::string() : folders.front(), nullptr};
}

std::optional<std::string> join_folder(std::string_view folder, std::string_view relative) {
  std::string result;
  if (!documents::normalise_path(documents::join_path(folder, relative), result)) return std::nullopt;
  return result;
}

std::shared_ptr<const Loader::File> Loader::parse(const std::string& path) {
  auto file = std::make_shared<File>();
  documents::FileResult<std::string> text = repository_.read(path);
  if (!text) {
    file->unreadable = text.error().reason;
    file->diagnostics.report(kUnreadable, {}, text.error().message).emit();
    return file;
  }
  if (NoText no_text = no_text_of(*text); !no_text.reason.empty()) {
    file->unreadable = no_text.reason;
    file->diagnostics.report(kUnreadable, {}, "`" + path + "` " + std::string(no_text.reason)).help(std::string(no_text.help)).emit();
    return file;
  }
  const diag::Source& source = sources_.add(path, std::move(*text));
  file->source = source.id();
  bool is_json = path.ends_with(".json");
  bool is_variables = path.ends_with(".tfvars") || path.ends_with(".tfvars.json");
  file->tree =
      std::make_shared<hcl::Tree>(is_json ? hcl::parse_json(source, is_variables ? flat_schema() : file_schema(), file->diagnostics)
                                          : parse_native(source, file->diagnostics));
  return file;
}

hcl::Tree Loader::parse_native(const diag::Source& source, diag::Sink& sink) {
  std::shared_ptr<base::Arena> arena;
  {
    std::lock_guard lock(mutex_);
    if (!arenas_.empty()) {
      arena = std::move(arenas_.back());
      arenas_.pop_back();
    }
  }
  if (arena == nullptr) arena = std::make_shared<base::Arena>();
  hcl::Tree tree = hcl::parse(source, sink, hcl::Tokens::Drop, {}, arena);
  std::lock_guard lock(mutex_);
  arenas_.push_back(std::move(arena));
  return tree;
}

std::shared_ptr<const Loader::File> Loader::file(const std::string& path) {
  {
    std::lock_guard lock(mutex_);
    if (auto found = files_.find(path); found != files_.end()) return found->second;
  }
  // Two threads may parse the same file at once; the first one's result is everybody's.
  std::shared_ptr<const File> parsed = parse(path);
  std::lock_guard lock(mutex_);
  return files_.emplace(path, std::move(parsed)).first->second;
}

std::shared_ptr<const Loader::File> Loader::variable_file(const std::string& path) { return file(path); }

std::vector<std::string> Loader::file_names(const std::string& folder) {
  std::vector<std::string> names;
  documents::FileResult<std::vector<documents::Entry>> entries = repository_.list(folder);
  if (!entries) return names;
  for (const documents::Entry& entry : *entries) {
    // A variable file that is a link to nothing says something that nobody can read.
    bool is_file = entry.kind == documents::EntryKind::File ||
                   (entry.kind == documents::EntryKind::Link &&
                    (is_automatic_tfvars(entry.name) || repository_.is_file(documents::join_path(folder, entry.name))));
    if (is_file) names.push_back(entry.name);
  }
  return names;
}

void Loader::parse_ahead(std::span<const std::string> paths, unsigned threads) {
  base::parallel_for(paths.size(), threads, [&](size_t index) { file(paths[index]); });
}

std::shared_ptr<const std::map<std::string, std::string>> Loader::installed(const std::string& folder) {
  {
    std::lock_guard lock(mutex_);
    if (auto found = installed_.find(folder); found != installed_.end()) return found->second;
  }
  auto result = std::make_shared<std::map<std::string, std::string>>(installed_modules(folder, repository_));
  std::lock_guard lock(mutex_);
  return installed_.emplace(folder, std::move(result)).first->second;
}

std::shared_ptr<const Module> Loader::module(const std::string& folder) {
  {
    std::lock_guard lock(mutex_);
    if (auto found = modules_.find(folder); found != modules_.end()) return found->second;
  }
  std::shared_ptr<const Module> built = build(folder);
  std::lock_guard lock(mutex_);
  return modules_.emplace(folder, std::move(built)).first->second;
}

std::shared_ptr<const Module> Loader::build(const std::string& folder) {
  std::vector<std::string> names = file_names(folder);
  std::erase_if(names, [](const std::string& name) { return !is_configuration_file(name); });
  // OpenTofu: `main.tofu` takes the place of `main.tf`.
  std::set<std::string> replaced;
  bool has_tofu = false;
  for (const std::string& name : names) {
    std::string_view extension = configuration_extension(name);
    if (is_tofu(extension)) {
      has_tofu = true;
      std::string stem = name.substr(0, name.size() - extension.size());
      replaced.insert(stem + (extension.ends_with(".json") ? ".tf.json" : ".tf"));
    }
  }
  std::erase_if(names, [&](const std::string& name) { return replaced.contains(name); });
  if (names.empty()) return nullptr;

  auto module = std::make_shared<Module>();
  module->folder = folder;
  module->is_tofu = has_tofu;
  std::vector<ModuleFile> primary;
  std::vector<ModuleFile> overrides;
  for (const std::string& name : names) {
    std::shared_ptr<const File> parsed = file(documents::join_path(folder, name));
    for (const diag::Diagnostic& diagnostic : parsed->diagnostics.diagnostics()) module->diagnostics.add(diagnostic);
    module->has_syntax_errors |= parsed->diagnostics.has_errors();
    if (parsed->tree == nullptr) continue;
    module->trees.push_back(parsed->tree);
    std::string_view stem = std::string_view(name).substr(0, name.size() - configuration_extension(name).size());
    bool is_override = stem == "override" || stem.ends_with("_override");
    (is_override ? overrides : primary).push_back({parsed->tree, is_override});
  }
  primary.insert(primary.end(), overrides.begin(), overrides.end());
  declare(*module, primary);
  return module;
}

}  // namespace wafpp::terraform
