#include "value/origin.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "value/counted.h"

// Provenance is a directed graph without cycles: a step is built after its parents and never changed. It can be deep (a chain of a
// million references is legal), so nothing here recurses: neither walking nor freeing.

namespace wafpp::value {

namespace {

constexpr uintptr_t kPlaceBit = 1;

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

Node* node_of(uintptr_t bits) { return bits == 0 || (bits & kPlaceBit) != 0 ? nullptr : reinterpret_cast<Node*>(bits); }

}  // namespace

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
  return combined({a, b});
}

Origin::Origin(const Origin& other) : bits_(other.bits_) {
  if (Node* node = node_of(bits_)) node->retain();
}

/// Steps that nobody holds any longer wait in a list, so that no destructor meets another: depth costs no stack.
void Origin::free(uintptr_t last) {
  std::vector<Node*> waiting{node_of(last)};
  while (!waiting.empty()) {
    Node* node = waiting.back();
    waiting.pop_back();
    for (Origin& parent : node->step.parents) {
      Node* held = node_of(std::exchange(parent.bits_, 0));
      if (held != nullptr && held->release()) waiting.push_back(held);
    }
    delete node;
  }
}

Origin::~Origin() {
  Node* node = node_of(bits_);
  if (node == nullptr || !node->release()) return;
  if (node->step.parents.empty()) {
    delete node;
  } else {
    free(bits_);
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
  std::unordered_set<const OriginStep*> seen;
  std::vector<const OriginStep*> stack;
  if (origin.step() != nullptr) stack.push_back(origin.step());
  while (!stack.empty()) {
    const OriginStep* step = stack.back();
    stack.pop_back();
    if (!seen.insert(step).second || !visit(*step)) continue;
    for (auto parent = step->parents.rbegin(); parent != step->parents.rend(); ++parent) {
      if (parent->step() != nullptr && !seen.contains(parent->step())) stack.push_back(parent->step());
    }
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
