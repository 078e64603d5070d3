#include "terraform/evaluate.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/check.h"
#include "base/text.h"
#include "terraform/declarations.h"
#include "terraform/files.h"
#include "terraform/instance.h"
#include "terraform/requirements.h"
#include "terraform/tofu_rules.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kLoneName = {.name = "incomplete-reference", .level = diag::Level::Error};
constexpr diag::Kind kNoRoot = {.name = "no-module", .level = diag::Level::Error};

std::string workspace_of(const RootSpec& spec, Loader& loader, const RootOptions& options) {
  if (!spec.workspace.empty()) return spec.workspace;
  std::string prefix = spec.folder == "." ? "" : spec.folder + "/";
  if (base::Result<std::string> selected = loader.repository().read(prefix + ".terraform/environment")) {
    if (std::string_view name = base::trimmed(*selected); !name.empty() && name.size() < 1'000) return std::string(name);
  }
  return options.as_terraform ? "default" : "";
}

void list_instances(ModuleInstance& instance, std::vector<ResourceInstance*>& all) {
  for (auto& [label, state] : instance.resources()) {
    for (ResourceInstance& resource : state.instances) all.push_back(&resource);
  }
  for (auto& [name, state] : instance.calls()) {
    for (const auto& child : state.instances) list_instances(*child, all);
  }
}

/// All of them by address; each is moved once.
std::vector<ResourceInstance> take_instances(ModuleInstance& root) {
  std::vector<ResourceInstance*> all;
  list_instances(root, all);
  std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->address < b->address; });
  std::vector<ResourceInstance> taken;
  taken.reserve(all.size());
  for (ResourceInstance* resource : all) taken.push_back(std::move(*resource));
  return taken;
}

/// The calls of modules, in their order.
void collect(const ModuleInstance& instance, RootEvaluation& out) {
  for (const auto& [name, state] : instance.calls()) {
    if (state.instances.empty()) {
      for (const Expansion::Item& item : state.expansion.items) {
        auto path = std::make_shared<std::vector<ModuleStep>>(*instance.path());
        path->push_back({std::string(name), item.key, state.decl->block->header(), state.source});
        out.modules.push_back({child_address(instance.address(), "module." + std::string(name) + item.key.text()), state.source,
                               state.version, state.decl->block->header(), false, "", path});
      }
    }
    for (const auto& child : state.instances) {
      out.modules.push_back(
          {child->address(), state.source, state.version, state.decl->block->header(), true, state.folder, child->path()});
      collect(*child, out);
    }
  }
}

/// Sorts what was said by place and drops doubles: a module called many times says the same thing many times. `is_alone`: the module
/// is one that nobody calls; what its defaults lead to says nothing of how it is used.
void tidy(diag::Sink& sink, bool is_alone) {
  std::vector<diag::Diagnostic> all = sink.diagnostics();
  auto key = [](const diag::Diagnostic& d) { return std::tie(d.place.source, d.place.begin, d.place.end, d.kind, d.message); };
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  all.erase(std::unique(all.begin(), all.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }), all.end());
  diag::Sink tidied;
  for (diag::Diagnostic& diagnostic : all) {
    if (is_alone && diagnostic.of_values) diagnostic.level = diag::Level::Note;
    tidied.add(std::move(diagnostic));
  }
  sink = std::move(tidied);
}

}  // namespace

std::string LedgerEntry::block() const {
  if (declared == nullptr) return given;
  std::string result(declared->type);
  for (const hcl::BlockLabel& label : declared->labels) result.append(1, '.').append(label.text);
  return result;
}

struct Root::State {
  State(const RootSpec& spec, Loader& loader) : files(loader.repository(), spec.folder), context{.loader = loader, .out = out} {}

  RootEvaluation out;
  RootFiles files;
  RootContext context;
  std::unique_ptr<ModuleInstance> instance;
  const DeclaredKinds* declared = nullptr;
};

Root::Root(const RootSpec& spec, Loader& loader, const RootOptions& options) : state_(std::make_unique<State>(spec, loader)) {
  State& state = *state_;
  state.out.folder = spec.folder;
  state.out.environment = spec.environment;
  state.out.environment_class = spec.environment_class;
  state.out.workspace = workspace_of(spec, loader, options);
  state.out.is_uncalled_module = spec.is_uncalled_module;
  for (const Inputs::Option& option : spec.inputs.options) {
    if (option.kind == Inputs::Option::Kind::File) state.out.var_files.push_back(option.text);
  }
  std::shared_ptr<const Module> module = loader.module(spec.folder);
  if (module == nullptr) {
    state.out.diagnostics.report(kNoRoot, {}, "no Terraform configuration in `" + spec.folder + "`").emit();
    return;
  }
  RootContext& context = state.context;
  context.workspace = state.out.workspace;
  context.working_folder = state.files.working_folder();
  context.functions.files = &state.files;
  context.functions.undetermined_is_unknown = !options.undetermined_values;
  context.functions.is_console = options.is_console;
  context.budget = options.budget;
  context.max_instances = options.instances;
  context.installed = *loader.installed(spec.folder);
  context.add(module);
  context.reach(*module, "");
  context.resource_values = options.resource_values;
  context.as_terraform = options.as_terraform;
  check_requirements(*module, state.out.diagnostics, options.as_terraform ? diag::Level::Error : diag::Level::Warning);
  std::map<std::string, InputValue> inputs = collect_inputs(*module, spec.inputs, loader, state.out.diagnostics, context.trees);
  state.instance = std::make_unique<ModuleInstance>(context, module, std::move(inputs));
  state.declared = options.declared;
  // Which modules there are decides which schemas hold, so that sources which have to be evaluated come first.
  state.instance->reach_early();
  const std::set<const Module*>& reached = context.reached;
  if (std::any_of(reached.begin(), reached.end(), [](const Module* each) { return needs_short_circuit(*each); }))
    context.logic = eval::Logic::ShortCircuit;
  context.providers = std::make_unique<Providers>(options.schemas != nullptr ? *options.schemas : ProviderSchemas::shipped(), spec.folder,
                                                  std::vector<const Module*>(reached.begin(), reached.end()), loader);
}

Root::Root(Root&&) noexcept = default;
Root::~Root() = default;

bool Root::found() const { return state_->instance != nullptr; }

Value Root::evaluate(const hcl::Expr& expr, diag::Sink& sink) {
  WAFPP_CHECK(found(), "a root without a module evaluates nothing");
  // Terraform looks at references before it evaluates: a lone name is refused even where `try` or a branch not taken would hide it.
  size_t errors = sink.error_count();
  eval::for_each_reference(expr, [&](const hcl::TraversalExpr& traversal) {
    if (!traversal.steps.empty() || traversal.root == "self") return;
    sink.report(kLoneName, traversal.place, "`" + std::string(traversal.root) + "` is no value: a reference to a resource is `TYPE.NAME`")
        .emit();
  });
  if (sink.error_count() != errors) return Value::unknown();
  BlockScope scope(*state_->instance, {}, nullptr);
  eval::Evaluator evaluator(scope, state_->context.functions, sink, state_->context.budget, state_->context.logic);
  return evaluator.evaluate(expr);
}

RootEvaluation Root::finish() {
  State& state = *state_;
  RootEvaluation& out = state.out;
  if (state.instance == nullptr) return std::move(out);
  state.instance->evaluate_all();
  for (const auto& [name, decl] : state.instance->module().outputs) {
    Value value = state.instance->output(name);
    out.outputs.push_back({std::string(name),
                           value,
                           (value.marks() & value::kSensitive) != 0,
                           (value.marks() & value::kEphemeral) != 0,
                           decl.block->header(),
                           {}});
  }
  static const DeclaredKinds kAll = DeclaredKinds::all();
  out.declarations = declarations_of(*state.instance, state.declared != nullptr ? *state.declared : kAll);
  out.resources = take_instances(*state.instance);
  collect(*state.instance, out);
  std::sort(out.modules.begin(), out.modules.end(), [](const auto& a, const auto& b) { return a.address < b.address; });

  bool is_tofu = std::any_of(state.context.modules.begin(), state.context.modules.end(), [](const auto& each) { return each->is_tofu; });
  if (state.context.as_terraform && !is_tofu) {
    for (const std::shared_ptr<const Module>& module : state.context.modules) refuse_tofu_features(*module, out.diagnostics);
  }
  std::set<std::string_view> called;
  for (const ModuleCall& call : out.modules) {
    if (call.resolved) called.insert(call.folder);
  }
  size_t blocks = 0;
  for (const std::shared_ptr<const Module>& module : state.context.modules) blocks += module->blocks.size();
  out.ledger.reserve(blocks);
  for (const std::shared_ptr<const Module>& module : state.context.modules) {
    for (const diag::Diagnostic& diagnostic : module->diagnostics.diagnostics()) out.diagnostics.add(diagnostic);
    bool is_called = module == state.context.modules.front() || called.contains(module->folder);
    for (const Module::Listed& listed : module->blocks) {
      LedgerEntry entry{.declared = listed.block, .given = {}, .place = listed.block->header(), .reason = listed.reason, .detail = {}};
      bool counted = listed.block->type == "resource" || listed.block->type == "data" || listed.block->type == "module" ||
                     listed.block->type == "ephemeral";
      if (entry.reason == LedgerReason::Evaluated && !is_called) entry.reason = LedgerReason::ModuleNotCalled;
      if (entry.reason == LedgerReason::Evaluated && counted) {
        const RootContext::Outcome& outcome = state.context.outcome(*listed.block);
        entry.instances = outcome.instances;
        entry.by_shape = outcome.by_shape;
        entry.reason = outcome.reason;
        if (entry.reason == LedgerReason::Evaluated && outcome.instances == 0) entry.reason = LedgerReason::CountZero;
        if (entry.reason != LedgerReason::Evaluated) entry.detail = outcome.detail;
      }
      out.ledger.push_back(std::move(entry));
    }
    out.keep.push_back(module);
  }
  for (const std::shared_ptr<const hcl::Tree>& tree : state.context.trees) out.keep.push_back(tree);
  for (const diag::Diagnostic& diagnostic : state.context.assumed.diagnostics()) {
    if (!diagnostic.of_values) out.diagnostics.add(diagnostic);
  }
  tidy(out.diagnostics, out.is_uncalled_module && !state.instance->module().variables.empty());
  return std::move(out);
}

RootEvaluation evaluate_root(const RootSpec& spec, Loader& loader, const RootOptions& options) {
  return Root(spec, loader, options).finish();
}

}  // namespace wafpp::terraform
