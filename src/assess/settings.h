#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/evidence_settings.h"
#include "assess/scope.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "terraform/roots.h"

/// What a project says of itself in `.wafpp.yml` (or `.wafpp.yaml`) at its root; described in docs/settings.md.
namespace wafpp::assess {

/// A file of provider schemas: what `terraform providers schema -json` prints, or a table that `tools/make_schemas` made.
struct SchemaFile {
  std::string path;                                          ///< Relative to the repository.
  std::map<std::string, std::string, std::less<>> versions;  ///< Of the providers in it, by source: `acme/acme`.
  diag::Place place;                                         ///< Where the settings name it.
};

struct Settings {
  std::vector<terraform::EnvironmentSpec> environments;  ///< In the order written.
  std::vector<ScopeRule> scope;                          ///< In the order written.
  std::string mirror;                                    ///< `modules: {mirror: DIR}`, normal; empty: there is none.
  std::vector<std::string> platforms;                    ///< On which the project runs Terraform: `linux_amd64`.
  std::vector<SchemaFile> schemas;                       ///< In the order written.
  EvidenceSettings evidence;
  diag::Place place;        ///< Of the file; unknown where there is none.
  bool is_readable = true;  ///< False where there is a file that could not be read or understood.
};

/// Empty where there is no such file. What is wrong goes to `sink`; the rest is taken all the same.
Settings read_settings(const documents::Repository& repository, diag::SourceMap& sources, diag::Sink& sink);

}  // namespace wafpp::assess
