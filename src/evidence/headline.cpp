#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "evidence/output.h"
#include "evidence/record_words.h"

namespace wafpp::evidence {

namespace {

/// Attributes by which files call what they are about, the telling ones first.
constexpr std::array<std::string_view, 9> kAbout = {"artifact", "artefact",  "image",       "subject",  "repository_name",
                                                    "key_id",   "trail_arn", "policy_name", "statement"};

std::string about(const Item& item) {
  for (std::string_view name : kAbout) {
    if (std::string_view text = item.summary.text_of(name); !text.empty()) return base::printable(text);
  }
  return {};
}

Headline of_scan(const Item& item) {
  std::map<Severity, size_t, std::greater<>> open;
  std::set<std::string_view> exploited;
  for (const Finding& finding : item.findings) {
    if (finding.state != State::Open) continue;
    ++open[finding.severity];
    if (finding.known_exploited) exploited.insert(finding.id);
  }
  std::string counts;
  for (const auto& [severity, count] : open) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, word(severity));
  std::string what = about(item);
  if (!what.empty()) what = " in " + what;
  if (counts.empty()) return {"nothing open" + what, "nichts offen" + what};
  std::string en = fmt::format("{} open{}", counts, what);
  std::string de = fmt::format("{} offen{}", counts, what);
  if (!exploited.empty()) {
    en += fmt::format("; {} known to be exploited", exploited.size());
    de += fmt::format("; {} bekanntermaßen ausgenutzt", exploited.size());
  }
  return {en, de};
}

Headline of_sbom(const Item& item) {
  size_t count = item.components.size();
  std::string subject = base::printable(item.sbom.subject_name);
  return {base::counted(count, "component", "components") + (subject.empty() ? "" : " of ") + subject,
          base::counted(count, "Komponente", "Komponenten") + (subject.empty() ? "" : " von ") + subject};
}

/// How many there are of each kind of record: `12 Config rules`.
Headline of_records(const Item& item) {
  constexpr size_t kMostKinds = 3;
  std::vector<std::pair<std::string_view, size_t>> counts;
  for (const Record& record : item.records) {
    auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& one) { return one.first == record.kind; });
    if (found == counts.end()) {
      counts.emplace_back(record.kind, 1);
    } else {
      ++found->second;
    }
  }
  Headline text;
  for (size_t i = 0; i < std::min(kMostKinds, counts.size()); ++i) {
    Reason counted = counted_records(counts[i].first, counts[i].second);
    std::string_view comma = i == 0 ? "" : ", ";
    text.en.append(comma).append(counted.en);
    text.de.append(comma).append(counted.de);
  }
  std::string_view more = counts.size() > kMostKinds ? ", ..." : "";
  return {text.en.append(more), text.de.append(more)};
}

/// Of a log in SARIF that is about code.
Headline of_code_log(const Item& item) {
  const Value* results = item.summary.find("results");
  std::string count = results != nullptr && results->has_content() ? results->as_number().text() : "0";
  std::string tool = base::printable(item.summary.text_of("tool"));
  return {
      fmt::format("{} {} of {}, which looks at code: no scan for known vulnerabilities", count, count == "1" ? "result" : "results", tool),
      fmt::format("{} {} von {}, das Code ansieht: keine Suche nach bekannten Schwachstellen", count,
                  count == "1" ? "Ergebnis" : "Ergebnisse", tool)};
}

}  // namespace

Headline headline(const Item& item) {
  if (item.kind == "sarif" && !item.is_scan) return of_code_log(item);
  if (item.is_scan) return of_scan(item);
  if (item.is_sbom) return of_sbom(item);
  if (size_t count = item.statements.size(); count > 0) {
    return {base::counted(count, "statement", "statements"), base::counted(count, "Aussage", "Aussagen")};
  }
  Headline text = of_records(item);
  std::string what = about(item);
  std::string_view colon = text.en.empty() || what.empty() ? "" : ": ";
  text.en.append(colon).append(what);
  text.de.append(colon).append(what);
  return text;
}

}  // namespace wafpp::evidence
