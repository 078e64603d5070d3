#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "eval/evaluator.h"
#include "terraform/body_decoder.h"
#include "terraform/evaluation.h"
#include "terraform/inputs.h"
#include "terraform/load.h"
#include "terraform/module.h"
#include "terraform/providers.h"

/// The evaluation of one root, lazily: each variable, local, output, resource and call is evaluated when something first asks for
/// it, once, and remembered. That gives Terraform's order (its graph has one node for each of these) without building a graph;
/// a name that is asked for while it is being evaluated is a cycle.
///
/// Chains of locals are followed with a list, not by recursion; everything else recurses at most `kMaxNesting` deep.
namespace wafpp::terraform {

class ModuleInstance;
class PlannedValues;

/// What a `count` or `for_each` makes.
struct Expansion {
  enum class Kind : uint8_t { Single, Count, ForEach, Unknown, Invalid } kind = Kind::Single;
  struct Item {
    InstanceKey key;
    Value each_key;  ///< Or `count.index`.
    Value each_value;
  };
  std::vector<Item> items;
  value::Origin unknown;     ///< Why the number is not known.
  bool is_disabled = false;  ///< `enabled` is false: there is none, and references see null.
};

/// `each` and `count` inside a repeated block.
struct Repeat {
  Expansion::Kind kind = Expansion::Kind::Single;
  bool is_count = false;  ///< The block has `count`, even if its value is unknown.
  const Expansion::Item* item = nullptr;
};

/// One instance of a resource, with what references to it need.
struct ResourceState {
  const ResourceDecl* decl = nullptr;
  const ResourceSchema* schema = nullptr;  ///< Null: no table has the type, and it is decoded by shape.
  enum class Progress : uint8_t { New, Running, Done } progress = Progress::New;
  Expansion::Kind kind = Expansion::Kind::Single;
  Expansion expansion;
  std::vector<ResourceInstance> instances;
  std::shared_ptr<const BodyValue> meta;     ///< Of all of them.
  std::vector<std::optional<Value>> wholes;  ///< Of each instance: all its attributes, made when first asked for.
  std::optional<Value> whole;                ///< Of the resource: a tuple or object of its instances.
};

/// A call of a module with the instances it makes.
struct CallState {
  const CallDecl* decl = nullptr;
  ResourceState::Progress progress = ResourceState::Progress::New;
  Expansion expansion;
  std::shared_ptr<const Module> module;  ///< Null: not on disk, or refused.
  std::string folder;
  std::string source;            ///< As text; empty where it is not known.
  std::string version;           ///< Empty where there is none, or it is not known.
  value::Origin unknown_source;  ///< Why the source is not known, where it is not.
  std::vector<std::unique_ptr<ModuleInstance>> instances;
};

/// What all instances of one root share.
struct RootContext {
  Loader& loader;
  RootEvaluation& out;
  functions::Context functions;
  eval::Budget budget;
  std::map<std::string, std::string> installed;        ///< Module path (`a.b`) to folder, from modules.json.
  std::vector<std::string_view> stepped_names;         ///< Of all modules the root reaches.
  std::vector<std::shared_ptr<const Module>> modules;  ///< All that were used, kept alive; each once, in order of use.
  std::unordered_set<const Module*> known_modules;     ///< What is in `modules`.
  std::vector<std::shared_ptr<const hcl::Tree>> trees;
  std::unique_ptr<Providers> providers;  ///< Which schemas hold.
  Said said;
  bool resource_values = true;  ///< See `RootOptions`.
  eval::Logic logic = eval::Logic::Terraform;
  bool as_terraform = false;          ///< See `RootOptions`.
  diag::Sink assumed;                 ///< What was said of instances that there may not be.
  std::string workspace;              ///< Empty: not known.
  bool has_missed_workspace = false;  ///< That has been said.
  std::string working_folder;         ///< For `path.cwd`.
  std::set<const Module*> reached;    ///< Through calls whose sources are known.
  /// Takes in what a module and those that it calls hold for all: names that code steps into, requirements of providers. `label` is the
  /// module's path in modules.json.
  void reach(const Module& module, const std::string& label);
  std::string reference;  ///< The label of one that is being looked up: here, so that most references need no memory of their own.
  uint32_t nesting = 0;
  uint64_t instances = 0;      ///< Of resources and modules, so far.
  uint64_t max_instances = 0;  ///< `RootOptions::instances`.
  /// What became of each declaration, for the ledger; by where its block begins (overriding makes new blocks of old places).
  struct Outcome {
    uint32_t instances = 0;
    LedgerReason reason = LedgerReason::Evaluated;
    std::string detail;
    bool by_shape = false;
  };
  std::unordered_map<uint64_t, Outcome> outcomes;
  /// Takes the room for instances each of which holds `parts` things, itself included; false when there are too many.
  bool make_room(uint64_t count, uint64_t parts) {
    constexpr uint64_t kCostOfPart = 4;  // In elements of a collection.
    instances += count;
    return instances <= max_instances && budget.take_elements(count * parts * kCostOfPart);
  }
  void add(const std::shared_ptr<const Module>& module) {
    if (known_modules.insert(module.get()).second) modules.push_back(module);
  }
  /// Whether `.gitmodules` names a submodule at or above the folder.
  bool is_in_submodule(std::string_view folder);
  std::optional<std::vector<std::string>> submodules;  ///< Their folders, once somebody asked.
  Outcome& outcome(const hcl::Block& block) { return outcomes[uint64_t{block.type_place.source} << 32 | block.type_place.begin]; }
};

constexpr uint32_t kMaxNesting = 1'000;   ///< Of evaluations inside one another.
constexpr uint32_t kMaxModuleDepth = 64;  ///< Of module calls.

class ModuleInstance {
 public:
  /// The root module; `inputs` are its variables' values.
  ModuleInstance(RootContext& root, std::shared_ptr<const Module> module, std::map<std::string, InputValue> inputs);
  /// The instance that a call makes.
  ModuleInstance(ModuleInstance& parent, const CallState& call, const Expansion::Item& item);

  /// Evaluates everything there is, so that nothing stays unsaid.
  void evaluate_all();

  /// A name as an expression writes it; see `eval::Scope::find`.
  eval::Scope::Found find(const hcl::TraversalExpr& traversal, const Repeat& repeat, const Value* self, eval::Evaluator& evaluator);

  /// The same with what may refer to more, or to less, than an expression of the module.
  Value evaluate(const hcl::Expr& expr, eval::Scope& scope);

  Value variable(std::string_view name);
  Value variable(const VariableDecl& decl);
  Value local(std::string_view name);
  Value local(const LocalDecl& decl);
  Value output(std::string_view name);

  const Module& module() const { return *module_; }
  /// Where to say what is wrong with it. Of an instance that there may not be, only what holds whatever values are is kept.
  diag::Sink& sink() { return is_assumed_ ? root_.assumed : root_.out.diagnostics; }
  diag::Sink& sink_of(Expansion::Kind kind) { return kind == Expansion::Kind::Unknown ? root_.assumed : sink(); }
  RootContext& root() { return root_; }
  const std::string& address() const { return address_; }
  const std::shared_ptr<const std::vector<ModuleStep>>& path() const { return path_; }
  uint32_t depth() const { return depth_; }
  const ModuleInstance* parent() const { return parent_; }
  const CallDecl* call() const { return call_; }  ///< That made this instance; null for the root.
  /// The local name of the provider that a resource is of, without alias.
  static std::string provider_local_name(const ResourceDecl& decl);
  /// The names of the configurations that a block makes: `aws.eu`, or `aws.by_region["eu"]` for each key.
  std::vector<std::string> provider_names(const ProviderDecl& decl);
  /// The source of a call, where it is not a literal. See early.h.
  void resolve_early(CallState& state);
  /// Takes in the modules that this one calls by such sources.
  void reach_early();
  /// Calls with their instances, for collecting results.
  const std::map<std::string_view, CallState>& calls() const { return calls_; }
  std::map<std::string_view, CallState>& calls() { return calls_; }
  std::map<std::string_view, ResourceState>& resources() { return resources_; }
  const std::map<std::string_view, ResourceState>& resources() const { return resources_; }
  /// Whether one of the calls above it makes an unknown number of instances.
  bool is_assumed() const { return is_assumed_; }
  /// What came of one rule of the author: a condition with its message.
  struct Rule {
    const hcl::Block* block = nullptr;
    Value holds;  ///< A bool, perhaps not known.
    Value message;
  };
  /// What a `check` block came to.
  struct Check {
    const hcl::Block* block = nullptr;
    std::vector<Rule> rules;
  };
  const std::vector<Check>& checks() const { return checks_; }
  /// The body of a provider configuration of this module, by name with alias; null where there is no such block.
  std::shared_ptr<const BodyValue> provider_body(const std::string& name) { return configured_provider(name).body; }
  static std::string provider_name(const ProviderDecl& provider);

  /// Evaluates an expression of this module.
  Value evaluate(const hcl::Expr& expr, const Repeat& repeat = {}, const Value* self = nullptr);

 private:
  struct Cell {
    ResourceState::Progress progress = ResourceState::Progress::New;
    Value value;
  };
  friend class BodyEvaluator;

  void prepare();
  bool enter(Cell& cell, const diag::Place& place, const std::string& name);
  Value evaluate_variable(const VariableDecl& decl);
  Value checked_variable(const VariableDecl& decl, Value value, const diag::Place& place, const std::string& context);
  void validate_variable(const VariableDecl& decl);
  Value evaluate_local(const LocalDecl& decl);
  void order_locals(const LocalDecl& first, std::vector<const LocalDecl*>& order);
  Value evaluate_output(const OutputDecl& decl);
  Rule check_rule(const hcl::Block& block, const Repeat& repeat, const Value* self);
  void report_rule(const Rule& rule, const diag::Kind& kind, std::string text, diag::Sink& sink);
  void check_conditions(const hcl::Body& body, std::string_view type, const Repeat& repeat, const Value* self, const std::string& what);
  void evaluate_check(const hcl::Block& block);

  std::shared_ptr<const BodyValue> meta_of(const ResourceDecl& decl);
  Expansion expand(const Repetition& repetition, const std::string& what);
  static Expansion single_expansion();
  Expansion expand_count(const hcl::Expr& expr, const std::string& what);
  Expansion expand_for_each(const hcl::Expr& expr, const std::string& what);
  Expansion expand_collection(const Value& collection, const hcl::Expr& expr, const std::string& what);
  Expansion expand_enabled(const hcl::Expr& expr, const std::string& what);
  ResourceState& resource(ResourceState& state);
  void make_instance(ResourceState& state, size_t index);
  CallState& call(CallState& state);
  void resolve_source(CallState& state);

  eval::Scope::Found find_resource(std::string_view label, size_t name_steps, const hcl::TraversalExpr& traversal,
                                   eval::Evaluator& evaluator);
  eval::Scope::Found find_instances(ResourceState& declared, size_t name_steps, const hcl::TraversalExpr& traversal,
                                    eval::Evaluator& evaluator);
  eval::Scope::Found find_call(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator);
  eval::Scope::Found undeclared(const hcl::TraversalExpr& traversal, const std::string& what, eval::Evaluator& evaluator,
                                const std::vector<std::string_view>& known);
  Value instance_attribute(ResourceState& state, size_t index, std::span<const hcl::Step> steps, size_t& used, eval::Evaluator& evaluator);
  Value schema_attribute(ResourceState& state, size_t index, std::span<const hcl::Step> steps, size_t& used, eval::Evaluator& evaluator);
  Value no_such_attribute(const ResourceState& state, size_t index, std::span<const hcl::Step> steps, eval::Evaluator& evaluator);
  Value schema_whole(const ResourceInstance& instance, const ResourceState& state);
  Value planned_attribute(const ResourceInstance& instance, const ResourceState& state, const AttributeSchema& attribute,
                          const PlannedValues& planned);
  void add_from_provider(BodyValue& body, const ResourceSchema& schema, const ResourceDecl& decl, const std::string& provider);
  void add_region(BodyValue& body, const ResourceSchema& schema, const std::string& provider);
  void add_default_tags(BodyValue& body, const ResourceSchema& schema, const std::string& provider);
  Value workspace(const hcl::TraversalExpr& traversal);
  Value whole_instance(ResourceState& state, size_t index);
  Value whole_resource(ResourceState& state);
  Value whole_call(CallState& state, const diag::Place& place);
  static std::string provider_reference(const hcl::Expr& expr, const std::function<Value(const hcl::Expr&)>& key);
  std::shared_ptr<const BodyValue> configuration_body(const ProviderDecl& provider, eval::Evaluator& evaluator);
  const Expansion::Item* provider_item(const ProviderDecl& provider, std::string_view name);
  void check_provider_key(const std::string& name, const diag::Place& place);
  std::string provider_in_module(const ResourceState& state, const InstanceKey& key);
  std::string provider_in_root(const std::string& local) const;
  bool is_provider_declared(std::string_view name) const;
  bool has_all_providers() const;
  void check_provider(const ResourceDecl& decl);
  void check_passed_providers(const CallState& state);
  const Expansion& provider_expansion(const ProviderDecl& decl);

  /// What resources need of their provider's configuration.
  struct ProviderConfiguration {
    bool known = false;                     ///< All of it is: it is in the root, or nothing is set.
    std::shared_ptr<const BodyValue> body;  ///< Null: there is no block.
    Value tags;                             ///< Of `default_tags`, a map; null: none.
  };
  const ProviderConfiguration& provider_configuration(const std::string& local);
  const ProviderConfiguration& configured_provider(const std::string& name);
  std::string module_path() const;  ///< For `path.module`.

  RootContext& root_;
  ModuleInstance* parent_ = nullptr;
  std::shared_ptr<const Module> module_;
  std::string address_;
  std::string label_;  ///< Of the call without keys: `a.b`, as modules.json has it.
  std::shared_ptr<const std::vector<ModuleStep>> path_;
  uint32_t depth_ = 0;
  bool is_assumed_ = false;  ///< How many instances its call makes is not known, or how many a call above makes.
  const CallDecl* call_ = nullptr;
  Expansion::Item item_;  ///< Of the call's repetition.
  Repeat repeat_;
  std::map<std::string, InputValue> inputs_;
  std::map<std::string, std::string> providers_;                 ///< Local name of a provider configuration to that in the root.
  std::map<std::string, ProviderConfiguration> configurations_;  ///< Of this module's providers, by name with alias.
  std::map<std::string, const ProviderConfiguration*> resolved_providers_;
  std::map<const ProviderDecl*, Expansion> provider_expansions_;
  std::vector<Check> checks_;
  const hcl::Block* check_ = nullptr;  ///< The `check` block that is being evaluated.
  std::map<std::string_view, Cell> variables_;
  std::map<std::string_view, Cell> locals_;
  std::map<std::string_view, Cell> outputs_;
  std::map<std::string_view, ResourceState> resources_;  ///< By label, whose text is the declaration's.
  std::map<std::string_view, CallState> calls_;
};

/// Whether the value hangs on something that only apply decides: then Terraform refuses it. An input that nobody set here would
/// be set there.
bool is_decided_by_apply(const Value& value);

/// Where the names in a module's expressions come from: the instance, with what the block around the expression adds.
class BlockScope : public eval::Scope {
 public:
  BlockScope(ModuleInstance& instance, Repeat repeat, const Value* self) : instance_(instance), repeat_(repeat), self_(self) {}
  Found find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) override {
    return instance_.find(traversal, repeat_, self_, evaluator);
  }

 private:
  ModuleInstance& instance_;
  Repeat repeat_;  ///< A copy: callers give a temporary.
  const Value* self_;
};

/// Evaluates the body of a block: attributes, nested blocks, `dynamic` blocks expanded. `skip` names what is the language's own
/// at this level (meta-arguments); with `Level::Resource` these are Terraform's. With a decoder the body is held against a schema.
enum class Level : uint8_t { Resource, Module, Provider, Nested };
std::shared_ptr<BodyValue> evaluate_body(const hcl::Block& block, Level level, eval::Evaluator& evaluator, BodyDecoder* decoder = nullptr);

/// The steps of a reference as text: `tags["a"]`, `rule[0].name`.
std::string step_text(std::span<const hcl::Step> steps);

/// The address of a module instance's child.
std::string child_address(const std::string& module, std::string_view rest);

/// `aws_iam_policy_document` evaluated: its `json` (and `minified_json`) attribute as the provider makes it, from the body's blocks.
Value policy_document_json(const BodyValue& body);

/// `terraform_remote_state` with the local backend, whose file lies in the repository: its `outputs` with `defaults` filled in.
/// Nothing for other backends, and where the file cannot be read: then the outputs are not known.
std::optional<Value> remote_state_outputs(const BodyValue& body, functions::Files& files);

}  // namespace wafpp::terraform
