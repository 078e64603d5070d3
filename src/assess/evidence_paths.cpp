#include "assess/evidence_paths.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/folder.h"
#include "base/letters.h"
#include "base/wildcard.h"
#include "evidence/ci/pipeline_path.h"
#include "evidence/repository/updates.h"

namespace wafpp::assess {

namespace {

using Names = std::string_view;

/// Folders whose files are evidence, wherever they lie.
constexpr std::array<Names, 3> kFolders = {"evidence", "attestations", "nachweise"};

/// What evidence is written in; packed or not.
constexpr std::array<Names, 13> kEndings = {".json", ".jsonl", ".ndjson", ".yml", ".yaml",     ".xml", ".spdx",
                                            ".csv",  ".sarif", ".zip",    ".tar", ".sigstore", ".tgz"};

/// File names, in small letters.
constexpr std::array<Names, 33> kNames = {"*.cdx.json",
                                          "*.cdx.xml",
                                          "bom.json",
                                          "bom.xml",
                                          "sbom.json",
                                          "sbom.xml",
                                          "sbom-*.json",
                                          "*-sbom.json",
                                          "*.sbom.json",
                                          "*.spdx",
                                          "*.spdx.json",
                                          "*.spdx.yml",
                                          "*.spdx.yaml",
                                          "*.sarif",
                                          "*.sarif.json",
                                          "*.intoto.jsonl",
                                          "*.intoto.json",
                                          "*.sigstore.json",
                                          "*.sigstore",
                                          "*.vex.json",
                                          "*.openvex.json",
                                          "*.csaf.json",
                                          "trivy*.json",
                                          "grype*.json",
                                          "snyk*.json",
                                          "osv-scanner*.json",
                                          "gl-container-scanning-report.json",
                                          "gl-dependency-scanning-report.json",
                                          "*.attestation.yml",
                                          "*.attestation.yaml",
                                          "*.attestation.json",
                                          "waivers.yml",
                                          "waivers.yaml"};

bool matches(Names pattern, std::string_view name) {
  return base::matches_stars(pattern, name, [](char a, char b) { return a == b; });
}

/// Without the ending that a packed file has.
std::string_view unpacked(std::string_view name) {
  for (Names ending : {".gz", ".zst"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

bool is_in_evidence_folder(std::string_view path) {
  size_t begin = 0;
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', begin)) {
    std::string_view part = path.substr(begin, slash - begin);
    if (std::find(kFolders.begin(), kFolders.end(), part) != kFolders.end()) return true;
    begin = slash + 1;
  }
  return false;
}

}  // namespace

EvidencePlace evidence_place(std::string_view path) {
  if (path.ends_with(".tf") || path.ends_with(".tfvars")) return EvidencePlace::None;  // Most of what there is.
  bool is_lock = base::file_name(path) == ".terraform.lock.hcl";
  if (is_lock || evidence::is_update_tool_path(path) || evidence::ci::is_pipeline_path(path)) return EvidencePlace::Name;
  std::string lowered = base::lowered(base::file_name(path));
  std::string_view name = unpacked(lowered);
  bool has_ending = std::any_of(kEndings.begin(), kEndings.end(), [&](Names ending) { return name.ends_with(ending); });
  if (has_ending && is_in_evidence_folder(path)) return EvidencePlace::Folder;
  bool has_name = std::any_of(kNames.begin(), kNames.end(), [&](Names pattern) { return matches(pattern, name); });
  return has_name ? EvidencePlace::Name : EvidencePlace::None;
}

}  // namespace wafpp::assess
