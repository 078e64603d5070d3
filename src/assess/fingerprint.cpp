#include "assess/fingerprint.h"

#include <string_view>

#include "functions/digest.h"

namespace wafpp::assess {

std::string fingerprint(const Finding& finding, const facts::Facts& facts, const diag::SourceMap& sources) {
  constexpr size_t kBytes = 16;
  const facts::Root& root = facts.roots()[finding.subject->root];
  std::string text;
  auto add = [&](std::string_view part) { text.append(part).append(1, '\0'); };
  add(finding.check->id);
  add(finding.subject->place.known() ? std::string_view(sources.at(finding.subject->place.source).path()) : std::string_view());
  add(finding.subject->subject);
  add(root.folder);
  add(root.environment);
  add(finding.check->at);
  return functions::to_hex(functions::digest(functions::Digest::Sha256, text).substr(0, kBytes));
}

}  // namespace wafpp::assess
