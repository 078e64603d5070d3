#include "assess/evidence_relations.h"

#include <vector>

#include "evidence/common/time.h"
#include "evidence/history/artefact.h"
#include "evidence/history/collect.h"

namespace wafpp::assess {

using evidence::Attributes;
using value::Value;

void mark_exploited(std::span<const RelatedEvidence> files, evidence::Exploitation& exploitation) {
  for (const RelatedEvidence& one : files) {
    if (!one.is_past) exploitation.add(*one.item);
  }
  for (const RelatedEvidence& one : files) {
    if (exploitation.empty() || !one.item->is_scan) continue;
    exploitation.mark(*one.item);
    one.file->headline = evidence::headline(*one.item);
  }
}

void apply_histories(std::span<const RelatedEvidence> files, std::string_view as_of) {
  std::vector<evidence::DatedReport> reports;
  for (const RelatedEvidence& one : files) {
    if (one.item->is_scan) reports.push_back({one.item, one.file->path, one.artefact, one.file->time, one.file->environment});
  }
  for (const auto& [key, history] : evidence::histories_of(reports, as_of)) {
    evidence::apply_history(history);
    for (const evidence::ScanReport& report : history.reports()) {
      Attributes& summary = report.item->summary;
      summary.text("history_begins", evidence::time_of_seconds(history.reports().front().time).value_or(""));
      const evidence::ScanReport* newer = history.newer_than(report);
      summary.text("superseded_by", newer == nullptr ? std::string_view() : std::string_view(newer->file));
    }
  }
  for (const RelatedEvidence& one : files) {
    if (one.item->summary.find("superseded_by") == nullptr) continue;
    one.file->headline = evidence::headline(*one.item);
    one.file->superseded_by = one.item->summary.text_of("superseded_by");
  }
}

void take_waivers(std::span<const RelatedEvidence> files, std::string_view as_of) {
  std::vector<evidence::Waiver> all;
  for (const RelatedEvidence& one : files) {
    if (one.is_past) continue;
    for (evidence::Waiver& waiver : evidence::waivers_of(*one.item, as_of)) all.push_back(std::move(waiver));
  }
  for (const RelatedEvidence& one : files) {
    if (all.empty() || !one.item->is_scan) continue;
    std::vector<const evidence::Waiver*> waivers = evidence::waivers_for(all, evidence::artefact_of(*one.item, one.artefact));
    if (waivers.empty()) continue;
    evidence::Aliases aliases;
    for (const evidence::Finding& finding : one.item->findings) aliases.add(finding.id, finding.aliases);
    std::vector<Value> described;
    for (const evidence::Waiver* waiver : waivers)
      described.push_back(evidence::described(*waiver, aliases.canonical(waiver->vulnerability)));
    one.item->summary.set("waivers", Value::tuple(std::move(described)));
  }
}

}  // namespace wafpp::assess
