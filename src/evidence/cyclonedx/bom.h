#pragma once

#include <string_view>
#include <vector>

#include "evidence/common/json_fields.h"
#include "evidence/common/sbom.h"
#include "evidence/reading.h"

/// CycloneDX in its two ways of writing, through one model.
namespace wafpp::evidence {

/// One entry of `vulnerabilities`, whose `affects` are resolved once all components are known.
struct BomVulnerability {
  std::string_view id;
  std::vector<std::string_view> severities;
  std::vector<std::string_view> vectors;  ///< Of all ratings: for where no rating has a word.
  std::vector<std::string_view> aliases;
  std::string_view recommendation;
  std::string_view published;
  std::string_view created;
  std::string_view state;
  std::string_view justification;
  std::string_view detail;
  std::string_view first_issued;
  std::string_view updated;
  std::vector<std::string_view> affects;  ///< References as written.
};

/// Takes the parts together: summary, findings and, of what is analysed, statements.
void finish_bom(Item& item, const std::vector<BomVulnerability>& vulnerabilities, const SbomFrame& frame);
/// The image's digest by what tools write: in the subject's package URL, as its version (Syft), or in a property (Trivy).
void note_subject_digest(Item& item, std::string_view purl, std::string_view version, std::string_view repo_digest);

/// `resolved` and its like in the words of VEX; empty for a state that no version of the specification has.
std::string_view vex_status_of(std::string_view analysis_state);

void read_bom_json(Reading& reading);
void read_bom_xml(Reading& reading);
void read_bom_vex(Reading& reading);

}  // namespace wafpp::evidence
