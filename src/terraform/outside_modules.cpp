#include "terraform/outside_modules.h"

#include <utility>

#include "terraform/requirements.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kBadLock = {.name = "unreadable-lock", .level = diag::Level::Error};

std::string joined(const std::string& folder, std::string_view below) {
  return below.empty() ? folder : documents::join_path(folder, below);
}

/// Of the folders named as versions the highest that meets the constraint.
std::optional<std::string> best_version(const documents::Repository& repository, const std::string& folder, std::string_view constraint) {
  documents::FileResult<std::vector<documents::Entry>> entries = repository.list(folder);
  if (!entries) return std::nullopt;
  std::optional<std::pair<Version, std::string>> best;
  for (const documents::Entry& entry : *entries) {
    std::optional<Version> version = Version::parse(entry.name);
    if (!version || (constraint.empty() ? !version->prerelease.empty() : satisfies(*version, constraint) != true)) continue;
    if (!best || Version::compare(best->first, *version) < 0) best.emplace(*version, entry.name);
  }
  if (!best) return std::nullopt;
  return documents::join_path(folder, best->second);
}

}  // namespace

OutsideModules::OutsideModules(const documents::Repository& repository, std::string mirror)
    : repository_(repository), mirror_(std::move(mirror)) {
  documents::FileResult<std::string> text = repository.read(kModuleLockFile);
  if (!text) {
    if (text.error().problem != documents::FileProblem::NotFound) diagnostics_.report(kBadLock, {}, text.error().message).emit();
    return;
  }
  base::Result<ModuleLock> lock = parse_lock(*text);
  if (lock) {
    lock_ = std::move(*lock);
  } else {
    diagnostics_.report(kBadLock, {}, std::string(kModuleLockFile) + ": " + lock.error().message)
        .help("take it from version control, or remove it and run `wafpp modules fetch`")
        .emit();
  }
}

std::optional<std::string> OutsideModules::in_mirror(const ModuleSource& source, std::string_view version) const {
  if (mirror_.empty()) return std::nullopt;
  if (source.kind == SourceKind::Registry) {
    std::vector<std::string_view> hosts{source.host};
    if (source.host.empty()) hosts = {kTerraformRegistry, kOpenTofuRegistry};
    for (std::string_view host : hosts) {
      std::string folder = mirror_;
      for (std::string_view part :
           {host, std::string_view(source.name_space), std::string_view(source.name), std::string_view(source.provider)})
        folder = documents::join_path(folder, part);
      if (std::optional<std::string> best = best_version(repository_, folder, version)) return joined(*best, source.subfolder);
    }
    return std::nullopt;
  }
  std::vector<std::string> parts = folders_of_url(source.url);
  if (parts.empty()) return std::nullopt;
  std::string folder = mirror_;
  for (const std::string& part : parts) folder = documents::join_path(folder, part);
  if (!source.ref.empty()) {
    std::string ref;
    if (!documents::normalise_path(source.ref, ref)) return std::nullopt;
    folder = documents::join_path(folder, ref);
  }
  if (!repository_.is_folder(folder)) return std::nullopt;
  return joined(folder, source.subfolder);
}

std::vector<std::string> OutsideModules::folders(std::string_view source, std::string_view version) const {
  if (mirror_.empty() && lock_.modules.empty()) return {};
  std::pair<std::string, std::string> key(source, version);
  {
    std::lock_guard lock(mutex_);
    if (auto known = found_.find(key); known != found_.end()) return known->second;
  }
  std::vector<std::string> result = look_for(source, version);
  std::lock_guard lock(mutex_);
  return found_.emplace(std::move(key), std::move(result)).first->second;
}

std::vector<std::string> OutsideModules::look_for(std::string_view source, std::string_view version) const {
  std::vector<std::string> result;
  base::Result<ModuleSource> parsed = parse_source(source);
  if (!parsed || !parsed->is_outside()) return result;
  if (const LockedModule* locked = lock_.find(parsed->package, version)) result.push_back(locked_folder(*locked, *parsed));
  if (std::optional<std::string> mirrored = in_mirror(*parsed, version)) result.push_back(std::move(*mirrored));
  return result;
}

std::string locked_folder(const LockedModule& module, const ModuleSource& source) {
  return joined(joined(documents::join_path(kModulesFolder, module.folder), module.path), source.subfolder);
}

}  // namespace wafpp::terraform
