#pragma once

#include <string>
#include <vector>

#include "evidence/item.h"
#include "facts/fact.h"

namespace wafpp::evidence {

/// What controls can ask of a file of evidence, as of Terraform's resources. Kinds:
///
/// - `evidence.file`: the file itself, with all that it says of itself, and `kind`;
/// - `evidence.vulnerability`: a finding of a scanner; `canonical_id` stands for all its names, `purl` is canonical, `package_purl` is
///   without version and qualifiers: what stays when the package is updated;
/// - `evidence.sbom`, `evidence.sbom_component`, `evidence.vex_statement`;
/// - `evidence.NAME` for each `Record` of an account, an artefact or a document: `evidence.config_rule`, `evidence.kms_key`, ...
///
/// Each has `file`. Times are texts in UTC, which compare as they stand. `place` is the file's, for messages; where its source holds the
/// file's text (without a byte order mark), records stand where the text has them.
std::vector<facts::Fact> facts_of(const Item& item, const std::string& file, const diag::Place& place);

}  // namespace wafpp::evidence
