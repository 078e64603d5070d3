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
};

}  // namespace

extern const Format reader_ci;
const Format reader_ci{.name = "ci", .kinds = kKinds};

}  // namespace wafpp::evidence
