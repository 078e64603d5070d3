#include "terraform/meta.h"

#include <algorithm>

#include "base/text.h"
#include "terraform/instance.h"
#include "terraform/reference_text.h"

namespace wafpp::terraform {

namespace {

constexpr std::string_view kAll = "all";

Value written(Value value, const hcl::Expr& expr) { return std::move(value).with_origin(value::Origin::written(&expr.place)); }

/// A keyword, bare or in quotes; nothing where the expression is something else.
std::string_view keyword(const hcl::Expr& expr) {
  if (expr.kind == hcl::ExprKind::String) return hcl::as<hcl::StringExpr>(expr).text;
  bool is_bare = expr.kind == hcl::ExprKind::Traversal && hcl::as<hcl::TraversalExpr>(expr).steps.empty();
  return is_bare ? hcl::as<hcl::TraversalExpr>(expr).root : std::string_view();
}

/// The references of a list, each as its text; what is none has been reported and is left out.
Value references(const hcl::Expr& expr) {
  std::vector<Value> elements;
  if (expr.kind == hcl::ExprKind::Tuple) {
    for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(expr).elements) {
      // Keys may be `count.index` or `each.key`, which the instances do not share.
      Value text = reference_text(*element, [](const hcl::Expr&) { return Value::unknown(value::Type::string()); });
      if (!text.is_null()) elements.push_back(std::move(text));
    }
  }
  return written(Value::tuple(std::move(elements)), expr);
}

Value provisioners(const hcl::Body& body) {
  std::vector<Value> elements;
  for (const hcl::Block& block : body.blocks) {
    if (block.type != "provisioner" || block.labels.size() != 1) continue;
    std::vector<value::Member> members;
    members.push_back({Value::string("type"), Value::string(block.labels[0].text)});
    for (std::string_view name : {"when", "on_failure"}) {
      const hcl::Attribute* attribute = block.body->attribute(name);
      if (attribute != nullptr)
        members.push_back({Value::string(name), written(Value::string(keyword(*attribute->expr)), *attribute->expr)});
    }
    elements.push_back(Value::object(std::move(members)).with_origin(value::Origin::written(&block.type_place)));
  }
  return Value::tuple(std::move(elements));
}

/// Steps of a path with dots and keys as they separate it: `tags["a"].b` and `tags.a.b` are the same.
std::vector<std::string_view> steps_of(std::string_view path) {
  std::vector<std::string_view> steps;
  constexpr std::string_view kSeparators = ".[]\"";
  while (true) {
    size_t begin = path.find_first_not_of(kSeparators);
    if (begin == std::string_view::npos) return steps;
    path.remove_prefix(begin);
    size_t end = std::min(path.find_first_of(kSeparators), path.size());
    steps.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
}

bool is_index(std::string_view step) {
  return std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether `inner` is `outer` or in it. Where one of them leaves an index out, it stands for any.
bool covers(const std::vector<std::string_view>& outer, const std::vector<std::string_view>& inner) {
  size_t at = 0;
  for (std::string_view step : outer) {
    while (at < inner.size() && is_index(inner[at]) && !is_index(step)) ++at;
    if (at == inner.size()) return false;
    if (is_index(step) && !is_index(inner[at])) continue;
    if (inner[at++] != step) return false;
  }
  return true;
}

/// Whether there is any meta-argument of those that are kept; most resources have none.
bool says_something(const hcl::Body& body) {
  auto is_kept = [](const hcl::Attribute& one) { return base::same_name(one.name, "depends_on") || base::same_name(one.name, "provider"); };
  auto is_kept_block = [](const hcl::Block& one) {
    return base::same_name(one.type, "lifecycle") || base::same_name(one.type, "provisioner");
  };
  return std::any_of(body.attributes.begin(), body.attributes.end(), is_kept) ||
         std::any_of(body.blocks.begin(), body.blocks.end(), is_kept_block);
}

}  // namespace

std::shared_ptr<const BodyValue> ModuleInstance::meta_of(const ResourceDecl& decl) {
  const hcl::Body& body = *decl.block->body;
  if (!says_something(body)) return nullptr;
  auto meta = std::make_shared<BodyValue>();
  meta->header = decl.block->header();
  meta->whole = decl.block->place();
  auto add = [&](const hcl::Attribute& attribute, Value value) {
    meta->attributes.push_back({attribute.name, std::move(value), attribute.name_place, attribute.expr->place});
  };
  if (const hcl::Attribute* depends_on = body.attribute("depends_on")) add(*depends_on, references(*depends_on->expr));
  if (const hcl::Attribute* provider = body.attribute("provider")) {
    add(*provider, reference_text(*provider->expr, [](const hcl::Expr&) { return Value::unknown(value::Type::string()); }));
  }
  auto lifecycle = std::find_if(body.blocks.begin(), body.blocks.end(), [](const hcl::Block& one) { return one.type == "lifecycle"; });
  if (lifecycle != body.blocks.end()) {
    auto inside = std::make_shared<BodyValue>();
    inside->header = lifecycle->header();
    inside->whole = lifecycle->place();
    for (const hcl::Attribute& attribute : lifecycle->body->attributes) {
      const hcl::Expr& expr = *attribute.expr;
      Value value;
      if (attribute.name == "ignore_changes") {
        value = keyword(expr) == kAll ? written(Value::string(kAll), expr) : references(expr);
      } else if (attribute.name == "replace_triggered_by") {
        value = references(expr);
      } else if (attribute.name == "create_before_destroy" || attribute.name == "prevent_destroy") {
        value = evaluate(expr);
      } else {
        continue;
      }
      inside->attributes.push_back({attribute.name, std::move(value), attribute.name_place, expr.place});
    }
    if (!inside->attributes.empty()) meta->blocks.push_back({"lifecycle", {}, std::move(inside)});
  }
  if (Value found = provisioners(body); found.length() > 0) {
    diag::Place place = found.elements()[0].origin().place();
    meta->attributes.push_back({"provisioners", std::move(found), place, place});
  }
  if (meta->attributes.empty() && meta->blocks.empty()) return nullptr;
  return meta;
}

Value meta_object(const BodyValue& meta) {
  std::vector<value::Member> members;
  for (const BodyValue::Attribute& attribute : meta.attributes) members.push_back({Value::string(attribute.name), attribute.value});
  for (const BodyValue::Block& block : meta.blocks) members.push_back({Value::string(block.type), block.body->object()});
  return Value::object(std::move(members)).with_origin(value::Origin::written(&meta.header));
}

std::optional<diag::Place> ignored_at(const BodyValue* meta, std::string_view path) {
  std::vector<const BodyValue*> lifecycle = meta != nullptr ? meta->blocks_of("lifecycle") : std::vector<const BodyValue*>();
  const BodyValue::Attribute* set = lifecycle.empty() ? nullptr : lifecycle[0]->attribute("ignore_changes");
  if (set == nullptr || !set->value.has_content()) return std::nullopt;
  const Value* ignored = &set->value;
  if (ignored->kind() == value::TypeKind::String) return ignored->origin().place();
  std::vector<std::string_view> wanted = steps_of(path);
  for (const Value& element : ignored->elements()) {
    if (element.has_content() && covers(steps_of(element.as_string()), wanted)) return element.origin().place();
  }
  return std::nullopt;
}

}  // namespace wafpp::terraform
