#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wafpp::terraform {

/// Which kinds of `Declaration` somebody wants. On a large estate there are more of them than resources, and few controls ask for any.
class DeclaredKinds {
 public:
  /// Those that are listed; one that ends in `.*` is all that begin so.
  explicit DeclaredKinds(std::vector<std::string> kinds) : kinds_(std::move(kinds)) {}
  static DeclaredKinds all() { return {}; }
  bool contains(std::string_view kind) const;

 private:
  DeclaredKinds() = default;
  std::optional<std::vector<std::string>> kinds_;
};

}  // namespace wafpp::terraform
