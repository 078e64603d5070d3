#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "terraform/evaluate.h"
#include "terraform/load.h"
#include "terraform/plan_file.h"

/// Plans and states among the files of an estate.
namespace wafpp::assess {

struct PlanFile {
  std::string path;
  std::string folder;
  terraform::PlanKind kind = terraform::PlanKind::None;
  bool is_given = false;                 ///< By name, not found below a folder.
  const diag::Source* source = nullptr;  ///< Null where it is not read.
  std::string unreadable;                ///< Why it could not be read, though it should have been.
  std::string skipped;                   ///< Why it is not read, and need not be.
  std::vector<diag::Diagnostic> diagnostics;
};

/// Looks at what `path` holds: the beginning first, all of it where that does not say. Kind `None` is for the caller to ignore.
PlanFile look_at_plan(const std::string& path, bool is_given, const documents::Repository& repository, diag::SourceMap& sources);

/// The code among which a plan lies.
struct CodeAround {
  terraform::Loader& loader;
  const std::string& workspace;
  std::span<const terraform::RootSpec> roots;  ///< Of all folders.
  terraform::RootOptions options;              ///< By which it is evaluated.
};

/// A plan as a root of its own.
struct PlanRoot {
  terraform::RootEvaluation evaluation;
  /// Environments of the folder's own roots that would only say the same again.
  std::set<std::string> replaced;
};
/// Where the code that the plan was made from lies beside it, findings point there. A plan that says less than the code, or something
/// else, replaces nothing: it is older than the code, or of a part of it. Unless `is_joined`, no code is looked at.
PlanRoot evaluate_plan(const PlanFile& file, const CodeAround& around, bool is_joined);

}  // namespace wafpp::assess
