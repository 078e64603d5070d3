#include "eval/origins.h"

#include <utility>

#include "eval/evaluation.h"

namespace wafpp::eval {

using value::OriginStep;

namespace {

// A chain of modules deeper than this is shown from its beginning.
constexpr size_t kMostBindings = 16;

bool is_passed_through(const OriginStep* step) {
  return step != nullptr && (step->kind == OriginStep::Kind::Binding || step->kind == OriginStep::Kind::Reference) &&
         step->parents.size() <= 1;
}

}  // namespace

void Descent::enter(const Origin& container) {
  if (container.empty()) return;
  nearest_ = container;
  before_nearest_ = bindings_.size();
  const Origin* at = &container;
  while (is_passed_through(at->step()) && bindings_.size() < kMostBindings) {
    bindings_.push_back(*at);
    if (at->step()->parents.empty()) return;
    at = &at->step()->parents.front();
  }
}

Origin Descent::arrive(const Origin& member) const {
  bool own = !member.empty() && !(member == nearest_);
  Origin result = own ? member : nearest_;
  for (size_t i = own ? bindings_.size() : before_nearest_; i > 0; --i) {
    OriginStep step = *bindings_[i - 1].step();
    step.parents.clear();
    step.parents.push_back(std::move(result));
    result = Origin::step(std::move(step));
  }
  return result;
}

Origin origin_inside(const Origin& container, const Origin& member) {
  if (member.empty()) return container;
  if (container.step() == nullptr || container == member) return member;
  Descent descent;
  descent.enter(container);
  return descent.arrive(member);
}

void Origins::add(const Origin& origin) {
  if (origin.step() == nullptr) return;
  if (first_.empty()) {
    first_ = origin;
  } else if (!(origin == first_)) {
    more_.push_back(origin);
  }
}

Origin Origins::united(const Origin& otherwise) && {
  if (first_.empty()) return otherwise;
  if (more_.empty()) return std::move(first_);
  more_.insert(more_.begin(), std::move(first_));
  return Origin::combined(std::move(more_));
}

}  // namespace wafpp::eval
