#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "evidence/repository/ecosystems.h"

namespace wafpp::evidence {

/// In the order of their names.
enum EcosystemId : uint8_t {
  Bazel,
  Bun,
  Bundler,
  Cargo,
  Composer,
  Devcontainers,
  Docker,
  DockerCompose,
  Elm,
  GithubActions,
  Gitsubmodule,
  Gomod,
  Gradle,
  Helm,
  Julia,
  Maven,
  Mix,
  Npm,
  Nuget,
  Opentofu,
  Pip,
  Pub,
  Swift,
  Terraform,
  Terragrunt,
  Uv,
  Vcpkg,
  EcosystemCount,
};

/// In the order of `EcosystemId`.
const std::array<EcosystemKind, EcosystemCount>& ecosystem_kinds();
/// For which a file of that name is a manifest or lock file, wherever it lies.
std::optional<EcosystemId> ecosystem_of(std::string_view name);
bool is_yaml(std::string_view name);
/// Whether `path` lies below `folder`; everything does below `.`.
bool is_below(std::string_view path, std::string_view folder);

}  // namespace wafpp::evidence
