#include "terraform/dependencies.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "hcl/tree.h"
#include "terraform/declare.h"
#include "terraform/instance.h"
#include "terraform/lock_file.h"
#include "terraform/providers.h"

namespace wafpp::terraform {

namespace {

/// Part of Terraform itself: nothing is fetched for it.
bool is_built_in(std::string_view source) { return source == "hashicorp/terraform" || source.starts_with("terraform.io/builtin/"); }

/// The name before the first `_`.
std::string_view provider_of_type(std::string_view type) { return type.substr(0, type.find('_')); }

const hcl::Block* block_that_requires(const Module& module) {
  for (const hcl::Block* terraform : module.terraform) {
    for (const hcl::Block& inner : terraform->body->blocks) {
      if (inner.type == "required_providers") return terraform;
    }
  }
  return nullptr;
}

class Walk {
 public:
  Walk(Dependencies& out, Loader& loader, const std::map<std::string, std::string>& installed)
      : out_(out), loader_(loader), installed_(installed) {}

  /// `from_outside`: it, or a module on the way to it, is not of the repository.
  void module(const std::shared_ptr<const Module>& module, const std::string& label, uint32_t depth, bool from_outside = false) {
    // The calls of a module that was reached before are the same again, below another name.
    if (depth > kMaxModuleDepth || !reached_.insert(module.get()).second) return;
    needs_of(*module, depth == 0);
    for (const auto& [name, call] : module->calls)
      this->call(*module, call, label.empty() ? std::string(name) : label + "." + std::string(name), depth, from_outside);
  }

  void finish() {
    for (auto& [source, used] : providers_) {
      std::stable_sort(used.needs.begin(), used.needs.end(), [](const ProviderNeed& a, const ProviderNeed& b) {
        return std::tuple(!a.is_root, std::string_view(a.folder), std::string_view(a.name)) <
               std::tuple(!b.is_root, std::string_view(b.folder), std::string_view(b.name));
      });
      out_.providers.push_back(std::move(used));
    }
    std::sort(out_.modules.begin(), out_.modules.end(), [](const CalledModule& a, const CalledModule& b) { return a.address < b.address; });
    std::sort(out_.missing.begin(), out_.missing.end());
  }

 private:
  void need(const std::string& source, ProviderNeed need) {
    if (is_built_in(source)) return;
    UsedProvider& used = providers_[source];
    used.source = source;
    used.needs.push_back(std::move(need));
  }

  void needs_of(const Module& module, bool is_root) {
    std::map<std::string, ProviderRequirement, std::less<>> stated = provider_requirements(module);
    for (const auto& [name, requirement] : stated) {
      need(normal_source(requirement.source),
           {.folder = module.folder, .is_root = is_root, .name = name, .constraint = requirement.constraint, .place = requirement.place});
    }
    // By name, each once, at the first block that needs it: provider configurations, then resources by label.
    std::map<std::string_view, diag::Place> implied;
    auto imply = [&](std::string_view name, const hcl::Block& block) {
      if (name.empty() || stated.contains(name)) return;
      implied.emplace(name, block.header());
    };
    for (const ProviderDecl& provider : module.providers) {
      const hcl::Attribute* version = provider.block->body->attribute("version");
      const std::string_view* text = version != nullptr ? literal_string(version->expr) : nullptr;
      if (text == nullptr) {
        imply(provider.name, *provider.block);
        continue;
      }
      // Until Terraform 0.12 there was no other place for it.
      auto requirement = stated.find(provider.name);
      need(normal_source(requirement != stated.end() ? std::string_view(requirement->second.source) : provider.name),
           {.folder = module.folder,
            .is_root = is_root,
            .name = std::string(provider.name),
            .constraint = std::string(*text),
            .place = version->expr->place});
    }
    for (const auto& [label, resource] : module.resources) imply(name_of(resource), *resource.block);
    for (const auto& [name, place] : implied)
      need(normal_source(name), {.folder = module.folder, .is_root = is_root, .name = std::string(name), .constraint = {}, .place = place});
  }

  /// The local name of the provider whose resource it is.
  static std::string_view name_of(const ResourceDecl& resource) {
    const hcl::Expr* provider = resource.provider;
    if (provider != nullptr && provider->kind == hcl::ExprKind::Traversal) return hcl::as<hcl::TraversalExpr>(*provider).root;
    if (const std::string_view* text = literal_string(provider)) return text->substr(0, text->find('.'));
    return provider_of_type(resource.type);
  }

  void call(const Module& caller, const CallDecl& call, const std::string& label, uint32_t depth, bool from_outside) {
    CalledModule made;
    made.address = "module." + label;
    for (size_t dot = made.address.find('.', 7); dot != std::string::npos; dot = made.address.find('.', dot + 9))
      made.address.replace(dot, 1, ".module.");
    made.source = call.literal_source;
    made.version = call.literal_version;
    made.is_local = is_local_source(call.literal_source) || call.literal_source.starts_with("/");
    made.place = call.block->header();
    made.source_place = call.source != nullptr ? call.source->place : made.place;
    made.version_place = call.version != nullptr ? call.version->place : made.place;
    Loader::Called called = loader_.called(caller, {call.literal_source, call.literal_version}, label, installed_);
    std::shared_ptr<const Module> child = called.module;
    made.is_on_disk = child != nullptr;
    if (child != nullptr) made.folder = called.folder;
    if (child == nullptr) out_.missing.push_back(made.address);
    bool is_local = made.is_local;
    // What a module from outside calls is its maker's to pin.
    if (!from_outside) out_.modules.push_back(std::move(made));
    if (child != nullptr) module(child, label, depth + 1, from_outside || !is_local);
  }

  Dependencies& out_;
  Loader& loader_;
  const std::map<std::string, std::string>& installed_;
  std::set<const Module*> reached_;
  std::map<std::string, UsedProvider> providers_;
};

}  // namespace

std::unique_ptr<Dependencies> dependencies_of(const std::string& folder, Loader& loader) {
  std::shared_ptr<const Module> root = loader.module(folder);
  if (root == nullptr || root->blocks.empty()) return nullptr;
  auto out = std::make_unique<Dependencies>();
  out->folder = folder;
  out->has_backend = root->has_backend;
  const hcl::Block* requires_providers = block_that_requires(*root);
  out->place = (requires_providers != nullptr ? *requires_providers : *root->blocks.front().block).header();
  out->lock = read_lock_file(folder, loader);
  Walk walk(*out, loader, *loader.installed(folder));
  walk.module(root, "", 0);
  walk.finish();
  return out;
}

}  // namespace wafpp::terraform
