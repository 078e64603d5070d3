#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "hcl/tree.h"
#include "terraform/body.h"
#include "value/value.h"

/// What comes of evaluating one root: every resource instance, output and module call, and the ledger. Independent of how it
/// was made (configuration now, plan files later).
namespace wafpp::terraform {

/// The key of an instance: none, an index, or a string; unknown where `count` or `for_each` is not known.
struct InstanceKey {
  enum class Kind : uint8_t { None, Index, Name, Unknown } kind = Kind::None;
  int64_t index = 0;
  std::string name;
  /// As in an address: ``, `[0]`, `["a"]`, `[*]`.
  std::string text() const;
  friend bool operator==(const InstanceKey&, const InstanceKey&) = default;
};

/// One step of the way from the root to a module instance: `module.db["eu"]`.
struct ModuleStep {
  std::string name;
  InstanceKey key;
  diag::Place call;    ///< The header of the `module` block.
  std::string source;  ///< As written.
};

enum class Mode : uint8_t { Managed, Data, Ephemeral };

struct ResourceInstance {
  Mode mode = Mode::Managed;
  std::string type;
  std::string name;
  InstanceKey key;
  std::string module;                                   ///< Address of the module instance, empty for the root: `module.a["x"].module.b`.
  std::string address;                                  ///< `module.a["x"].aws_db_instance.this[0]`, `data.aws_kms_alias.rds`
  std::shared_ptr<const std::vector<ModuleStep>> path;  ///< Never null; empty for the root.
  std::shared_ptr<const BodyValue> body;                ///< Never null.
  /// Identity of the instance in provenance: a value stems from this instance when a step's target is this.
  std::shared_ptr<const value::StemTarget> target;
  /// What references to the instance see: the configured attributes, computed ones unknown with a stem; by the provider's schema
  /// where it is known. Null where nobody wants it (`RootOptions::resource_values`), and in plans and states, where nothing refers to it
  /// any more.
  Value value;
  /// Local name of the provider configuration with alias as resolved in the root: `aws`, `aws.eu`.
  std::string provider;
  /// What the language itself says of the resource, shared by all its instances; null where it says nothing. See meta.h.
  std::shared_ptr<const BodyValue> meta;
};

struct OutputValue {
  std::string name;
  Value value;
  bool sensitive = false;
  bool ephemeral = false;
  diag::Place place;
  value::Type declared_type;  ///< Dynamic where none is stated.
};

struct ModuleCall {
  std::string address;  ///< Of the instance.
  std::string source;
  std::string version;
  diag::Place place;
  bool resolved = false;  ///< The module's code was found and evaluated.
  std::string folder;     ///< Relative to the repository, when resolved.
  std::shared_ptr<const std::vector<ModuleStep>> path;
};

/// Something else that a module declares, kept as a fact: a backend, a provider requirement, an import. See declarations.h.
struct Declaration {
  std::string kind;     ///< `backend.s3`, `required_provider`, `import`.
  std::string address;  ///< Unique in its root: `module.db.required_provider.aws`.
  std::string module;   ///< Address of the module instance that declares it; of what is the same in all of them, the first one's.
  std::shared_ptr<const BodyValue> body;                ///< Never null.
  std::shared_ptr<const std::vector<ModuleStep>> path;  ///< Never null.
};

/// Why a block was not evaluated; the wording per language is the report's.
enum class LedgerReason : uint8_t {
  Evaluated,
  CountZero,         ///< `count = 0` or an empty `for_each`: no instance.
  UnknownInstances,  ///< Evaluated once, with an unknown key.
  ModuleMissing,     ///< A module call whose source is not on disk.
  ModuleNotCalled,   ///< In a module none of whose calls has an instance.
  SyntaxError,       ///< The file could not be parsed wholly; what was understood is evaluated.
  UnknownBlockType,  ///< No block type of Terraform.
  Invalid,           ///< Refused with a diagnostic.
  Limit,             ///< A limit of this program was reached.
};

struct LedgerEntry {
  const hcl::Block* declared = nullptr;  ///< Lives as long as the evaluation; null of what a plan lists.
  std::string given;                     ///< What a plan calls it.
  diag::Place place;                     ///< Header of the block.
  LedgerReason reason = LedgerReason::Evaluated;
  std::string detail;  ///< The module's source, the limit's name; empty when evaluated.
  uint32_t instances = 0;
  bool by_shape = false;  ///< A resource of a type in no table of schemas: names and values are taken as they are written.

  /// `resource.aws_kms_key.this`, `module.db`, `variable.region`. Made when it is shown: most entries only count.
  std::string block() const;
};

/// One root with one set of inputs.
struct RootEvaluation {
  std::string folder;             ///< Relative to the repository, `.` for itself.
  std::string environment;        ///< Name of the set of tfvars, empty where there is only one.
  std::string environment_class;  ///< As the project's settings call it; may be empty.
  std::string workspace;          ///< Empty: not known.
  std::vector<std::string> var_files;
  bool is_uncalled_module = false;  ///< A module nobody calls, evaluated with its defaults.
  /// Sorted by address.
  std::vector<ResourceInstance> resources;
  std::vector<OutputValue> outputs;       ///< By name.
  std::vector<ModuleCall> modules;        ///< By address.
  std::vector<Declaration> declarations;  ///< By kind, then address.
  std::vector<LedgerEntry> ledger;        ///< Each block of the root and of the modules it reaches; by place.
  diag::Sink diagnostics;
  /// Syntax trees that places in values point into.
  std::vector<std::shared_ptr<const void>> keep;
  /// Terraform would refuse this configuration (errors in evaluation, not missing inputs).
  bool has_errors() const { return diagnostics.has_errors(); }
};

}  // namespace wafpp::terraform
