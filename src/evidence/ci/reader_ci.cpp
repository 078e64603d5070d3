#include "evidence/ci/platforms.h"
#include "evidence/ci/recognise.h"
#include "evidence/ci/report.h"

namespace wafpp::evidence {

namespace {

template <void (*kRead)(ci::Builder&)>
void read_pipeline(Reading& reading, std::string_view platform) {
  ci::Builder builder(reading, platform);
  kRead(builder);
  if (!reading.refused()) ci::report(reading, builder.pipeline());
}

constexpr Kind kKinds[] = {
    {.name = "github-actions",
     .title = "GitHub Actions workflow",
     .recognise = ci::is_github_workflow,
     .read = [](Reading& reading) { read_pipeline<ci::read_github_workflow>(reading, "github-actions"); },
     .accepts = Accepts::Text},
    {.name = "github-action",
     .title = "action of GitHub Actions",
     .recognise = ci::is_github_action,
     .read = [](Reading& reading) { read_pipeline<ci::read_github_action>(reading, "github-actions"); },
     .accepts = Accepts::Text},
    {.name = "gitlab-ci",
     .title = "GitLab CI pipeline",
     .recognise = ci::is_gitlab,
     .read = [](Reading& reading) { read_pipeline<ci::read_gitlab>(reading, "gitlab-ci"); },
     .accepts = Accepts::Text},
    {.name = "azure-pipelines",
     .title = "Azure pipeline",
     .recognise = ci::is_azure,
     .read = [](Reading& reading) { read_pipeline<ci::read_azure>(reading, "azure-pipelines"); },
     .accepts = Accepts::Text},
    {.name = "circleci",
     .title = "CircleCI configuration",
     .recognise = ci::is_circleci,
     .read = [](Reading& reading) { read_pipeline<ci::read_circleci>(reading, "circleci"); },
     .accepts = Accepts::Text},
    {.name = "bitbucket-pipelines",
     .title = "Bitbucket pipeline",
     .recognise = ci::is_bitbucket,
     .read = [](Reading& reading) { read_pipeline<ci::read_bitbucket>(reading, "bitbucket"); },
     .accepts = Accepts::Text},
    {.name = "jenkinsfile",
     .title = "Jenkinsfile",
     .recognise = ci::is_jenkinsfile,
     .read = [](Reading& reading) { read_pipeline<ci::read_jenkinsfile>(reading, "jenkins"); },
     .accepts = Accepts::Text},
    {.name = "codebuild-buildspec",
     .title = "buildspec of CodeBuild",
     .recognise = ci::is_codebuild,
     .read = [](Reading& reading) { read_pipeline<ci::read_codebuild>(reading, "codebuild"); },
     .accepts = Accepts::Text},
};

}  // namespace

extern const Format reader_ci;
const Format reader_ci{.name = "ci", .kinds = kKinds};

}  // namespace wafpp::evidence
