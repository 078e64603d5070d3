#include "evidence/aws_ecr/scanning.h"

#include <algorithm>

#include "base/wildcard.h"

namespace wafpp::evidence {

std::vector<std::string> scan_frequencies(const Value& registry, std::string_view repository) {
  std::vector<std::string> found;
  const Value* rules = registry.has_content() ? registry.find("rules") : nullptr;
  if (rules == nullptr || !rules->has_content()) return found;
  for (const Value& rule : rules->elements()) {
    const Value* filters = rule.find("filters");
    const Value* frequency = rule.find("frequency");
    if (filters == nullptr || frequency == nullptr || !frequency->has_content()) continue;
    bool matches = std::any_of(filters->elements().begin(), filters->elements().end(), [&](const Value& filter) {
      return filter.has_content() && base::matches_stars(filter.as_string(), repository, [](char p, char t) { return p == t; });
    });
    if (matches) found.emplace_back(frequency->as_string());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace wafpp::evidence
