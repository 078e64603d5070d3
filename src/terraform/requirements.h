#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "terraform/module.h"

namespace wafpp::terraform {

/// The version of Terraform whose language this program evaluates.
constexpr std::string_view kLanguageVersion = "1.11.4";

/// A version `1.2.3-beta1`: numbers, then the pre-release part.
struct Version {
  std::vector<uint64_t> numbers;
  std::string prerelease;
  static std::optional<Version> parse(std::string_view text);
  static int compare(const Version& a, const Version& b);
};

/// Whether `version` satisfies a constraint such as `>= 1.5, < 2.0.0` or `~> 1.2`; nullopt where the constraint cannot be read.
std::optional<bool> satisfies(const Version& version, std::string_view constraint);

/// Reports `required_version` constraints that neither Terraform 1.11 nor a later version meets.
void check_requirements(const Module& module, diag::Sink& sink, diag::Level level);
/// Whether the module is made for versions from 1.12 on, in which `&&` and `||` short-circuit, and refuses earlier ones.
bool needs_short_circuit(const Module& module);

}  // namespace wafpp::terraform
