#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/ci/call.h"
#include "evidence/ci/pipeline.h"

/// Which tools do what: tables of commands, one a sort of deed.
namespace wafpp::evidence::ci {

/// What a script or a component does.
struct Doings {
  std::vector<Deed> deeds;
  std::vector<std::string> downloads;  ///< URLs whose content is run as it comes.
  std::vector<std::string> unread;     ///< Scripts and targets that by their name may scan, and are not read.
  bool has_test_cluster = false;       ///< Makes a cluster to test in.
};

/// What `text` does; places of deeds are offsets in it.
void read_script(std::string_view text, const Surroundings& in, Doings& to);
/// The same for a script that is read already.
void read_script(const Script& script, const Surroundings& in, Doings& to);

/// Of the tables. Each takes a call that is its own, and says so.
bool read_scan(const Call& call, Doings& to);
bool read_sbom(const Call& call, Doings& to);
bool read_signing(const Call& call, Doings& to);
bool read_build(const Call& call, Doings& to);
bool read_deploy(const Call& call, Doings& to);
bool read_store(const Call& call, Doings& to);

/// `goreleaser release` with these arguments, by its configuration in the repository.
void read_goreleaser(const Surroundings& in, std::string_view arguments, Doings& to);

/// `CRITICAL,HIGH` as it stands, or all from a threshold on; sorted from the highest on.
void set_severities(Deed& deed, std::string_view list);
void set_threshold(Deed& deed, std::string_view lowest);
/// `cyclonedx` or `spdx`; empty for a format that is no SBOM.
std::string sbom_format(std::string_view text);
/// `image`, `files` or `sbom`: what a name stands for that Syft and Grype are given.
std::string subject_of(std::string_view name);
/// `digest` where an image is named so, or by something that is called so; `tag`; `unknown` of a variable.
std::string named_by(std::string_view image);

/// What `--exit-code`, `--severity` and the like come to, in the order in which Trivy asks them.
struct TrivySettings {
  std::string exit_code;
  std::string severity;
  std::string ignore_unfixed;
  std::string config;  ///< Path of the configuration file.
};
void set_trivy(Deed& deed, TrivySettings settings, const Surroundings& in);

}  // namespace wafpp::evidence::ci
