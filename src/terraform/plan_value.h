#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/arena.h"
#include "diag/source.h"
#include "documents/json.h"
#include "terraform/body.h"

/// From the JSON of plans and states to values and bodies.
namespace wafpp::terraform {

/// What values of one file point into: places and names. Kept as long as they are.
class PlanMemory {
 public:
  explicit PlanMemory(diag::SourceId source) : source_(source) {}
  diag::SourceId source() const { return source_; }
  /// The origin of a value that stands at `place`.
  value::Origin written(const diag::Place& place) { return value::Origin::written(arena_.make<diag::Place>(place)); }
  value::Origin written(const documents::JsonValue& json) { return written(json.place(source_)); }
  /// The same text, each once.
  std::string_view name(std::string_view text);

 private:
  diag::SourceId source_;
  base::Arena arena_;
  std::unordered_set<std::string_view> names_;
};

/// The name and the value of a member.
inline diag::Place member_place(const documents::JsonMember& member, diag::SourceId source) {
  return {source, member.name_begin, member.value.end()};
}

/// Members of an object by name, in constant time each where there are many.
class MemberIndex {
 public:
  explicit MemberIndex(const documents::JsonValue* object);
  const documents::JsonMember* find(std::string_view name) const;

 private:
  std::span<const documents::JsonMember> members_;
  std::vector<uint32_t> by_name_;  ///< Sorted, only where there are many; of one name the last stands last.
};

/// A value with what a plan says about it elsewhere; each may be null.
struct PlannedJson {
  const documents::JsonValue* value = nullptr;
  const documents::JsonValue* unknown = nullptr;    ///< `after_unknown`: true, or a tree with true in it.
  const documents::JsonValue* sensitive = nullptr;  ///< `after_sensitive`
};

/// The value, exact: numbers with all their digits, arrays as tuples, unknown and sensitive as the plan marks them.
Value planned_value(const PlannedJson& planned, PlanMemory& memory);

/// How the configuration writes a resource, as far as it is known.
struct Writing {
  /// `expressions` of the resource; null where there is no configuration: then everything counts as written.
  const documents::JsonValue* expressions = nullptr;
  /// The resource existed before: what is not written there may be what the service chose.
  bool existed = false;
};

/// The body of a resource, with what the configuration does not write left out where it is null or not known: the service decides
/// that, and a control sees that nobody said anything.
struct PlannedBody {
  std::shared_ptr<BodyValue> body;
  /// Of what was left out: names of what is not known, and values that are.
  std::vector<std::string_view> unset_unknown;
  std::vector<std::pair<std::string_view, Value>> unset_known;
};
PlannedBody planned_body(const PlannedJson& planned, const Writing& writing, const diag::Place& header, const diag::Place& whole,
                         PlanMemory& memory);

/// Whether a node of `expressions` is an expression (`references`, `constant_value`) and not a block's.
bool is_expression(const documents::JsonValue& node);

}  // namespace wafpp::terraform
