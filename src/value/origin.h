#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "diag/source.h"
#include "value/counted.h"

/// Provenance: where a value was written, through which references it came, which resource attributes it stems from, and, for
/// an unknown value, on what it hangs.
namespace wafpp::value {

/// Why a value is not known. The wording per language is `assess`'s.
enum class CauseKind : uint8_t {
  None,
  UnsetVariable,     ///< A root variable without default that nobody set; text: its name.
  AfterApply,        ///< An attribute of a managed resource that apply decides; text: its address with attribute.
  DataSource,        ///< Read from outside; text: the address with attribute.
  MissingModule,     ///< The module's source is not on disk; text: the module's address.
  Function,          ///< A function that this program does not evaluate, or whose result is not determined; text: its name.
  Limit,             ///< A limit of this program was reached; text: which.
  Error,             ///< Evaluation failed; a diagnostic says why; text: what.
  UnknownInstances,  ///< `count` or `for_each` is not known; text: the address.
  ProviderVersion,   ///< A default that differs between versions of the provider which may be in use; text: type and argument.
  OutsideEstate,     ///< Lies outside what was given to the run; text: what, by name where there is one.
  MissingEvidence,   ///< Evidence does not say; text: on what it hangs, in both languages: `whether the scan has ended`.
};

/// One resource instance or data instance, as provenance names it. Shared by all values that stem from it.
struct StemTarget {
  std::string type;     ///< `aws_kms_key`
  std::string address;  ///< Full instance address: `module.kms["eu"].aws_kms_key.this[0]`
  bool data = false;
  diag::Place place;  ///< The block's header.
  /// What stands for the instance where facts are kept; set there, once, before anybody asks.
  mutable const void* fact = nullptr;
};

class Value;
struct OriginStep;

/// A handle to one step of provenance; 8 bytes, cheap to copy, safe from several threads. Either empty, or the place of the
/// expression that wrote the value (the place lives in a syntax tree and must outlive the handle), or a counted step.
class Origin {
 public:
  constexpr Origin() = default;
  /// Written by the expression whose place is `place`: points into the tree, costs nothing.
  static Origin written(const diag::Place* place);
  static Origin step(OriginStep step);
  /// What came from several: drops empty ones and doubles; one left is itself.
  static Origin combined(std::vector<Origin> parents);
  static Origin combined(const Origin& a, const Origin& b);

  Origin(const Origin& other) : bits_(other.bits_) {
    if (is_counted()) counted()->retain();
  }
  Origin(Origin&& other) noexcept : bits_(other.bits_) { other.bits_ = 0; }
  Origin& operator=(Origin other) noexcept {
    swap(other);
    return *this;
  }
  void swap(Origin& other) noexcept { std::swap(bits_, other.bits_); }
  ~Origin() {
    if (is_counted() && counted()->release()) free(bits_);
  }

  bool empty() const { return bits_ == 0; }
  /// The step, or null when this is empty or a mere place.
  const OriginStep* step() const;
  /// The place of the outermost step, or the unknown place.
  diag::Place place() const;
  friend bool operator==(const Origin& a, const Origin& b) { return a.bits_ == b.bits_; }
  uintptr_t identity() const { return bits_; }

 private:
  static void free(uintptr_t last);
  bool is_counted() const { return bits_ != 0 && (bits_ & kPlaceBit) == 0; }
  const Counted* counted() const { return reinterpret_cast<const Counted*>(bits_); }  // NOLINT(performance-no-int-to-ptr)

  static constexpr uintptr_t kPlaceBit = 1;
  uintptr_t bits_ = 0;  // Lowest bit set: a `const diag::Place*`; else a counted node, whose head is its count.
};

/// What a step was built from: nearly always nothing or one, which then needs no memory of its own.
class Parents {
 public:
  Parents() = default;
  Parents(std::vector<Origin> parents);  // NOLINT(google-explicit-constructor): a list is what parents are.

  bool empty() const { return size() == 0; }
  size_t size() const { return many_ != nullptr ? many_->size() : one_.empty() ? 0 : 1; }
  const Origin* begin() const { return many_ != nullptr ? many_->data() : &one_; }
  const Origin* end() const { return begin() + size(); }
  const Origin& front() const { return *begin(); }
  /// An empty origin is no parent.
  void push_back(Origin parent);
  void clear() { *this = Parents(); }

  Parents(const Parents& other);
  Parents(Parents&&) noexcept = default;
  Parents& operator=(Parents&&) noexcept = default;
  ~Parents() = default;

 private:
  friend class Origin;
  Origin one_;
  std::unique_ptr<std::vector<Origin>> many_;  // Null: at most one.
};

struct OriginStep {
  enum class Kind : uint8_t {
    Binding,    ///< `text` was set here: a variable's default, a tfvars entry, a module argument, a local, an output.
    Reference,  ///< Read here through a reference, such as `var.kms_key_id`, which the text at `place` says.
    Stem,       ///< An attribute (`text`: its path, `arn`) of `target`. A leaf, or with the attribute's own origin as parent.
    Combined,   ///< Derived from all parents together.
    Cause,      ///< Unknown because of `cause`; `text` names the thing. A leaf, or with what led there.
  };
  Kind kind = Kind::Combined;
  CauseKind cause = CauseKind::None;
  diag::Place place;
  std::string text;
  /// For `Binding`: the context that set it, where there is one: `module.db`, `prod.tfvars`, `-var`, `TF_VAR_region`, `default`.
  std::string context;
  std::shared_ptr<const StemTarget> target;
  /// Of a text that `jsonencode` or `yamlencode` made: what it was made of. Each part of that has a place and an origin of its own, which
  /// the text as a whole has not.
  std::shared_ptr<const Value> encoded;
  Parents parents;
};

/// Walks the steps below `origin` depth first, parents in order, each once; `visit` returns false to leave a step's parents out.
/// Iterative: depth of the graph is no concern. Mere places are not visited (see `first_place`).
void walk(const Origin& origin, const std::function<bool(const OriginStep&)>& visit);
/// The first step in that order for which `wanted` holds, or null. Goes no further than it has to.
const OriginStep* find_step(const Origin& origin, const std::function<bool(const OriginStep&)>& wanted);
/// The first cause, or null.
const OriginStep* first_cause(const Origin& origin);
/// What steps name, each once: a cause by its kind and text, a stem by its target and attribute. A large graph names the same few often.
/// Steps that were added must outlive it.
class Named {
 public:
  /// False where another step named it before.
  bool add(const OriginStep& step);

 private:
  using Name = std::pair<uintptr_t, std::string_view>;
  struct Hash {
    size_t operator()(const Name& name) const {
      return std::hash<uintptr_t>()(name.first) * 31 + std::hash<std::string_view>()(name.second);
    }
  };
  std::unordered_set<Name, Hash> names_;
};

/// All resource attributes the value stems from, each once.
std::vector<const OriginStep*> stems(const Origin& origin);
/// All causes, each (kind, text) once.
std::vector<const OriginStep*> causes(const Origin& origin);
/// The place where the value was first written: follows first parents to the end.
diag::Place first_place(const Origin& origin);

}  // namespace wafpp::value
