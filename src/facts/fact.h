#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "terraform/evaluation.h"
#include "value/value.h"

/// What can be asked about: each fact one thing of a kind, its attributes values with provenance.
namespace wafpp::facts {

using value::Value;

struct Fact {
  std::string kind;     ///< `resource.aws_db_instance`, `data.aws_kms_alias`, `ephemeral.aws_secretsmanager_secret_version`, `module`.
  std::string subject;  ///< Full instance address.
  uint32_t root = 0;    ///< Index into `Facts::roots`.
  /// The attributes as one object: what `self` is. Its own origin names the fact (see `identity`), so that a function that is given
  /// the object knows whose it is.
  Value value;
  std::shared_ptr<const terraform::BodyValue> body;  ///< For places; null for what has none, such as a module call.
  diag::Place place;                                 ///< The header of the block, or what stands for it.
  std::shared_ptr<const value::StemTarget> target;   ///< Identity in provenance. Never null.
  std::shared_ptr<const std::vector<terraform::ModuleStep>> path;
  std::string module;
  std::string provider;
  /// What the language itself says of a resource: meta-arguments (terraform/meta.h), asked for with `meta(self)`; null where it says
  /// nothing. Apart from `value`: a provider may have an argument of any name.
  std::shared_ptr<const terraform::BodyValue> meta;
  bool unknown_instances = false;  ///< Stands for an unknown number of instances.

  /// The resource type: `kind` behind its first dot; empty for a module call.
  std::string_view type() const;
  bool is_data() const { return kind.starts_with("data."); }
  /// Where `path` stands, or the nearest block that exists. What the body has not is looked for among the meta-arguments:
  /// `lifecycle.prevent_destroy`.
  diag::Place place_of(std::string_view path) const;
  /// The value at `path` (`a.b`, `a[1].b`): attributes of nested blocks through the first block, or the one that is named; a block
  /// type alone is the tuple of its blocks. Null, with the origin of the nearest block, where nothing stands; unknown where the
  /// number of blocks is not known. Meta-arguments as in `place_of`.
  Value at(std::string_view path) const;
  /// How many blocks, or objects in their stead, `path` names: none where it is null or not known.
  size_t count(std::string_view path) const;

 private:
  /// The body, or the meta-arguments where only these have the first part of `path`; null where there is no body.
  const terraform::BodyValue* body_with(std::string_view path) const;
};

/// The origin step that makes a fact's object recognisable: a stem without attribute, whose context says that it is no reference.
value::Origin identity(const std::shared_ptr<const value::StemTarget>& target, const diag::Place& place);
/// Whether `step` is such a one: those say nothing about where an attribute's value came from.
bool is_identity(const value::OriginStep& step);

/// The meta-arguments of a fact as one object, empty where there are none.
Value meta_value(const Fact& fact);

/// A root as far as facts name it.
struct Root {
  std::string folder;
  std::string environment;
  std::string workspace;
  std::string environment_class;  ///< As the project's settings call it; may be empty.
  bool is_evidence = false;       ///< Of evidence, not of code.
};

/// All facts of one run. Read-only once made; safe from several threads.
class Facts {
 public:
  /// Takes over the resources and module calls of an evaluated root. Pointers to facts that were handed out before are no longer valid.
  uint32_t add(const terraform::RootEvaluation& evaluation);
  /// Further facts of roots that are there. The same holds for pointers.
  void add(std::vector<Fact> facts);
  /// Takes over facts that come from elsewhere, as those of a root of their own; the same holds for pointers. `Fact::root` is set here.
  uint32_t add(Root root, std::vector<Fact> facts);

  const std::vector<Root>& roots() const { return roots_; }
  std::span<const Fact> all() const { return facts_; }
  /// Facts of one kind in one root, by subject. `kind` may end in `.*`.
  std::vector<const Fact*> of_kind(uint32_t root, std::string_view kind) const;
  /// What a question about a fact of `asker` may see of `kind`: facts of its own root; evidence (`evidence.*`, `repo.*`, `estate`) of
  /// all roots; of an asker that is evidence itself, all roots.
  std::vector<const Fact*> seen_from(uint32_t asker, std::string_view kind) const;
  /// The fact that `target` identifies, or null.
  const Fact* of_target(const value::StemTarget* target) const;
  /// The fact whose object `value` is, or null: `self`, or an element of what a question returned.
  const Fact* of_value(const Value& value) const;
  /// By subject within a root, or null.
  const Fact* find(uint32_t root, std::string_view subject) const;

 private:
  uint32_t begin_root(Root root, size_t facts);
  void insert(Fact fact);

  std::vector<Root> roots_;
  std::vector<Fact> facts_;
  std::vector<std::unordered_map<std::string, std::vector<uint32_t>>> by_kind_;
  std::unordered_map<const value::StemTarget*, uint32_t> by_target_;
  std::vector<std::unordered_map<std::string, uint32_t>> by_subject_;
};

}  // namespace wafpp::facts
