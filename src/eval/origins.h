#pragma once

#include <vector>

#include "value/value.h"

/// How provenance goes on from a container to what is inside.
namespace wafpp::eval {

/// The way from a container to something inside of it. The members of `var.settings` were written somewhere, each in its place; that
/// the whole was set in `prod.tfvars`, through `module.db`, is said by the container's bindings alone. The way keeps these, and
/// only these: what else the container stems from (other members, arguments of the function that built it) says nothing about this
/// one.
class Descent {
 public:
  /// Goes into `container`.
  void enter(const value::Origin& container);
  /// The origin of the member reached: its own, seen through the bindings passed on the way; where it has none of its own, that
  /// of the nearest container that has one.
  value::Origin arrive(const value::Origin& member) const;

 private:
  std::vector<value::Origin> bindings_;  // Outermost first.
  value::Origin nearest_;
  size_t before_nearest_ = 0;  // Bindings passed before `nearest_` was entered.
};

/// The origin of `member`, which lies directly inside of `container`.
value::Origin origin_inside(const value::Origin& container, const value::Origin& member);

}  // namespace wafpp::eval
