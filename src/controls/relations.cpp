#include "controls/relations.h"

#include <algorithm>
#include <array>
#include <set>

#include "controls/block_paths.h"

namespace wafpp::controls {
namespace {

constexpr size_t kMaxOpen = 4;

/// The strings and unknowns in a value: itself, or the elements of a collection.
void for_each_leaf(const Value& value, const std::function<void(const Value&)>& visit) {
  if (value.is_known() && !value.is_null()) {
    switch (value.kind()) {
      case value::TypeKind::List:
      case value::TypeKind::Set:
      case value::TypeKind::Tuple:
        for (const Value& element : value.elements()) visit(element);
        return;
      default:
        break;
    }
  }
  visit(value);
}

bool is_text(const Value& value) { return value.kind() == value::TypeKind::String && value.is_known() && !value.is_null(); }

/// Whether an attribute is the identity of its own resource, never the name of another: a key's ARN, a bucket, an id of Azure or Google.
/// (An id of AWS may be: that of `aws_s3_bucket_versioning` is the bucket's name.)
bool is_own_identity(const value::OriginStep& stem) {
  std::string_view type = stem.target->type;
  std::string_view name = stem.text;
  if (stem.target->data) return false;
  if (type.starts_with("aws_kms_")) return name == "arn" || name == "id" || name == "key_id";
  if (type == "aws_s3_bucket" || type == "aws_s3_directory_bucket") return name == "arn" || name == "id" || name == "bucket";
  if (type.starts_with("azurerm_")) return name == "id";
  return type.starts_with("google_") && (name == "id" || name == "self_link");
}

void add_once(std::vector<const Fact*>& facts, const Fact* fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

}  // namespace

std::vector<Value> names_of(const Fact& fact) {
  constexpr std::array<std::string_view, 6> kNames = {"name", "id", "arn", "bucket", "identifier", "self_link"};
  std::vector<Value> names;
  for (std::string_view path : kNames) {
    if (Value name = fact.at(path); is_text(name)) names.push_back(std::move(name));
  }
  return names;
}

bool is_verbatim(const Value& value, const value::OriginStep& stem, const Fact& target) {
  if (!is_text(value)) return true;
  Value attribute = target.at(stem.text);
  return !is_text(attribute) || attribute.as_string() == value.as_string();
}

struct Relations::Index {
  struct Entry {
    const Fact* fact = nullptr;
    const value::StemTarget* stem = nullptr;  ///< From which the text was taken as it is, where it was.
  };
  std::unordered_map<const value::StemTarget*, std::vector<const Fact*>> by_stem;
  std::unordered_map<std::string, std::vector<Entry>> by_text;
  /// Facts whose attribute is not known, by the types of the resources that it stems from: it may hold the name of anything else.
  std::map<std::set<std::string>, std::vector<const Fact*>> open;
};

struct Relations::Slot {
  std::once_flag made;
  std::unique_ptr<const Index> index;
};

Relations::Relations(const facts::Facts& facts) : facts_(facts) {}
Relations::~Relations() = default;

std::unique_ptr<const Relations::Index> Relations::build(const facts::Facts& facts, uint32_t root, std::string_view kind,
                                                         std::string_view path) {
  auto index = std::make_unique<Index>();
  for (const Fact* fact : facts.of_kind(root, kind)) {
    auto add_leaf = [&](const Value& leaf) {
      if (leaf.is_known() && leaf.is_null()) return;
      const value::StemTarget* taken_from = nullptr;
      std::set<std::string> types;
      bool hangs_on_more = false;
      bool is_certain = true;
      value::walk(leaf.origin(), [&](const value::OriginStep& step) {
        if (facts::is_identity(step)) return false;
        // That an attribute is known after apply, or read by a lookup, is said by its stem; every other cause is one more choice.
        if (step.kind == value::OriginStep::Kind::Cause && step.cause != value::CauseKind::AfterApply &&
            step.cause != value::CauseKind::DataSource)
          hangs_on_more = true;
        if (step.kind != value::OriginStep::Kind::Stem) return true;
        types.insert(step.target->type);
        is_certain = is_certain && is_own_identity(step);
        const Fact* target = facts.of_target(step.target.get());
        if (target == nullptr || !is_verbatim(leaf, step, *target)) return true;
        if (taken_from == nullptr) taken_from = step.target.get();
        std::vector<const Fact*>& pointing = index->by_stem[step.target.get()];
        if (pointing.empty() || pointing.back() != fact) pointing.push_back(fact);
        // What that attribute was set to is pointed at as well: `aws_s3_bucket_versioning.logs.bucket` is the bucket's.
        return true;
      });
      if (is_text(leaf)) {
        index->by_text[std::string(leaf.as_string())].push_back({fact, taken_from});
      } else if (!leaf.is_known() && (hangs_on_more || types.empty() || !is_certain)) {
        index->open[hangs_on_more ? std::set<std::string>() : types].push_back(fact);
      }
    };
    for (const Value& value : values_at(*fact, path)) for_each_leaf(value, add_leaf);
  }
  return index;
}

const Relations::Index& Relations::index(uint32_t root, std::string_view kind, std::string_view path) const {
  Slot* slot = nullptr;
  {
    std::lock_guard lock(mutex_);
    key_.clear();
    key_.append(reinterpret_cast<const char*>(&root), sizeof(root)).append(kind).append(1, '\n').append(path);
    auto found = slots_.find(key_);
    if (found == slots_.end()) found = slots_.emplace(key_, std::make_unique<Slot>()).first;
    slot = found->second.get();
  }
  std::call_once(slot->made, [&] { slot->index = build(facts_, root, kind, path); });
  return *slot->index;
}

Relations::Kept& Relations::kept_for(const Fact& fact, const void* tag) const {
  std::lock_guard lock(mutex_);
  return kept_[{&fact, tag}];
}

Relations::Related Relations::pointing_at(const Fact& target, std::string_view kind, std::string_view path,
                                          const std::vector<Value>& names) const {
  const Index& index = this->index(target.root, kind, path);
  Related related;
  if (auto found = index.by_stem.find(target.target.get()); found != index.by_stem.end()) related.facts = found->second;
  size_t by_stem = related.facts.size();
  for (const Value& name : names) {
    if (!is_text(name) || name.as_string().empty()) continue;
    auto found = index.by_text.find(std::string(name.as_string()));
    if (found == index.by_text.end()) continue;
    for (const Index::Entry& entry : found->second) {
      // The same name may occur twice, in two accounts: a reference says which one is meant.
      if (entry.stem != nullptr && entry.stem != target.target.get() && entry.stem->type == target.target->type &&
          entry.stem->data == target.target->data)
        continue;
      if (by_stem == 0 || std::find(related.facts.begin(), related.facts.begin() + static_cast<ptrdiff_t>(by_stem), entry.fact) ==
                              related.facts.begin() + static_cast<ptrdiff_t>(by_stem))
        related.facts.push_back(entry.fact);
    }
  }
  // In the order of the facts, which is by subject.
  std::sort(related.facts.begin(), related.facts.end());
  related.facts.erase(std::unique(related.facts.begin(), related.facts.end()), related.facts.end());
  for (const auto& [types, facts] : index.open) {
    if (types.contains(target.target->type)) continue;
    for (const Fact* fact : facts) {
      if (related.open.size() == kMaxOpen) break;
      add_once(related.open, fact);
    }
  }
  return related;
}

Relations::Named Relations::named(uint32_t root, const Value& value, const std::vector<Candidate>& candidates) const {
  Named named;
  if (value.is_known() && (value.is_null() || (is_text(value) && value.as_string().empty()))) {
    named.nothing = true;
    return named;
  }
  std::vector<const Fact*> found;
  bool hangs_on_more = false;
  value::walk(value.origin(), [&](const value::OriginStep& step) {
    if (facts::is_identity(step)) return false;
    if (step.kind == value::OriginStep::Kind::Cause) hangs_on_more = true;
    if (step.kind != value::OriginStep::Kind::Stem) return true;
    const Fact* target = facts_.of_target(step.target.get());
    bool fits = target != nullptr && std::any_of(candidates.begin(), candidates.end(),
                                                 [&](const Candidate& candidate) { return target->kind == candidate.kind; });
    if (fits && is_verbatim(value, step, *target)) {
      add_once(found, target);
      return false;
    }
    hangs_on_more = true;
    return true;
  });
  if (is_text(value)) {
    if (found.size() == 1) {
      named.fact = found.front();
      return named;
    }
    for (const Candidate& candidate : candidates) {
      const Index& index = this->index(root, candidate.kind, candidate.path);
      auto by_text = index.by_text.find(std::string(value.as_string()));
      if (by_text == index.by_text.end()) continue;
      named.fact = by_text->second.front().fact;
      return named;
    }
    named.name = std::string(value.as_string());
    return named;
  }
  if (found.size() == 1 && !hangs_on_more) {
    named.fact = found.front();
    return named;
  }
  named.open = value.origin();
  return named;
}

}  // namespace wafpp::controls
