#include "value/origin.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "value/counted.h"

// Provenance is a directed graph without cycles: a step is built after its parents and never changed. It can be deep (a chain of a
// million references is legal), so nothing here recurses: neither walking nor freeing.

namespace wafpp::value {

namespace {

/// Lets go of what a text was made of. That may hold texts made of others, and so on: the innermost call only leaves its own to the
/// outermost, so that this too costs no stack.
void let_go(std::shared_ptr<const Value> encoded) {
  thread_local std::vector<std::shared_ptr<const Value>> waiting;
  thread_local bool is_running = false;
  waiting.push_back(std::move(encoded));
  if (is_running) return;
  is_running = true;
  while (!waiting.empty()) {
    std::shared_ptr<const Value> next = std::move(waiting.back());
    waiting.pop_back();
    next.reset();
  }
  is_running = false;
}

struct Node : Counted {
  explicit Node(OriginStep s) : step(std::move(s)) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  ~Node() {
    if (step.encoded != nullptr) let_go(std::move(step.encoded));
  }
  OriginStep step;
};

/// Pointers that were seen: a row as long as they are few, then a table with open addresses, at most half full.
class Visited {
 public:
  bool has(const void* pointer) const {
    if (table_.empty()) return std::find(few_.begin(), few_.begin() + size_, pointer) != few_.begin() + size_;
    return table_[slot(table_, pointer)] == pointer;
  }
  /// False where it was there.
  bool add(const void* pointer) {
    if (has(pointer)) return false;
    if (table_.empty() && size_ < kFew) {
      few_[size_++] = pointer;
      return true;
    }
    if ((size_ + 1) * 2 > table_.size()) grow();
    table_[slot(table_, pointer)] = pointer;
    ++size_;
    return true;
  }

 private:
  static constexpr size_t kFew = 16;
  using Table = std::vector<const void*>;

  /// Where `pointer` is, or would be.
  static size_t slot(const Table& table, const void* pointer) {
    constexpr uint64_t kGolden = 0x9e3779b97f4a7c15;
    size_t mask = table.size() - 1;
    size_t at = static_cast<size_t>((reinterpret_cast<uintptr_t>(pointer) * kGolden) >> 32) & mask;
    while (table[at] != nullptr && table[at] != pointer) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    constexpr size_t kFirst = 64;
    Table larger(table_.empty() ? kFirst : table_.size() * 4);
    if (table_.empty()) {
      for (size_t i = 0; i < size_; ++i) larger[slot(larger, few_[i])] = few_[i];
    }
    for (const void* pointer : table_) {
      if (pointer != nullptr) larger[slot(larger, pointer)] = pointer;
    }
    table_ = std::move(larger);
  }

  std::array<const void*, kFew> few_;
  size_t size_ = 0;
  Table table_;  // Empty as long as they are few; else a power of two.
};

Node* node_of(uintptr_t bits) {
  constexpr uintptr_t kIsPlace = 1;
  return bits == 0 || (bits & kIsPlace) != 0 ? nullptr : reinterpret_cast<Node*>(bits);  // NOLINT(performance-no-int-to-ptr)
}

}  // namespace

Parents::Parents(std::vector<Origin> parents) {
  if (parents.size() == 1) {
    one_ = std::move(parents.front());
  } else if (!parents.empty()) {
    many_ = std::make_unique<std::vector<Origin>>(std::move(parents));
  }
}

Parents::Parents(const Parents& other)
    : one_(other.one_), many_(other.many_ != nullptr ? std::make_unique<std::vector<Origin>>(*other.many_) : nullptr) {}

void Parents::push_back(Origin parent) {
  if (parent.empty()) return;
  if (many_ != nullptr) {
    many_->push_back(std::move(parent));
  } else if (one_.empty()) {
    one_ = std::move(parent);
  } else {
    many_ = std::make_unique<std::vector<Origin>>();
    many_->reserve(2);
    many_->push_back(std::exchange(one_, Origin()));
    many_->push_back(std::move(parent));
  }
}

Origin Origin::written(const diag::Place* place) {
  static_assert(alignof(diag::Place) >= 2, "the lowest bit says that this is a place");
  Origin result;
  if (place != nullptr) result.bits_ = reinterpret_cast<uintptr_t>(place) | kPlaceBit;
  return result;
}

Origin Origin::step(OriginStep step) {
  Origin result;
  result.bits_ = reinterpret_cast<uintptr_t>(new Node(std::move(step)));
  return result;
}

Origin Origin::combined(std::vector<Origin> parents) {
  constexpr size_t kFew = 16;
  std::vector<Origin> kept;
  std::unordered_set<uintptr_t> seen;
  bool few = parents.size() <= kFew;
  for (Origin& parent : parents) {
    if (parent.empty()) continue;
    bool fresh = few ? std::find(kept.begin(), kept.end(), parent) == kept.end() : seen.insert(parent.bits_).second;
    if (fresh) kept.push_back(std::move(parent));
  }
  if (kept.empty()) return {};
  if (kept.size() == 1) return std::move(kept.front());
  OriginStep result;
  result.kind = OriginStep::Kind::Combined;
  result.parents = std::move(kept);
  return step(std::move(result));
}

Origin Origin::combined(const Origin& a, const Origin& b) {
  if (b.empty() || a == b) return a;
  if (a.empty()) return b;
  OriginStep result;
  result.kind = OriginStep::Kind::Combined;
  result.parents.push_back(a);
  result.parents.push_back(b);
  return step(std::move(result));
}

/// Steps that nobody holds any longer wait in a list, so that no destructor meets another: depth costs no stack.
void Origin::free(uintptr_t last) {
  Node* only = node_of(last);
  // A chain needs no list.
  while (only != nullptr && only->step.parents.many_ == nullptr) {
    Node* parent = node_of(std::exchange(only->step.parents.one_.bits_, 0));
    delete only;
    only = parent != nullptr && parent->release() ? parent : nullptr;
  }
  if (only == nullptr) return;
  // Few are the rule: they need no memory of their own.
  constexpr size_t kFew = 16;
  std::array<Node*, kFew> few;
  size_t count = 0;
  std::vector<Node*> more;
  auto let_go_of = [&](Origin& parent) {
    Node* held = node_of(std::exchange(parent.bits_, 0));
    if (held == nullptr || !held->release()) return;
    if (count < kFew) {
      few[count++] = held;
    } else {
      more.push_back(held);
    }
  };
  few[count++] = only;
  while (count > 0) {
    Node* node = nullptr;
    if (!more.empty()) {
      node = more.back();
      more.pop_back();
    } else {
      node = few[--count];
    }
    Parents& parents = node->step.parents;
    let_go_of(parents.one_);
    if (parents.many_ != nullptr) std::for_each(parents.many_->begin(), parents.many_->end(), let_go_of);
    delete node;
  }
}

const OriginStep* Origin::step() const {
  Node* node = node_of(bits_);
  return node == nullptr ? nullptr : &node->step;
}

diag::Place Origin::place() const {
  if ((bits_ & kPlaceBit) != 0) return *reinterpret_cast<const diag::Place*>(bits_ & ~kPlaceBit);  // NOLINT(performance-no-int-to-ptr)
  const OriginStep* outermost = step();
  return outermost == nullptr ? diag::Place{} : outermost->place;
}

namespace {

enum class Visit : uint8_t { Into, Over, End };

/// `visit` says for each step how to go on.
template <typename F>
void walk_steps(const Origin& origin, const F& visit) {
  const OriginStep* first = origin.step();
  if (first == nullptr || visit(*first) != Visit::Into || first->parents.empty()) return;
  // Nearly all provenance is a short chain: only what branches can come back to a step, and needs to know where it has been.
  while (first->parents.size() == 1) {
    first = first->parents.front().step();
    if (first == nullptr || visit(*first) != Visit::Into) return;
  }
  Visited visited;
  std::vector<const OriginStep*> stack;
  auto push_parents = [&](const OriginStep& step) {
    for (size_t at = step.parents.size(); at > 0; --at) {
      const OriginStep* parent = step.parents.begin()[at - 1].step();
      if (parent != nullptr && !visited.has(parent)) stack.push_back(parent);
    }
  };
  push_parents(*first);
  while (!stack.empty()) {
    const OriginStep* step = stack.back();
    stack.pop_back();
    if (!visited.add(step)) continue;
    Visit next = visit(*step);
    if (next == Visit::End) return;
    if (next == Visit::Into) push_parents(*step);
  }
}

}  // namespace

void walk(const Origin& origin, const std::function<bool(const OriginStep&)>& visit) {
  walk_steps(origin, [&](const OriginStep& step) { return visit(step) ? Visit::Into : Visit::Over; });
}

const OriginStep* find_step(const Origin& origin, const std::function<bool(const OriginStep&)>& wanted) {
  const OriginStep* found = nullptr;
  walk_steps(origin, [&](const OriginStep& step) {
    if (!wanted(step)) return Visit::Into;
    found = &step;
    return Visit::End;
  });
  return found;
}

const OriginStep* first_cause(const Origin& origin) {
  return find_step(origin, [](const OriginStep& step) { return step.kind == OriginStep::Kind::Cause; });
}

bool Named::add(const OriginStep& step) {
  bool is_stem = step.kind == OriginStep::Kind::Stem;
  return names_.emplace(is_stem ? reinterpret_cast<uintptr_t>(step.target.get()) : static_cast<uintptr_t>(step.cause), step.text).second;
}

std::vector<const OriginStep*> stems(const Origin& origin) {
  std::vector<const OriginStep*> result;
  Named named;
  std::set<std::tuple<bool, std::string_view, std::string_view>> seen;
  walk(origin, [&](const OriginStep& step) {
    if (step.kind == OriginStep::Kind::Stem && step.target != nullptr && named.add(step)) {
      if (seen.emplace(step.target->data, step.target->address, step.text).second) result.push_back(&step);
    }
    return true;
  });
  return result;
}

std::vector<const OriginStep*> causes(const Origin& origin) {
  std::vector<const OriginStep*> result;
  Named named;
  walk(origin, [&](const OriginStep& step) {
    if (step.kind == OriginStep::Kind::Cause && named.add(step)) result.push_back(&step);
    return true;
  });
  return result;
}

diag::Place first_place(const Origin& origin) {
  const Origin* at = &origin;
  diag::Place result = at->place();
  while (at->step() != nullptr && !at->step()->parents.empty()) {
    at = &at->step()->parents.front();
    if (at->place().known()) result = at->place();
  }
  return result;
}

}  // namespace wafpp::value
