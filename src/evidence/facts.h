#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/common/exploitation.h"
#include "evidence/item.h"
#include "facts/fact.h"

namespace wafpp::evidence {

/// What controls can ask of a file of evidence, as of Terraform's resources. Kinds:
///
/// - `evidence.file`: the file itself, with all that it says of itself, and `kind`;
/// - `evidence.vulnerability`: a finding of a scanner; `canonical_id` stands for all its names, `purl` is canonical, `package_purl` is
///   without version and qualifiers: what stays when the package is updated;
/// - `evidence.scan_report`: a report of a scanner. `open` has for each severity (`critical`, `high`, `medium`, `low`, `info`, `unknown`)
///   how many vulnerabilities are open, one for each name and package, whatever the number of places: `count`, the first 20 `ids`, how many
///   have no date of first sight (`undated`), the earliest such date (`oldest`) and whose it is (`oldest_id`); of those that have a fix
///   the same (`mendable`, ...), dated by the day since which both the finding and its fix were known. What the first of several reports
///   has may be older than that report: it counts as undated, and for the earliest date. Of each severity also how many are known to be
///   exploited (`known_exploited`, `known_exploited_ids`), the likeliest to be (`epss`, from 0 to 1, `epss_id`), and of
///   those that waivers of the artefact name the `id` and both dates (`waived`). `known_exploited`
///   beside `open` has all of these once more, of any severity. `superseded_by` names a newer report of the same artefact and scanner;
/// - `evidence.last_change`: what git knows of the file (assess/file_history.h), where somebody asks;
/// - `evidence.sbom`, `evidence.sbom_component`, `evidence.vex_statement`;
/// - `evidence.NAME` for each `Record` of an account, an artefact or a document: `evidence.config_rule`, `evidence.kms_key`, ...
///
/// Each has `file`. Times are texts in UTC, which compare as they stand. `place` is the file's, for messages; where its source holds the
/// file's text (without a byte order mark), records stand where the text has them.
struct FactOptions {
  /// Whether facts of a kind are wanted; empty: all are.
  std::function<bool(std::string_view kind)> wanted;
  /// What else is known of the file: attributes of `evidence.file`.
  Attributes file;
  /// What catalogues say of vulnerabilities; null: nothing.
  const Exploitation* exploitation = nullptr;
};
std::vector<facts::Fact> facts_of(const Item& item, const std::string& file, const diag::Place& place, const FactOptions& options = {});

}  // namespace wafpp::evidence
