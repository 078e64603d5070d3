#pragma once

#include <string_view>

namespace wafpp::evidence::ci {

/// Whether a file of a repository is, by its path there, one that a platform runs pipelines from, or an action that these use:
/// `.github/workflows/*.yml`, `.github/actions/NAME/action.yml` and `action.yml`, `.gitlab-ci.yml`, `azure-pipelines.yml`,
/// `.circleci/config.yml`, `bitbucket-pipelines.yml`, `Jenkinsfile`, `buildspec.yml`. Those of Azure, Jenkins and CodeBuild, whose place is
/// set elsewhere, are found in any folder. What the file is, its content says.
bool is_pipeline_path(std::string_view path);

}  // namespace wafpp::evidence::ci
