#pragma once

#include <span>
#include <string>
#include <vector>

#include "controls/yaml_reader.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "evidence/compromised.h"
#include "evidence/format.h"
#include "evidence/reading.h"

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

/// A file with a public key that signatures are checked with.
struct KeyFile {
  std::string path;   ///< From the root of the repository.
  diag::Place place;  ///< Where the settings name it.
};

struct EvidenceSettings {
  bool required = false;
  std::vector<KeyFile> keys;             ///< In the order written.
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

/// The keys in `files`. One that cannot be read, or is none that signatures are checked with, is reported and left out.
std::vector<evidence::PublicKey> read_public_keys(std::span<const KeyFile> files, const documents::Repository& repository,
                                                  diag::Sink& sink);

}  // namespace wafpp::assess
