// Pipelines that span several files of a repository, and what is told by paths and versions.

#include <gtest/gtest.h>

#include <string>

#include "documents/repository.h"
#include "evidence/ci/gitlab_includes.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/pipeline_path.h"
#include "evidence/facts.h"
#include "evidence/output.h"
#include "evidence/read.h"

namespace wafpp::evidence {
namespace {

using documents::MemoryRepository;

const Record* record_of(const Item& item, std::string_view kind) {
  for (const Record& record : item.records) {
    if (record.kind == kind) return &record;
  }
  return nullptr;
}

Outcome read_in(const MemoryRepository& repository, const std::string& path) {
  return read_evidence(Input::of_repository(repository, path));
}

std::string texts(const Item& item, std::string_view name) {
  const Value* list = item.summary.find(name);
  std::string result;
  for (const Value& each : list->elements()) result += (result.empty() ? "" : ", ") + std::string(each.as_string());
  return result;
}

bool flag(const Item& item, std::string_view name) { return record_of(item, "pipeline")->attributes.find(name)->as_bool(); }

TEST(Pipelines, FollowWorkflowsAndActionsOfTheRepository) {
  MemoryRepository repository{{".github/workflows/main.yml", R"(
on: push
jobs:
  scan:
    uses: ./.github/workflows/scan.yml
    with: {code: "1"}
  push:
    needs: scan
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/build
        with: {tag: shop}
      - run: docker push shop
)"},
                              {".github/workflows/scan.yml", R"(
on: {workflow_call: {inputs: {code: {type: string, default: "0"}}}}
jobs:
  look: {runs-on: ubuntu-latest, steps: [{run: "trivy image --exit-code ${{ inputs.code }} shop"}]}
)"},
                              {".github/actions/build/action.yml", R"(
name: build
inputs: {tag: {default: x}}
runs:
  using: composite
  steps:
    - {shell: bash, run: "sh ci/build.sh ${{ inputs.tag }}"}
    - uses: docker/login-action@v3
)"},
                              {"ci/build.sh", "#!/bin/sh\nset -e\ndocker build -t \"$1\" .\n"}};
  Outcome outcome = read_in(repository, ".github/workflows/main.yml");
  ASSERT_TRUE(outcome.item);
  EXPECT_TRUE(flag(*outcome.item, "has_gate"));
  EXPECT_TRUE(flag(*outcome.item, "builds_image"));
  EXPECT_EQ(texts(*outcome.item, "unread"), "");
  // What the action uses is asked for where the action is read.
  EXPECT_EQ(record_of(*outcome.item, "pipeline_action"), nullptr);
  Outcome called = read_in(repository, ".github/workflows/scan.yml");
  ASSERT_TRUE(called.item);
  EXPECT_TRUE(flag(*called.item, "is_part"));
}

TEST(Pipelines, ThatBringOneAnotherInEnd) {
  MemoryRepository repository{
      {".github/workflows/a.yml", "on: [push, workflow_call]\njobs:\n  b: {uses: ./.github/workflows/b.yml}\n"},
      {".github/workflows/b.yml",
       "on: workflow_call\njobs:\n  a: {uses: ./.github/workflows/a.yml}\n  c: {uses: ./.github/workflows/a.yml}\n"},
      {".gitlab-ci.yml", "include: [{local: /x.yml}, {local: ../../etc/y.yml}]\na: {script: [docker push a]}\n"},
      {"x.yml", "include: {local: .gitlab-ci.yml}\n"},
      {"azure-pipelines.yml", "trigger: [main]\nsteps:\n- template: t.yml\n"},
      {"t.yml", "steps:\n- template: t.yml\n- template: t.yml\n- script: docker push a\n"}};
  Outcome github = read_in(repository, ".github/workflows/a.yml");
  ASSERT_TRUE(github.item);
  EXPECT_EQ(github.warning_count, 1U);
  EXPECT_NE(texts(*github.item, "unread"), "");
  Outcome gitlab = read_in(repository, ".gitlab-ci.yml");
  ASSERT_TRUE(gitlab.item);
  EXPECT_EQ(texts(*gitlab.item, "unread"), "../../etc/y.yml");
  Outcome azure = read_in(repository, "azure-pipelines.yml");
  ASSERT_TRUE(azure.item);
  EXPECT_TRUE(flag(*azure.item, "pushes_image"));
  EXPECT_NE(texts(*azure.item, "unread"), "");
}

TEST(Pipelines, FollowChildPipelinesOfGitlab) {
  std::string parent = R"(
stages: [make, look, ship]
variables: {CODE: "1"}
make: {stage: make, script: [docker build -t shop .]}
look:
  stage: look
  variables: {IMAGE: shop}
  trigger: {include: ci/scan.yml, strategy: depend}
ship: {stage: ship, script: [docker push shop]}
)";
  MemoryRepository repository{{".gitlab-ci.yml", parent}, {"ci/scan.yml", R"(
variables: {CODE: "0"}
scan:
  rules: [{if: '$CI_PIPELINE_SOURCE == "parent_pipeline"'}]
  script: [trivy image --exit-code $CODE $IMAGE]
never:
  rules: [{if: '$CI_PIPELINE_SOURCE == "push"'}]
  script: [docker push other]
)"}};
  Outcome outcome = read_in(repository, ".gitlab-ci.yml");
  ASSERT_TRUE(outcome.item);
  EXPECT_TRUE(flag(*outcome.item, "has_gate"));
  EXPECT_EQ(texts(*outcome.item, "unread"), "");
  std::vector<std::string> jobs;
  for (const Record& record : outcome.item->records) {
    if (record.kind != "pipeline_job") continue;
    jobs.emplace_back(record.attributes.find("job")->as_string());
    if (jobs.back() == "look/never") {
      EXPECT_FALSE(record.attributes.find("runs")->as_bool());
    }
  }
  EXPECT_EQ(jobs, (std::vector<std::string>{"look", "look/never", "look/scan", "make", "ship"}));

  // Nobody waits for a child that runs by itself.
  repository.add(".gitlab-ci.yml", std::string(parent).replace(parent.find(", strategy: depend"), 18, ""));
  outcome = read_in(repository, ".gitlab-ci.yml");
  EXPECT_FALSE(flag(*outcome.item, "has_gate"));
  EXPECT_TRUE(flag(*outcome.item, "scans_image"));
  // Nor for one that may fail.
  repository.add(".gitlab-ci.yml", std::string(parent).replace(parent.find("  stage: look"), 13, "  stage: look\n  allow_failure: true"));
  EXPECT_FALSE(flag(*read_in(repository, ".gitlab-ci.yml").item, "has_gate"));
}

TEST(Pipelines, SayWhichChildPipelinesCannotBeRead) {
  MemoryRepository repository{{".gitlab-ci.yml", R"(
made: {trigger: {include: [{artifact: made.yml, job: write}]}}
remote: {trigger: {include: [{remote: "https://example.com/scan.yml"}]}}
project: {trigger: {include: [{project: shop/ci, file: scan.yml, ref: v1}]}}
template: {trigger: {include: [{template: Docker.gitlab-ci.yml}]}}
other: {trigger: {project: shop/deploy, branch: main}}
short: {trigger: shop/docs}
gone: {trigger: {include: [{local: gone.yml}]}}
open: {trigger: {include: "$FILE"}}
push: {script: [docker build -t shop ., docker push shop]}
)"}};
  Outcome outcome = read_in(repository, ".gitlab-ci.yml");
  EXPECT_EQ(texts(*outcome.item, "unread"),
            "made.yml, which the job write writes, https://example.com/scan.yml, scan.yml of the project shop/ci, "
            "the template Docker.gitlab-ci.yml, the pipeline of shop/deploy, the pipeline of shop/docs, gone.yml, the files $FILE");
  EXPECT_FALSE(record_of(*outcome.item, "pipeline")->attributes.find("has_gate")->is_known());
}

TEST(Pipelines, OfGitlabThatStartThemselvesEnd) {
  std::string text;
  for (char name : {'a', 'b', 'c'}) text += std::string(1, name) + ": {trigger: {include: [{local: .gitlab-ci.yml}], strategy: depend}}\n";
  MemoryRepository repository{{".gitlab-ci.yml", text}};
  Outcome outcome = read_in(repository, ".gitlab-ci.yml");
  EXPECT_TRUE(outcome.item);
  EXPECT_NE(texts(*outcome.item, "unread").find("the rest is not read"), std::string::npos);
}

TEST(Pipelines, TakeFilesOfGitlabByPatterns) {
  MemoryRepository repository{{".gitlab-ci.yml", R"(
include:
  - local: /ci/*.yml
  - local: [jobs/one.yml, "deep/**/*.yml"]
)"},
                              {"ci/build.yml", "build: {stage: build, script: [docker build -t shop .]}"},
                              {"ci/build.yaml", "no: {script: [docker push no]}"},
                              {"ci/sub/no.yml", "no: {script: [docker push no]}"},
                              {"jobs/one.yml", "scan: {script: [trivy image --exit-code 1 shop]}"},
                              {"deep/a/b/push.yml", "push: {stage: deploy, script: [docker push shop]}"}};
  Outcome outcome = read_in(repository, ".gitlab-ci.yml");
  EXPECT_TRUE(flag(*outcome.item, "has_gate"));
  EXPECT_EQ(texts(*outcome.item, "unread"), "");
  std::string jobs;
  for (const Record& record : outcome.item->records) {
    if (record.kind == "pipeline_job") jobs += std::string(record.attributes.find("job")->as_string()) + " ";
  }
  EXPECT_EQ(jobs, "build push scan ");

  repository.add(".gitlab-ci.yml", "include: none/*.yml\npush: {script: [docker push shop]}");
  outcome = read_in(repository, ".gitlab-ci.yml");
  EXPECT_EQ(texts(*outcome.item, "unread"), "the files none/*.yml");
  ASSERT_EQ(outcome.warning_count, 1U);
}

TEST(Pipelines, MatchPathsAsGitlabDoes) {
  EXPECT_TRUE(ci::matches_gitlab_path("ci/*.yml", "ci/a.yml"));
  EXPECT_FALSE(ci::matches_gitlab_path("ci/*.yml", "ci/a/b.yml"));
  EXPECT_TRUE(ci::matches_gitlab_path("**.yml", "ci/a/b.yml"));
  EXPECT_TRUE(ci::matches_gitlab_path("ci/**/*.yml", "ci/a/b.yml"));
  EXPECT_FALSE(ci::matches_gitlab_path("ci/**/*.yml", "ci/b.yml"));
  EXPECT_FALSE(ci::matches_gitlab_path("ci/*.yml", "ci/a.yaml"));
  EXPECT_TRUE(ci::matches_gitlab_path("", ""));
  EXPECT_FALSE(ci::matches_gitlab_path("", "a"));
  EXPECT_TRUE(ci::matches_gitlab_path(std::string(200, '*') + "x", std::string(5000, 'a') + "x"));
}

TEST(Pipelines, FollowTemplatesOfAzure) {
  MemoryRepository repository{
      {"ci/azure-pipelines.yml", R"(
trigger: [main]
stages:
- template: stages/image.yml
  parameters: {code: 1}
- stage: Deploy
  jobs:
  - job: web
    steps: [{script: kubectl apply -f k8s}]
)"},
      {"ci/stages/image.yml", R"(
parameters:
- {name: code, default: 0}
stages:
- stage: Image
  jobs:
  - job: image
    steps:
    - script: docker build -t shop .
    - template: ../steps/scan.yml
      parameters: {code: "${{ parameters.code }}"}
)"},
      {"ci/steps/scan.yml", "parameters: {code: 0}\nsteps:\n- script: trivy image --exit-code ${{ parameters.code }} shop\n"}};
  Outcome outcome = read_in(repository, "ci/azure-pipelines.yml");
  ASSERT_TRUE(outcome.item);
  EXPECT_TRUE(flag(*outcome.item, "has_gate"));
  EXPECT_EQ(texts(*outcome.item, "unread"), "");
}

TEST(Pipelines, FollowBatchesOfCodeBuild) {
  std::string scan = "version: 0.2\nphases: {build: {commands: [trivy image --exit-code 1 shop]}}\n";
  MemoryRepository repository{{"buildspec.yml", R"(
version: 0.2
batch:
  build-graph:
    - {identifier: make, buildspec: ci/buildspec-make.yml}
    - {identifier: look, buildspec: ci/buildspec-look.yml, depend-on: [make]}
    - {identifier: ship, buildspec: ./ci/buildspec-ship.yml, depend-on: [look]}
)"},
                              {"ci/buildspec-make.yml", "version: 0.2\nphases: {build: {commands: [docker build -t shop .]}}\n"},
                              {"ci/buildspec-look.yml", scan},
                              {"ci/buildspec-ship.yml", "version: 0.2\nphases: {build: {commands: [docker push shop]}}\n"}};
  Outcome outcome = read_in(repository, "buildspec.yml");
  ASSERT_TRUE(outcome.item);
  EXPECT_EQ(outcome.warning_count, 0U);
  EXPECT_TRUE(flag(*outcome.item, "has_gate"));
  EXPECT_FALSE(flag(*outcome.item, "is_part"));
  // Each of its files runs as a part of it.
  for (std::string_view path : {"ci/buildspec-make.yml", "ci/buildspec-ship.yml"})
    EXPECT_TRUE(flag(*read_in(repository, std::string(path)).item, "is_part")) << path;

  repository.add("ci/buildspec-look.yml", "version: 0.2\n");
  outcome = read_in(repository, "buildspec.yml");
  EXPECT_EQ(outcome.warning_count, 1U);
  EXPECT_EQ(texts(*outcome.item, "unread"), "the buildspec ci/buildspec-look.yml");
  EXPECT_FALSE(record_of(*outcome.item, "pipeline")->attributes.find("has_gate")->is_known());
}

TEST(Pipelines, NameTheImagesOfServices) {
  MemoryRepository repository{{"bitbucket-pipelines.yml", R"(
image: {name: shop/build:1}
definitions:
  services: {db: {image: postgres:17}, docker: {memory: 2048}}
pipelines: {default: [{step: {services: [db], script: [make]}}]}
)"}};
  Outcome outcome = read_in(repository, "bitbucket-pipelines.yml");
  ASSERT_TRUE(outcome.item);
  std::string images;
  for (const Record& record : outcome.item->records) {
    if (record.kind == "pipeline_action") images += std::string(record.attributes.find("written")->as_string()) + " ";
  }
  EXPECT_EQ(images, "postgres:17 shop/build:1 ");
}

TEST(Pipelines, FollowTargetsOfMakefiles) {
  MemoryRepository repository{{".gitlab-ci.yml", "all: {script: [make image push TAG=2]}"},
                              {"Makefile", R"(
IMAGE ?= shop
NAME := $(IMAGE):$(TAG)
TAG = 1
.PHONY: image scan push
image: lint  ## Builds.
	@docker build \
	  -t $(NAME) .
lint: ; hadolint Dockerfile
scan:
	trivy image --exit-code 1 $(NAME)
loose:
	-trivy image --exit-code 1 $(NAME)
push: scan
	docker push $${REGISTRY}/$(NAME)
ship: image
	$(MAKE) -C deploy all
circle: circle
	make circle
)"},
                              {"deploy/Makefile", "all:\n\tkubectl apply -f .\n"}};
  Outcome outcome = read_in(repository, ".gitlab-ci.yml");
  ASSERT_TRUE(outcome.item);
  EXPECT_TRUE(flag(*outcome.item, "has_gate"));
  EXPECT_TRUE(flag(*outcome.item, "builds_image"));
  std::string targets;
  for (const Record& record : outcome.item->records) {
    if (record.kind == "pipeline_step") targets += std::string(record.attributes.text_of("target")) + " ";
  }
  EXPECT_EQ(targets, "shop:2 shop:2 ${REGISTRY}/shop:2 ");
  repository.add(".gitlab-ci.yml", "all: {script: [make image loose, docker push shop, cd deploy && make]}");
  outcome = read_in(repository, ".gitlab-ci.yml");
  EXPECT_FALSE(flag(*outcome.item, "has_gate"));
  EXPECT_TRUE(flag(*outcome.item, "deploys"));
  repository.add(".gitlab-ci.yml", "all: {script: [make ship circle]}");
  EXPECT_TRUE(flag(*read_in(repository, ".gitlab-ci.yml").item, "deploys"));
  // What the makefile does not have is not known.
  repository.add(".gitlab-ci.yml", "all: {script: [make image-scan, docker push shop]}");
  EXPECT_EQ(texts(*read_in(repository, ".gitlab-ci.yml").item, "unread"), "make image-scan");
}

TEST(Pipelines, AskTheConfigurationOfTools) {
  MemoryRepository repository{{".gitlab-ci.yml", "a: {script: [trivy image shop, grype shop, docker push shop]}\n"},
                              {"trivy.yaml", "exit-code: 0\nseverity: [CRITICAL]\n"},
                              {".grype.yaml", "fail-on-severity: critical\n"}};
  Outcome outcome = read_in(repository, ".gitlab-ci.yml");
  ASSERT_TRUE(outcome.item);
  ASSERT_EQ(outcome.item->summary.find("gate")->elements().size(), 1U);
  EXPECT_EQ(outcome.item->summary.find("gate")->elements()[0].find("tool")->as_string(), "grype");
}

TEST(Pipelines, PointToTheLine) {
  std::string text = "on: push\njobs:\n  a:\n    steps:\n      - run: |\n          echo one\n          docker push shop\n";
  Outcome outcome = read_evidence(Input::of_text("w.yml", text));
  ASSERT_TRUE(outcome.item);
  const Record* record = record_of(*outcome.item, "pipeline");
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(text.substr(record->begin, record->end - record->begin), "docker push shop");
}

TEST(Pipelines, AreKnownByTheirPaths) {
  for (std::string_view path :
       {".github/workflows/a.yml", ".github/workflows/b.yaml", ".github/actions/x/action.yml", "action.yaml", ".gitlab-ci.yml",
        "azure-pipelines.yml", "ci/azure-pipelines-release.yaml", ".circleci/config.yml", "bitbucket-pipelines.yml", "Jenkinsfile",
        "ci/Jenkinsfile.release", "Jenkinsfile_nightly", "Jenkinsfile2", "app/buildspec.yml"}) {
    EXPECT_TRUE(ci::is_pipeline_path(path)) << path;
  }
  for (std::string_view path : {".github/workflows/sub/a.yml", ".github/dependabot.yml", "workflows/a.yml", "sub/.gitlab-ci.yml.bak",
                                "config.yml", "main.tf", ".github/workflows/README.md", "x/action.yml", ""}) {
    EXPECT_FALSE(ci::is_pipeline_path(path)) << path;
  }
}

std::string pin(const ci::Dependency& dependency) {
  ci::Pin found = ci::pin_of(dependency);
  std::string answer = found.is_pinned == ci::Answer::Yes ? "yes" : found.is_pinned == ci::Answer::No ? "no" : "?";
  return std::string(found.by) + " " + answer + (found.can_be_pinned ? "" : " cannot") + (found.compromised.empty() ? "" : " bad");
}

TEST(Pins, OfActionsAndImages) {
  auto action = [](std::string_view uses) { return pin(ci::action_dependency(uses, {})); };
  EXPECT_EQ(action("a/b@0123456789abcdef0123456789abcdef01234567"), "commit yes");
  EXPECT_EQ(action("a/b@abc1234"), "branch no");
  EXPECT_EQ(action("a/b@v4"), "tag no");
  EXPECT_EQ(action("a/b@main"), "branch no");
  EXPECT_EQ(action("a/b"), "nothing no");
  EXPECT_EQ(action("a/b@${{ env.X }}"), "expression ?");
  EXPECT_EQ(action("slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2.1.0"), "version yes");
  EXPECT_EQ(action("slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2"), "tag no");
  EXPECT_EQ(action("docker://alpine@sha256:aa"), "digest yes");
  EXPECT_EQ(action("docker://aquasec/trivy:0.69.5"), "tag no bad");
  EXPECT_EQ(action("aquasecurity/setup-trivy@v0.2.3"), "tag no bad");
  EXPECT_EQ(action("aquasecurity/setup-trivy@v0.2.6"), "tag no");
  EXPECT_EQ(action("tj-actions/changed-files@v45"), "tag no bad");
  EXPECT_EQ(action("tj-actions/changed-files@v46"), "tag no");
  EXPECT_EQ(action("Tj-Actions/Changed-Files@v1.2.3"), "tag no bad");
  auto image = [](std::string_view name) { return pin(ci::image_dependency(name, {})); };
  EXPECT_EQ(image("localhost:5000/a"), "nothing no");
  EXPECT_EQ(image("localhost:5000/a:1"), "tag no");
  EXPECT_EQ(image("a:1@sha256:bb"), "digest yes");
  EXPECT_EQ(image("$REGISTRY/a:1"), "expression ?");
  EXPECT_EQ(image("ghcr.io/aquasecurity/trivy:0.69.4"), "tag no bad");
  auto of = [](std::string_view kind, std::string_view name, std::string_view ref) {
    return pin({.kind = std::string(kind), .name = std::string(name), .ref = std::string(ref), .written = std::string(name), .place = {}});
  };
  EXPECT_EQ(of("orb", "a/b", "1.2.3"), "version yes");
  EXPECT_EQ(of("orb", "a/b", "1.2"), "tag no");
  EXPECT_EQ(of("orb", "a/b", "volatile"), "branch no");
  EXPECT_EQ(of("task", "Docker", "2"), "tag no cannot");
  EXPECT_EQ(of("component", "$CI_SERVER_FQDN/a/b", "1.0.0"), "tag no");
  EXPECT_EQ(of("template", "a/b", "refs/tags/1"), "version yes");
  EXPECT_EQ(of("download", "https://x.example.com/a/0123456789abcdef0123456789abcdef01234567/i.sh", ""), "commit yes");
}

}  // namespace
}  // namespace wafpp::evidence
