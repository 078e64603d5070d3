#pragma once

#include <string>
#include <vector>

#include "controls/yaml_reader.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "evidence/compromised.h"
#include "evidence/format.h"

/// What a project says of its evidence in the settings, under `evidence` (docs/evidence.md).
namespace wafpp::assess {

/// What is said of the files that a pattern fits.
struct EvidenceRule {
  std::vector<std::string> paths;        ///< `*` any name, `**` any folders; empty: all files.
  const evidence::Kind* kind = nullptr;  ///< Null where the rule does not say.
  std::string environment;               ///< These and the next three: empty where the rule does not say.
  std::string account;
  std::string region;
  std::string artefact;
  std::string collected;      ///< UTC time or day.
  int64_t valid_seconds = 0;  ///< 0 where the rule does not say.
};

struct EvidenceSettings {
  bool required = false;
  std::vector<std::string> keys;         ///< Files with public keys, by paths from the root of the repository.
  std::vector<std::string> vex_authors;  ///< Whose VEX statements count, as documents name their authors.
  std::vector<EvidenceRule> rules;       ///< In the order written.
  /// What of pipelines is known to have been malicious, besides the list that is built in.
  std::vector<evidence::CompromisedPart> compromised;

  /// What all rules that fit `path` say together: of each thing, what the first says that says something.
  EvidenceRule rule_of(std::string_view path) const;
};

/// `node` is the value of `evidence`. What is wrong is reported, and the rest is taken. Lists of compromised actions are read from
/// `repository`.
EvidenceSettings read_evidence_settings(controls::FileReader& file, const controls::YamlNode& node,
                                        const documents::Repository& repository);

}  // namespace wafpp::assess
