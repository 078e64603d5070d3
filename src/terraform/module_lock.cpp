#include "terraform/module_lock.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "documents/archive.h"
#include "documents/json.h"
#include "documents/json_writer.h"

namespace wafpp::terraform {

namespace {

constexpr std::string_view kFormat = "wafpp.modules.lock/1";

auto key_of(const LockedModule& module) { return std::make_pair(std::string_view(module.source), std::string_view(module.constraint)); }

auto place_of(const std::vector<LockedModule>& modules, std::string_view source, std::string_view constraint) {
  return std::lower_bound(modules.begin(), modules.end(), std::make_pair(source, constraint),
                          [](const LockedModule& module, const auto& key) { return key_of(module) < key; });
}

bool is_inside(std::string_view folder) {
  base::Result<std::string> normal = documents::entry_name(folder);
  return normal && *normal == folder;
}

}  // namespace

const LockedModule* ModuleLock::find(std::string_view source, std::string_view constraint) const {
  auto at = place_of(modules, source, constraint);
  return at != modules.end() && key_of(*at) == std::make_pair(source, constraint) ? &*at : nullptr;
}

void ModuleLock::put(LockedModule module) {
  auto at = modules.begin() + (place_of(modules, module.source, module.constraint) - modules.begin());
  if (at != modules.end() && key_of(*at) == key_of(module)) {
    *at = std::move(module);
  } else {
    modules.insert(at, std::move(module));
  }
}

base::Result<ModuleLock> parse_lock(std::string_view text) {
  WAFPP_TRY(documents::JsonDocument document, documents::parse_json(text));
  const documents::JsonValue* format = document.root().find("format");
  if (format == nullptr || format->string() != kFormat)
    return base::fail("`format` is not `" + std::string(kFormat) + "`: written by another version of wafpp, or by something else");
  const documents::JsonValue* modules = document.root().find("modules");
  ModuleLock lock;
  if (modules == nullptr) return lock;
  for (const documents::JsonValue& entry : modules->elements()) {
    auto text_of = [&](std::string_view key) {
      const documents::JsonValue* value = entry.find(key);
      return value != nullptr ? std::string(value->string()) : std::string();
    };
    LockedModule module{text_of("source"), text_of("constraint"), text_of("version"), text_of("commit"),
                        text_of("hash"),   text_of("folder"),     text_of("path")};
    if (module.source.empty() || !module.hash.starts_with("h1:"))
      return base::fail("a module has no `source`, or no `hash` that begins with `h1:`");
    if (module.folder.empty() || !is_inside(module.folder) || !is_inside(module.path))
      return base::fail("`folder` and `path` of `" + module.source + "` have to be plain paths");
    if (lock.find(module.source, module.constraint) != nullptr) return base::fail("`" + module.source + "` stands twice");
    lock.put(std::move(module));
  }
  return lock;
}

std::string lock_text(const ModuleLock& lock) {
  documents::JsonWriter json(documents::JsonWriter::Layout::Indented);
  json.begin_object().member("format", kFormat).key("modules").begin_array();
  for (const LockedModule& module : lock.modules) {
    json.on_one_line().begin_object().member("source", module.source);
    const std::pair<std::string_view, const std::string&> rest[] = {{"constraint", module.constraint}, {"version", module.version},
                                                                    {"commit", module.commit},         {"hash", module.hash},
                                                                    {"folder", module.folder},         {"path", module.path}};
    for (const auto& [key, value] : rest) {
      if (!value.empty()) json.member(key, value);
    }
    json.end_object();
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

}  // namespace wafpp::terraform
