#pragma once

#include <span>
#include <string>
#include <string_view>

#include "assess/evidence.h"
#include "evidence/common/exploitation.h"
#include "evidence/item.h"

/// What files of evidence say of each other's findings. Each function changes the items; headlines follow.
namespace wafpp::assess {

/// A file that was read. What the pointers lead to outlives the call.
struct RelatedEvidence {
  evidence::Item* item = nullptr;
  EvidenceFile* file = nullptr;
  std::string artefact;  ///< As the settings call what it is about; may be empty.
  /// It is too old to count, and still says what was there at its time.
  bool is_past = false;
};

/// Takes catalogues of vulnerabilities that are exploited into `exploitation`, and marks the findings of reports.
void mark_exploited(std::span<const RelatedEvidence> files, evidence::Exploitation& exploitation);

/// Reports of the same artefact in one environment are one history (evidence/history/history.h). Each of its reports gets `history_begins`,
/// and `superseded_by`, the newest report of the same scanner, null at that one.
void apply_histories(std::span<const RelatedEvidence> files, std::string_view as_of);

/// Each report of an artefact gets its `waivers`, their vulnerability called as it is in that report.
void take_waivers(std::span<const RelatedEvidence> files, std::string_view as_of);

}  // namespace wafpp::assess
