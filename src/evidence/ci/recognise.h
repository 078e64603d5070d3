#pragma once

#include <string_view>

#include "evidence/format.h"

/// What kind of pipeline a text is, told by its keys at the left margin and how the first lines below them begin.
namespace wafpp::evidence::ci {

bool is_github_workflow(const Shape& shape);
bool is_github_action(const Shape& shape);
bool is_gitlab(const Shape& shape);
bool is_azure(const Shape& shape);
bool is_circleci(const Shape& shape);
bool is_bitbucket(const Shape& shape);
bool is_jenkinsfile(const Shape& shape);
bool is_codebuild(const Shape& shape);

}  // namespace wafpp::evidence::ci
