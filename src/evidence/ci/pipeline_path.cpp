#include "evidence/ci/pipeline_path.h"

#include "base/letters.h"

namespace wafpp::evidence::ci {

bool is_pipeline_path(std::string_view path) {
  size_t slash = path.rfind('/');
  std::string_view folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  std::string_view stem;
  if (name.ends_with(".yml")) stem = name.substr(0, name.size() - 4);
  if (name.ends_with(".yaml")) stem = name.substr(0, name.size() - 5);
  if (folder == ".github/workflows") return !stem.empty();
  // An action of the repository itself, or one for its own workflows.
  if (stem == "action") return folder.empty() || folder == ".github/actions" || folder.starts_with(".github/actions/");
  if (stem == "config") return folder == ".circleci";
  if (stem == ".gitlab-ci" || stem == "bitbucket-pipelines") return folder.empty();
  if (stem.starts_with("azure-pipelines") || stem.starts_with("azure-pipeline")) return true;
  if (stem == "buildspec" || stem.starts_with("buildspec-") || stem.starts_with("buildspec_")) return true;
  // `Jenkinsfile`, `Jenkinsfile.release`, `Jenkinsfile_nightly`, `Jenkinsfile2`, `release.Jenkinsfile`.
  return name.starts_with("Jenkinsfile") || base::lowered(name).ends_with(".jenkinsfile");
}

}  // namespace wafpp::evidence::ci
