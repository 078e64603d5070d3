#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wafpp::terraform {

/// Which kinds of `Declaration` somebody wants. On a large estate there are more of them than resources, and few controls ask for any.
class DeclaredKinds {
 public:
  /// Those that are listed; one that ends in `.*` is all that begin so.
  explicit DeclaredKinds(const std::vector<std::string>& kinds);
  static DeclaredKinds all() { return {}; }
  bool contains(std::string_view kind) const;

 private:
  DeclaredKinds() = default;
  bool is_limited_ = false;
  std::set<std::string, std::less<>> kinds_;
  std::vector<std::string> prefixes_;
};

}  // namespace wafpp::terraform
