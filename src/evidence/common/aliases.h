#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wafpp::evidence {

/// Which names mean the same vulnerability: what one file asserts of two names holds in both directions, and goes on from name to name.
/// Ids of distributions (DSA, ALAS, RHSA) bundle several vulnerabilities, and never join two. Views have to outlive it.
class Aliases {
 public:
  /// That all of `others` mean what `id` means.
  void add(std::string_view id, std::span<const std::string_view> others);
  /// The name that stands for all: the CVE id if the group has exactly one, else the smallest by (CVE, GHSA, other, text). A name that
  /// was never added stands for itself.
  std::string_view canonical(std::string_view id) const;
  /// Whether both are in one group.
  bool same(std::string_view a, std::string_view b) const;

 private:
  size_t index_of(std::string_view id);
  size_t root_of(size_t index) const;

  std::unordered_map<std::string_view, size_t> indices_;
  std::vector<std::string_view> names_;
  mutable std::vector<size_t> parents_;
  std::vector<size_t> sizes_;
  std::vector<std::string_view> best_;  ///< Of a root: the smallest name in its group, CVE ids before all others.
};

}  // namespace wafpp::evidence
