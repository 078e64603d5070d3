#include "value/origin.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_set>
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

/// Steps that were seen: a row as long as they are few.
class Visited {
 public:
  bool has(const OriginStep* step) const {
    if (!many_.empty()) return many_.contains(step);
    return std::find(few_.begin(), few_.end(), step) != few_.end();
  }
  /// False where it was there.
  bool add(const OriginStep* step) {
    if (!many_.empty()) return many_.insert(step).second;
    if (has(step)) return false;
    few_.push_back(step);
    constexpr size_t kFew = 16;
    if (few_.size() > kFew) many_.insert(few_.begin(), few_.end());
    return true;
  }

 private:
  std::vector<const OriginStep*> few_;
  std::unordered_set<const OriginStep*> many_;  // Empty, or all of them.
};

Node* node_of(uintptr_t bits) {
  constexpr uintptr_t kIsPlace = 1;
  return bits == 0 || (bits & kIsPlace) != 0 ? nullptr : reinterpret_cast<Node*>(bits);
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
  if ((bits_ & kPlaceBit) != 0) return *reinterpret_cast<const diag::Place*>(bits_ & ~kPlaceBit);
  const OriginStep* outermost = step();
  return outermost == nullptr ? diag::Place{} : outermost->place;
}

void walk(const Origin& origin, const std::function<bool(const OriginStep&)>& visit) {
  const OriginStep* first = origin.step();
  if (first == nullptr || !visit(*first) || first->parents.empty()) return;
  // Nearly all provenance is a short chain: only what branches can come back to a step, and needs to know where it has been.
  while (first->parents.size() == 1) {
    first = first->parents.front().step();
    if (first == nullptr || !visit(*first)) return;
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
    if (visited.add(step) && visit(*step)) push_parents(*step);
  }
}

std::vector<const OriginStep*> stems(const Origin& origin) {
  std::vector<const OriginStep*> result;
  std::set<std::tuple<bool, std::string_view, std::string_view>> seen;
  walk(origin, [&](const OriginStep& step) {
    if (step.kind == OriginStep::Kind::Stem && step.target != nullptr) {
      if (seen.emplace(step.target->data, step.target->address, step.text).second) result.push_back(&step);
    }
    return true;
  });
  return result;
}

std::vector<const OriginStep*> causes(const Origin& origin) {
  std::vector<const OriginStep*> result;
  std::set<std::pair<CauseKind, std::string_view>> seen;
  walk(origin, [&](const OriginStep& step) {
    if (step.kind == OriginStep::Kind::Cause && seen.emplace(step.cause, step.text).second) result.push_back(&step);
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
