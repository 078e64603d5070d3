#include <algorithm>

#include "terraform/address_form.h"
#include "terraform/declarations.h"
#include "terraform/declared_objects.h"
#include "terraform/reference_text.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kInvalidImport = {.name = "invalid-import", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kMisplacedImport = {.name = "invalid-import", .level = diag::Level::Error};
constexpr diag::Kind kNoTarget = {.name = "import-target-not-declared", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kTooMany = {.name = "too-many-instances", .level = diag::Level::Error};

constexpr size_t kMaxImports = 100'000;  // Of one block.

class Imports {
 public:
  Imports(ModuleInstance& root, const DeclaredObjects& declared) : root_(root), declared_(declared) {}

  std::vector<Declaration> run() {
    for (const hcl::Block* block : root_.module().imports) import(*block);
    return std::move(made_);
  }

 private:
  void refuse(const diag::Place& place, std::string text) { root_.sink().report(kInvalidImport, place, std::move(text)).emit(); }

  /// With the state at hand, what exists already is known; without one only Terraform's own answer for an empty state can be given.
  bool is_refused(const Value& unknown) const { return root_.root().as_terraform && is_decided_by_apply(unknown); }

  void import(const hcl::Block& block) {
    const hcl::Attribute* for_each = block.body->attribute("for_each");
    if (for_each == nullptr) return one(block, {});
    Value collection = root_.evaluate(*for_each->expr);
    auto unknown = [&](const Value& why) {
      if (is_refused(why)) refuse(for_each->expr->place, "`for_each` of an import is known only after apply: Terraform would refuse this");
      Expansion::Item item{InstanceKey{.kind = InstanceKey::Kind::Unknown}, Value::unknown().with_origin(why.deep_origin()),
                           Value::unknown().with_origin(why.deep_origin())};
      one(block, {Expansion::Kind::Unknown, false, &item});
    };
    if ((collection.marks() & (value::kSensitive | value::kEphemeral)) != 0) {
      refuse(for_each->expr->place, "`for_each` of an import is sensitive or ephemeral: the addresses of what is imported would show it");
      return;
    }
    if (!collection.is_known()) return unknown(collection);
    if (collection.is_null()) return;
    auto each = [&](const Value& key, const Value& value) {
      Expansion::Item item{{}, key, value};
      one(block, {Expansion::Kind::ForEach, false, &item});
    };
    switch (collection.kind()) {
      case value::TypeKind::Map:
      case value::TypeKind::Object:
      case value::TypeKind::List:
      case value::TypeKind::Tuple:
      case value::TypeKind::Set:
        break;
      default:
        refuse(for_each->expr->place, "`for_each` of an import wants a collection, got " + collection.type().friendly_name());
        return;
    }
    if (!collection.is_wholly_known() && is_decided_by_apply(collection)) return unknown(collection);
    if (collection.length() > kMaxImports) {
      root_.sink()
          .report(kTooMany, for_each->expr->place, "`for_each` of an import is over the limit of " + std::to_string(kMaxImports))
          .emit();
      return;
    }
    if (collection.kind() == value::TypeKind::Map || collection.kind() == value::TypeKind::Object) {
      for (const value::Member& member : collection.members()) each(member.key, member.value);
      return;
    }
    bool is_set = collection.kind() == value::TypeKind::Set;
    int64_t index = 0;
    for (const Value& element : collection.elements()) each(is_set ? element : Value::integer(index++), element);
  }

  void one(const hcl::Block& block, const Repeat& repeat) {
    auto body = std::make_shared<BodyValue>();
    body->header = block.header();
    body->whole = block.place();
    Value target = Value::null(value::Type::string());
    for (const hcl::Attribute& attribute : block.body->attributes) {
      Value value;
      if (attribute.name == "to") {
        value = target = reference_text(*attribute.expr, [&](const hcl::Expr& key) { return root_.evaluate(key, repeat); });
      } else if (attribute.name == "provider") {
        value = reference_text(*attribute.expr, [&](const hcl::Expr& key) { return root_.evaluate(key, repeat); });
      } else if (attribute.name == "id") {
        value = id(*attribute.expr, repeat);
      } else if (attribute.name == "identity") {
        value = root_.evaluate(*attribute.expr, repeat);
      } else {
        continue;
      }
      body->attributes.push_back({attribute.name, std::move(value), attribute.name_place, attribute.expr->place});
    }
    const hcl::Attribute* to = block.body->attribute("to");
    if (to != nullptr && target.has_content()) check_target(*to->expr, target.as_string());
    std::string address = "import." + (target.has_content() ? std::string(target.as_string()) : "[*]");
    made_.push_back({.kind = "import", .address = std::move(address), .module = {}, .body = std::move(body), .path = root_.path()});
  }

  Value id(const hcl::Expr& expr, const Repeat& repeat) {
    Value found = root_.evaluate(expr, repeat);
    auto text = value::convert(found, value::Type::string());
    if (!text) {
      refuse(expr.place, "`id` of an import is a string, got " + found.type().friendly_name());
      return Value::unknown(value::Type::string()).with_origin(found.origin());
    }
    if (!text->is_known()) {
      if (is_refused(*text)) refuse(expr.place, "`id` of an import is known only after apply: Terraform would refuse this");
    } else if (text->is_null() || text->as_string().empty()) {
      refuse(expr.place, text->is_null() ? "`id` of an import is null" : "`id` of an import is empty");
    }
    return std::move(*text);
  }

  void check_target(const hcl::Expr& expr, std::string_view address) {
    std::optional<Address> form = address_of(expr, Keys::Any);
    if (!form || !form->is_resource || form->is_data || declared_.instances.contains(address) || declared_.is_open) return;
    auto report = root_.sink().report(kNoTarget, expr.place, "`" + std::string(address) + "` is to be imported, and is not declared");
    std::string resource(address.substr(0, address.ends_with(']') ? address.rfind('[') : address.size()));
    bool has_resource = declared_.resources.contains(resource);
    std::move(report)
        .help(has_resource ? "the resource has no such instance"
                           : "declare the resource; `terraform plan -generate-config-out=FILE` writes it")
        .emit();
  }

  ModuleInstance& root_;
  const DeclaredObjects& declared_;
  std::vector<Declaration> made_;
};

void refuse_in_modules(ModuleInstance& instance) {
  for (auto& [name, state] : instance.calls()) {
    for (const auto& child : state.instances) {
      for (const hcl::Block* block : child->module().imports)
        instance.sink().report(kMisplacedImport, block->header(), "an `import` block stands in the root module only").emit();
      refuse_in_modules(*child);
    }
  }
}

}  // namespace

std::vector<Declaration> imports_of(ModuleInstance& root, const DeclaredObjects& declared) {
  refuse_in_modules(root);
  return Imports(root, declared).run();
}

}  // namespace wafpp::terraform
