#include "report/coverage.h"

#include <algorithm>
#include <map>

#include "report/words.h"

namespace wafpp::report {

namespace {

/// `aws` of `waf-sec-030.tf.aws.kms-key-rotation`: by whom something is asked (`tf`, `ci`, `account`) and of which cloud.
std::string scope_of(std::string_view id) {
  size_t last = id.rfind('.');
  size_t first = id.find('.');
  return last == std::string_view::npos || first >= last ? std::string() : std::string(id.substr(first + 1, last - first - 1));
}

std::string_view name_of(std::string_view id) { return id.substr(id.rfind('.') + 1); }

}  // namespace

size_t coverage(const controls::ControlSet& set, Page& page) {
  size_t holes = 0;
  for (const controls::Control& control : set.controls) {
    page.heading(control.id + "  " + page.in(control.title));
    for (const controls::Requirement& requirement : control.requirements) {
      page.item(word(requirement.level, page.language()), requirement.id + ": " + page.in(requirement.text));
      std::map<std::string, std::string> by_scope;
      auto add = [&](const controls::Check& check) {
        std::string& names = by_scope[scope_of(check.id)];
        names.append(names.empty() ? "" : ", ").append(name_of(check.id));
        if (check.advice) names.append(page.in(" (advice)", " (Hinweis)"));
      };
      for (const controls::Check& check : control.checks) {
        if (check.requirement == requirement.id) add(check);
      }
      for (const std::string& id : requirement.checks) {
        if (controls::ControlSet::Found found = set.check(id); found.check != nullptr) add(*found.check);
      }
      for (const auto& [scope, names] : by_scope) page.below(scope + ": " + names);
      if (!requirement.evidence.empty()) page.below(std::string(page.in("evidence: ", "Nachweis: ")) + page.in(requirement.evidence));
      if (by_scope.empty() && requirement.evidence.empty()) {
        ++holes;
        page.below(page.in("NOTHING decides it", "NICHTS entscheidet sie"));
      }
    }
  }
  return holes;
}

}  // namespace wafpp::report
