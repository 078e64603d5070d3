#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evidence_settings.h"
#include "assess/file_history.h"
#include "controls/control.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "evidence/output.h"
#include "evidence/read.h"
#include "facts/fact.h"

/// The evidence of a run: found in the repository or handed over, read, dated, and turned into facts.
namespace wafpp::assess {

/// One file and what became of it.
struct EvidenceFile {
  enum class State : uint8_t {
    Usable,
    Stale,       ///< Older than the settings allow.
    Future,      ///< Of a time that is still to come.
    Incomplete,  ///< The file itself says that there is more.
    Invalid,     ///< A statement that does not hold: expired, its document changed, ...
    Unknown,     ///< Nothing that wafpp knows as evidence.
    Refused,     ///< Broken, or not what it claims to be.
  };
  std::string path;  ///< Relative to the repository; of one that was handed over, as the user named it.
  State state = State::Usable;
  const evidence::Kind* kind = nullptr;
  bool must_be_read = false;              ///< It was handed over, or lies in a folder for evidence.
  evidence::Reason reason;                ///< Why it is not usable; empty where it is.
  std::optional<diag::LineColumn> place;  ///< Where in the file `reason` stands.
  std::vector<evidence::Warning> warnings;
  size_t warning_count = 0;
  evidence::Headline headline;
  bool proves = true;         ///< False where the file itself shows that it serves no item: a scan that failed, a log that is about code.
  std::string time;           ///< UTC time or day; empty: the file has none.
  std::string valid_until;    ///< UTC; empty: as long as what asks for it allows.
  std::string superseded_by;  ///< Of a report: a newer one of the same scanner and artefact.
  std::string environment;
  std::string account;
  std::string region;
  std::optional<FileChange>
      last_change;  ///< Where it was asked for, of files in a repository that git keeps; an archive's of what is in it.
};
/// `usable`, `stale`, `future`, `incomplete`, `invalid`, `unknown`, `refused`.
std::string_view to_string(EvidenceFile::State state);

/// What a run knows of its evidence before it reads any.
struct EvidenceContext {
  EvidenceSettings settings;
  std::vector<evidence::PublicKey> keys;  ///< Those of `settings`, read.
  std::string as_of;                      ///< The time of judgement, in UTC.
};

/// Reads one file as the settings want it; `path` is what their rules are held against.
evidence::Outcome read_evidence_file(const evidence::Input& input, std::string_view path, const EvidenceContext& context);

/// A file that the user named and that is neither code nor a plan.
struct NamedFile {
  bool is_evidence = false;                  ///< By its place, by its content, or by what the settings call it.
  std::optional<evidence::Outcome> outcome;  ///< Where it is; nothing of an archive, which is opened later.
};
NamedFile look_at_named_file(const documents::Repository& repository, const std::string& path, const EvidenceContext& context);

struct EvidenceRequest {
  const documents::Repository& repository;
  std::string folder;              ///< Where the repository lies on disk; empty: nowhere.
  std::vector<std::string> found;  ///< Paths in the repository (`evidence_place`).
  std::vector<std::string> given;  ///< Files and folders that the user named.
  /// Those in `found` that the user named, with what came of reading them (`look_at_named_file`): they are not read again.
  std::map<std::string, std::optional<evidence::Outcome>> read;
  const EvidenceContext& context;
  /// Kinds of facts that anybody may ask for.
  std::function<bool(std::string_view kind)> wanted;
  bool wants_history = false;  ///< Somebody asks for the last change of each file.
  diag::Place settings_place;  ///< Of the settings file; unknown where there is none.
  std::string path;            ///< What the run looks at, its first path.
  unsigned threads = 0;
};

/// What came of the evidence of a run.
struct Collected {
  std::vector<EvidenceFile> files;  ///< By path.
  diag::Place whole;                ///< Where that which is said of the run as a whole stands.
  uint32_t root = 0;                ///< The root of evidence that names no environment.
};

/// Reads all, and adds facts: those of each file that is usable or incomplete (evidence/facts.h), in a root for each environment that the
/// settings name. Each file, usable or not, is an `evidence.file` with `state`, `time`, `environment`, `account`, `region`. Needs to know
/// the roots of code, not their facts.
Collected add_evidence(facts::Facts& facts, diag::SourceMap& sources, EvidenceRequest request);

/// Adds the fact `estate`, about the run as a whole, to the root of no environment: `clouds` (the providers of its resources: `aws`,
/// `azurerm`, `google`), `as_of`, `evidence_required`. Needs all facts of code.
void add_estate(facts::Facts& facts, const Collected& collected, const EvidenceContext& context);

/// Now, in UTC.
std::string current_time();

}  // namespace wafpp::assess
