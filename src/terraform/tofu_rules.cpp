#include "terraform/tofu_rules.h"

#include "terraform/address_form.h"
#include "terraform/declare.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kOnlyTofu = {.name = "only-opentofu", .level = diag::Level::Error};

class TofuRules {
 public:
  explicit TofuRules(diag::Sink& sink) : sink_(sink) {}

  void module(const Module& module) {
    for (const auto& [name, call] : module.calls) {
      constant(call.source, "the source of a module");
      constant(call.version, "the version of a module");
      for (const hcl::Block& inner : call.block->body->blocks) {
        if (inner.type == "lifecycle") refuse(inner.type_place, "a `lifecycle` block of a module");
      }
    }
    for (const auto& [label, resource] : module.resources) {
      for (const hcl::Block& inner : resource.block->body->blocks) {
        if (inner.type != "lifecycle") continue;
        if (const hcl::Attribute* enabled = inner.body->attribute("enabled")) refuse(enabled->name_place, "`enabled`");
        if (const hcl::Attribute* prevented = inner.body->attribute("prevent_destroy")) constant(prevented->expr, "`prevent_destroy`");
      }
    }
    for (const ProviderDecl& provider : module.providers) {
      if (provider.for_each != nullptr) refuse(provider.block->body->attribute("for_each")->name_place, "`for_each` of a provider");
    }
    for (const hcl::Block* terraform : module.terraform) {
      for (const hcl::Block& inner : terraform->body->blocks) {
        if (inner.type == "encryption") refuse(inner.type_place, "an `encryption` block");
        if (inner.type != "backend" && inner.type != "cloud") continue;
        for (const hcl::Attribute& attribute : inner.body->attributes) constant(attribute.expr, "the argument of a backend");
      }
    }
  }

 private:
  void refuse(const diag::Place& place, std::string_view what) {
    sink_.report(kOnlyTofu, place, std::string(what) + " is OpenTofu's: Terraform refuses it").emit();
  }

  void constant(const hcl::Expr* expr, std::string_view what) {
    if (expr == nullptr) return;
    bool refers = false;
    for_each_reference(*expr, [&](const hcl::TraversalExpr& reference) {
      // A bare keyword is for the rules of blocks.
      refers |= !reference.steps.empty();
    });
    if (refers) refuse(expr->place, std::string(what) + " that refers to something");
  }

  diag::Sink& sink_;
};

}  // namespace

void refuse_tofu_features(const Module& module, diag::Sink& sink) { TofuRules(sink).module(module); }

}  // namespace wafpp::terraform
