#pragma once

#include "evidence/ci/builder.h"

/// One function a platform: reads the file of a builder into its pipeline. What is wrong with the file is said to the reading.
namespace wafpp::evidence::ci {

void read_github_workflow(Builder& builder);
void read_github_action(Builder& builder);
void read_gitlab(Builder& builder);
void read_azure(Builder& builder);
void read_circleci(Builder& builder);
void read_bitbucket(Builder& builder);
void read_jenkinsfile(Builder& builder);
void read_codebuild(Builder& builder);

}  // namespace wafpp::evidence::ci
