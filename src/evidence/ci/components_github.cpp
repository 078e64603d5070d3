#include <algorithm>
#include <array>

#include "base/letters.h"
#include "evidence/ci/components.h"

namespace wafpp::evidence::ci {

namespace {

using ReadAction = void (*)(const Inputs& inputs, Doings& to);

void add(Doings& to, Action action, std::string_view tool, std::string_view target = {}) {
  Deed deed = deed_of(action, tool);
  deed.target = target;
  to.deeds.push_back(std::move(deed));
}

void set_policy(Deed& deed, std::string_view whose) {
  deed.fails = Answer::Unknown;
  deed.severities_known = false;
  deed.unknown = whose;
}

Answer answer_of(std::string_view value, Answer otherwise) {
  if (value.empty()) return otherwise;
  if (is_open(value)) return Answer::Unknown;
  return base::same_without_case(value, "true") || value == "1" ? Answer::Yes : Answer::No;
}

/// Lines, or parts between commas.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find_first_of("\n,", at), text.size());
    std::string_view line = text.substr(at, end - at);
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
    at = end + 1;
  }
  return lines;
}

/// By default it never fails: `exit-code` has to be set.
void trivy(const Inputs& inputs, Doings& to) {
  std::string_view type = inputs["scan-type"];
  bool is_image = type.empty() || type == "image";
  std::string format = sbom_format(inputs["format"]);
  if (type == "config") return;
  if (!format.empty()) {
    Deed deed = deed_of(Action::Sbom, "trivy", is_image ? "image" : "files");
    deed.format = std::move(format);
    deed.files.emplace_back(inputs["output"]);
    deed.target = inputs["image-ref"];
    to.deeds.push_back(std::move(deed));
    return;
  }
  std::string_view scanners = inputs["scanners"].empty() ? inputs["security-checks"] : inputs["scanners"];
  if (!scanners.empty() && scanners.find("vuln") == std::string_view::npos && !is_open(scanners)) return;
  Deed deed = deed_of(Action::Scan, "trivy", is_image ? "image" : type == "sbom" ? "sbom" : "files");
  deed.target = inputs["image-ref"];
  if (!inputs["output"].empty()) deed.files.emplace_back(inputs["output"]);
  auto variable = [&](std::string_view name) {
    auto found = inputs.in().variables.find(name);
    return found == inputs.in().variables.end() ? std::string() : found->second;
  };
  auto chosen = [&](std::string_view input, std::string_view name) {
    return inputs[input].empty() ? variable(name) : std::string(inputs[input]);
  };
  // With SARIF the severities filter nothing, unless that is asked for.
  bool is_unfiltered = inputs["format"] == "sarif" && !inputs.is_true("limit-severities-for-sarif");
  set_trivy(deed,
            {.exit_code = chosen("exit-code", "TRIVY_EXIT_CODE"),
             .severity = is_unfiltered ? std::string() : chosen("severity", "TRIVY_SEVERITY"),
             .ignore_unfixed = chosen("ignore-unfixed", "TRIVY_IGNORE_UNFIXED"),
             .config = std::string(inputs["trivy-config"])},
            inputs.in());
  to.deeds.push_back(std::move(deed));
}

/// By default it fails from medium on.
void anchore_scan(const Inputs& inputs, Doings& to) {
  bool is_image = !inputs["image"].empty();
  Deed deed = deed_of(Action::Scan, "grype", is_image ? "image" : !inputs["sbom"].empty() ? "sbom" : "files");
  deed.target = inputs["image"];
  deed.fails = answer_of(inputs["fail-build"], Answer::Yes);
  if (deed.fails == Answer::Unknown) deed.unknown = inputs["fail-build"];
  set_threshold(deed, inputs["severity-cutoff"].empty() ? "medium" : inputs["severity-cutoff"]);
  deed.only_fixed = inputs.is_true("only-fixed");
  if (!inputs["output-file"].empty()) deed.files.emplace_back(inputs["output-file"]);
  to.deeds.push_back(std::move(deed));
}

void snyk_docker(const Inputs& inputs, Doings& to) {
  Deed deed = deed_of(Action::Scan, "snyk");
  deed.target = inputs["image"];
  deed.fails = inputs["command"] == "monitor" ? Answer::No : Answer::Yes;
  std::string_view args = inputs["args"];
  std::string_view option = "--severity-threshold=";
  size_t at = args.find(option);
  set_threshold(deed,
                at == std::string_view::npos ? "low" : args.substr(at + option.size(), args.find_first_of(" \n", at) - at - option.size()));
  deed.only_fixed =
      args.find("--fail-on=upgradable") != std::string_view::npos || args.find("--fail-on=patchable") != std::string_view::npos;
  to.deeds.push_back(std::move(deed));
}

void scout(const Inputs& inputs, Doings& to) {
  std::string_view command = inputs["command"];
  bool is_sbom = command.find("sbom") != std::string_view::npos;
  if (is_sbom && !sbom_format(inputs["format"]).empty()) {
    Deed deed = deed_of(Action::Sbom, "docker-scout");
    deed.format = sbom_format(inputs["format"]);
    deed.files.emplace_back(inputs["output"]);
    to.deeds.push_back(std::move(deed));
  }
  bool is_scan = command.find("cves") != std::string_view::npos || command.find("compare") != std::string_view::npos;
  if (!is_scan) return;
  Deed deed = deed_of(Action::Scan, "docker-scout");
  deed.target = inputs["image"];
  deed.fails = answer_of(inputs["exit-code"], Answer::No);
  if (deed.fails == Answer::Unknown) deed.unknown = inputs["exit-code"];
  set_severities(deed, inputs["only-severities"].empty() ? "CRITICAL,HIGH,MEDIUM,LOW,UNKNOWN" : inputs["only-severities"]);
  deed.only_fixed = inputs.is_true("only-fixed");
  to.deeds.push_back(std::move(deed));
}

/// Its thresholds set an output; a later step has to ask for it.
void inspector(const Inputs& inputs, Doings& to) {
  bool is_image = inputs["artifact_type"] == "container";
  Deed deed = deed_of(Action::Scan, "inspector", is_image ? "image" : "files");
  deed.target = inputs["artifact_path"];
  std::string severities;
  for (std::string_view severity : {"critical", "high", "medium", "low"}) {
    std::string_view threshold = inputs[std::string(severity) + "_threshold"];
    if (!threshold.empty() && threshold != "0") severities += std::string(severity) + ",";
  }
  set_severities(deed, severities);
  deed.mode = "vulnerability_threshold_exceeded";
  to.deeds.push_back(std::move(deed));
  Deed sbom = deed_of(Action::Sbom, "inspector", is_image ? "image" : "files");
  sbom.format = "cyclonedx";
  sbom.files.emplace_back("${{ steps.inspector.outputs.artifact_sbom }}");
  to.deeds.push_back(std::move(sbom));
}

void policy_scan(const Inputs& inputs, Doings& to) {
  Deed deed = deed_of(Action::Scan, "sysdig");
  deed.target = inputs["image-tag"];
  set_policy(deed, "a policy of the service decides");
  if (inputs.is_false("stop-on-failed-policy-eval")) deed.fails = Answer::No;
  to.deeds.push_back(std::move(deed));
}

void anchore_sbom(const Inputs& inputs, Doings& to) {
  Deed deed = deed_of(Action::Sbom, "syft", inputs["image"].empty() ? "files" : "image");
  deed.target = inputs["image"];
  deed.format = sbom_format(inputs["format"].empty() ? "spdx-json" : inputs["format"]);
  if (deed.format.empty()) return;
  deed.is_stored = !inputs.is_false("upload-artifact");
  if (!inputs["output-file"].empty()) deed.files.emplace_back(inputs["output-file"]);
  to.deeds.push_back(std::move(deed));
}

void cyclonedx(const Inputs& inputs, Doings& to) {
  Deed deed = deed_of(Action::Sbom, "cyclonedx", "files");
  deed.format = "cyclonedx";
  std::string_view path = inputs["output"].empty() ? inputs["out"] : inputs["output"];
  deed.files.emplace_back(path.empty() ? "bom" : path);
  to.deeds.push_back(std::move(deed));
}

/// What BuildKit makes beside an image, also unasked.
void attestations(const Inputs& inputs, Answer is_pushed, bool is_loaded, Doings& to) {
  std::string_view attests = inputs["attests"];
  std::string_view sbom = inputs["sbom"];
  bool has_sbom = (!sbom.empty() && answer_of(sbom, Answer::No) != Answer::No) ||
                  (!sbom.empty() && sbom.find('=') != std::string_view::npos) || attests.find("type=sbom") != std::string_view::npos;
  if (has_sbom) {
    Deed deed = deed_of(Action::Sbom, "buildx");
    deed.format = "spdx";
    deed.is_stored = is_pushed != Answer::No;
    to.deeds.push_back(std::move(deed));
  }
  std::string_view provenance = inputs["provenance"];
  bool is_off = base::same_without_case(provenance, "false");
  bool is_asked = (!provenance.empty() && !is_off) || attests.find("type=provenance") != std::string_view::npos;
  bool is_default = provenance.empty() && is_pushed == Answer::Yes && !is_loaded;
  if (!is_asked && !is_default) return;
  Deed deed = deed_of(Action::Provenance, "buildx");
  std::string mode(provenance);
  mode += attests;
  deed.mode = mode.find("mode=max") != std::string::npos ? "max" : mode.find("mode=min") != std::string::npos ? "min" : "default";
  deed.slsa_build_level = 1;
  to.deeds.push_back(std::move(deed));
}

void build_push(const Inputs& inputs, Doings& to) {
  std::string_view outputs = inputs["outputs"];
  Answer is_pushed = answer_of(inputs["push"], Answer::No);
  if (outputs.find("type=registry") != std::string_view::npos || outputs.find("push=true") != std::string_view::npos)
    is_pushed = Answer::Yes;
  std::vector<std::string> tags = lines_of(inputs["tags"]);
  std::string_view target = tags.empty() ? std::string_view() : std::string_view(tags.front());
  add(to, Action::Build, "buildx", target);
  // `push: ${{ github.event_name != 'pull_request' }}`: what a condition allows happens on the default branch.
  if (is_pushed != Answer::No) add(to, Action::Push, "buildx", target);
  attestations(inputs, is_pushed, inputs.is_true("load"), to);
}

void bake(const Inputs& inputs, Doings& to) {
  Answer is_pushed = answer_of(inputs["push"], Answer::No);
  add(to, Action::Build, "buildx");
  if (is_pushed != Answer::No) add(to, Action::Push, "buildx");
  attestations(inputs, is_pushed, inputs.is_true("load"), to);
}

void build_cloud(const Inputs& /*inputs*/, Doings& to) {
  add(to, Action::Build, "docker");
  add(to, Action::Push, "docker");
}
void build_only(const Inputs& /*inputs*/, Doings& to) { add(to, Action::Build, "buildah"); }
void push_only(const Inputs& /*inputs*/, Doings& to) { add(to, Action::Push, "podman"); }
void kaniko(const Inputs& inputs, Doings& to) {
  add(to, Action::Build, "kaniko");
  if (!inputs.is_true("skip_unchanged_digest") && !inputs.is_false("push")) add(to, Action::Push, "kaniko");
}

void upload(const Inputs& inputs, Doings& to) {
  Deed deed = deed_of(Action::Store, "artifact", "files");
  for (std::string_view name : {"path", "files", "file", "artifacts", "sbom-path", "bomfilename", "asset_path"}) {
    for (std::string& line : lines_of(inputs[name])) deed.files.push_back(std::move(line));
  }
  to.deeds.push_back(std::move(deed));
}

void attest(const Inputs& inputs, Doings& to) {
  if (!inputs["sbom-path"].empty()) {
    upload(inputs, to);
    return;
  }
  Deed deed = deed_of(Action::Provenance, "actions/attest");
  deed.slsa_build_level = 2;
  to.deeds.push_back(std::move(deed));
}

void attest_provenance(const Inputs& /*inputs*/, Doings& to) {
  Deed deed = deed_of(Action::Provenance, "actions/attest-build-provenance");
  deed.slsa_build_level = 2;
  to.deeds.push_back(std::move(deed));
}

void goreleaser(const Inputs& inputs, Doings& to) {
  std::string_view arguments = inputs["args"];
  if (arguments.find("release") != std::string_view::npos) read_goreleaser(inputs.in(), arguments, to);
}

void deploy(const Inputs& /*inputs*/, Doings& to) { add(to, Action::Deploy, "action"); }
/// A script on another machine.
void over_ssh(const Inputs& inputs, Doings& to) {
  Surroundings there = inputs.in();
  there.is_deployment = true;
  there.file = nullptr;
  there.mode = {.errexit = inputs.is_true("script_stop"), .pipefail = false};
  read_script(inputs["script"], there, to);
}
void test_cluster(const Inputs& /*inputs*/, Doings& to) { to.has_test_cluster = true; }

struct KnownAction {
  std::string_view name;
  ReadAction read;
};
constexpr std::array kActions = {
    KnownAction{"aquasecurity/trivy-action", trivy},
    KnownAction{"anchore/scan-action", anchore_scan},
    KnownAction{"snyk/actions/docker", snyk_docker},
    KnownAction{"docker/scout-action", scout},
    KnownAction{"aws-actions/vulnerability-scan-github-action-for-amazon-inspector", inspector},
    KnownAction{"sysdiglabs/scan-action", policy_scan},
    KnownAction{"anchore/sbom-action", anchore_sbom},
    KnownAction{"cyclonedx/gh-node-module-generatebom", cyclonedx},
    KnownAction{"cyclonedx/gh-python-generate-sbom", cyclonedx},
    KnownAction{"cyclonedx/gh-php-composer-generate-sbom", cyclonedx},
    KnownAction{"cyclonedx/gh-dotnet-generate-sbom", cyclonedx},
    KnownAction{"cyclonedx/gh-gomod-generate-sbom", cyclonedx},
    KnownAction{"docker/build-push-action", build_push},
    KnownAction{"docker/bake-action", bake},
    KnownAction{"goreleaser/goreleaser-action", goreleaser},
    KnownAction{"redhat-actions/buildah-build", build_only},
    KnownAction{"redhat-actions/push-to-registry", push_only},
    KnownAction{"mr-smithers-excellent/docker-build-push", build_cloud},
    KnownAction{"elgohr/publish-docker-github-action", build_cloud},
    KnownAction{"aevea/action-kaniko", kaniko},
    KnownAction{"int128/kaniko-action", kaniko},
    KnownAction{"actions/upload-artifact", upload},
    KnownAction{"softprops/action-gh-release", upload},
    KnownAction{"ncipollo/release-action", upload},
    KnownAction{"svenstaro/upload-release-action", upload},
    KnownAction{"actions/upload-release-asset", upload},
    KnownAction{"dependencytrack/gh-upload-sbom", upload},
    KnownAction{"actions/attest-sbom", upload},
    KnownAction{"actions/attest", attest},
    KnownAction{"actions/attest-build-provenance", attest_provenance},
    KnownAction{"aws-actions/amazon-ecs-deploy-task-definition", deploy},
    KnownAction{"aws-actions/aws-cloudformation-github-deploy", deploy},
    KnownAction{"aws-actions/aws-lambda-deploy", deploy},
    KnownAction{"awslabs/amazon-app-runner-deploy", deploy},
    KnownAction{"google-github-actions/deploy-cloudrun", deploy},
    KnownAction{"azure/webapps-deploy", deploy},
    KnownAction{"azure/k8s-deploy", deploy},
    KnownAction{"azure/aci-deploy", deploy},
    KnownAction{"azure/container-apps-deploy-action", deploy},
    KnownAction{"digitalocean/app_action", deploy},
    KnownAction{"superfly/flyctl-actions", deploy},
    KnownAction{"appleboy/ssh-action", over_ssh},
    KnownAction{"helm/kind-action", test_cluster},
    KnownAction{"engineerd/setup-kind", test_cluster},
    KnownAction{"medyagh/setup-minikube", test_cluster},
    KnownAction{"manusa/actions-setup-minikube", test_cluster},
    KnownAction{"absaoss/k3d-action", test_cluster},
    KnownAction{"nolar/setup-k3d-k3s", test_cluster},
};

}  // namespace

void read_action(std::string_view name, const Inputs& inputs, Doings& to) {
  std::string wanted = base::lowered(name);
  for (const KnownAction& known : kActions) {
    if (known.name != wanted) continue;
    known.read(inputs, to);
    return;
  }
  // By their name they look at images; with what effect, is not told.
  for (std::string_view part : {"container-scan", "image-scan", "docker-scan", "trivy", "grype"}) {
    bool only_installs = wanted.find("setup") != std::string::npos || wanted.find("install") != std::string::npos;
    if (wanted.find(part) == std::string::npos || only_installs) continue;
    to.unread.push_back("the action " + std::string(name));
    return;
  }
}

}  // namespace wafpp::evidence::ci
