#include <fmt/format.h>

#include <algorithm>

#include "terraform/declare.h"
#include "terraform/early.h"
#include "terraform/instance.h"
#include "terraform/reference_text.h"
#include "value/convert.h"

// Which provider configuration a resource is of, and what that says. Names are those of one module: `aws`, `aws.eu`, and where a block has
// `for_each`, `aws.by_region["eu"]`.

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kUndeclared = {.name = "undeclared-provider", .level = diag::Level::Error};
constexpr diag::Kind kNoProviderInstance = {.name = "undeclared-provider", .level = diag::Level::Error, .of_values = true};

/// Without the key.
std::string_view block_name(std::string_view name) { return name.substr(0, name.find('[')); }

bool has_alias(std::string_view name) { return block_name(name).find('.') != std::string_view::npos; }

}  // namespace

std::string ModuleInstance::provider_name(const ProviderDecl& provider) {
  std::string result(provider.name);
  if (!provider.alias.empty()) result.append(1, '.').append(provider.alias);
  return result;
}

std::string ModuleInstance::provider_local_name(const ResourceDecl& decl) {
  if (decl.provider != nullptr) {
    if (Value written = reference_text(*decl.provider, [](const hcl::Expr&) { return Value::string(""); }); written.has_content()) {
      std::string_view text = written.as_string();
      return std::string(text.substr(0, text.find_first_of(".[")));
    }
  }
  return std::string(decl.type.substr(0, decl.type.find('_')));
}

std::string ModuleInstance::provider_reference(const hcl::Expr& expr, const std::function<Value(const hcl::Expr&)>& key) {
  Value text = reference_text(expr, key);
  if (text.has_content()) return std::string(text.as_string());
  // A key that is not known may be any.
  Value block = reference_text(expr, [](const hcl::Expr&) { return Value::string(""); });
  return block.has_content() ? std::string(block_name(block.as_string())) + "[*]" : std::string();
}

std::string ModuleInstance::provider_in_module(const ResourceState& state, const InstanceKey& key) {
  const ResourceDecl& decl = *state.decl;
  if (decl.provider == nullptr) return provider_local_name(decl);
  const Expansion& expansion = state.expansion;
  const Expansion::Item* item = nullptr;
  if (key.kind == InstanceKey::Kind::Index) {
    item = &expansion.items[static_cast<size_t>(key.index)];
  } else if (key.kind == InstanceKey::Kind::Name) {
    auto at = std::lower_bound(expansion.items.begin(), expansion.items.end(), key.name,
                               [](const Expansion::Item& one, const std::string& name) { return one.key.name < name; });
    item = &*at;
  } else if (!expansion.items.empty()) {
    item = &expansion.items.front();
  }
  Repeat repeat{state.kind, decl.repetition.count != nullptr, item};
  return provider_reference(*decl.provider, [&](const hcl::Expr& expr) { return evaluate(expr, repeat); });
}

std::string ModuleInstance::provider_in_root(const std::string& local) const {
  auto known = providers_.find(local);
  return known != providers_.end() ? known->second : local;
}

bool ModuleInstance::is_provider_declared(std::string_view name) const {
  name = block_name(name);
  return module_->configuration_aliases.contains(name) || providers_.contains(std::string(name)) ||
         std::any_of(module_->providers.begin(), module_->providers.end(),
                     [&](const ProviderDecl& one) { return provider_name(one) == name; });
}

/// A root without any `provider` block may get them from a tool that writes them before Terraform runs.
bool ModuleInstance::has_all_providers() const { return parent_ != nullptr || root_.as_terraform || !module_->providers.empty(); }

/// Without an alias there is always one, if only an empty one.
void ModuleInstance::check_provider(const ResourceDecl& decl) {
  if (decl.provider == nullptr || !has_all_providers()) return;
  Value written = reference_text(*decl.provider, [](const hcl::Expr&) { return Value::string(""); });
  if (!written.has_content() || !has_alias(written.as_string()) || is_provider_declared(written.as_string())) return;
  sink()
      .report(kUndeclared, decl.provider->place,
              "no provider configuration `" + std::string(block_name(written.as_string())) + "` is declared here")
      .help(parent_ == nullptr ? "a `provider` block with that `alias` declares it"
                               : "`configuration_aliases` in `required_providers` says that callers pass it")
      .emit();
}

/// What a module says that callers have to pass, and whether there is what they pass.
void ModuleInstance::check_passed_providers(const CallState& state) {
  const CallDecl& decl = *state.decl;
  std::set<std::string, std::less<>> passed;
  if (decl.providers != nullptr && decl.providers->kind == hcl::ExprKind::Object) {
    for (const hcl::ObjectItem& entry : hcl::as<hcl::ObjectExpr>(*decl.providers).items) {
      if (Value name = reference_text(*entry.key); name.has_content()) passed.insert(std::string(name.as_string()));
      Value from = reference_text(*entry.value, [](const hcl::Expr&) { return Value::string(""); });
      if (!has_all_providers() || !from.has_content() || !has_alias(from.as_string()) || is_provider_declared(from.as_string())) continue;
      sink()
          .report(kUndeclared, entry.value->place,
                  "no provider configuration `" + std::string(block_name(from.as_string())) + "` is declared here")
          .emit();
    }
  }
  for (const std::string& wanted : state.module->configuration_aliases) {
    if (passed.contains(wanted)) continue;
    sink()
        .report(kUndeclared, decl.block->header(),
                "`module." + std::string(decl.name) + "` wants the provider configuration `" + wanted + "`, and is not passed it")
        .help("add `" + wanted + " = ...` to its `providers`")
        .emit();
  }
}

// --- configurations --------------------------------------------------------------------------------------------------------------

const Expansion& ModuleInstance::provider_expansion(const ProviderDecl& decl) {
  auto [at, is_new] = provider_expansions_.try_emplace(&decl);
  if (!is_new) return at->second;
  if (decl.for_each == nullptr) {
    at->second.items.emplace_back();
  } else {
    std::string what = "`provider." + provider_name(decl) + "`";
    Value collection = early_value(*this, *decl.for_each, "`for_each` of a provider");
    at->second = expand_collection(collection, *decl.for_each, what);
  }
  return at->second;
}

std::vector<std::string> ModuleInstance::provider_names(const ProviderDecl& decl) {
  std::vector<std::string> names;
  for (const Expansion::Item& item : provider_expansion(decl).items) names.push_back(provider_name(decl) + item.key.text());
  return names;
}

/// Whether the block makes a configuration of that name. With a key that is not known it may be any of them.
const Expansion::Item* ModuleInstance::provider_item(const ProviderDecl& provider, std::string_view name) {
  const Expansion& expansion = provider_expansion(provider);
  std::string_view key = name.substr(std::min(name.size(), provider_name(provider).size()));
  for (const Expansion::Item& one : expansion.items) {
    if (one.key.kind == InstanceKey::Kind::Unknown || one.key.text() == key) return &one;
  }
  return nullptr;
}

void ModuleInstance::check_provider_key(const std::string& name, const diag::Place& place) {
  bool is_keyed = name.find('[') != std::string::npos;
  for (const ProviderDecl& provider : module_->providers) {
    if (provider_name(provider) != block_name(name) || (!is_keyed && provider.for_each == nullptr) || name.ends_with("[*]")) continue;
    if (provider_item(provider, name) != nullptr || provider_expansion(provider).kind == Expansion::Kind::Invalid) continue;
    std::string block = "`" + provider_name(provider) + "`";
    std::string text = !is_keyed                      ? block + " has `for_each`: a reference names a key"
                       : provider.for_each == nullptr ? block + " has no `for_each`, and its one configuration no key"
                                                      : fmt::format("`for_each` of {} makes no `{}`", block, name);
    sink().report(kNoProviderInstance, place, std::move(text)).label(provider.block->header(), "declared here").emit();
  }
}

/// The configuration of the provider that a resource is of: its module's own, or that of the root which is passed down.
const ModuleInstance::ProviderConfiguration& ModuleInstance::provider_configuration(const std::string& local) {
  auto known = resolved_providers_.find(local);
  if (known != resolved_providers_.end()) return *known->second;
  auto declares = [](const ModuleInstance& instance, std::string_view name) {
    return std::any_of(instance.module_->providers.begin(), instance.module_->providers.end(),
                       [&](const ProviderDecl& one) { return provider_name(one) == block_name(name); });
  };
  auto in_root = [&](const ModuleInstance& instance) {
    auto passed = instance.providers_.find(local);
    return passed != instance.providers_.end() ? passed->second : local;
  };
  ModuleInstance* at = this;
  // One that a module between here and the root configures itself goes on to those it calls, unless they are passed another one.
  while (at->parent_ != nullptr && !(declares(*at, local) && in_root(*at) == in_root(*this))) at = at->parent_;
  std::string name = declares(*at, local) && in_root(*at) == in_root(*this) ? local : in_root(*this);
  const ProviderConfiguration& found = at->configured_provider(name);
  resolved_providers_.emplace(local, &found);
  return found;
}

std::shared_ptr<const BodyValue> ModuleInstance::configuration_body(const ProviderDecl& provider, eval::Evaluator& evaluator) {
  const ResourceSchema* schema = root_.providers != nullptr ? root_.providers->configuration(*module_, provider.name) : nullptr;
  if (schema == nullptr) return evaluate_body(*provider.block, Level::Provider, evaluator);
  // As ephemeral resources: nothing of it is stored.
  BodyDecoder decoder(*schema, Mode::Ephemeral, root_.loader.sources(), evaluator, root_.said);
  return evaluate_body(*provider.block, Level::Provider, evaluator, &decoder);
}

const ModuleInstance::ProviderConfiguration& ModuleInstance::configured_provider(const std::string& name) {
  auto [at, is_new] = configurations_.try_emplace(name);
  ProviderConfiguration& made = at->second;
  if (!is_new) return made;  // Also one that is just being evaluated: what it needs of its own provider's resources has no tags yet.
  for (const ProviderDecl& provider : module_->providers) {
    if (provider_name(provider) != block_name(name)) continue;
    const Expansion::Item* item = provider_item(provider, name);
    if (item == nullptr) {
      made.tags = Value::unknown(value::Type::map(value::Type::string()));
      return made;
    }
    Repeat repeat{provider_expansion(provider).kind, false, item};
    BlockScope scope(*this, provider.for_each != nullptr ? repeat : repeat_, nullptr);
    eval::Evaluator evaluator(scope, root_.functions, sink(), root_.budget, root_.logic);
    std::shared_ptr<const BodyValue> body = configuration_body(provider, evaluator);
    // What is ignored is left out of `tags_all` too; which tags these are is the provider's to say.
    std::vector<const BodyValue*> defaults = body->blocks_of("default_tags");
    const BodyValue::Attribute* tags = defaults.empty() ? nullptr : defaults[0]->attribute("tags");
    value::Type wanted = value::Type::map(value::Type::string());
    if (tags != nullptr && !tags->value.is_null()) {
      auto converted = value::convert(tags->value, wanted);
      made.tags = converted ? std::move(*converted) : Value::unknown(wanted).with_origin(tags->value.origin());
      if (!body->blocks_of("ignore_tags").empty()) made.tags = Value::unknown(wanted).with_origin(made.tags.origin());
    }
    made.known = body->blocks_of("ignore_tags").empty() && !body->has_unknown_blocks("default_tags");
    made.body = std::move(body);
    return made;
  }
  // A root without the block has the provider with nothing set; of a module that stands alone its caller would know.
  made.known = !root_.out.is_uncalled_module && name.find('.') == std::string::npos;
  return made;
}

}  // namespace wafpp::terraform
