#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "diag/sink.h"
#include "hcl/tree.h"
#include "terraform/evaluation.h"

/// A module as its files declare it, before any value is known: what one folder's `.tf`, `.tf.json` and `.tofu` files say together,
/// overrides merged in. Shared by all calls and roots that use the folder.
namespace wafpp::terraform {

struct VariableDecl {
  std::string_view name;
  const hcl::Block* block = nullptr;
  const hcl::Expr* type = nullptr;           ///< Null where none is stated.
  const hcl::Expr* default_value = nullptr;  ///< Null where there is none.
  const hcl::Expr* sensitive = nullptr;
  const hcl::Expr* nullable = nullptr;
  const hcl::Expr* ephemeral = nullptr;
  std::vector<const hcl::Block*> validations;
};

struct LocalDecl {
  std::string_view name;
  const hcl::Attribute* attribute = nullptr;
};

struct OutputDecl {
  std::string_view name;
  const hcl::Block* block = nullptr;
  const hcl::Expr* value = nullptr;  ///< Null when it is missing (reported).
  const hcl::Expr* sensitive = nullptr;
  const hcl::Expr* ephemeral = nullptr;
};

/// How often a resource or module call is made.
struct Repetition {
  const hcl::Expr* count = nullptr;
  const hcl::Expr* for_each = nullptr;
  const hcl::Expr* enabled = nullptr;  ///< `lifecycle { enabled = ... }`, which is OpenTofu's.
  bool is_single() const { return count == nullptr && for_each == nullptr && enabled == nullptr; }
};

struct ResourceDecl {
  Mode mode = Mode::Managed;
  std::string_view type;
  std::string_view name;
  const hcl::Block* block = nullptr;
  Repetition repetition;
  const hcl::Expr* provider = nullptr;
  const hcl::Block* check = nullptr;  ///< The `check` block that a data source stands in; only that may refer to it.
  /// `type.name` with `data.` or `ephemeral.` before it where it is one: as references write it.
  std::string_view label;
};

struct CallDecl {
  std::string_view name;
  const hcl::Block* block = nullptr;
  Repetition repetition;
  const hcl::Expr* source = nullptr;
  const hcl::Expr* version = nullptr;
  const hcl::Expr* providers = nullptr;
  std::string literal_source;  ///< Empty where it is not a literal string.
  std::string literal_version;
};

struct ProviderDecl {
  std::string_view name;
  std::string alias;                    ///< Empty for the default configuration.
  const hcl::Expr* for_each = nullptr;  ///< OpenTofu's: one configuration for each key, `aws.by_region["eu"]`.
  const hcl::Block* block = nullptr;
};

struct Module {
  std::string folder;  ///< Relative to the repository, `.` for itself.
  std::map<std::string_view, VariableDecl> variables;
  std::map<std::string_view, LocalDecl> locals;
  std::map<std::string_view, OutputDecl> outputs;
  std::map<std::string_view, ResourceDecl> resources;  ///< By label.
  std::map<std::string_view, CallDecl> calls;
  std::vector<ProviderDecl> providers;
  std::set<std::string, std::less<>> configuration_aliases;  ///< `aws.peer`: what callers have to pass.
  std::vector<const hcl::Block*> checks;
  std::vector<const hcl::Block*> terraform;  ///< `terraform` blocks.
  std::vector<const hcl::Block*> moved;
  std::vector<const hcl::Block*> removed;
  std::vector<const hcl::Block*> imports;
  /// All top-level blocks in order of path and position, with the reason where one is not evaluated: what the ledger lists.
  struct Listed {
    const hcl::Block* block = nullptr;
    LedgerReason reason = LedgerReason::Evaluated;
  };
  std::vector<Listed> blocks;
  /// Attribute names that the module's expressions step into: what a reference to a whole resource is expected to have.
  std::vector<std::string_view> stepped_names;
  bool has_backend = false;
  bool is_tofu = false;  ///< There are `.tofu` files in the folder.
  /// Syntax errors and refused declarations; errors of one module are reported once, however many calls it has.
  diag::Sink diagnostics;
  bool has_syntax_errors = false;

  std::vector<std::shared_ptr<const hcl::Tree>> trees;
  base::Arena arena;  ///< Labels, and bodies that overrides made.
};

}  // namespace wafpp::terraform
