#include "evidence/ci/gitlab_templates.h"

#include <algorithm>
#include <array>

namespace wafpp::evidence::ci {

namespace {

constexpr std::array kTemplates = {
    ShippedTemplate{"Container-Scanning", "container_scanning", "gitlab-container-scanning"},
    ShippedTemplate{"container-scanning", "container_scanning", "gitlab-container-scanning"},
};

constexpr std::array<std::string_view, 17> kOthers = {"Workflows/",
                                                      "Pages/",
                                                      "Accessibility",
                                                      "API-Fuzzing",
                                                      "Coverage-Fuzzing",
                                                      "Load-Performance",
                                                      "Browser-Performance",
                                                      "Fail-Fast",
                                                      "SAST",
                                                      "Secret-Detection",
                                                      "secret-detection",
                                                      "Dependency-Scanning",
                                                      "dependency-scanning",
                                                      "Code-Quality",
                                                      "License-Scanning",
                                                      "DAST",
                                                      "sast"};

}  // namespace

const ShippedTemplate* scanning_template(std::string_view name) {
  for (const ShippedTemplate& known : kTemplates) {
    if (name.find(known.part) != std::string_view::npos) return &known;
  }
  return nullptr;
}

bool is_other_template(std::string_view name) {
  return std::any_of(kOthers.begin(), kOthers.end(), [&](std::string_view other) { return name.find(other) != std::string_view::npos; });
}

}  // namespace wafpp::evidence::ci
