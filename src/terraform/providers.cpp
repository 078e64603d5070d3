#include "terraform/providers.h"

#include <algorithm>

#include "base/letters.h"
#include "documents/repository.h"
#include "hcl/tree.h"
#include "terraform/declare.h"

namespace wafpp::terraform {

namespace {

constexpr std::string_view kLockFile = ".terraform.lock.hcl";

}  // namespace

std::string normal_source(std::string_view source) {
  for (std::string_view host : {"registry.terraform.io/", "registry.opentofu.org/"}) {
    if (source.starts_with(host)) source.remove_prefix(host.size());
  }
  // Sources have no case; a lock file has them in small letters.
  std::string result = base::lowered(source);
  return result.find('/') == std::string::npos ? "hashicorp/" + result : result;
}

std::map<std::string, ProviderRequirement, std::less<>> provider_requirements(const Module& module) {
  std::map<std::string, ProviderRequirement, std::less<>> result;
  for (const hcl::Block* terraform : module.terraform) {
    for (const hcl::Block& block : terraform->body->blocks) {
      if (block.type != "required_providers") continue;
      for (const hcl::Attribute& attribute : block.body->attributes) {
        ProviderRequirement& made = result[std::string(attribute.name)];
        made.place = attribute.place();
        // Before Terraform 0.13 the constraint alone.
        if (const std::string_view* text = literal_string(attribute.expr)) {
          made.constraint = *text;
          made.place = attribute.expr->place;
        }
        if (attribute.expr->kind == hcl::ExprKind::Object) {
          for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(*attribute.expr).items) {
            const std::string_view* text = literal_string(item.value);
            if (text == nullptr) continue;
            std::string_view key;
            if (item.bare_key) key = hcl::as<hcl::TraversalExpr>(*item.key).root;
            if (const std::string_view* quoted = literal_string(item.key)) key = *quoted;
            if (key == "source") made.source = *text;
            if (key != "version") continue;
            made.constraint = *text;
            made.place = item.value->place;
          }
        }
        if (made.source.empty()) made.source = "hashicorp/" + std::string(attribute.name);
      }
    }
  }
  return result;
}

Providers::Providers(const ProviderSchemas& schemas, std::string_view folder, const std::vector<const Module*>& modules, Loader& loader)
    : schemas_(schemas) {
  // By folder, not by where they lie in memory: the same input has the same answer.
  std::vector<const Module*> ordered(modules);
  std::sort(ordered.begin(), ordered.end(), [](const Module* a, const Module* b) { return a->folder < b->folder; });
  for (const Module* module : ordered) add(*module);
  read_lock(folder, loader);
}

void Providers::add(const Module& module) {
  auto& requirements = requirements_[&module] = provider_requirements(module);
  auto constrain = [&](std::string_view source, std::string_view constraint) {
    if (constraint.empty()) return;
    std::string& all = constraints_[normal_source(source)];
    if (!all.empty()) all += ", ";
    all += constraint;
  };
  for (const auto& [name, requirement] : requirements) constrain(requirement.source, requirement.constraint);
  // Until Terraform 0.12 there was no other place for it.
  for (const ProviderDecl& provider : module.providers) {
    const hcl::Attribute* version = provider.block->body->attribute("version");
    const std::string_view* text = version != nullptr ? literal_string(version->expr) : nullptr;
    if (text == nullptr) continue;
    auto requirement = requirements.find(provider.name);
    constrain(requirement != requirements.end() ? std::string_view(requirement->second.source) : provider.name, *text);
  }
}

/// https://developer.hashicorp.com/terraform/language/files/dependency-lock
void Providers::read_lock(std::string_view folder, Loader& loader) {
  std::string path = documents::join_path(folder, kLockFile);
  if (!loader.repository().is_file(path)) return;
  std::shared_ptr<const Loader::File> file = loader.file(path);
  if (file->tree == nullptr) return;
  for (const hcl::Block& block : file->tree->body->blocks) {
    if (block.type != "provider" || block.labels.size() != 1) continue;
    const hcl::Attribute* attribute = block.body->attribute("version");
    const std::string_view* text = attribute != nullptr ? literal_string(attribute->expr) : nullptr;
    std::optional<Version> version = text != nullptr ? Version::parse(*text) : std::nullopt;
    if (version) locked_.insert_or_assign(normal_source(block.labels[0].text), std::move(*version));
  }
}

std::optional<ProviderVersion> Providers::choose(const std::string& source) const {
  if (auto locked = locked_.find(source); locked != locked_.end()) return schemas_.in_version(source, locked->second);
  auto constraint = constraints_.find(source);
  if (constraint == constraints_.end()) return schemas_.within(source, "");
  if (std::optional<Version> version = only_version(constraint->second)) return schemas_.in_version(source, *version);
  return schemas_.within(source, constraint->second);
}

const Providers::Use& Providers::use(const Module& module, std::string_view provider) {
  auto& known = uses_[&module];
  if (auto found = known.find(provider); found != known.end()) return found->second;
  Use made;
  auto [own, is_new] = requirements_.try_emplace(&module);
  if (is_new) own->second = provider_requirements(module);
  const auto& requirements = own->second;
  auto requirement = requirements.find(provider);
  made.source = normal_source(requirement != requirements.end() ? std::string_view(requirement->second.source) : provider);
  made.version = choose(made.source);
  return known.emplace(std::string(provider), std::move(made)).first->second;
}

const ResourceSchema* Providers::configuration(const Module& module, std::string_view provider) {
  const Use& used = use(module, provider);
  return used.version ? schemas_.configuration(*used.version) : nullptr;
}

std::string_view Providers::source(const Module& module, std::string_view provider) { return use(module, provider).source; }

const ResourceSchema* Providers::schema(const Module& module, std::string_view provider, Mode mode, std::string_view type) {
  const Use& used = use(module, provider);
  return used.version ? schemas_.find(*used.version, mode, type) : nullptr;
}

}  // namespace wafpp::terraform
