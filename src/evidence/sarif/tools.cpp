#include "evidence/sarif/tools.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/letters.h"

namespace wafpp::evidence::sarif {

namespace {

// The first letters of names, small: `Semgrep OSS`, `Trivy`, `SonarQube`.
constexpr std::string_view kScanners[] = {
    "anchore",     "aqua",         "clair",          "docker scout",     "grype", "neuvector",
    "osv-scanner", "prisma cloud", "snyk container", "snyk open source", "trivy",
};

constexpr std::string_view kTools[] = {
    "actionlint",
    "bandit",
    "bearer",
    "brakeman",
    "checkov",
    "clippy",
    "codeql",
    "cppcheck",
    "detect-secrets",
    "devskim",
    "eslint",
    "findsecbugs",
    "flawfinder",
    "gitleaks",
    "golangci",
    "gosec",
    "hadolint",
    "horusec",
    "kics",
    "kube-linter",
    "kubesec",
    "microsoft security code analysis",
    "njsscan",
    "nuclei",
    "opengrep",
    "phpstan",
    "pmd",
    "polaris",
    "psscriptanalyzer",
    "pylint",
    "roslyn",
    "ruff",
    "semgrep",
    "shellcheck",
    "snyk code",
    "snyk iac",
    "sonar",
    "spotbugs",
    "template analyzer",
    "terrascan",
    "tflint",
    "tfsec",
    "trufflehog",
    "wafpp",
    "zap",
    "zizmor",
};

bool begins_with_any(std::string_view tool, std::span<const std::string_view> names) {
  std::string name = base::lowered(tool);
  return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return name.starts_with(each); });
}

}  // namespace

bool is_scanner(std::string_view tool) { return begins_with_any(tool, kScanners); }

bool looks_at_code(std::string_view tool) { return begins_with_any(tool, kTools); }

}  // namespace wafpp::evidence::sarif
