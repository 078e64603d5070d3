#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "cli/estate_options.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "terraform/evaluate.h"

namespace wafpp::cli {

/// One root module, opened by its folder: for commands that are about one root.
struct SingleRoot {
  std::unique_ptr<documents::Repository> repository;
  std::unique_ptr<diag::SourceMap> sources;
  std::unique_ptr<terraform::Loader> loader;
  std::string folder;  ///< Relative to the repository.
  std::unique_ptr<terraform::Root> root;
};

base::Result<SingleRoot> open_root(const std::string& folder, const EstateArguments& arguments, const terraform::RootOptions& options);

}  // namespace wafpp::cli
