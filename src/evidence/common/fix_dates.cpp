#include "evidence/common/fix_dates.h"

#include <map>
#include <tuple>

#include "evidence/common/aliases.h"

namespace wafpp::evidence {

void share_fix_dates(std::span<Item* const> items) {
  bool has_dates = false;
  bool has_gaps = false;
  for (const Item* item : items) {
    for (const Finding& finding : item->findings) {
      has_dates = has_dates || !finding.fix_since.empty();
      has_gaps = has_gaps || (finding.fix == Fix::Yes && finding.fix_since.empty());
    }
  }
  if (!has_dates || !has_gaps) return;
  Aliases aliases;
  for (const Item* item : items) {
    for (const Finding& finding : item->findings) aliases.add(finding.id, finding.aliases);
  }
  // Vulnerability, package, version that has the fix.
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::map<Key, std::string_view> dates;
  for (const Item* item : items) {
    for (const Finding& finding : item->findings) {
      if (finding.fix_since.empty()) continue;
      for (std::string_view version : finding.fixed_in) {
        std::string_view& known = dates[{aliases.canonical(finding.id), finding.package, version}];
        if (known.empty() || std::string_view(finding.fix_since) < known) known = finding.fix_since;
      }
    }
  }
  for (Item* item : items) {
    for (Finding& finding : item->findings) {
      if (finding.fix != Fix::Yes || !finding.fix_since.empty()) continue;
      for (std::string_view version : finding.fixed_in) {
        auto found = dates.find({aliases.canonical(finding.id), finding.package, version});
        if (found != dates.end() && (finding.fix_since.empty() || found->second < std::string_view(finding.fix_since)))
          finding.fix_since = found->second;
      }
    }
  }
}

}  // namespace wafpp::evidence
