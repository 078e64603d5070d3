#include "terraform/declarations.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "eval/evaluator.h"
#include "terraform/constant.h"
#include "terraform/declare.h"
#include "terraform/declared_objects.h"
#include "terraform/early.h"
#include "terraform/reference_text.h"

namespace wafpp::terraform {

namespace {

Value text(std::string_view from) { return from.empty() ? Value::null(value::Type::string()) : Value::string(from); }

/// The body of a declaration in the making.
class Draft {
 public:
  explicit Draft(const diag::Place& header, const diag::Place& whole) : body_(std::make_shared<BodyValue>()) {
    body_->header = header;
    body_->whole = whole;
  }
  explicit Draft(const hcl::Block& block) : Draft(block.header(), block.place()) {}

  /// What stands nowhere in the code has the place of the header. `name` is a literal.
  void add(std::string_view name, Value value) { body_->attributes.push_back({name, std::move(value), body_->header, body_->header}); }
  void add(std::string_view name, Value value, const diag::Place& name_place, const hcl::Expr& expr) {
    if (value.origin().empty()) value = std::move(value).with_origin(value::Origin::written(&expr.place));
    body_->attributes.push_back({name, std::move(value), name_place, expr.place});
  }
  void add(const hcl::Attribute& attribute, Value value) { add(attribute.name, std::move(value), attribute.name_place, *attribute.expr); }
  std::shared_ptr<const BodyValue> take() { return std::move(body_); }

 private:
  std::shared_ptr<BodyValue> body_;
};

/// Constants as they stand; what Terraform would refuse there has been reported.
Value constant(const hcl::Expr& expr) {
  diag::Sink reported;
  return constant_value(expr, "", reported);
}

class Declarations {
 public:
  Declarations(ModuleInstance& root, const DeclaredKinds& wanted) : root_(root), wanted_(wanted) {}

  std::vector<Declaration> run() {
    if (is_refactored()) {
      DeclaredObjects declared(root_);
      check_refactoring(root_, declared);
      for (Declaration& import : imports_of(root_, declared)) {
        if (wants("import")) add(std::move(import));
      }
    }
    of_root();
    of_instance(root_);
    std::stable_sort(made_.begin(), made_.end(),
                     [](const Declaration& a, const Declaration& b) { return std::tie(a.kind, a.address) < std::tie(b.kind, b.address); });
    return std::move(made_);
  }

 private:
  bool wants(std::string_view kind) const { return wanted_.contains(kind); }

  /// Whether any module moves, removes or imports something: only then does it count what all is called.
  bool is_refactored() const {
    const auto& modules = root_.root().modules;
    return std::any_of(modules.begin(), modules.end(), [](const std::shared_ptr<const Module>& module) {
      return !module->moved.empty() || !module->removed.empty() || !module->imports.empty();
    });
  }

  void add(Declaration made) {
    // What may stand many times has no name of its own.
    std::string address = made.address;
    for (size_t number = 2; !addresses_.insert(made.address).second; ++number) made.address = address + "#" + std::to_string(number);
    made_.push_back(std::move(made));
  }
  void add(ModuleInstance& instance, std::string kind, const std::string& name, Draft draft) {
    add({.kind = std::move(kind),
         .address = child_address(instance.address(), name),
         .module = instance.address(),
         .body = draft.take(),
         .path = instance.path()});
  }

  // --- the root ------------------------------------------------------------------------------------------------------------------

  void of_root() {
    const Module& module = root_.module();
    std::string backend;
    for (const hcl::Block* terraform : module.terraform) {
      for (const hcl::Block& inner : terraform->body->blocks) {
        bool is_cloud = inner.type == "cloud";
        if (is_cloud || ((inner.type == "backend" || inner.type == "state_store") && inner.labels.size() == 1))
          backend = is_cloud ? "cloud" : std::string(inner.labels[0].text);
      }
    }
    if (!module.blocks.empty() && wants("root")) about_root(*module.blocks.front().block, backend);
    // An override's block takes the place of the others.
    for (auto terraform = module.terraform.rbegin(); terraform != module.terraform.rend() && !backend.empty(); ++terraform) {
      for (const hcl::Block& inner : (*terraform)->body->blocks) {
        if (backend.empty() || (inner.type != "backend" && inner.type != "cloud" && inner.type != "state_store")) continue;
        std::string name = "backend." + backend;
        // Evaluated in any case: what is wrong in it is said.
        std::shared_ptr<const BodyValue> body = early_body(root_, inner, "a backend");
        if (wants(name)) add({.kind = name, .address = name, .module = {}, .body = std::move(body), .path = root_.path()});
        backend.clear();
      }
    }
    for (const hcl::Block* terraform : module.terraform) {
      for (const hcl::Block& inner : terraform->body->blocks) {
        if (inner.type != "encryption") continue;
        std::shared_ptr<const BodyValue> body = encryption_body(root_, inner);
        if (wants("encryption"))
          add({.kind = "encryption", .address = "encryption", .module = {}, .body = std::move(body), .path = root_.path()});
      }
    }
    for (const auto& [name, decl] : module.variables) {
      if (wants("variable")) variable(decl);
    }
    for (const auto& [name, decl] : module.outputs) {
      if (wants("output")) output(decl);
    }
  }

  void about_root(const hcl::Block& first, const std::string& backend) {
    const RootEvaluation& out = root_.root().out;
    Draft draft(first.header(), first.place());
    draft.add("folder", Value::string(out.folder));
    draft.add("environment", text(out.environment));
    draft.add("class", text(out.environment_class));
    draft.add("workspace", text(out.workspace));
    draft.add("backend", text(backend));
    draft.add("is_module", Value::boolean(out.is_uncalled_module));
    add(root_, "root", "root", std::move(draft));
  }

  void variable(const VariableDecl& decl) {
    Draft draft(*decl.block);
    const hcl::Body& body = *decl.block->body;
    draft.add("name", Value::string(decl.name));
    if (decl.type != nullptr) {
      diag::Sink reported;
      BlockScope scope(root_, {}, nullptr);
      eval::Evaluator evaluator(scope, root_.root().functions, reported, root_.root().budget);
      draft.add(*body.attribute("type"), Value::string(eval::type_constraint(*decl.type, evaluator).type.constraint()));
    }
    flags(draft, body, {"description", "sensitive", "nullable", "ephemeral"});
    draft.add("has_default", Value::boolean(decl.default_value != nullptr));
    draft.add("validations", Value::integer(static_cast<int64_t>(decl.validations.size())));
    draft.add("value", root_.variable(decl.name));
    add(root_, "variable", "var." + std::string(decl.name), std::move(draft));
  }

  void output(const OutputDecl& decl) {
    Draft draft(*decl.block);
    draft.add("name", Value::string(decl.name));
    flags(draft, *decl.block->body, {"description", "sensitive", "ephemeral"});
    if (decl.value != nullptr) draft.add(*decl.block->body->attribute("value"), root_.output(decl.name));
    add(root_, "output", "output." + std::string(decl.name), std::move(draft));
  }

  static void flags(Draft& draft, const hcl::Body& body, std::initializer_list<std::string_view> names) {
    for (std::string_view name : names) {
      if (const hcl::Attribute* attribute = body.attribute(name)) draft.add(*attribute, constant(*attribute->expr));
    }
  }

  // --- every module --------------------------------------------------------------------------------------------------------------

  void of_instance(ModuleInstance& instance) {
    const Module& module = instance.module();
    if (folders_.insert(module.folder).second) {
      if (wants("required_provider")) required_providers(instance);
      for (const hcl::Block* terraform : module.terraform) {
        if (wants("required_version")) required_version(instance, *terraform);
      }
      for (const hcl::Block* block : module.moved) {
        if (wants("moved")) moved(instance, *block);
      }
      for (const hcl::Block* block : module.removed) {
        if (wants("removed")) removed(instance, *block);
      }
    }
    for (const ProviderDecl& decl : module.providers) {
      if (!wants("provider." + std::string(decl.name))) continue;
      for (const std::string& name : instance.provider_names(decl)) provider(instance, decl, name);
    }
    for (const ModuleInstance::Check& one : instance.checks()) {
      if (wants("check")) check(instance, one);
    }
    for (auto& [name, state] : instance.calls()) {
      for (const auto& child : state.instances) of_instance(*child);
    }
  }

  /// A module that nobody calls says it for whoever will.
  static bool is_root(ModuleInstance& instance) { return instance.depth() == 0 && !instance.root().out.is_uncalled_module; }

  void provider(ModuleInstance& instance, const ProviderDecl& decl, const std::string& name) {
    std::shared_ptr<const BodyValue> body = instance.provider_body(name);
    if (body == nullptr) return;
    auto with_alias = std::make_shared<BodyValue>(*body);
    if (const hcl::Attribute* alias = decl.block->body->attribute("alias"))
      with_alias->attributes.push_back({"alias", constant(*alias->expr), alias->name_place, alias->expr->place});
    add({.kind = "provider." + std::string(decl.name),
         .address = child_address(instance.address(), "provider." + name),
         .module = instance.address(),
         .body = std::move(with_alias),
         .path = instance.path()});
  }

  void required_provider(ModuleInstance& instance, std::string_view name, const diag::Place& header, const diag::Place& whole,
                         const hcl::Attribute* stated) {
    Draft draft(header, whole);
    draft.add("name", Value::string(name));
    std::string_view source = instance.root().providers->source(instance.module(), name);
    const hcl::ObjectItem* written = stated != nullptr ? object_item(*stated->expr, "source") : nullptr;
    if (written != nullptr) {
      draft.add("source", Value::string(source), written->key->place, *written->value);
    } else {
      draft.add("source", Value::string(source));
    }
    if (stated != nullptr && stated->expr->kind == hcl::ExprKind::String) {
      draft.add("version", constant(*stated->expr), stated->name_place, *stated->expr);  // As before Terraform 0.13.
    } else if (const hcl::ObjectItem* version = stated != nullptr ? object_item(*stated->expr, "version") : nullptr) {
      draft.add("version", constant(*version->value), version->key->place, *version->value);
    }
    if (const hcl::ObjectItem* aliases = stated != nullptr ? object_item(*stated->expr, "configuration_aliases") : nullptr) {
      std::vector<Value> elements;
      if (aliases->value->kind == hcl::ExprKind::Tuple) {
        for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(*aliases->value).elements) elements.push_back(reference_text(*element));
      }
      draft.add("configuration_aliases", Value::tuple(std::move(elements)), aliases->key->place, *aliases->value);
    }
    draft.add("is_stated", Value::boolean(stated != nullptr));
    draft.add("in_root", Value::boolean(is_root(instance)));
    draft.add("folder", Value::string(instance.module().folder));
    add(instance, "required_provider", "required_provider." + std::string(name), std::move(draft));
  }

  void required_providers(ModuleInstance& instance) {
    const Module& module = instance.module();
    std::map<std::string_view, const hcl::Attribute*> stated;
    for (const hcl::Block* terraform : module.terraform) {
      for (const hcl::Block& block : terraform->body->blocks) {
        if (block.type != "required_providers") continue;
        for (const hcl::Attribute& attribute : block.body->attributes) stated[attribute.name] = &attribute;
      }
    }
    for (const auto& [name, attribute] : stated) required_provider(instance, name, attribute->place(), attribute->place(), attribute);
    // What is used and nowhere stated, Terraform takes to be HashiCorp's, in any version.
    std::map<std::string, const hcl::Block*, std::less<>> used;
    for (const ProviderDecl& decl : module.providers) used.emplace(decl.name, decl.block);
    for (const auto& [label, decl] : module.resources) {
      used.emplace(ModuleInstance::provider_local_name(decl), decl.block);
    }
    for (const auto& [name, block] : used) {
      bool is_built_in = name == "terraform";
      if (!is_built_in && !stated.contains(name)) required_provider(instance, name, block->header(), block->place(), nullptr);
    }
  }

  void required_version(ModuleInstance& instance, const hcl::Block& terraform) {
    const hcl::Attribute* attribute = terraform.body->attribute("required_version");
    if (attribute == nullptr) return;
    Draft draft(attribute->place(), attribute->place());
    draft.add("version", constant(*attribute->expr), attribute->name_place, *attribute->expr);
    draft.add("in_root", Value::boolean(is_root(instance)));
    draft.add("folder", Value::string(instance.module().folder));
    add(instance, "required_version", "required_version", std::move(draft));
  }

  /// The addresses that a block moves or removes; the last one is what the fact is called by.
  static std::string addresses(Draft& draft, const hcl::Block& block, std::initializer_list<std::string_view> names) {
    std::string last;
    for (std::string_view name : names) {
      const hcl::Attribute* attribute = block.body->attribute(name);
      if (attribute == nullptr) continue;
      Value address = reference_text(*attribute->expr);
      if (address.has_content()) last = address.as_string();
      draft.add(*attribute, std::move(address));
    }
    return last;
  }

  void moved(ModuleInstance& instance, const hcl::Block& block) {
    Draft draft(block);
    std::string name = addresses(draft, block, {"from", "to"});
    add(instance, "moved", "moved." + name, std::move(draft));
  }

  void removed(ModuleInstance& instance, const hcl::Block& block) {
    Draft draft(block);
    std::string name = addresses(draft, block, {"from"});
    const hcl::Attribute* destroy = nullptr;
    std::vector<Value> provisioners;
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "lifecycle") destroy = inner.body->attribute("destroy");
      if (inner.type == "provisioner" && inner.labels.size() == 1) provisioners.push_back(Value::string(inner.labels[0].text));
    }
    if (destroy != nullptr) {
      draft.add(*destroy, constant(*destroy->expr));
    } else {
      draft.add("destroy", Value::boolean(true));
    }
    draft.add("provisioners", Value::tuple(std::move(provisioners)));
    add(instance, "removed", "removed." + name, std::move(draft));
  }

  void check(ModuleInstance& instance, const ModuleInstance::Check& check) {
    Draft draft(*check.block);
    draft.add("name", Value::string(check.block->labels[0].text));
    std::vector<Value> rules;
    std::vector<value::Origin> unknown;
    bool is_broken = false;
    for (const ModuleInstance::Rule& rule : check.rules) {
      std::vector<value::Member> members;
      members.push_back({Value::string("condition"), rule.holds});
      members.push_back({Value::string("error_message"), rule.message});
      rules.push_back(Value::object(std::move(members)).with_origin(value::Origin::written(&rule.block->type_place)));
      if (!rule.holds.is_known()) unknown.push_back(rule.holds.origin());
      is_broken |= rule.holds.has_content() && !rule.holds.as_bool();
    }
    Value passes = Value::boolean(!is_broken);
    if (!is_broken && !unknown.empty())
      passes = Value::unknown(value::Type::boolean()).with_origin(value::Origin::combined(std::move(unknown)));
    draft.add("passes", std::move(passes));
    draft.add("asserts", Value::tuple(std::move(rules)));
    add(instance, "check", "check." + std::string(check.block->labels[0].text), std::move(draft));
  }

  ModuleInstance& root_;
  const DeclaredKinds& wanted_;
  std::set<std::string> folders_;
  std::unordered_set<std::string> addresses_;
  std::vector<Declaration> made_;
};

}  // namespace

DeclaredKinds::DeclaredKinds(const std::vector<std::string>& kinds) : is_limited_(true) {
  for (const std::string& kind : kinds) {
    if (kind.ends_with(".*")) {
      prefixes_.push_back(kind.substr(0, kind.size() - 1));
    } else {
      kinds_.insert(kind);
    }
  }
}

bool DeclaredKinds::contains(std::string_view kind) const {
  if (!is_limited_ || kinds_.contains(kind)) return true;
  return std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& prefix) { return kind.starts_with(prefix); });
}

std::vector<Declaration> declarations_of(ModuleInstance& root, const DeclaredKinds& wanted) { return Declarations(root, wanted).run(); }

}  // namespace wafpp::terraform
