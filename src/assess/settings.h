#pragma once

#include <string>
#include <vector>

#include "assess/scope.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "terraform/roots.h"

/// What a project says of itself in `.wafpp.yml` (or `.wafpp.yaml`) at its root; described in docs/settings.md.
namespace wafpp::assess {

struct Settings {
  std::vector<terraform::EnvironmentSpec> environments;  ///< In the order written.
  std::vector<ScopeRule> scope;                          ///< In the order written.
  std::string mirror;                                    ///< `modules: {mirror: DIR}`, normal; empty: there is none.
  std::vector<std::string> platforms;                    ///< On which the project runs Terraform: `linux_amd64`.
  bool is_readable = true;                               ///< False where there is a file that could not be read or understood.
};

/// Empty where there is no such file. What is wrong goes to `sink`; the rest is taken all the same.
Settings read_settings(const documents::Repository& repository, diag::SourceMap& sources, diag::Sink& sink);

}  // namespace wafpp::assess
