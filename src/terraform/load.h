#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "terraform/module.h"
#include "terraform/outside_modules.h"

namespace wafpp::terraform {

/// Whether Terraform or OpenTofu would read a file of that name in a module folder.
bool is_configuration_file(std::string_view name);

/// Reads and parses each file once and each module folder once, for all roots and calls of a run. Safe from several threads.
class Loader {
 public:
  /// `mirror`: the folder of modules from outside that the project's settings name, or empty.
  Loader(const documents::Repository& repository, diag::SourceMap& sources, std::string mirror = {})
      : repository_(repository), sources_(sources), outside_(repository, std::move(mirror)) {}

  struct File {
    std::shared_ptr<const hcl::Tree> tree;  ///< Null where the file could not be read.
    diag::SourceId source = 0;
    std::string unreadable;  ///< Why the file could not be read; empty where it could.
    diag::Sink diagnostics;
  };
  /// The parsed file of `path` (relative to the repository); `.json` by JSON syntax.
  std::shared_ptr<const File> file(const std::string& path);
  /// The parsed variable file (`*.tfvars`, `*.tfvars.json`) of `path`.
  std::shared_ptr<const File> variable_file(const std::string& path);
  /// Whether a file is there; a link to nothing is none.
  bool is_file(const std::string& path) const { return repository_.is_file(path); }
  /// Names of the files (not folders; of variable files also links to nothing) in `folder`, sorted; empty where it cannot be read.
  std::vector<std::string> file_names(const std::string& folder);
  /// Parses many files ahead with `threads` threads.
  void parse_ahead(std::span<const std::string> paths, unsigned threads);

  /// Where `terraform init` put the modules that the root in `folder` calls from outside: path of calls (`network.vpc`) to folder. Never
  /// null.
  std::shared_ptr<const std::map<std::string, std::string>> installed(const std::string& folder);

  /// The module in `folder`, or null where that is no folder or holds no configuration.
  std::shared_ptr<const Module> module(const std::string& folder);

  /// `source` and `version` of a call.
  struct CallSource {
    std::string source;
    std::string version;
  };
  /// What a call names, wherever it lies.
  struct Called {
    std::string folder;                    ///< Empty where nothing is known of one.
    std::shared_ptr<const Module> module;  ///< Null where it is not there.
  };
  /// `label`: the path of calls that ends with this one (`a.b`); `installed`: the root's `installed_modules`.
  Called called(const Module& caller, const CallSource& source, const std::string& label,
                const std::map<std::string, std::string>& installed);

  const documents::Repository& repository() const { return repository_; }
  const OutsideModules& outside() const { return outside_; }
  diag::SourceMap& sources() { return sources_; }

 private:
  std::shared_ptr<const File> parse(const std::string& path);
  hcl::Tree parse_native(const diag::Source& source, diag::Sink& sink);
  std::shared_ptr<const Module> build(const std::string& folder);

  const documents::Repository& repository_;
  diag::SourceMap& sources_;
  OutsideModules outside_;
  std::mutex mutex_;
  /// Memory for syntax trees that no thread is filling right now: small files share it, and none leaves half a page unused.
  std::vector<std::shared_ptr<base::Arena>> arenas_;
  std::unordered_map<std::string, std::shared_ptr<const File>> files_;
  std::unordered_map<std::string, std::shared_ptr<const Module>> modules_;
  std::unordered_map<std::string, std::shared_ptr<const std::map<std::string, std::string>>> installed_;
};

/// `.terraform/modules/modules.json` of a root, as `terraform init` leaves it: paths of calls (`a.b`) to folders.
std::map<std::string, std::string> installed_modules(const std::string& root, const documents::Repository& repository);

/// Whether a source is a path: `./a`, `..`.
bool is_local_source(std::string_view source);

/// `a/b` and `../c` give `a/c`; nullopt where it leads out of the repository. `.` is the repository itself.
std::optional<std::string> join_folder(std::string_view folder, std::string_view relative);

}  // namespace wafpp::terraform
