#include <algorithm>
#include <array>
#include <charconv>

#include "base/letters.h"
#include "base/text.h"
#include "evidence/ci/config_file.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

constexpr std::array<std::string_view, 6> kSeverities = {"CRITICAL", "HIGH", "MEDIUM", "LOW", "NEGLIGIBLE", "UNKNOWN"};
constexpr std::string_view kAllSeverities = "CRITICAL,HIGH,MEDIUM,LOW,UNKNOWN";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A number of a text that may be quoted; -1 where it is none.
int number_of(std::string_view text) {
  int number = -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

Deed scan(const Call& call, std::string_view tool, std::string_view subject) {
  Deed deed = deed_of(Action::Scan, tool, subject);
  deed.files = call.command().outputs;
  if (std::optional<std::string> file = call.option({"--output", "-o", "--file", "--json-file-output", "--sarif-file-output"}))
    deed.files.push_back(*file);
  return deed;
}

/// Whose policy decides, and that is somewhere else.
void set_policy(Deed& deed, std::string_view whose) {
  deed.fails = Answer::Unknown;
  deed.severities_known = false;
  deed.unknown = std::string(whose);
}

bool read_trivy(const Call& call, Doings& to) {
  if (call.program() != "trivy") return false;
  std::string_view mode;
  constexpr std::array<std::string_view, 12> kModes = {"image",      "i",    "fs",     "filesystem", "rootfs", "repo",
                                                       "repository", "sbom", "config", "k8s",        "vm",     "aws"};
  for (const std::string& word : call.words()) {
    if (std::find(kModes.begin(), kModes.end(), word) != kModes.end()) {
      mode = word;
      break;
    }
  }
  bool is_image = mode == "image" || mode == "i";
  // Before 0.30 there needed not be a command.
  if (mode.empty() && call.words().size() > 1 && (call.has("--exit-code") || call.has("--severity"))) is_image = true;
  if (mode.empty() && !is_image) return true;
  std::string format = sbom_format(call.option({"--format", "-f"}).value_or(""));
  std::vector<std::string> operands = call.operands(mode.empty() ? 0 : 1);
  std::string target = operands.empty() ? std::string() : operands.back();
  if (!format.empty()) {
    Deed deed = scan(call, "trivy", is_image ? "image" : "files");
    deed.action = Action::Sbom;
    deed.format = format;
    deed.target = target;
    to.deeds.push_back(std::move(deed));
    return true;
  }
  // Of a configuration nothing is a vulnerability.
  std::string scanners = call.option({"--scanners", "--security-checks"}).value_or("vuln");
  if (mode == "config" || mode == "aws" || scanners.find("vuln") == std::string::npos) return true;
  Deed deed = scan(call, "trivy", is_image ? "image" : mode == "sbom" ? "sbom" : "files");
  deed.target = target;
  set_trivy(deed,
            {.exit_code = call.option({"--exit-code"}).value_or(call.variable("TRIVY_EXIT_CODE")),
             .severity = call.option({"--severity", "-s"}).value_or(call.variable("TRIVY_SEVERITY")),
             .ignore_unfixed =
                 call.has("--ignore-unfixed") ? (call.is_on("--ignore-unfixed") ? "true" : "false") : call.variable("TRIVY_IGNORE_UNFIXED"),
             .config = call.option({"--config", "-c"}).value_or(call.variable("TRIVY_CONFIG"))},
            call.in());
  to.deeds.push_back(std::move(deed));
  return true;
}

bool read_grype(const Call& call, Doings& to) {
  if (call.program() != "grype") return false;
  std::vector<std::string> operands = call.operands(0);
  if (!operands.empty() && is_one_of(operands.front(), {"db", "version", "config", "completion", "explain", "help"})) return true;
  if (call.words().size() < 2 || (operands.empty() && !call.command().outputs.empty())) return true;
  Deed deed = scan(call, "grype", operands.empty() ? "sbom" : subject_of(operands.front()));
  if (!operands.empty()) deed.target = operands.front();
  std::string config_path = call.option({"--config", "-c"}).value_or(".grype.yaml");
  std::string severity = call.option({"--fail-on", "-f"}).value_or(call.variable("GRYPE_FAIL_ON_SEVERITY"));
  bool only_fixed = call.is_on("--only-fixed") || call.variable("GRYPE_ONLY_FIXED") == "true";
  if (severity.empty() && call.in().file) {
    Variables config = read_config(call.in().file(config_path));
    severity = config["fail-on-severity"];
    only_fixed = only_fixed || config["only-fixed"] == "true";
  }
  deed.only_fixed = only_fixed;
  deed.exit_code = 2;
  deed.fails = severity.empty() ? Answer::No : Answer::Yes;
  if (!severity.empty()) set_threshold(deed, severity);
  to.deeds.push_back(std::move(deed));
  return true;
}

bool read_snyk(const Call& call, Doings& to) {
  if (call.program() != "snyk") return false;
  if (call.is({"container", "sbom"})) {
    Deed deed = deed_of(Action::Sbom, "snyk");
    deed.format = sbom_format(call.option({"--format"}).value_or("cyclonedx"));
    deed.files = call.command().outputs;
    to.deeds.push_back(std::move(deed));
    return true;
  }
  bool is_test = call.is({"container", "test"});
  if (!is_test && !call.is({"container", "monitor"})) return true;
  Deed deed = scan(call, "snyk", "image");
  std::vector<std::string> operands = call.operands(2);
  if (!operands.empty()) deed.target = operands.front();
  deed.fails = is_test ? Answer::Yes : Answer::No;
  set_threshold(deed, call.option({"--severity-threshold"}).value_or("low"));
  std::string fail_on = call.option({"--fail-on"}).value_or("");
  deed.only_fixed = fail_on == "upgradable" || fail_on == "patchable";
  to.deeds.push_back(std::move(deed));
  return true;
}

bool read_scout(const Call& call, Doings& to) {
  bool is_alone = call.program() == "docker-scout";
  if (!is_alone && !(call.program() == "docker" && call.is({"scout"}))) return false;
  auto does = [&](std::string_view what) { return is_alone ? call.is({what}) : call.is({"scout", what}); };
  if (does("sbom")) {
    std::string format = sbom_format(call.option({"--format"}).value_or(""));
    if (format.empty()) return true;
    Deed deed = scan(call, "docker-scout", "image");
    deed.action = Action::Sbom;
    deed.format = std::move(format);
    to.deeds.push_back(std::move(deed));
    return true;
  }
  if (!does("cves")) return true;
  Deed deed = scan(call, "docker-scout", "image");
  deed.exit_code = 2;
  deed.fails = call.is_on("--exit-code") || call.has("-e") ? Answer::Yes : Answer::No;
  set_severities(deed, call.option({"--only-severity", "--only-severities"}).value_or(std::string(kAllSeverities)));
  deed.only_fixed = call.is_on("--only-fixed");
  to.deeds.push_back(std::move(deed));
  return true;
}

/// Tools whose verdict hangs on a policy that is kept in their service.
struct PolicyTool {
  std::string_view program;
  std::string_view first;
  std::string_view second;
  std::string_view tool;
};
constexpr std::array kPolicyTools = {
    PolicyTool{"twistcli", "images", "scan", "prisma-cloud"},
    PolicyTool{"wizcli", "docker", "scan", "wiz"},
    PolicyTool{"wizcli", "scan", "container-image", "wiz"},
    PolicyTool{"sysdig-cli-scanner", "", "", "sysdig"},
    PolicyTool{"jf", "docker", "scan", "xray"},
    PolicyTool{"jfrog", "docker", "scan", "xray"},
    PolicyTool{"orca-cli", "image", "scan", "orca"},
    PolicyTool{"lacework", "vuln-scanner", "image", "lacework"},
    PolicyTool{"lw-scanner", "image", "evaluate", "lacework"},
    PolicyTool{"aqua", "scan", "", "aqua"},
    PolicyTool{"scannercli", "scan", "", "aqua"},
    PolicyTool{"neuvector", "scan", "", "neuvector"},
    PolicyTool{"falconutil", "", "", "crowdstrike"},
};

bool read_policy_tool(const Call& call, Doings& to) {
  for (const PolicyTool& known : kPolicyTools) {
    if (call.program() != known.program) continue;
    if (!known.second.empty() ? !call.is({known.first, known.second}) : !known.first.empty() && !call.is({known.first})) continue;
    Deed deed = scan(call, known.tool, "image");
    set_policy(deed, "a policy of the service decides");
    to.deeds.push_back(std::move(deed));
    return true;
  }
  return false;
}

bool read_other(const Call& call, Doings& to) {
  if (call.program() == "anchorectl" && call.is({"image", "check"})) {
    Deed deed = scan(call, "anchore", "image");
    set_policy(deed, "a policy of the service decides");
    if (!call.is_on("--fail-based-on-results") && !call.has("-f")) deed.fails = Answer::No;
    to.deeds.push_back(std::move(deed));
    return true;
  }
  if (call.program() == "osv-scanner") {
    bool is_image = call.is({"scan", "image"}) || call.has("--docker") || call.has("-D");
    Deed deed = scan(call, "osv-scanner", is_image ? "image" : "files");
    deed.fails = Answer::Yes;
    set_severities(deed, kAllSeverities);
    to.deeds.push_back(std::move(deed));
    return true;
  }
  if (call.program() == "kubescape" && call.is({"scan", "image"})) {
    Deed deed = scan(call, "kubescape", "image");
    std::optional<std::string> threshold = call.option({"--severity-threshold", "-s"});
    deed.fails = threshold ? Answer::Yes : Answer::No;
    if (threshold) set_threshold(deed, *threshold);
    to.deeds.push_back(std::move(deed));
    return true;
  }
  if (call.program() == "docker" && call.is({"scan"})) {
    Deed deed = scan(call, "snyk", "image");
    deed.fails = Answer::Yes;
    set_threshold(deed, call.option({"--severity"}).value_or("low"));
    to.deeds.push_back(std::move(deed));
    return true;
  }
  return false;
}

/// Services that scan by themselves: here their findings are asked for, and what the script makes of these decides.
bool read_asked(const Call& call, Doings& to) {
  std::string_view tool;
  if (call.program() == "aws" && (call.is({"ecr", "describe-image-scan-findings"}) || call.is({"ecr", "wait", "image-scan-complete"}) ||
                                  call.is({"ecr", "start-image-scan"}))) {
    tool = "ecr";
  } else if (call.program() == "aws" && call.is({"inspector-scan", "scan-sbom"})) {
    tool = "inspector";
  } else if (call.program() == "gcloud" &&
             (call.is({"artifacts", "docker", "images", "scan"}) || call.is({"artifacts", "docker", "images", "list-vulnerabilities"}))) {
    tool = "artifact-analysis";
  }
  if (tool.empty()) return false;
  Deed deed = scan(call, tool, "image");
  // Who only waits or starts a scan looks at no finding.
  bool is_asking = call.is({"ecr", "describe-image-scan-findings"}) || tool != "ecr";
  deed.mode = is_asking ? "asks" : "";
  to.deeds.push_back(std::move(deed));
  return true;
}

}  // namespace

void set_severities(Deed& deed, std::string_view list) {
  if (is_open(list)) {
    deed.severities_known = false;
    deed.unknown = std::string(list);
    return;
  }
  std::string words;
  for (char c : list) words += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  deed.severities.clear();
  for (std::string_view severity : kSeverities) {
    size_t at = words.find(severity);
    if (at != std::string::npos) deed.severities.emplace_back(severity);
  }
}

void set_threshold(Deed& deed, std::string_view lowest) {
  if (is_open(lowest)) {
    deed.severities_known = false;
    deed.unknown = std::string(lowest);
    return;
  }
  deed.severities.clear();
  bool is_known =
      std::any_of(kSeverities.begin(), kSeverities.end(), [&](std::string_view each) { return base::same_without_case(each, lowest); });
  for (std::string_view severity : kSeverities) {
    if (severity == "UNKNOWN") break;
    deed.severities.emplace_back(severity);
    // Names such as `moderate` are between high and low.
    if (base::same_without_case(severity, lowest) || (!is_known && severity == "MEDIUM")) break;
  }
}

void set_trivy(Deed& deed, TrivySettings settings, const Surroundings& in) {
  if (in.file) {
    Variables config = read_config(in.file(settings.config.empty() ? "trivy.yaml" : settings.config));
    if (settings.exit_code.empty()) settings.exit_code = config["exit-code"];
    if (settings.severity.empty()) settings.severity = config["severity"];
    if (settings.ignore_unfixed.empty()) settings.ignore_unfixed = config["vulnerability.ignore-unfixed"];
    if (settings.ignore_unfixed.empty()) settings.ignore_unfixed = config["ignore-unfixed"];
  }
  settings.exit_code = filled_in(settings.exit_code, in.variables);
  set_severities(deed, settings.severity.empty() ? kAllSeverities : base::trimmed(filled_in(settings.severity, in.variables)));
  deed.only_fixed = base::same_without_case(settings.ignore_unfixed, "true");
  if (settings.exit_code.empty()) {
    deed.fails = Answer::No;
  } else if (is_open(settings.exit_code)) {
    deed.fails = Answer::Unknown;
    deed.unknown = settings.exit_code;
  } else {
    deed.exit_code = number_of(settings.exit_code);
    deed.fails = deed.exit_code > 0 ? Answer::Yes : Answer::No;
  }
}

std::string subject_of(std::string_view name) {
  if (name.starts_with("sbom:") || name.ends_with(".cdx.json") || name.ends_with(".spdx.json") || name.ends_with(".spdx") ||
      name.starts_with("purl:"))
    return "sbom";
  if (name.starts_with("dir:") || name.starts_with("file:") || name == "." || name == ".." || name.starts_with("./") ||
      name.starts_with("../"))
    return "files";
  if (name.starts_with('/') || name.ends_with('/')) return "files";
  if (name.ends_with(".json") || name.ends_with(".xml")) return "sbom";
  return "image";
}

bool read_scan(const Call& call, Doings& to) {
  return read_trivy(call, to) || read_grype(call, to) || read_snyk(call, to) || read_scout(call, to) || read_policy_tool(call, to) ||
         read_asked(call, to) || read_other(call, to);
}

}  // namespace wafpp::evidence::ci
