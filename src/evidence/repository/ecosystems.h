#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/repository/references.h"

/// What a repository is made of: package managers and where their manifests lie.
namespace wafpp::evidence {

/// Whose something is, told by the folder that it lies in.
enum class Part : uint8_t {
  Own,
  Foreign,  ///< Taken over from elsewhere: `vendor`, `third_party`.
  Example,  ///< An example, or a test's own data.
};
/// `own`, `foreign`, `example`.
std::string_view word(Part part);
/// By the names of folders in `path`; those of `given`, a folder that the user named, do not count.
Part part_of(std::string_view path, std::span<const std::string> given);

/// A package manager, and under which names bots know it.
struct EcosystemKind {
  std::string_view name;
  std::vector<std::string_view> dependabot;  ///< Values of `package-ecosystem`, any of which will do.
  std::vector<std::string_view> renovate;    ///< Managers, likewise.
  bool reaches_below = false;                ///< Dependabot finds it from a directory above.
  bool is_asked = true;                      ///< A commit that is pinned, as of a submodule, is no version that could be behind.
};

/// One of them in one directory.
struct Ecosystem {
  const EcosystemKind* kind = nullptr;
  std::string directory;           ///< Relative to the repository; `.` for itself.
  std::vector<std::string> files;  ///< Its manifests and lock files, sorted. Of a workspace also those of its members.
  Part part = Part::Own;
};

/// Whether a file of that name may be a manifest, or name images.
bool is_repository_file(std::string_view name);

struct EcosystemInput {
  std::span<const std::string> files;  ///< Paths, sorted; those that are no manifests are passed over.
  std::span<const std::string> given;  ///< What the user named.
  /// Folders of Terraform's roots, sorted; nothing: every folder with its files is one. Folders that are called as modules alone have their
  /// versions from who calls them.
  std::optional<std::vector<std::string>> terraform_roots;
  /// The text of a file; nothing where it cannot be read. Called for each file once at most.
  std::function<std::optional<std::string_view>(const std::string& path)> read;
};
/// By name, then directory. Left out is what has nothing to update: a `package.json` without dependencies, a Dockerfile on `scratch` alone,
/// a `pyproject.toml` that only configures tools, a chart that depends on none; and members of a workspace, which go with it.
std::vector<Ecosystem> ecosystems_of(const EcosystemInput& input);

/// Which reader of images a file is for, told by its path; nothing where it names none. Manifests of Kubernetes and charts are told by
/// `may_be_manifest` besides.
std::optional<ImageReference::Kind> image_kind(std::string_view path);

}  // namespace wafpp::evidence
