#include <algorithm>

#include "terraform/instance.h"
#include "terraform/similar.h"
#include "value/operations.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kUndeclared = {.name = "undeclared-reference", .level = diag::Level::Error};
constexpr diag::Kind kNoContext = {.name = "reference-out-of-context", .level = diag::Level::Error};
constexpr diag::Kind kIncomplete = {.name = "incomplete-reference", .level = diag::Level::Error};
constexpr diag::Kind kMissingKey = {.name = "missing-instance-key", .level = diag::Level::Error};
constexpr diag::Kind kNoInstance = {.name = "no-such-instance", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kMissingWorkspace = {.name = "missing-workspace", .level = diag::Level::Warning};
constexpr diag::Kind kNoOutput = {.name = "no-such-output", .level = diag::Level::Error};

using Found = eval::Scope::Found;
using Progress = ResourceState::Progress;

/// The names that may have been meant.
template <typename Map>
std::vector<std::string_view> names_of(const Map& map, RootContext& root) {
  std::vector<std::string_view> result;
  if (!root.said.may_suggest()) return result;
  for (const auto& [name, item] : map) result.push_back(name);
  return result;
}

Value error_value(const diag::Place& place, std::string text) {
  value::OriginStep step{.kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = place, .text = std::move(text)};
  return Value::unknown().with_origin(value::Origin::step(std::move(step)));
}

/// The index that a step names in a collection of instances: nullopt where it is no constant index.
std::optional<size_t> position(const Expansion& expansion, const hcl::Step& step) {
  if (step.key == nullptr) return std::nullopt;
  if (step.key->kind == hcl::ExprKind::Number) {
    auto number = value::Number::parse(hcl::as<hcl::NumberExpr>(*step.key).text);
    std::optional<int64_t> index = number ? number->as_int64() : std::nullopt;
    if (!index || expansion.kind != Expansion::Kind::Count || *index < 0 || static_cast<size_t>(*index) >= expansion.items.size())
      return std::nullopt;
    return static_cast<size_t>(*index);
  }
  if (expansion.kind != Expansion::Kind::ForEach) return std::nullopt;
  auto found = std::lower_bound(expansion.items.begin(), expansion.items.end(), step.name,
                                [](const Expansion::Item& item, std::string_view name) { return item.key.name < name; });
  if (found == expansion.items.end() || found->key.name != step.name) return std::nullopt;
  return static_cast<size_t>(found - expansion.items.begin());
}

Found found(Value value, size_t steps, bool is_reference = true) { return {std::move(value), steps, is_reference}; }

}  // namespace

Found ModuleInstance::undeclared(const hcl::TraversalExpr& traversal, const std::string& what, eval::Evaluator& evaluator,
                                 const std::vector<std::string_view>& known) {
  auto report = evaluator.sink().report(
      kUndeclared, traversal.place, what + " is not declared in " + (module_->folder == "." ? "this module" : "`" + module_->folder + "`"));
  for (const hcl::Step& step : traversal.steps) {
    if (std::string similar = nearest(step.name, known); !similar.empty()) {
      std::move(report).help("did you mean `" + similar + "`?").emit();
      return {};
    }
    break;
  }
  std::move(report).emit();
  return {};
}

Value ModuleInstance::workspace(const hcl::TraversalExpr& traversal) {
  if (!root_.workspace.empty()) return Value::string(root_.workspace);
  if (!root_.has_missed_workspace) {
    sink()
        .report(kMissingWorkspace, traversal.place, "`terraform.workspace` is not known, and the code hangs on it")
        .help("name it with `--workspace NAME` or `TF_WORKSPACE`")
        .emit();
    root_.has_missed_workspace = true;
  }
  value::OriginStep step{.kind = value::OriginStep::Kind::Cause,
                         .cause = value::CauseKind::UnsetVariable,
                         .place = traversal.place,
                         .text = "terraform.workspace"};
  return Value::unknown_not_null(value::Type::string()).with_origin(value::Origin::step(std::move(step)));
}

Found ModuleInstance::find(const hcl::TraversalExpr& traversal, const Repeat& repeat, const Value* self, eval::Evaluator& evaluator) {
  std::string_view root = traversal.root;
  std::span<const hcl::Step> steps = traversal.steps;
  auto out_of_context = [&](const std::string& where) -> Found {
    evaluator.sink().report(kNoContext, traversal.place, "`" + std::string(root) + "` has a value only " + where).emit();
    return {};
  };
  auto incomplete = [&](const std::string& wanted) -> Found {
    evaluator.sink().report(kIncomplete, traversal.place, "`" + std::string(root) + "` wants " + wanted).emit();
    return {};
  };
  // `at`: 1 where the type stands behind `data` and the like, 0 where it comes first.
  auto of_type = [&](size_t at) -> Found {
    if (steps.size() <= at || steps[at].key != nullptr || (at == 1 && steps[0].key != nullptr)) {
      // A lone name is nothing in Terraform: most often a string whose quotes were forgotten.
      evaluator.sink()
          .report(kIncomplete, traversal.place, "`" + std::string(root) + "` is no value: a reference to a resource is `TYPE.NAME`")
          .emit();
      return {};
    }
    std::string& label = root_.reference;
    label.clear();
    if (root != "resource") label.append(root);
    if (at == 1) label.append(label.empty() ? 0 : 1, '.').append(steps[0].name);
    label.append(1, '.').append(steps[at].name);
    return find_resource(label, at + 1, traversal, evaluator);
  };
  // Most types are longer than any word of the language, and need not be compared with them.
  constexpr size_t kLongestWord = std::string_view("ephemeral").size();
  if (root.size() > kLongestWord) return of_type(0);
  if (root == "var" || root == "local") {
    if (steps.empty() || steps[0].key != nullptr) return incomplete("a name: `" + std::string(root) + ".NAME`");
    std::string_view name = steps[0].name;
    if (root == "var") {
      auto declared = module_->variables.find(name);
      if (declared == module_->variables.end())
        return undeclared(traversal, "variable `" + std::string(name) + "`", evaluator, names_of(module_->variables, root_));
      return found(variable(declared->second), 1);
    }
    auto declared = module_->locals.find(name);
    if (declared == module_->locals.end())
      return undeclared(traversal, "`local." + std::string(name) + "`", evaluator, names_of(module_->locals, root_));
    return found(local(declared->second), 1);
  }
  if (root == "each" || root == "count") {
    bool is_count = root == "count";
    bool fits = repeat.item != nullptr && repeat.kind != Expansion::Kind::Single && repeat.is_count == is_count;
    if (!fits) return out_of_context(is_count ? "in a block with `count`" : "in a block with `for_each`");
    if (steps.empty() || steps[0].key != nullptr) return incomplete(is_count ? "`count.index`" : "`each.key` or `each.value`");
    if (is_count && steps[0].name == "index") {
      if (repeat.kind == Expansion::Kind::Unknown)
        return found(Value::unknown(value::Type::number()).with_origin(repeat.item->each_key.origin()), 1, false);
      return found(repeat.item->each_key, 1, false);
    }
    if (!is_count && steps[0].name == "key") {
      if (repeat.kind == Expansion::Kind::Unknown)
        return found(Value::unknown(value::Type::string()).with_origin(repeat.item->each_key.origin()), 1, false);
      return found(repeat.item->each_key, 1, false);
    }
    if (!is_count && steps[0].name == "value") return found(repeat.item->each_value, 1, false);
    return incomplete(is_count ? "`count.index`" : "`each.key` or `each.value`");
  }
  if (root == "self") {
    if (self == nullptr) return out_of_context("in postconditions and provisioners");
    return found(*self, 0, false);
  }
  if (root == "path") {
    if (steps.empty() || steps[0].key != nullptr) return incomplete("`path.module`, `path.root` or `path.cwd`");
    if (steps[0].name == "root") return found(Value::string("."), 1, false);
    if (steps[0].name == "module") return found(Value::string(module_path()), 1, false);
    if (steps[0].name == "cwd") return found(Value::string(root_.working_folder), 1, false);
    return incomplete("`path.module`, `path.root` or `path.cwd`");
  }
  if (root == "terraform" || root == "tofu") {
    if (!steps.empty() && steps[0].key == nullptr && steps[0].name == "workspace") return found(workspace(traversal), 1, false);
    if (!steps.empty() && steps[0].key == nullptr && steps[0].name == "applying")
      return found(Value::boolean(false).add_marks(value::kEphemeral), 1, false);
    return incomplete("`" + std::string(root) + ".workspace`");
  }
  if (root == "module") return find_call(traversal, evaluator);

  return of_type(root == "data" || root == "ephemeral" || root == "resource" ? 1 : 0);
}

std::string ModuleInstance::module_path() const {
  if (parent_ == nullptr) return ".";
  const std::string& top = root_.out.folder;
  // As Terraform: relative to the root module's folder.
  if (top == ".") return module_->folder;
  if (module_->folder.starts_with(top + "/")) return module_->folder.substr(top.size() + 1);
  std::string up;
  std::string base = top;
  while (true) {
    up += up.empty() ? ".." : "/..";
    size_t slash = base.rfind('/');
    base = slash == std::string::npos ? "" : base.substr(0, slash);
    if (base.empty()) return module_->folder == "." ? up : up + "/" + module_->folder;
    if (module_->folder == base) return up;
    if (module_->folder.starts_with(base + "/")) return up + "/" + module_->folder.substr(base.size() + 1);
  }
}

Found ModuleInstance::find_resource(std::string_view label, size_t name_steps, const hcl::TraversalExpr& traversal,
                                    eval::Evaluator& evaluator) {
  auto declared = resources_.find(label);
  if (declared == resources_.end()) {
    return undeclared(traversal, (label.starts_with("data.") ? "data source `" : "resource `") + std::string(label) + "`", evaluator, {});
  }
  const hcl::Block* scope = declared->second.decl->check;
  if (scope != nullptr && scope != check_) {
    evaluator.sink()
        .report(kNoContext, traversal.place, "`" + std::string(label) + "` belongs to a `check`, and only that may refer to it")
        .label(scope->header(), "the check is here")
        .emit();
    return found(error_value(traversal.place, std::string(label)), traversal.steps.size());
  }
  Found result = find_instances(declared->second, name_steps, traversal, evaluator);
  // What an ephemeral resource gives out may nowhere be stored.
  if (declared->second.decl->mode == Mode::Ephemeral && result.value) result.value = result.value->add_marks(value::kEphemeral);
  return result;
}

Found ModuleInstance::find_instances(ResourceState& declared, size_t name_steps, const hcl::TraversalExpr& traversal,
                                     eval::Evaluator& evaluator) {
  ResourceState& state = resource(declared);
  std::string_view label = state.decl->label;
  if (state.progress != Progress::Done)
    return found(error_value(traversal.place, "cycle through `" + std::string(label) + "`"), traversal.steps.size());
  std::span<const hcl::Step> rest = traversal.steps.subspan(name_steps);
  size_t index = 0;
  size_t keyed = 0;
  switch (state.kind) {
    case Expansion::Kind::Single:
      if (state.expansion.is_disabled)
        return found(Value::null().with_origin(value::Origin::written(&state.decl->repetition.enabled->place)), name_steps);
      if (!rest.empty() && rest[0].key != nullptr) break;  // An index into a single resource: the evaluator says what is wrong.
      if (rest.empty()) return found(whole_resource(state), name_steps);
      break;
    case Expansion::Kind::Count:
    case Expansion::Kind::ForEach: {
      if (rest.empty()) return found(whole_resource(state), name_steps);
      if (rest[0].key == nullptr) {
        // On `for_each` a key that is an identifier may be written as an attribute.
        if (state.kind == Expansion::Kind::ForEach &&
            position(state.expansion, hcl::Step{rest[0].place, rest[0].name, traversal.steps[0].key}).has_value()) {
          return found(whole_resource(state), name_steps);
        }
        evaluator.sink()
            .report(kMissingKey, traversal.place,
                    "`" + std::string(label) + "` has " + (state.kind == Expansion::Kind::Count ? "`count`" : "`for_each`") +
                        ": a reference wants the key of one instance")
            .help("write `" + std::string(label) +
                  (state.kind == Expansion::Kind::Count ? "[0]`, or `[*]` for all"
                                                        : "[\"KEY\"]`, or `values(" + std::string(label) + ")` for all"))
            .emit();
        return {};
      }
      std::optional<size_t> place = position(state.expansion, rest[0]);
      if (!place) {
        evaluator.sink()
            .report(kNoInstance, traversal.place,
                    "`" + std::string(label) + "` has no such instance" + (state.instances.empty() ? ": it has none" : ""))
            .emit();
        return {};
      }
      index = *place;
      keyed = 1;
      if (rest.size() == 1) return found(whole_instance(state, index), name_steps + 1);
      break;
    }
    case Expansion::Kind::Unknown: {
      if (rest.empty()) return found(whole_resource(state), name_steps);
      keyed = rest[0].key != nullptr ? 1 : 0;
      if (state.instances.empty() || rest.size() == keyed) return found(whole_resource(state), traversal.steps.size());
      break;
    }
    case Expansion::Kind::Invalid:
      return found(whole_resource(state), traversal.steps.size());
  }
  if (state.instances.empty()) return found(error_value(traversal.place, std::string(label)), traversal.steps.size());
  size_t used = 0;
  Value value = instance_attribute(state, index, rest.subspan(keyed), used, evaluator);
  return found(std::move(value), name_steps + keyed + used);
}

Found ModuleInstance::find_call(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) {
  std::span<const hcl::Step> steps = traversal.steps;
  if (steps.empty() || steps[0].key != nullptr) {
    evaluator.sink().report(kIncomplete, traversal.place, "`module` wants a name: `module.NAME.OUTPUT`").emit();
    return {};
  }
  auto declared = calls_.find(steps[0].name);
  if (declared == calls_.end())
    return undeclared(traversal, "module `" + std::string(steps[0].name) + "`", evaluator, names_of(calls_, root_));
  CallState& state = call(declared->second);
  if (state.progress != Progress::Done)
    return found(error_value(traversal.place, "cycle through `module." + std::string(steps[0].name) + "`"), steps.size());
  if (state.expansion.is_disabled)
    return found(Value::null().with_origin(value::Origin::written(&state.decl->repetition.enabled->place)), 1);
  if (state.module == nullptr) {
    value::OriginStep cause{.kind = value::OriginStep::Kind::Cause,
                            .cause = value::CauseKind::MissingModule,
                            .place = state.decl->block->header(),
                            .text = child_address(address_, "module." + std::string(state.decl->name)),
                            .context = state.source};
    // Where the source hangs on an input, that is what is missing.
    if (!state.unknown_source.empty()) cause.parents.push_back(state.unknown_source);
    return found(Value::unknown().with_origin(value::Origin::step(std::move(cause))), steps.size());
  }
  std::span<const hcl::Step> rest = steps.subspan(1);
  size_t keyed = 0;
  size_t index = 0;
  if (state.expansion.kind == Expansion::Kind::Count || state.expansion.kind == Expansion::Kind::ForEach) {
    if (rest.empty()) return found(whole_call(state, traversal.place), 1);
    if (rest[0].key == nullptr) {
      evaluator.sink()
          .report(kMissingKey, traversal.place,
                  "`module." + std::string(steps[0].name) + "` is called with " +
                      (state.expansion.kind == Expansion::Kind::Count ? "`count`" : "`for_each`") +
                      ": a reference wants the key of one instance")
          .emit();
      return {};
    }
    std::optional<size_t> place = position(state.expansion, rest[0]);
    if (!place) {
      evaluator.sink()
          .report(kNoInstance, traversal.place,
                  "`module." + std::string(steps[0].name) + "` has no such instance" + (state.instances.empty() ? ": it has none" : ""))
          .emit();
      return {};
    }
    index = *place;
    keyed = 1;
  } else if (state.expansion.kind == Expansion::Kind::Unknown) {
    if (!rest.empty() && rest[0].key != nullptr) keyed = 1;
  }
  if (rest.size() == keyed || state.instances.empty() || rest[keyed].key != nullptr) {
    if (keyed == 1 && index < state.instances.size() && state.expansion.kind != Expansion::Kind::Unknown) {
      std::vector<value::Member> members;
      for (const auto& [name, decl] : state.module->outputs) members.push_back({Value::string(name), state.instances[index]->output(name)});
      return found(Value::object(std::move(members)), 2);
    }
    return found(whole_call(state, traversal.place), state.expansion.kind == Expansion::Kind::Unknown ? steps.size() : 1);
  }
  std::string_view output_name = rest[keyed].name;
  if (!state.module->outputs.contains(output_name)) {
    auto report = evaluator.sink().report(kNoOutput, traversal.place,
                                          "module `" + std::string(steps[0].name) + "` has no output `" + std::string(output_name) + "`");
    if (std::string similar = nearest(output_name, names_of(state.module->outputs, root_)); !similar.empty()) {
      std::move(report).help("did you mean `" + similar + "`?").emit();
    } else {
      std::move(report).emit();
    }
    return {};
  }
  return found(state.instances[index]->output(output_name), 1 + keyed + 1);
}

}  // namespace wafpp::terraform
