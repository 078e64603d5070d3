#include "evidence/common/aliases.h"

#include <algorithm>
#include <utility>

namespace wafpp::evidence {

namespace {

int rank(std::string_view id) {
  if (id.starts_with("CVE-")) return 0;
  return id.starts_with("GHSA-") ? 1 : 2;
}

std::string_view smaller(std::string_view a, std::string_view b) { return std::pair(rank(a), a) <= std::pair(rank(b), b) ? a : b; }

bool bundles(std::string_view id) {
  constexpr std::string_view kBundles[] = {"ALAS",  "ALSA-", "DLA-",  "DSA-",  "ELSA-", "FEDORA-",
                                           "RHBA-", "RHEA-", "RHSA-", "RLSA-", "SUSE-", "USN-"};
  return std::any_of(std::begin(kBundles), std::end(kBundles), [&](std::string_view start) { return id.starts_with(start); });
}

}  // namespace

size_t Aliases::index_of(std::string_view id) {
  auto [found, is_new] = indices_.emplace(id, names_.size());
  if (is_new) {
    parents_.push_back(names_.size());
    names_.push_back(id);
    sizes_.push_back(1);
    best_.push_back(id);
  }
  return found->second;
}

size_t Aliases::root_of(size_t index) const {
  while (parents_[index] != index) {
    parents_[index] = parents_[parents_[index]];
    index = parents_[index];
  }
  return index;
}

void Aliases::add(std::string_view id, std::span<const std::string_view> others) {
  size_t self = index_of(id);
  if (bundles(id)) return;
  for (std::string_view other : others) {
    if (other.empty() || bundles(other)) continue;
    size_t a = root_of(self);
    size_t b = root_of(index_of(other));
    if (a == b) continue;
    if (sizes_[a] < sizes_[b]) std::swap(a, b);
    parents_[b] = a;
    sizes_[a] += sizes_[b];
    best_[a] = smaller(best_[a], best_[b]);
  }
}

std::string_view Aliases::canonical(std::string_view id) const {
  auto found = indices_.find(id);
  if (found == indices_.end()) return id;
  // With several CVE ids there is no one that is more right than the others: the smallest stands for all, always the same.
  return best_[root_of(found->second)];
}

bool Aliases::same(std::string_view a, std::string_view b) const {
  if (a == b) return true;
  auto first = indices_.find(a);
  auto second = indices_.find(b);
  return first != indices_.end() && second != indices_.end() && root_of(first->second) == root_of(second->second);
}

}  // namespace wafpp::evidence
