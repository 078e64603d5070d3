#include <algorithm>

#include "terraform/body_decoder.h"
#include "terraform/declare.h"
#include "terraform/instance.h"
#include "terraform/planned.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kCycle = {.name = "cycle", .level = diag::Level::Error};
constexpr diag::Kind kUnsupportedArgument = {.name = "unsupported-argument", .level = diag::Level::Error};
constexpr diag::Kind kEphemeralValue = {.name = "ephemeral-value", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kTooMany = {.name = "too-many-instances", .level = diag::Level::Error};

using Progress = ResourceState::Progress;

/// The built-in resource type, whose schema needs no provider.
constexpr std::string_view kTerraformData = "terraform_data";

bool is_built_in(const ResourceDecl& decl) { return decl.type == kTerraformData || decl.type == "terraform_remote_state"; }

/// `terraform_data` as its schema says: `id` is a string never null, `output` follows `input`.
Value terraform_data_object(const ResourceInstance& instance) {
  std::vector<value::Member> members;
  auto configured = [&](std::string_view name) {
    const BodyValue::Attribute* attribute = instance.body->attribute(name);
    return attribute != nullptr ? attribute->value : Value();
  };
  auto add = [&](std::string_view name, Value value) { members.push_back({Value::string(name), std::move(value)}); };
  Value input = configured("input");
  add("id", computed_value(instance, "id", value::Type::string(), value::Refinement{.not_null = true}));
  if (input.is_null()) {
    add("output", Value::null(input.type()));
  } else {
    add("output", computed_value(instance, "output", input.type()));
  }
  add("input", input.with_origin(stem_of(instance, "input", input.origin())));
  add("triggers_replace", configured("triggers_replace"));
  return Value::object(std::move(members));
}

}  // namespace

std::string step_text(std::span<const hcl::Step> steps) {
  std::string result;
  for (const hcl::Step& step : steps) {
    if (step.key == nullptr) {
      if (!result.empty()) result += '.';
      result.append(step.name);
    } else if (step.key->kind == hcl::ExprKind::Number) {
      result.append("[").append(hcl::as<hcl::NumberExpr>(*step.key).text).append("]");
    } else {
      result.append("[\"").append(step.name).append("\"]");
    }
  }
  return result;
}

ResourceState& ModuleInstance::resource(ResourceState& state) {
  if (state.progress == Progress::Done) return state;
  const ResourceDecl& decl = *state.decl;
  if (state.progress == Progress::Running) {
    // Expressions inside a resource that refer to the resource itself, directly or through others.
    sink().report(kCycle, decl.block->header(), "`" + child_address(address_, decl.label) + "` depends on itself").emit();
    return state;
  }
  state.progress = Progress::Running;
  ++root_.nesting;
  state.expansion = decl.repetition.is_single() ? single_expansion() : expand(decl.repetition, "`" + std::string(decl.label) + "`");
  state.kind = state.expansion.kind;
  check_provider(decl);
  if (root_.providers != nullptr) state.schema = root_.providers->schema(*module_, provider_local_name(decl), decl.mode, decl.type);
  RootContext::Outcome& outcome = root_.outcome(*decl.block);
  outcome.by_shape = state.schema == nullptr && !is_built_in(decl);
  outcome.instances += static_cast<uint32_t>(state.expansion.items.size());
  if (state.kind == Expansion::Kind::Unknown) outcome.reason = LedgerReason::UnknownInstances;
  if (state.kind == Expansion::Kind::Invalid) outcome.reason = LedgerReason::Invalid;
  if (!root_.make_room(state.expansion.items.size(), 1)) {
    sink()
        .report(kTooMany, decl.block->header(), "these would be more instances than one root may have")
        .help("the limit is " + std::to_string(root_.max_instances) +
              " resources and modules together, and less of modules with many parts")
        .emit();
    outcome.reason = LedgerReason::Limit;
    state.expansion.items.clear();
  }
  if (!state.expansion.items.empty()) state.meta = meta_of(decl);
  state.instances.reserve(state.expansion.items.size());
  for (size_t index = 0; index < state.expansion.items.size(); ++index) make_instance(state, index);
  state.wholes.resize(state.instances.size());
  --root_.nesting;
  state.progress = Progress::Done;
  for (size_t index = 0; index < state.instances.size(); ++index) {
    Repeat repeat{state.kind, decl.repetition.count != nullptr, &state.expansion.items[index]};
    bool has_lifecycle = std::any_of(decl.block->body->blocks.begin(), decl.block->body->blocks.end(),
                                     [](const hcl::Block& block) { return block.type == "lifecycle"; });
    if (!has_lifecycle) break;
    check_conditions(*decl.block->body, "precondition", repeat, nullptr, "`" + state.instances[index].address + "`");
    Value self = whole_instance(state, index);
    check_conditions(*decl.block->body, "postcondition", repeat, &self, "`" + state.instances[index].address + "`");
  }
  return state;
}

void ModuleInstance::make_instance(ResourceState& state, size_t index) {
  const ResourceDecl& decl = *state.decl;
  const Expansion::Item& item = state.expansion.items[index];
  ResourceInstance instance;
  instance.mode = decl.mode;
  instance.type = decl.type;
  instance.name = decl.name;
  instance.key = item.key;
  instance.module = address_;
  instance.address = child_address(address_, decl.label);
  if (item.key.kind != InstanceKey::Kind::None) instance.address += item.key.text();
  instance.path = path_;
  std::string provider = provider_in_module(state, item.key);
  instance.provider = provider_in_root(provider);
  if (decl.provider != nullptr) check_provider_key(provider, decl.provider->place);
  instance.meta = state.meta;
  auto target = std::make_shared<value::StemTarget>();
  target->type = decl.type;
  target->address = instance.address;
  target->data = decl.mode == Mode::Data;
  target->place = decl.block->header();
  instance.target = std::move(target);

  Repeat repeat{state.kind, decl.repetition.count != nullptr, &item};
  BlockScope scope(*this, repeat, nullptr);
  eval::Evaluator evaluator(scope, root_.functions, sink_of(state.kind), root_.budget, root_.logic);
  std::shared_ptr<BodyValue> body;
  if (state.schema != nullptr) {
    BodyDecoder decoder(*state.schema, decl.mode, root_.loader.sources(), evaluator, root_.said);
    body = evaluate_body(*decl.block, Level::Resource, evaluator, &decoder);
    add_from_provider(*body, *state.schema, decl, provider);
  } else {
    body = evaluate_body(*decl.block, Level::Resource, evaluator);
  }
  auto add = [&](std::string_view name, Value value) {
    body->attributes.push_back({name, std::move(value), body->header, body->header, BodyValue::SetBy::Provider});
  };
  if (decl.mode == Mode::Data && decl.type == "aws_iam_policy_document") {
    Value json = policy_document_json(*body);
    add("json", json);
    add("minified_json", json);
  }
  if (decl.mode == Mode::Data && decl.type == "terraform_remote_state") {
    if (std::optional<Value> outputs = remote_state_outputs(*body, *root_.functions.files)) add("outputs", std::move(*outputs));
  }
  if (decl.type == kTerraformData && decl.mode == Mode::Managed) {
    for (const BodyValue::Attribute& attribute : body->attributes) {
      if (attribute.name == "input" || attribute.name == "triggers_replace") continue;
      sink()
          .report(kUnsupportedArgument, attribute.name_place, "`" + std::string(attribute.name) + "` is no argument of `terraform_data`")
          .emit();
    }
  }
  if (is_built_in(decl)) {
    for (const BodyValue::Attribute& attribute : body->attributes) {
      if (attribute.by != BodyValue::SetBy::Code || (attribute.value.deep_marks() & value::kEphemeral) == 0) continue;
      sink_of(state.kind)
          .report(kEphemeralValue, attribute.expr_place,
                  "`" + std::string(attribute.name) + "` of `" + instance.type + "` would be stored, and an ephemeral value may not be")
          .emit();
    }
  }
  instance.body = std::move(body);
  if (decl.type == kTerraformData && decl.mode == Mode::Managed) {
    instance.value = terraform_data_object(instance);
  } else if (!root_.resource_values) {
    // Whoever refers to it has it made.
  } else if (state.schema != nullptr) {
    instance.value = schema_whole(instance, state).with_origin(stem_of(instance, ""));
  } else {
    instance.value = instance.body->object();
  }
  state.instances.push_back(std::move(instance));
}

/// The value of `steps` below an instance, and how many of them it takes. What the code sets is known; anything else is the
/// provider's to say and therefore unknown, with the instance as its stem.
Value ModuleInstance::instance_attribute(ResourceState& state, size_t index, std::span<const hcl::Step> steps, size_t& used,
                                         eval::Evaluator& evaluator) {
  const ResourceInstance& instance = state.instances[index];
  used = steps.size();
  if (instance.type == kTerraformData && instance.mode == Mode::Managed) {
    used = 0;
    return whole_instance(state, index);
  }
  if (state.schema != nullptr) return schema_attribute(state, index, steps, used, evaluator);
  const BodyValue* body = instance.body.get();
  for (size_t at = 0; at < steps.size(); ++at) {
    const hcl::Step& step = steps[at];
    if (step.key != nullptr && step.key->kind == hcl::ExprKind::Number) break;
    if (const BodyValue::Attribute* attribute = body->attribute(step.name)) {
      // An argument that is null is as good as left out, and what is left out the provider may compute.
      if (attribute->value.is_null()) break;
      used = at + 1;
      return attribute->value.with_origin(stem_of(instance, step_text(steps.first(used)), attribute->value.origin()));
    }
    std::vector<const BodyValue*> blocks = body->blocks_of(step.name);
    if (blocks.empty()) break;
    // A block list without an index: as a whole.
    if (at + 1 == steps.size() || steps[at + 1].key == nullptr || steps[at + 1].key->kind != hcl::ExprKind::Number) {
      used = at + 1;
      std::vector<Value> elements;
      for (const BodyValue* block : blocks) elements.push_back(block->object());
      return Value::tuple(std::move(elements)).with_origin(stem_of(instance, step_text(steps.first(used)), {}));
    }
    auto number = value::Number::parse(hcl::as<hcl::NumberExpr>(*steps[at + 1].key).text);
    std::optional<int64_t> position = number ? number->as_int64() : std::nullopt;
    if (!position || *position < 0 || static_cast<size_t>(*position) >= blocks.size()) break;
    body = blocks[static_cast<size_t>(*position)];
    ++at;
  }
  return computed_value(instance, step_text(steps));
}

/// All that the code may ask of an instance in one object: what is set, and for every other name that the root's code steps into,
/// an unknown.
Value ModuleInstance::whole_instance(ResourceState& state, size_t index) {
  if (state.wholes.size() <= index) state.wholes.resize(index + 1);
  if (state.wholes[index]) return *state.wholes[index];
  const ResourceInstance& instance = state.instances[index];
  Value result;
  if (instance.type == kTerraformData && instance.mode == Mode::Managed) {
    result = instance.value;
  } else if (state.schema != nullptr) {
    result = instance.value.is_null() ? schema_whole(instance, state) : instance.value;
  } else {
    std::vector<value::Member> members;
    Value configured = instance.body->object();
    for (const value::Member& member : configured.members()) {
      if (member.value.is_null()) {
        members.push_back({member.key, computed_value(instance, std::string(member.name()))});
        continue;
      }
      members.push_back({member.key, member.value.with_origin(stem_of(instance, std::string(member.name()), member.value.origin()))});
    }
    for (std::string_view name : root_.stepped_names) {
      if (configured.find(name) == nullptr) members.push_back({Value::string(name), computed_value(instance, std::string(name))});
    }
    if (configured.find("id") == nullptr && !std::binary_search(root_.stepped_names.begin(), root_.stepped_names.end(), "id")) {
      members.push_back({Value::string("id"), computed_value(instance, "id")});
    }
    result = Value::object(std::move(members));
  }
  result = std::move(result).with_origin(stem_of(instance, ""));
  state.wholes[index] = result;
  return result;
}

Value ModuleInstance::whole_resource(ResourceState& state) {
  if (state.whole) return *state.whole;
  Value result;
  switch (state.kind) {
    case Expansion::Kind::Single:
      return state.instances.empty() ? Value::unknown() : whole_instance(state, 0);
    case Expansion::Kind::Count: {
      std::vector<Value> elements;
      for (size_t index = 0; index < state.instances.size(); ++index) elements.push_back(whole_instance(state, index));
      result = Value::tuple(std::move(elements));
      break;
    }
    case Expansion::Kind::ForEach: {
      std::vector<value::Member> members;
      for (size_t index = 0; index < state.instances.size(); ++index) {
        members.push_back({Value::string(state.instances[index].key.name), whole_instance(state, index)});
      }
      result = Value::object(std::move(members));
      break;
    }
    case Expansion::Kind::Unknown: {
      std::vector<value::Origin> origins{state.expansion.items.front().each_value.origin()};
      if (!state.instances.empty()) origins.push_back(stem_of(state.instances[0], ""));
      return Value::unknown().with_origin(value::Origin::combined(std::move(origins)));
    }
    case Expansion::Kind::Invalid: {
      value::OriginStep step{.kind = value::OriginStep::Kind::Cause,
                             .cause = value::CauseKind::Error,
                             .place = state.decl->block->header(),
                             .text = std::string(state.decl->label)};
      return Value::unknown().with_origin(value::Origin::step(std::move(step)));
    }
  }
  state.whole = result;
  return result;
}

}  // namespace wafpp::terraform
