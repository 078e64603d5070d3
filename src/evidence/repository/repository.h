#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"
#include "facts/fact.h"

/// What lies in a repository besides Terraform's code, as facts: its package managers and who updates them, and the images that it names.
namespace wafpp::evidence {

struct RepositoryInput {
  const documents::Repository& repository;
  diag::SourceMap& sources;  ///< Gets the files that facts stand in.
  /// Paths that a walk found whose name `is_repository_file` (evidence/repository/ecosystems.h), sorted; others do no harm.
  std::span<const std::string> files;
  /// What the user named, relative to the repository and normalised: `part` counts from there.
  std::span<const std::string> given;
  /// Folders of Terraform's roots, sorted; nothing: every folder with code is one.
  std::optional<std::vector<std::string>> terraform_roots;
  /// The source of a file that was read already; 0 where it was not. May be empty.
  std::function<diag::SourceId(const std::string& path)> source_of;
  bool wants_updates = true;  ///< `repo.ecosystem` and `repo.dependency_updates`.
  bool wants_images = true;   ///< `repo.image.*`.
  unsigned threads = 0;       ///< 0: as many as the machine has.
};

/// The facts, by kind and subject, for a root of their own (`Facts::add(Root, ...)`); docs/facts.md lists their attributes:
///
/// - `repo.ecosystem`, one for each package manager and directory: whether Dependabot or Renovate keeps it up to date;
/// - `repo.dependency_updates`, one for each package manager of which a directory is the project's own (`part` is `own`), which says the
///   same for all of its directories; where nothing is configured, or nothing comes of it, one for the repository alone;
/// - `repo.image.dockerfile`, `.compose`, `.kubernetes`, `.helm`, `.kustomize`, one for each image that such a file names.
///
/// The configurations of the bots are looked for where these do, whatever `files` has. What looks wrong in them goes to `sink` as warnings.
/// Read are the manifests that have to be looked into, and of YAML, where images are wanted, what is not larger than 4 MiB.
std::vector<facts::Fact> repository_facts(const RepositoryInput& input, diag::Sink& sink);

}  // namespace wafpp::evidence
