#include <algorithm>

#include "base/text.h"
#include "terraform/early.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kCycle = {.name = "cycle", .level = diag::Level::Error};
constexpr diag::Kind kModuleCycle = {.name = "module-cycle", .level = diag::Level::Error};
constexpr diag::Kind kTooDeep = {.name = "too-deep", .level = diag::Level::Error};
constexpr diag::Kind kMissingModule = {.name = "missing-module", .level = diag::Level::Warning};
constexpr diag::Kind kNoModule = {.name = "module-not-found", .level = diag::Level::Error};
constexpr diag::Kind kUnknownSource = {.name = "unknown-module-source", .level = diag::Level::Warning};
constexpr diag::Kind kNoSource = {.name = "invalid-argument", .level = diag::Level::Error};
constexpr diag::Kind kTooMany = {.name = "too-many-instances", .level = diag::Level::Error};

using Progress = ResourceState::Progress;

}  // namespace

bool RootContext::is_in_submodule(std::string_view folder) {
  if (!submodules) {
    submodules.emplace();
    base::Result<std::string> text = loader.repository().read(".gitmodules");
    for (std::string_view rest = text ? std::string_view(*text) : std::string_view(); !rest.empty();) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      // `path = modules/shared`
      size_t equal = line.find('=');
      if (equal == std::string_view::npos || base::trimmed(line.substr(0, equal)) != "path") continue;
      submodules->push_back(std::string(base::trimmed(line.substr(equal + 1))));
    }
  }
  return std::any_of(submodules->begin(), submodules->end(), [&](const std::string& path) {
    return !path.empty() && folder.starts_with(path) && (folder.size() == path.size() || folder[path.size()] == '/');
  });
}

void ModuleInstance::resolve_early(CallState& state) {
  if (!state.source.empty() || !state.unknown_source.empty()) return;
  const CallDecl& decl = *state.decl;
  state.source = decl.literal_source;
  state.version = decl.literal_version;
  auto text = [&](const hcl::Expr& expr, std::string_view where, value::Origin* unknown) -> std::string {
    if (expr.kind == hcl::ExprKind::String || expr.kind == hcl::ExprKind::Error) return {};
    Value value = early_value(*this, expr, where);
    auto converted = value::convert(value, value::Type::string());
    if (converted && converted->has_content()) return std::string(converted->as_string());
    if (unknown == nullptr) return {};
    std::string name = "`module." + std::string(decl.name) + "`";
    if (value.is_known()) {
      sink().report(kNoSource, expr.place, "the source of " + name + " is a text, got " + value.type().friendly_name()).emit();
    } else if (const value::OriginStep* cause = value::first_cause(value.deep_origin());
               cause != nullptr && cause->cause != value::CauseKind::Error) {
      sink()
          .report(kUnknownSource, decl.source->place, name + " is not known: its source hangs on `" + cause->text + "`")
          .help("set it, then check again; until then nothing is known of what the module makes")
          .emit();
    }
    *unknown = value.deep_origin();
    if (unknown->empty()) *unknown = value::Origin::written(&expr.place);
    return {};
  };
  if (decl.source != nullptr && state.source.empty()) state.source = text(*decl.source, "the source of a module", &state.unknown_source);
  if (decl.version != nullptr && state.version.empty()) state.version = text(*decl.version, "the version of a module", nullptr);
}

void ModuleInstance::resolve_source(CallState& state) {
  const CallDecl& decl = *state.decl;
  RootContext::Outcome& outcome = root_.outcome(*decl.block);
  resolve_early(state);
  outcome.detail = state.source;
  if (!state.unknown_source.empty()) {
    outcome.reason = LedgerReason::ModuleMissing;
    return;
  }
  Loader::Called called = root_.loader.called(*module_, {state.source, state.version}, child_address(label_, decl.name), root_.installed);
  state.folder = called.folder;
  if (!state.folder.empty()) {
    for (const ModuleInstance* above = this; above != nullptr; above = above->parent_) {
      if (above->module_->folder == state.folder) {
        sink()
            .report(kModuleCycle, decl.block->header(),
                    "module `" + std::string(decl.name) + "` calls itself through `" + state.folder + "`")
            .emit();
        outcome.reason = LedgerReason::Invalid;
        return;
      }
    }
    if (depth_ + 1 > kMaxModuleDepth) {
      sink().report(kTooDeep, decl.block->header(), "modules are nested more than " + std::to_string(kMaxModuleDepth) + " deep").emit();
      outcome.reason = LedgerReason::Limit;
      return;
    }
    state.module = called.module;
  }
  if (state.module != nullptr) {
    root_.add(state.module);
    if (decl.literal_source.empty()) root_.reach(*state.module, child_address(label_, decl.name));
    check_passed_providers(state);
    return;
  }
  outcome.reason = LedgerReason::ModuleMissing;
  if (!is_local_source(state.source)) {
    sink()
        .report(kMissingModule, decl.block->header(), "`module." + std::string(decl.name) + "` is not on disk: `" + state.source + "`")
        .help("run `wafpp modules fetch`, then check again; until then nothing is known of what it makes")
        .emit();
  } else if (root_.is_in_submodule(state.folder)) {
    sink()
        .report(kMissingModule, decl.block->header(),
                "`module." + std::string(decl.name) + "` is not on disk: `" + state.source + "` is in a git submodule")
        .help("run `git submodule update --init`, then check again; until then nothing is known of what it makes")
        .emit();
  } else {
    sink()
        .report(kNoModule, decl.source->place, "no module at `" + state.source + "`")
        .help(state.folder.empty() ? "the path leads out of the repository" : "`" + state.folder + "` holds no `.tf` file")
        .emit();
  }
}

CallState& ModuleInstance::call(CallState& state) {
  if (state.progress == Progress::Done) return state;
  const CallDecl& decl = *state.decl;
  if (state.progress == Progress::Running) {
    sink()
        .report(kCycle, decl.block->header(), "`" + child_address(address_, "module." + std::string(decl.name)) + "` depends on itself")
        .emit();
    return state;
  }
  state.progress = Progress::Running;
  ++root_.nesting;
  resolve_source(state);
  state.expansion = expand(decl.repetition, "`module." + std::string(decl.name) + "`");
  --root_.nesting;
  RootContext::Outcome& outcome = root_.outcome(*decl.block);
  outcome.instances += static_cast<uint32_t>(state.expansion.items.size());
  if (outcome.reason == LedgerReason::Evaluated) {
    if (state.expansion.kind == Expansion::Kind::Unknown) outcome.reason = LedgerReason::UnknownInstances;
    if (state.expansion.kind == Expansion::Kind::Invalid) outcome.reason = LedgerReason::Invalid;
  }
  // Each knows its way from the root, and what it declares.
  uint64_t parts = 2 + depth_;
  if (state.module != nullptr) parts += state.module->resources.size() + state.module->calls.size();
  if (!root_.make_room(state.expansion.items.size(), parts)) {
    sink()
        .report(kTooMany, decl.block->header(), "these would be more instances than one root may have")
        .help("the limit is " + std::to_string(root_.max_instances) +
              " resources and modules together, and less of modules with many parts")
        .emit();
    outcome.reason = LedgerReason::Limit;
    state.expansion.items.clear();
  }
  if (state.module != nullptr) {
    for (const Expansion::Item& item : state.expansion.items)
      state.instances.push_back(std::make_unique<ModuleInstance>(*this, state, item));
  }
  state.progress = Progress::Done;
  return state;
}

/// All outputs of all instances: what `module.x` is as a whole.
Value ModuleInstance::whole_call(CallState& state, const diag::Place& place) {
  auto outputs_of = [](ModuleInstance& instance) {
    std::vector<value::Member> members;
    for (const auto& [name, decl] : instance.module().outputs) members.push_back({Value::string(name), instance.output(name)});
    return Value::object(std::move(members));
  };
  switch (state.expansion.kind) {
    case Expansion::Kind::Single:
      return state.instances.empty() ? Value::unknown() : outputs_of(*state.instances[0]);
    case Expansion::Kind::Count: {
      std::vector<Value> elements;
      for (const auto& instance : state.instances) elements.push_back(outputs_of(*instance));
      return Value::tuple(std::move(elements));
    }
    case Expansion::Kind::ForEach: {
      std::vector<value::Member> members;
      for (size_t index = 0; index < state.instances.size(); ++index) {
        members.push_back({Value::string(state.expansion.items[index].key.name), outputs_of(*state.instances[index])});
      }
      return Value::object(std::move(members));
    }
    case Expansion::Kind::Unknown: {
      std::vector<value::Origin> origins{state.expansion.items.front().each_value.origin()};
      for (const auto& instance : state.instances) origins.push_back(outputs_of(*instance).deep_origin());
      return Value::unknown().with_origin(value::Origin::combined(std::move(origins)));
    }
    case Expansion::Kind::Invalid:
      break;
  }
  value::OriginStep step{.kind = value::OriginStep::Kind::Cause,
                         .cause = value::CauseKind::Error,
                         .place = place,
                         .text = "module." + std::string(state.decl->name)};
  return Value::unknown().with_origin(value::Origin::step(std::move(step)));
}

}  // namespace wafpp::terraform
