#include "terraform/similar.h"

#include <algorithm>

namespace wafpp::terraform {

namespace {

/// Edit distance of short names, in which two letters that changed places are one edit; anything over `limit` is `limit + 1`.
size_t distance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit || a.size() > 64 || b.size() > 64) return limit + 1;
  std::vector<size_t> before(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  std::vector<size_t> next(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string_view>& known) {
  const size_t none = std::max<size_t>(1, name.size() / 3) + 1;
  size_t best = none;
  std::string_view result;
  for (std::string_view candidate : known) {
    size_t away = distance(name, candidate, best);
    if (away == best && away < none) result = {};
    if (away < best) {
      best = away;
      result = candidate;
    }
  }
  return std::string(result);
}

}  // namespace wafpp::terraform
