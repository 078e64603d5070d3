#include "terraform/plan_origins.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "terraform/instance.h"

// Provenance from references.
//
// Problem: a plan shows that `kms_key_id` is not known, and elsewhere that its expression refers to `module.kms.arn`. A check wants to
// know that the value stems from `module.kms.aws_kms_key.this`.
//
// Idea: follow the references as the evaluator would follow expressions. An output leads to its expression in the module's instances,
// a variable to the call's argument in the caller, `each.value` to what the block is repeated over, a resource to the attribute's own
// expression. What a reference leads to counts only if it could be the reason: for a value that is not known, what is not known
// either; for a known text, an attribute that holds the same text.
//
// Cost: every (module instance, reference, key) is followed once and remembered, so the whole is linear in references. Loops, which
// only a forged plan has, end at the reference that is being followed.

namespace wafpp::terraform {

namespace {

using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;
using value::Origin;
using value::OriginStep;

/// References that lead to one another; the evaluator's limit is of the same order.
constexpr uint32_t kMaxHops = 400;

/// Where an expression stands: in which module instance, and inside which repeated block.
struct Where {
  DraftModule* module = nullptr;
  const InstanceKey* key = nullptr;
  const JsonValue* repetition = nullptr;  ///< Null where the block is not repeated.
};

/// References that lead to no resource. They are as many as instances, and not worth remembering.
bool leads_nowhere(std::string_view text) {
  constexpr std::string_view kBeginnings[] = {"each.key", "count.", "path.", "terraform.", "tofu.", "self."};
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

/// What counts.
struct Wanted {
  const Value* text = nullptr;  ///< A known string; null: what is not known.
};

bool is_text(const Value& value) { return value.has_content() && value.kind() == value::TypeKind::String; }

Origin cause(value::CauseKind kind, const diag::Place& place, std::string text) {
  return Origin::step({.kind = OriginStep::Kind::Cause, .cause = kind, .place = place, .text = std::move(text)});
}

class Origins {
 public:
  explicit Origins(PlanDraft& draft) : draft_(draft) {}

  void add_to(DraftInstance& instance) {
    if (instance.configured == nullptr) {
      add_own_causes(instance);
      return;
    }
    const JsonValue* expressions = instance.configured->find("expressions");
    Where where = where_of(instance);
    for (BodyValue::Attribute& attribute : instance.body->attributes) {
      const JsonValue* node = expressions != nullptr ? expressions->find(attribute.name) : nullptr;
      attribute.value = with_origins(attribute.value, node, where, instance, attribute.name);
    }
  }

  Value of_output(std::string_view name, Value value) {
    const DraftModule& root = draft_.root;
    const JsonValue* expression = nullptr;
    if (root.configured != nullptr) {
      if (auto found = root.configured->outputs.find(name); found != root.configured->outputs.end()) expression = found->second;
    }
    if (expression == nullptr || value.is_wholly_known()) return value;
    Origin origin = of_expression(*expression, {&draft_.root, nullptr, nullptr}, {}, 0);
    if (origin.empty()) origin = cause(value::CauseKind::AfterApply, value.origin().place(), "output." + std::string(name));
    return with_leaf_origin(value, origin);
  }

 private:
  Where where_of(const DraftInstance& instance) {
    return {instance.module, &instance.resource.key, instance.configured != nullptr ? repetition_of(*instance.configured) : nullptr};
  }

  /// Without a configuration only the value's own name says on what it hangs.
  void add_own_causes(DraftInstance& instance) {
    for (BodyValue::Attribute& attribute : instance.body->attributes) {
      if (attribute.value.is_wholly_known()) continue;
      attribute.value = with_leaf_origin(attribute.value, own_cause(instance, attribute.name, attribute.expr_place));
    }
  }

  Origin own_cause(const DraftInstance& instance, std::string_view path, const diag::Place& place) {
    value::CauseKind kind = instance.resource.mode == Mode::Managed ? value::CauseKind::AfterApply : value::CauseKind::DataSource;
    std::string name = instance.resource.address;
    if (!path.empty()) name.append(1, '.').append(path);
    return cause(kind, place, std::move(name));
  }

  /// Every unknown inside gets `origin`; what is known keeps its own.
  Value with_leaf_origin(const Value& value, const Origin& origin) {
    if (!value.is_known()) return value.with_origin(origin);
    if (!value.has_content() || value.is_wholly_known()) return value;
    return rebuilt(value, [&](std::string_view, size_t, const Value& inside) { return with_leaf_origin(inside, origin); });
  }

  template <typename Each>
  Value rebuilt(const Value& value, Each each) {
    Value result;
    if (value.kind() == value::TypeKind::Object) {
      std::vector<value::Member> members;
      members.reserve(value.length());
      for (const value::Member& member : value.members()) members.push_back({member.key, each(member.name(), 0, member.value)});
      result = Value::object(std::move(members));
    } else if (value.kind() == value::TypeKind::Tuple) {
      std::vector<Value> elements;
      elements.reserve(value.length());
      size_t index = 0;
      for (const Value& element : value.elements()) elements.push_back(each({}, index++, element));
      result = Value::tuple(std::move(elements));
    } else {
      return value;
    }
    return std::move(result).with_origin(value.origin()).with_marks(value.marks());
  }

  /// `node`: what the configuration has at this place, an expression or a block's; null where it has nothing.
  Value with_origins(const Value& value, const JsonValue* node, const Where& where, const DraftInstance& instance, std::string_view path) {
    if (node == nullptr || is_expression(*node)) {
      if (!value.is_known()) return value.with_origin(unknown_origin(node, where, instance, path, value.origin().place()));
      if (node == nullptr || node->find("references") == nullptr) {
        if (value.is_wholly_known()) return value;
        return with_leaf_origin(value, unknown_origin(node, where, instance, path, value.origin().place()));
      }
      return with_text_origins(value, *node, where, instance, path);
    }
    if (!value.has_content()) {
      return value.is_known() ? value : value.with_origin(own_cause(instance, path, value.origin().place()));
    }
    std::span<const JsonValue> blocks = node->elements();
    if (value.kind() == value::TypeKind::Tuple) {
      return rebuilt(value, [&](std::string_view, size_t index, const Value& block) {
        const JsonValue* one = node->is(JsonKind::Object) ? node : blocks.empty() ? nullptr : &blocks[index < blocks.size() ? index : 0];
        return one == nullptr ? block : of_block(block, *one, where, instance, path);
      });
    }
    const JsonValue* one = node->is(JsonKind::Object) ? node : blocks.empty() ? nullptr : &blocks[0];
    return one == nullptr ? value : of_block(value, *one, where, instance, path);
  }

  Value of_block(const Value& block, const JsonValue& node, const Where& where, const DraftInstance& instance, std::string_view path) {
    if (!block.has_content() || block.kind() != value::TypeKind::Object) return block;
    MemberIndex members(&node);
    return rebuilt(block, [&](std::string_view name, size_t, const Value& inside) {
      const JsonMember* member = members.find(name);
      std::string below(path);
      below.append(1, '.').append(name);
      return with_origins(inside, member != nullptr ? &member->value : nullptr, where, instance, below);
    });
  }

  Origin unknown_origin(const JsonValue* node, const Where& where, const DraftInstance& instance, std::string_view path,
                        const diag::Place& place) {
    Origin origin;
    if (node != nullptr) origin = of_expression(*node, where, {}, 0);
    return origin.empty() ? own_cause(instance, path, place) : origin;
  }

  /// Known texts take the reference that holds the same, unknown parts what is not known.
  Value with_text_origins(const Value& value, const JsonValue& node, const Where& where, const DraftInstance& instance,
                          std::string_view path) {
    if (!value.is_known()) return value.with_origin(unknown_origin(&node, where, instance, path, value.origin().place()));
    if (is_text(value)) {
      Origin found = of_expression(node, where, {&value}, 0);
      return found.empty() ? value : value.with_origin(std::move(found));
    }
    if (!value.has_content()) return value;
    return rebuilt(value,
                   [&](std::string_view, size_t, const Value& inside) { return with_text_origins(inside, node, where, instance, path); });
  }

  Origin of_expression(const JsonValue& expression, const Where& where, const Wanted& wanted, uint32_t hops) {
    std::vector<std::string_view> references = references_of(expression);
    bool by_key = std::any_of(references.begin(), references.end(),
                              [](std::string_view text) { return text.starts_with("each.") || text == "count.index"; });
    std::vector<Origin> found;
    for (std::string_view reference : references) {
      Origin origin = of_reference(reference, where, by_key, wanted, hops);
      if (origin.empty()) continue;
      // A text comes from one place; the first that holds it is as good as any.
      if (wanted.text != nullptr) return origin;
      found.push_back(std::move(origin));
    }
    return Origin::combined(std::move(found));
  }

  /// `by_key`: the expression has `each.key` or `count.index` in it, so a collection without a key is indexed by it.
  Origin of_reference(std::string_view text, const Where& where, bool by_key, const Wanted& wanted, uint32_t hops) {
    if (leads_nowhere(text)) return {};
    if (hops > kMaxHops) return wanted.text != nullptr ? Origin() : cause(value::CauseKind::Limit, {}, "references");
    bool is_each = text.starts_with("each.value");
    std::string name = where.module->address;
    name.append(1, '\n').append(text);
    if ((by_key || is_each) && where.key != nullptr) name.append(1, '\n').append(where.key->text());
    if (is_each) name.append(1, '\n').append(std::to_string(reinterpret_cast<uintptr_t>(where.repetition)));
    if (wanted.text != nullptr) {
      if (!following_.insert(name).second) return {};
      Origin origin = follow(text, where, by_key, wanted, hops);
      following_.erase(name);
      return origin;
    }
    if (auto known = followed_.find(name); known != followed_.end()) return known->second;
    if (!following_.insert(name).second) return {};
    Origin origin = follow(text, where, by_key, wanted, hops);
    following_.erase(name);
    followed_.emplace(std::move(name), origin);
    return origin;
  }

  Origin follow(std::string_view text, const Where& where, bool by_key, const Wanted& wanted, uint32_t hops) {
    std::optional<std::vector<AddressStep>> steps = parse_address(text);
    if (!steps || steps->size() < 2) return {};
    const std::string& root = (*steps)[0].name;
    if (root == "var") return of_variable((*steps)[1].name, where, wanted, hops);
    if (root == "each") {
      bool is_value = (*steps)[1].name == "value" && where.repetition != nullptr;
      return is_value ? of_expression_by_key(*where.repetition, where, wanted, hops) : Origin();
    }
    if (root == "module") return of_call(text, *steps, where, by_key, wanted, hops);
    if (root == "local") {
      if (wanted.text != nullptr) return {};
      return cause(value::CauseKind::AfterApply, {}, child_address(where.module->address, text));
    }
    return of_resource(text, *steps, where, by_key, wanted, hops);
  }

  /// What a block is repeated over, of which the block sees the element under its own key.
  Origin of_expression_by_key(const JsonValue& expression, const Where& where, const Wanted& wanted, uint32_t hops) {
    std::vector<Origin> found;
    for (std::string_view reference : references_of(expression)) {
      Origin origin = of_reference(reference, {where.module, where.key, nullptr}, true, wanted, hops + 1);
      if (origin.empty()) continue;
      if (wanted.text != nullptr) return origin;
      found.push_back(std::move(origin));
    }
    return Origin::combined(std::move(found));
  }

  Origin of_variable(const std::string& name, const Where& where, const Wanted& wanted, uint32_t hops) {
    DraftModule& module = *where.module;
    if (module.parent == nullptr) return wanted.text != nullptr ? of_input(name, *wanted.text) : Origin();
    if (module.call == nullptr || module.call->expressions == nullptr) return {};
    const JsonValue* argument = module.call->expressions->find(name);
    if (argument == nullptr) return {};
    Where caller{module.parent, &module.key, module.call->repetition};
    Origin origin = of_expression(*argument, caller, wanted, hops + 1);
    if (origin.empty()) {
      const JsonValue* constant = argument->find("constant_value");
      bool same = wanted.text != nullptr && constant != nullptr && constant->string() == wanted.text->as_string();
      if (!same) return {};
      origin = draft_.memory->written(*constant);
    }
    return binding(argument->place(draft_.source.id()), "var." + name, "module." + std::string(module.call->name), std::move(origin));
  }

  static Origin binding(const diag::Place& place, std::string text, std::string context, Origin parent) {
    OriginStep step{.kind = OriginStep::Kind::Binding, .place = place, .text = std::move(text), .context = std::move(context)};
    step.parents.push_back(std::move(parent));
    return Origin::step(std::move(step));
  }

  /// A variable of the root, whose value the plan has.
  Origin of_input(const std::string& name, const Value& text) {
    if (!draft_.variables_json) return {};
    const JsonValue* variable = draft_.variables_json->root().find(name);
    const JsonValue* set = variable != nullptr ? variable->find("value") : nullptr;
    if (set == nullptr || !set->is(JsonKind::String) || set->string() != text.as_string()) return {};
    const JsonValue* shown = set;
    std::string context = plan_context();
    if (draft_.configuration != nullptr) {
      auto otherwise = draft_.configuration->defaults.find(name);
      if (otherwise != draft_.configuration->defaults.end() && otherwise->second->string() == set->string()) {
        shown = otherwise->second;
        context = "default";
      }
    }
    return binding(shown->place(draft_.source.id()), "var." + name, std::move(context), draft_.memory->written(*shown));
  }

  std::string plan_context() const {
    const std::string& path = draft_.source.path();
    return path.substr(path.rfind('/') + 1);
  }

  Origin of_call(std::string_view text, const std::vector<AddressStep>& steps, const Where& where, bool by_key, const Wanted& wanted,
                 uint32_t hops) {
    auto called = where.module->children.find(steps[1].name);
    const ConfiguredModule* configured = configured_call(where, steps[1].name);
    if (called == where.module->children.end() || configured == nullptr) return {};
    std::vector<Origin> found;
    auto of_output = [&](DraftModule& instance, std::string_view output) {
      auto expression = configured->outputs.find(output);
      if (expression == configured->outputs.end()) return Origin();
      Origin origin = of_expression(*expression->second, {&instance, nullptr, nullptr}, wanted, hops + 1);
      if (origin.empty()) return origin;
      return binding(expression->second->place(draft_.source.id()), "output." + std::string(output), "module." + steps[1].name,
                     std::move(origin));
    };
    std::vector<DraftModule*> instances;
    bool is_keyed = steps[1].key.kind == InstanceKey::Kind::Index || steps[1].key.kind == InstanceKey::Kind::Name;
    if (is_keyed || (by_key && where.key != nullptr)) {
      const InstanceKey& searched = is_keyed ? steps[1].key : *where.key;
      auto instance = draft_.modules_by_address.find(child_address(where.module->address, "module." + steps[1].name + searched.text()));
      if (instance != draft_.modules_by_address.end()) instances.push_back(instance->second);
      if (instances.empty()) return is_keyed ? Origin() : of_all(text, where, wanted, hops);
    } else {
      if (wanted.text != nullptr && called->second.size() > 1) return {};
      instances = called->second;
    }
    for (DraftModule* instance : instances) {
      if (steps.size() > 2) {
        found.push_back(of_output(*instance, steps[2].name));
      } else {
        // As a whole, or indexed by something that the plan does not say.
        for (const auto& [output, expression] : configured->outputs) found.push_back(of_output(*instance, output));
      }
      if (wanted.text != nullptr && !found.empty() && !found.back().empty()) return found.back();
    }
    return Origin::combined(std::move(found));
  }

  static const ConfiguredModule* configured_call(const Where& where, std::string_view name) {
    if (where.module->configured == nullptr) return nullptr;
    auto found = where.module->configured->calls.find(name);
    return found == where.module->configured->calls.end() ? nullptr : found->second.module.get();
  }

  /// A collection indexed by something that the plan does not say: all of it, followed once for all who ask.
  Origin of_all(std::string_view text, const Where& where, const Wanted& wanted, uint32_t hops) {
    return wanted.text != nullptr ? Origin() : of_reference(text, {where.module, nullptr, nullptr}, false, wanted, hops + 1);
  }

  Origin of_resource(std::string_view text, const std::vector<AddressStep>& steps, const Where& where, bool by_key, const Wanted& wanted,
                     uint32_t hops) {
    size_t at = 0;
    Mode mode = Mode::Managed;
    if (steps[0].name == "data" || steps[0].name == "ephemeral") {
      mode = steps[0].name == "data" ? Mode::Data : Mode::Ephemeral;
      at = 1;
    } else if (steps[0].name == "resource") {
      at = 1;
    }
    if (steps.size() < at + 2) return {};
    std::string label = resource_label(mode, steps[at].name, steps[at + 1].name);
    auto declared = where.module->resources.find(label);
    if (declared == where.module->resources.end()) return {};
    std::string_view attribute = steps.size() > at + 2 ? std::string_view(steps[at + 2].name) : std::string_view();
    std::string path;
    for (size_t next = at + 2; next < steps.size(); ++next) {
      if (!path.empty() && !steps[next].name.empty()) path += '.';
      path += steps[next].name + steps[next].key.text();
    }
    const InstanceKey& key = steps[at + 1].key;
    std::vector<Origin> found;
    auto one = [&](uint32_t number) { found.push_back(of_attribute(draft_.instances[number], attribute, path, wanted, hops)); };
    bool is_keyed = key.kind == InstanceKey::Kind::Index || key.kind == InstanceKey::Kind::Name;
    if (is_keyed || (by_key && where.key != nullptr)) {
      const InstanceKey& searched = is_keyed ? key : *where.key;
      auto number = draft_.by_address.find(child_address(where.module->address, label + searched.text()));
      if (number != draft_.by_address.end()) {
        one(number->second);
        return std::move(found.back());
      }
      return is_keyed ? Origin() : of_all(text, where, wanted, hops);
    }
    // A text is not looked for in all of many: that would be many times many.
    if (wanted.text != nullptr && declared->second.size() > 1) return {};
    for (uint32_t number : declared->second) one(number);
    return Origin::combined(std::move(found));
  }

  Origin of_attribute(DraftInstance& target, std::string_view attribute, const std::string& path, const Wanted& wanted, uint32_t hops) {
    const BodyValue::Attribute* known = attribute.empty() ? nullptr : target.body->attribute(attribute);
    const std::vector<std::string_view>& unset = target.unset_unknown;
    if (wanted.text != nullptr) {
      if (attribute.empty()) return {};
      const Value* value = known != nullptr ? &known->value : nullptr;
      for (const auto& [name, left_out] : target.unset_known) {
        if (name == attribute) value = &left_out;
      }
      bool same = value != nullptr && is_text(*value) && value->as_string() == wanted.text->as_string() && path == attribute;
      return same ? stem(target, path, value->origin()) : Origin();
    }
    if (attribute.empty()) {
      bool any = !unset.empty() || std::any_of(target.body->attributes.begin(), target.body->attributes.end(),
                                               [](const BodyValue::Attribute& one) { return !one.value.is_wholly_known(); });
      return any ? stem(target, path, own_cause(target, "", target.body->header)) : Origin();
    }
    if (known == nullptr) {
      bool is_unknown = std::find(unset.begin(), unset.end(), attribute) != unset.end();
      return is_unknown ? stem(target, path, own_cause(target, path, target.body->header)) : Origin();
    }
    if (known->value.is_wholly_known()) return {};
    const JsonValue* expressions = target.configured != nullptr ? target.configured->find("expressions") : nullptr;
    const JsonValue* node = expressions != nullptr ? expressions->find(attribute) : nullptr;
    Origin own;
    if (node != nullptr && is_expression(*node)) own = of_expression(*node, where_of(target), {}, hops + 1);
    if (own.empty()) own = own_cause(target, path, known->expr_place);
    return stem(target, path, std::move(own));
  }

  static Origin stem(const DraftInstance& target, std::string path, Origin parent) {
    OriginStep step{
        .kind = OriginStep::Kind::Stem, .place = target.body->header, .text = std::move(path), .target = target.resource.target};
    if (!parent.empty()) step.parents.push_back(std::move(parent));
    return Origin::step(std::move(step));
  }

  PlanDraft& draft_;
  std::unordered_map<std::string, Origin> followed_;
  std::unordered_set<std::string> following_;
};

}  // namespace

void add_origins(PlanDraft& draft) {
  Origins origins(draft);
  for (DraftInstance& instance : draft.instances) origins.add_to(instance);
}

Value with_output_origin(PlanDraft& draft, std::string_view name, Value value) { return Origins(draft).of_output(name, std::move(value)); }

}  // namespace wafpp::terraform
