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
     .title_de = "Workflow von GitHub Actions",
     .recognise = ci::is_github_workflow,
     .read = [](Reading& reading) { read_pipeline<ci::read_github_workflow>(reading, "github-actions"); },
     .accepts = Accepts::Text},
    {.name = "github-action",
     .title = "action of GitHub Actions",
     .title_de = "Action von GitHub Actions",
     .recognise = ci::is_github_action,
     .read = [](Reading& reading) { read_pipeline<ci::read_github_action>(reading, "github-actions"); },
     .accepts = Accepts::Text},
    {.name = "gitlab-ci",
     .title = "GitLab CI pipeline",
     .title_de = "Pipeline von GitLab CI",
     .recognise = ci::is_gitlab,
     .read = [](Reading& reading) { read_pipeline<ci::read_gitlab>(reading, "gitlab-ci"); },
     .accepts = Accepts::Text},
    {.name = "azure-pipelines",
     .title = "Azure pipeline",
     .title_de = "Azure-Pipeline",
     .recognise = ci::is_azure,
     .read = [](Reading& reading) { read_pipeline<ci::read_azure>(reading, "azure-pipelines"); },
     .accepts = Accepts::Text},
    {.name = "circleci",
     .title = "CircleCI configuration",
     .title_de = "Konfiguration von CircleCI",
     .recognise = ci::is_circleci,
     .read = [](Reading& reading) { read_pipeline<ci::read_circleci>(reading, "circleci"); },
     .accepts = Accepts::Text},
    {.name = "bitbucket-pipelines",
     .title = "Bitbucket pipeline",
     .title_de = "Bitbucket-Pipeline",
     .recognise = ci::is_bitbucket,
     .read = [](Reading& reading) { read_pipeline<ci::read_bitbucket>(reading, "bitbucket"); },
     .accepts = Accepts::Text},
    {.name = "jenkinsfile",
     .title = "Jenkinsfile",
     .title_de = "Jenkinsfile-Pipeline",
     .recognise = ci::is_jenkinsfile,
     .read = [](Reading& reading) { read_pipeline<ci::read_jenkinsfile>(reading, "jenkins"); },
     .accepts = Accepts::Text},
    {.name = "codebuild-buildspec",
     .title = "buildspec of CodeBuild",
     .title_de = "Buildspec von CodeBuild",
     .recognise = ci::is_codebuild,
     .read = [](Reading& reading) { read_pipeline<ci::read_codebuild>(reading, "codebuild"); },
     .accepts = Accepts::Text},
};

}  // namespace

extern const Format reader_ci;
const Format reader_ci{.name = "ci", .kinds = kKinds};

}  // namespace wafpp::evidence
