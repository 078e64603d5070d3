#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assess/evidence.h"
#include "assess/plans.h"
#include "assess/root_judge.h"
#include "assess/schemas.h"
#include "assess/scope.h"
#include "assess/settings.h"
#include "base/result.h"
#include "base/row.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "documents/walk.h"
#include "facts/fact.h"
#include "terraform/evaluate.h"
#include "terraform/load.h"

/// All that one run looks at: read, evaluated, and turned into facts.
namespace wafpp::assess {

/// What plans and states among the files are for.
enum class PlanUse : uint8_t {
  Joined,   ///< Judged, with the places of the code that lies beside them.
  Alone,    ///< Judged as if there were no code.
  Ignored,  ///< Files like any other.
};

struct EstateOptions {
  std::vector<std::string> paths;         ///< Files or folders, as the user wrote them; all in one repository.
  terraform::Inputs inputs;               ///< `-var-file` paths as the user wrote them.
  std::string workspace;                  ///< `terraform::RootSpec::workspace`.
  std::vector<std::string> environments;  ///< Names of those that are wanted; empty: all.
  /// Kinds of what modules declare besides resources and calls that are wanted among the facts (`controls::kinds_asked`).
  terraform::DeclaredKinds declared = terraform::DeclaredKinds::all();
  PlanUse plans = PlanUse::Joined;
  std::vector<std::string> evidence;  ///< Files and folders of evidence that the user hands over, as written.
  std::string as_of;                  ///< The time of judgement, in UTC; empty: now.
  bool use_evidence = true;           ///< False: nothing is looked at as evidence.
  bool wants_history = false;         ///< Of evidence, who changed it last; likewise where `declared` has `evidence.last_change`.
  /// Where the files that are read become sources; shared with whatever else has places in this run, such as controls. Null: a new one.
  std::shared_ptr<diag::SourceMap> sources;
  unsigned threads = 0;  ///< 0: as many as the machine has.
  /// Judges roots as they are read; what facts of a judged root hold is let go of (`facts::Facts::release`). Null: nobody, and all stays.
  RootJudge* judge = nullptr;
  /// Told what goes on, in order: stage and how much of it is done. May be empty. Called from one thread at a time.
  std::function<void(std::string_view stage, size_t done, size_t total)> progress;
};

/// The repository that a run looks at: opened, and nothing of it read.
struct OpenedEstate {
  std::unique_ptr<documents::Repository> repository;
  std::string folder;              ///< Where it lies: absolute, without links.
  std::vector<std::string> paths;  ///< `EstateOptions::paths`, relative to it.
  terraform::Inputs inputs;        ///< `EstateOptions::inputs`, whose files are relative to it.

  /// Lists every folder that the run will look at, so that `Estate::load` finds the lists there: for who has something else to do
  /// meanwhile. Safe beside anything that does not change this.
  void list_ahead() const;
};

/// A file that was found, and what became of it.
struct FileEntry {
  enum class State : uint8_t { Read, Unparsed, Unreadable, Skipped };
  std::string path;  ///< Relative to the repository.
  State state = State::Read;
  std::string reason;  ///< Of the last two, in English: `is larger than 64 MiB`.
  uint64_t bytes = 0;
};

/// Lives as long as anything that was made of it: values point into its syntax trees.
class Estate {
 public:
  /// Opens the repository around the options' paths. The error is for a path that does not exist, or several repositories.
  static base::Result<OpenedEstate> open(const EstateOptions& options);
  /// Reads and evaluates what was opened by the same options. Faulty input is in the diagnostics.
  static std::unique_ptr<Estate> load(OpenedEstate opened, const EstateOptions& options);
  /// Both at once.
  static base::Result<std::unique_ptr<Estate>> load(const EstateOptions& options);
  /// The same for a repository in memory; paths are relative to it.
  static std::unique_ptr<Estate> of(std::unique_ptr<documents::Repository> repository, const EstateOptions& options);

  const diag::SourceMap& sources() const { return *sources_; }
  const facts::Facts& facts() const { return facts_; }
  /// By folder, then environment; `facts::Fact::root` is an index into it, but for facts of the repository, which are a root of their own
  /// behind these (`facts().roots()` has all). Their resources are among the facts, no longer here.
  const std::vector<terraform::RootEvaluation>& roots() const { return roots_; }
  const std::vector<FileEntry>& files() const { return files_; }
  /// Every block that was found, each once, by path and position; instances are those of all roots together.
  const base::Row<terraform::LedgerEntry>& ledger() const { return ledger_; }
  /// Of all roots and files, sorted by path and position, each once.
  const std::vector<diag::Diagnostic>& diagnostics() const { return diagnostics_; }
  /// Where the repository lies on disk: for hyperlinks, never for output that others read.
  const std::string& folder() const { return folder_; }
  /// The paths of the run relative to the repository.
  const std::vector<std::string>& paths() const { return paths_; }
  /// What the project says of its resources.
  const Scope& scope() const { return *scope_; }
  /// Files of evidence, by path, whatever became of them.
  const std::vector<EvidenceFile>& evidence() const { return evidence_; }
  /// The time of judgement, in UTC.
  const std::string& as_of() const { return as_of_; }
  /// Some file could not be read or parsed, or the settings not understood: exit code 3.
  bool has_unread() const;
  /// Of the wanted environments, those that no root has; where there is one, `environments` are all that there are.
  const std::vector<std::string>& unknown_environments() const { return unknown_environments_; }
  const std::vector<std::string>& environments() const { return environments_; }
  /// There is no configuration at all.
  bool empty() const;

 private:
  Estate() = default;
  void read(const EstateOptions& options, terraform::Inputs inputs);
  std::vector<PlanFile> look_at_plans(const std::vector<std::string>& candidates, std::vector<std::string>& configuration,
                                      unsigned threads);
  void judge_plans(std::vector<PlanFile>& plans, std::span<const terraform::RootSpec> roots, const EstateOptions& options);
  std::set<std::string> given_paths() const;
  void add_repository(const std::vector<std::string>& files, std::span<const terraform::RootSpec> roots, const EstateOptions& options);
  void collect_files(const std::vector<std::string>& configuration, const std::vector<std::string>& variables,
                     const std::vector<PlanFile>& plans, const std::vector<documents::Skipped>& skipped);
  void collect_ledger(const std::vector<std::string>& folders);
  std::map<std::string, std::optional<evidence::Outcome>> read_named_evidence(std::vector<std::string>& configuration,
                                                                              const EvidenceContext& context, unsigned threads) const;
  void complete(const EstateOptions& options, EvidenceRequest& request) const;

  std::unique_ptr<documents::Repository> repository_;
  std::shared_ptr<diag::SourceMap> sources_;
  std::unique_ptr<terraform::Loader> loader_;
  Schemas schemas_;
  std::vector<terraform::RootEvaluation> roots_;
  facts::Facts facts_;
  std::vector<FileEntry> files_;
  base::Row<terraform::LedgerEntry> ledger_;          ///< Entries of the roots, and of what no root evaluated.
  std::deque<terraform::LedgerEntry> not_evaluated_;  ///< The latter.
  std::vector<diag::Diagnostic> diagnostics_;
  std::string folder_;
  std::vector<std::string> paths_;
  std::vector<std::string> environments_;
  std::vector<std::string> unknown_environments_;
  std::unique_ptr<const Scope> scope_;
  std::vector<EvidenceFile> evidence_;
  std::string as_of_;
  bool has_bad_settings_ = false;
};

}  // namespace wafpp::assess
