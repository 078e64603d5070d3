#include "terraform/instance.h"

#include <algorithm>

#include "terraform/constant.h"
#include "terraform/declare.h"
#include "terraform/reference_text.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kCycle = {.name = "cycle", .level = diag::Level::Error};
constexpr diag::Kind kTooDeep = {.name = "too-deep", .level = diag::Level::Error};
constexpr diag::Kind kMissingVariable = {.name = "missing-variable", .level = diag::Level::Warning};
constexpr diag::Kind kMissingArgument = {.name = "missing-argument", .level = diag::Level::Error};
constexpr diag::Kind kUnsupportedArgument = {.name = "unsupported-argument", .level = diag::Level::Error};
constexpr diag::Kind kWrongType = {.name = "wrong-type", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kNullVariable = {.name = "null-variable", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kEphemeralValue = {.name = "ephemeral-value", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kEphemeralOutput = {.name = "ephemeral-output", .level = diag::Level::Error};
constexpr diag::Kind kSensitiveOutput = {.name = "sensitive-output", .level = diag::Level::Error, .of_values = true};

using Progress = ResourceState::Progress;

/// What a variable, local or output costs beside its expression: a module of a thousand defaults may be called a thousand times.
constexpr uint64_t kStepsOfCell = 10;

/// Whether a boolean meta-argument (`sensitive`, `nullable`) is set; they take constants only.
bool constant_bool(const hcl::Expr* expr, bool otherwise) {
  if (expr == nullptr) return otherwise;
  if (expr->kind == hcl::ExprKind::Bool) return hcl::as<hcl::BoolExpr>(*expr).value;
  if (const std::string_view* text = literal_string(expr)) return *text == "true";  // JSON syntax, and old habit.
  return otherwise;
}

Value error_value(const diag::Place& place, std::string text, value::Type type = value::Type::dynamic()) {
  value::OriginStep step{.kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = place, .text = std::move(text)};
  return Value::unknown(type).with_origin(value::Origin::step(std::move(step)));
}

/// The value that stands for what the budget no longer allowed.
Value stopped_value(const diag::Place& place, value::Type type) {
  value::OriginStep step{
      .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Limit, .place = place, .text = "evaluation steps"};
  return Value::unknown(type).with_origin(value::Origin::step(std::move(step)));
}

/// The value as set at `place` under the name `text`: keeps where it came from.
Value bound(Value value, const diag::Place& place, std::string text, std::string context) {
  value::OriginStep step{.kind = value::OriginStep::Kind::Binding, .place = place, .text = std::move(text), .context = std::move(context)};
  if (!value.origin().empty()) step.parents.push_back(value.origin());
  return std::move(value).with_origin(value::Origin::step(std::move(step)));
}

}  // namespace

std::string child_address(const std::string& module, std::string_view rest) {
  std::string result;
  result.reserve(module.size() + 1 + rest.size());
  result.append(module);
  if (!result.empty()) result += '.';
  return result.append(rest);
}

ModuleInstance::ModuleInstance(RootContext& root, std::shared_ptr<const Module> module, std::map<std::string, InputValue> inputs)
    : root_(root), module_(std::move(module)), path_(std::make_shared<std::vector<ModuleStep>>()), inputs_(std::move(inputs)) {
  prepare();
}

ModuleInstance::ModuleInstance(ModuleInstance& parent, const CallState& call, const Expansion::Item& item)
    : root_(parent.root_),
      parent_(&parent),
      module_(call.module),
      depth_(parent.depth_ + 1),
      is_assumed_(parent.is_assumed_ || call.expansion.kind == Expansion::Kind::Unknown),
      call_(call.decl),
      item_(item) {
  address_ = child_address(parent.address_, "module." + std::string(call.decl->name) + item.key.text());
  label_ = child_address(parent.label_, call.decl->name);
  auto path = std::make_shared<std::vector<ModuleStep>>(*parent.path_);
  path->push_back({std::string(call.decl->name), item.key, call.decl->block->header(), call.source});
  path_ = std::move(path);
  repeat_ = {call.expansion.kind, call.decl->repetition.count != nullptr, &item_};
  prepare();
  // Provider configurations come by name from the caller, or as `providers` passes them.
  providers_ = parent.providers_;
  if (call.decl->providers != nullptr && call.decl->providers->kind == hcl::ExprKind::Object) {
    std::map<std::string, std::string> passed;
    auto key = [&](const hcl::Expr& expr) { return parent.evaluate(expr, repeat_); };
    for (const hcl::ObjectItem& entry : hcl::as<hcl::ObjectExpr>(*call.decl->providers).items) {
      Value name = reference_text(*entry.key);
      if (!name.has_content()) continue;
      std::string from = provider_reference(*entry.value, key);
      parent.check_provider_key(from, entry.value->place);
      passed[std::string(name.as_string())] = parent.provider_in_root(from);
    }
    for (auto& [name, target] : passed) providers_[name] = target;
  }
}

void ModuleInstance::prepare() {
  // In order: each belongs at the end.
  for (const auto& [label, decl] : module_->resources) resources_.try_emplace(resources_.end(), label)->second.decl = &decl;
  for (const auto& [name, decl] : module_->calls) calls_.try_emplace(calls_.end(), name)->second.decl = &decl;
}

Value ModuleInstance::evaluate(const hcl::Expr& expr, const Repeat& repeat, const Value* self) {
  BlockScope scope(*this, repeat, self);
  eval::Evaluator evaluator(scope, root_.functions, sink_of(repeat.kind), root_.budget, root_.logic);
  return evaluator.evaluate(expr);
}

Value ModuleInstance::evaluate(const hcl::Expr& expr, eval::Scope& scope) {
  eval::Evaluator evaluator(scope, root_.functions, sink(), root_.budget, root_.logic);
  return evaluator.evaluate(expr);
}

bool ModuleInstance::enter(Cell& cell, const diag::Place& place, const std::string& name) {
  if (cell.progress == Progress::Done) return false;
  if (cell.progress == Progress::Running) {
    sink().report(kCycle, place, "`" + child_address(address_, name) + "` depends on itself").emit();
    cell.value = error_value(place, "cycle through `" + name + "`");
    cell.progress = Progress::Done;
    return false;
  }
  if (root_.nesting >= kMaxNesting) {
    sink().report(kTooDeep, place, "evaluation is nested more than " + std::to_string(kMaxNesting) + " deep").emit();
    cell.value = error_value(place, "nesting");
    cell.progress = Progress::Done;
    return false;
  }
  if (root_.budget.exhausted || root_.budget.steps < kStepsOfCell) {
    eval::exhaust(root_.budget, "evaluation steps", place, sink());
    cell.value = stopped_value(place, value::Type::dynamic());
    cell.progress = Progress::Done;
    return false;
  }
  root_.budget.steps -= kStepsOfCell;
  cell.progress = Progress::Running;
  ++root_.nesting;
  return true;
}

// --- variables ---------------------------------------------------------------------------------------------------------------

Value ModuleInstance::variable(std::string_view name) { return variable(module_->variables.at(name)); }

Value ModuleInstance::variable(const VariableDecl& decl) {
  Cell& cell = variables_[decl.name];
  if (cell.progress == Progress::Done) return cell.value;
  if (!enter(cell, decl.block->header(), "var." + std::string(decl.name))) return cell.value;
  Value value = evaluate_variable(decl);
  --root_.nesting;
  if (cell.progress == Progress::Running) {
    cell.value = std::move(value);
    cell.progress = Progress::Done;
  }
  validate_variable(decl);
  return cell.value;
}

Value ModuleInstance::evaluate_variable(const VariableDecl& decl) {
  std::string name = "var." + std::string(decl.name);
  if (parent_ == nullptr) {
    if (auto input = inputs_.find(std::string(decl.name)); input != inputs_.end()) {
      const InputValue& given = input->second;
      return checked_variable(decl, bound(given.value, given.place, name, given.context),
                              given.place.known() ? given.place : decl.block->header(), given.context);
    }
  } else if (const hcl::Attribute* argument = call_->block->body->attribute(decl.name)) {
    Value value = parent_->evaluate(*argument->expr, repeat_);
    if ((value.deep_marks() & value::kEphemeral) != 0 && !constant_bool(decl.ephemeral, false)) {
      sink()
          .report(kEphemeralValue, argument->expr->place,
                  "`" + std::string(decl.name) + "` of module `" + std::string(call_->name) + "` takes no ephemeral value")
          .label(decl.block->header(), "it is not declared with `ephemeral = true`")
          .emit();
    }
    std::string context = "module." + std::string(call_->name);
    return checked_variable(decl, bound(std::move(value), argument->expr->place, name, context), argument->expr->place, context);
  }
  if (decl.default_value != nullptr) {
    return checked_variable(
        decl, bound(constant_value(*decl.default_value, "a variable's default", sink()), decl.default_value->place, name, "default"),
        decl.default_value->place, "default");
  }
  value::TypeConstraint constraint;
  if (decl.type != nullptr) {
    BlockScope scope(*this, repeat_, nullptr);
    eval::Evaluator evaluator(scope, root_.functions, sink(), root_.budget, root_.logic);
    constraint = eval::type_constraint(*decl.type, evaluator);
  }
  if (parent_ != nullptr) {
    sink()
        .report(kMissingArgument, call_->block->header(),
                "module `" + std::string(call_->name) + "` is called without `" + std::string(decl.name) + "`")
        .label(decl.block->header(), "declared here without a default")
        .emit();
    return error_value(call_->block->header(), "missing argument `" + std::string(decl.name) + "`", constraint.type);
  }
  sink()
      .report(kMissingVariable, decl.block->header(), "variable `" + std::string(decl.name) + "` has no default, and nothing sets it")
      .help("give it with `-var '" + std::string(decl.name) + "=...'`, a `*.tfvars` file or `TF_VAR_" + std::string(decl.name) + "`")
      .emit();
  value::OriginStep step{
      .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::UnsetVariable, .place = decl.block->header(), .text = name};
  Value unset = Value::unknown(constraint.type).with_origin(value::Origin::step(std::move(step)));
  return constant_bool(decl.sensitive, false) ? unset.add_marks(value::kSensitive) : unset;
}

Value ModuleInstance::checked_variable(const VariableDecl& decl, Value value, const diag::Place& place, const std::string& context) {
  value::Origin origin = value.origin();
  bool is_default = context == "default";
  if (value.is_null() && !is_default && !constant_bool(decl.nullable, true)) {
    if (decl.default_value != nullptr) {
      return checked_variable(decl,
                              bound(constant_value(*decl.default_value, "a variable's default", sink()), decl.default_value->place,
                                    "var." + std::string(decl.name), "default"),
                              decl.default_value->place, "default");
    }
    sink().report(kNullVariable, place, "variable `" + std::string(decl.name) + "` may not be null").emit();
    return error_value(place, "null variable `" + std::string(decl.name) + "`");
  }
  if (decl.type != nullptr) {
    BlockScope scope(*this, repeat_, nullptr);
    eval::Evaluator evaluator(scope, root_.functions, sink(), root_.budget, root_.logic);
    value::TypeConstraint constraint = eval::type_constraint(*decl.type, evaluator);
    if (!constraint.type.is_dynamic() && !evaluator.pay_conversion(value, place)) return stopped_value(place, constraint.type);
    if (constraint.defaults != nullptr) value = value::apply_defaults(value, constraint);
    auto converted = value::convert(value, constraint.type);
    if (!converted) {
      sink()
          .report(kWrongType, place,
                  "variable `" + std::string(decl.name) + "` wants " + constraint.type.constraint() + ": " + converted.error().text())
          .label(decl.type->place, "the type is stated here")
          .emit();
      return error_value(place, "wrong type of `" + std::string(decl.name) + "`", constraint.type);
    }
    value = std::move(*converted);
  }
  if (value.origin().empty()) value = std::move(value).with_origin(origin);
  if (constant_bool(decl.sensitive, false)) value = value.add_marks(value::kSensitive);
  if (constant_bool(decl.ephemeral, false)) value = value.add_marks(value::kEphemeral);
  return value;
}

// --- locals ------------------------------------------------------------------------------------------------------------------

Value ModuleInstance::local(std::string_view name) { return local(module_->locals.at(name)); }

Value ModuleInstance::local(const LocalDecl& decl) {
  if (Cell& cell = locals_[decl.name]; cell.progress == Progress::Done) return cell.value;
  // Chains of locals can be thousands long: those it depends on are evaluated first, so that none recurses into the next.
  std::vector<const LocalDecl*> order;
  order_locals(decl, order);
  for (const LocalDecl* next : order) evaluate_local(*next);
  return evaluate_local(decl);
}

/// The locals that `first` depends on and that nobody has evaluated yet, dependencies first; `first` itself left out. A cycle is not
/// followed: evaluation reports it.
void ModuleInstance::order_locals(const LocalDecl& first, std::vector<const LocalDecl*>& order) {
  struct Frame {
    const LocalDecl* decl;
    std::vector<const LocalDecl*> uses;
    size_t next = 0;
  };
  std::map<std::string_view, bool> seen;  // True once its uses are all in `order`.
  auto frame_of = [&](const LocalDecl& decl) {
    Frame frame{&decl, {}, 0};
    eval::for_each_reference(*decl.attribute->expr, [&](const hcl::TraversalExpr& traversal) {
      if (traversal.root != "local" || traversal.steps.empty()) return;
      auto used = module_->locals.find(traversal.steps[0].name);
      if (used != module_->locals.end()) frame.uses.push_back(&used->second);
    });
    return frame;
  };
  std::vector<Frame> stack;
  stack.push_back(frame_of(first));
  seen[first.name] = false;
  while (!stack.empty()) {
    Frame& top = stack.back();
    if (top.next < top.uses.size()) {
      const LocalDecl* used = top.uses[top.next++];
      auto cell = locals_.find(used->name);
      bool started = cell != locals_.end() && cell->second.progress != Progress::New;
      if (!started && seen.emplace(used->name, false).second) stack.push_back(frame_of(*used));
      continue;
    }
    seen[top.decl->name] = true;
    if (top.decl != &first) order.push_back(top.decl);
    stack.pop_back();
  }
}

Value ModuleInstance::evaluate_local(const LocalDecl& decl) {
  Cell& cell = locals_[decl.name];
  std::string name = "local." + std::string(decl.name);
  if (!enter(cell, decl.attribute->name_place, name)) return cell.value;
  Value value = evaluate(*decl.attribute->expr, {});
  --root_.nesting;
  if (cell.progress == Progress::Running) {
    cell.value = bound(std::move(value), decl.attribute->expr->place, std::move(name), "");
    cell.progress = Progress::Done;
  }
  return cell.value;
}

// --- outputs -----------------------------------------------------------------------------------------------------------------

Value ModuleInstance::output(std::string_view name) {
  const OutputDecl& decl = module_->outputs.at(name);
  Cell& cell = outputs_[decl.name];
  if (cell.progress == Progress::Done) return cell.value;
  if (!enter(cell, decl.block->header(), "output." + std::string(name))) return cell.value;
  Value value = evaluate_output(decl);
  --root_.nesting;
  if (cell.progress == Progress::Running) {
    cell.value = std::move(value);
    cell.progress = Progress::Done;
  }
  return cell.value;
}

Value ModuleInstance::evaluate_output(const OutputDecl& decl) {
  if (decl.value == nullptr) return error_value(decl.block->header(), "output without value");
  check_conditions(*decl.block->body, "precondition", {}, nullptr, "output `" + std::string(decl.name) + "`");
  Value value = evaluate(*decl.value);
  std::string context = address_.empty() ? "output" : "module." + std::string(call_->name);
  value = bound(std::move(value), decl.value->place, "output." + std::string(decl.name), std::move(context));
  bool sensitive = constant_bool(decl.sensitive, false);
  if (parent_ == nullptr && !sensitive && (value.deep_marks() & value::kSensitive) != 0) {
    sink()
        .report(kSensitiveOutput, decl.value->place, "output `" + std::string(decl.name) + "` shows a sensitive value")
        .help("add `sensitive = true` to the output")
        .emit();
  }
  bool is_ephemeral = constant_bool(decl.ephemeral, false);
  bool holds_ephemeral = (value.deep_marks() & value::kEphemeral) != 0;
  std::string name = "output `" + std::string(decl.name) + "`";
  if (is_ephemeral && parent_ == nullptr && !root_.out.is_uncalled_module) {
    sink().report(kEphemeralOutput, decl.ephemeral->place, name + " of a root module cannot be ephemeral: nothing takes it").emit();
  } else if (holds_ephemeral && !is_ephemeral) {
    sink()
        .report(kEphemeralValue, decl.value->place, name + " would be stored, and an ephemeral value may not be")
        .help(parent_ == nullptr ? "`ephemeralasnull` leaves out what is ephemeral" : "add `ephemeral = true` to the output")
        .emit();
  } else if (is_ephemeral && !holds_ephemeral && value::first_cause(value.deep_origin()) == nullptr) {
    sink().report(kEphemeralOutput, decl.value->place, name + " is declared as ephemeral, and its value is not").emit();
  }
  // Terraform 1.11 marks by the declaration only what leaves the root; values that are sensitive themselves stay so everywhere.
  if (sensitive && parent_ == nullptr) value = value.add_marks(value::kSensitive);
  if (constant_bool(decl.ephemeral, false)) value = value.add_marks(value::kEphemeral);
  return value;
}

// --- everything --------------------------------------------------------------------------------------------------------------

void ModuleInstance::evaluate_all() {
  // Of what comes after the budget's end only what there is counts, not what it is.
  if (!root_.budget.exhausted) {
    for (const auto& [name, decl] : module_->variables) variable(decl);
    for (const auto& [name, decl] : module_->locals) local(decl);
  }
  for (auto& [label, state] : resources_) resource(state);
  for (auto& [name, state] : calls_) {
    call(state);
    for (const hcl::Attribute& argument : state.decl->block->body->attributes) {
      if (state.module == nullptr || state.module->variables.contains(argument.name)) continue;
      if (argument.name == "source" || argument.name == "version" || argument.name == "providers" || argument.name == "count" ||
          argument.name == "for_each" || argument.name == "depends_on") {
        continue;
      }
      sink()
          .report(kUnsupportedArgument, argument.name_place,
                  "module `" + std::string(state.decl->name) + "` has no variable `" + std::string(argument.name) + "`")
          .emit();
    }
    for (const auto& instance : state.instances) instance->evaluate_all();
    // Without the module's code its arguments are still evaluated: their errors and their place in the ledger count.
    if (state.module == nullptr) {
      for (const hcl::Attribute& argument : state.decl->block->body->attributes) {
        if (argument.name == "source" || argument.name == "version" || argument.name == "providers" || argument.name == "depends_on")
          continue;
        if (state.decl->repetition.count != nullptr || state.decl->repetition.for_each != nullptr) break;
        evaluate(*argument.expr);
      }
    }
  }
  if (root_.budget.exhausted) return;
  for (const auto& [name, decl] : module_->outputs) output(name);
  for (const hcl::Block* check : module_->checks) evaluate_check(*check);
  for (const ProviderDecl& provider : module_->providers) {
    for (const std::string& name : provider_names(provider)) configured_provider(name);
  }
}

}  // namespace wafpp::terraform
