#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
  uint32_t order = 0;   ///< Place among the facts of its root, in the order in which they came; set by `Facts`.
  /// The attributes as one object: what `self` is. Its own origin names the fact (see `identity`), so that a function that is given
  /// the object knows whose it is. Where it was not set it is made of the body when first asked for; safe from several threads.
  const Value& value() const;
  void set_value(Value value) { made_.set(std::move(value)); }
  std::shared_ptr<const terraform::BodyValue> body;  ///< For places; null for what has none, such as a module call.
  diag::Place place;                                 ///< The header of the block, or what stands for it.
  std::shared_ptr<const value::StemTarget> target;   ///< Identity in provenance; null of one that was released.
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

  /// A value that is perhaps not there yet.
  class Made {
   public:
    Made() = default;
    Made(const Made& other) : value_(other.value_), is_there_(other.is_there_.load()) {}
    Made(Made&& other) noexcept : value_(std::move(other.value_)), is_there_(other.is_there_.load()) {}
    Made& operator=(Made other) noexcept {
      value_ = std::move(other.value_);
      is_there_ = other.is_there_.load();
      return *this;
    }
    ~Made() = default;
    bool is_there() const { return is_there_.load(std::memory_order_acquire); }
    const Value& get() const { return value_; }
    void set(Value value) {
      value_ = std::move(value);
      is_there_.store(true, std::memory_order_release);
    }

   private:
    Value value_;
    std::atomic<bool> is_there_ = false;
  };
  mutable Made made_;
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

/// All facts of one run. What is there may be asked from several threads. A fact stays where it is until the end.
class Facts {
 public:
  /// Roots of code whose facts follow by `fill`, as the next ones.
  void expect(std::vector<Root> roots);
  /// Takes the resources of an expected root, which may be a million, and what module calls, declarations and the workspace say; once
  /// each. Several threads may fill different roots, and ask about roots that are filled.
  void fill(uint32_t root, terraform::RootEvaluation&& evaluation);
  /// Both at once.
  uint32_t add(terraform::RootEvaluation&& evaluation);
  /// Further facts of roots that are there; several threads may add to different roots.
  void add(std::vector<Fact> facts);
  /// Takes over facts that come from elsewhere, as those of a root of their own. `Fact::root` is set here.
  uint32_t add(Root root, std::vector<Fact> facts);
  /// Lets go of what a root's facts hold (value, body, meta-arguments, path, target), but for the kinds that are still wanted: of the
  /// others remain kind, subject, place, module and provider. There may be a million of them, and their verdicts are all that is left to
  /// say.
  void release(uint32_t root, const std::function<bool(std::string_view kind)>& is_wanted);

  const std::vector<Root>& roots() const { return roots_; }
  /// Of all roots, in their order.
  std::vector<const Fact*> all() const;
  /// How many a root has.
  size_t count(uint32_t root) const;
  /// Facts of one kind in one root, by subject. `kind` may end in `.*`.
  std::vector<const Fact*> of_kind(uint32_t root, std::string_view kind) const;
  /// The kinds that a root has facts of, in no order.
  std::vector<std::string_view> kinds(uint32_t root) const;
  bool has_kind(uint32_t root, std::string_view kind) const;
  /// What a question about a fact of `asker` may see of `kind`: facts of its own root; evidence (`evidence.*`, `repo.*`, `estate`) of
  /// all roots; of an asker that is evidence itself, all roots.
  std::vector<const Fact*> seen_from(uint32_t asker, std::string_view kind) const;
  /// The fact that `target` identifies, or null.
  static const Fact* of_target(const value::StemTarget* target) { return static_cast<const Fact*>(target->fact); }
  /// The fact whose object `value` is, or null: `self`, or an element of what a question returned.
  const Fact* of_value(const Value& value) const;
  /// By subject within a root, or null.
  const Fact* find(uint32_t root, std::string_view subject) const;

 private:
  /// Names in the maps are views into the facts.
  struct OfRoot {
    std::vector<std::vector<Fact>> parts;  ///< Each as it was added: none grows.
    std::unordered_map<std::string_view, std::vector<const Fact*>> by_kind;
    std::unordered_map<std::string_view, const Fact*> by_subject;
    uint32_t count = 0;
  };
  static void take(OfRoot& root, std::vector<Fact> facts);

  std::vector<Root> roots_;
  std::vector<std::unique_ptr<OfRoot>> facts_;  ///< By root.
};

/// Whether `kind` is evidence, which questions about any root may see: `evidence.*`, `repo.*`, `estate`.
bool is_evidence_kind(std::string_view kind);

}  // namespace wafpp::facts
