#include "evidence/ci/components.h"

#include <algorithm>

#include "base/letters.h"
#include "base/text.h"

namespace wafpp::evidence::ci {

void Inputs::add(std::string_view name, std::string_view value) {
  values_[base::lowered(name)] = base::trimmed(filled_in(value, in_->variables));
}

std::string_view Inputs::operator[](std::string_view name) const {
  auto found = values_.find(name);
  return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

bool Inputs::is_true(std::string_view name) const { return base::same_without_case((*this)[name], "true"); }
bool Inputs::is_false(std::string_view name) const { return base::same_without_case((*this)[name], "false"); }

namespace {

/// A value that is true, false, or left to something that is not read.
Answer answer_of(const Inputs& inputs, std::string_view name, bool otherwise) {
  std::string_view value = inputs[name];
  if (value.empty()) return otherwise ? Answer::Yes : Answer::No;
  if (is_open(value)) return Answer::Unknown;
  return base::same_without_case(value, "true") || value == "1" || value == "yes" ? Answer::Yes : Answer::No;
}

void set_fails(Deed& deed, const Inputs& inputs, std::string_view name, bool otherwise) {
  deed.fails = answer_of(inputs, name, otherwise);
  if (deed.fails == Answer::Unknown) deed.unknown = inputs[name];
}

std::string_view first_of(const Inputs& inputs, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    if (!inputs[name].empty()) return inputs[name];
  }
  return {};
}

}  // namespace

void read_task(std::string_view name, const Inputs& inputs, Doings& to) {
  std::string task = base::lowered(name);
  // Of an extension: `publisher.extension.task`.
  if (size_t dot = task.rfind('.'); dot != std::string::npos) task.erase(0, dot + 1);
  if (task == "trivy") {
    bool is_image = !inputs["image"].empty() || base::same_without_case(inputs["type"], "image");
    Deed deed = deed_of(Action::Scan, "trivy", is_image ? "image" : "files");
    deed.target = inputs["image"];
    std::string_view code = inputs["exitcode"];
    set_trivy(deed,
              {.exit_code = std::string(code.empty() ? "1" : code),
               .severity = std::string(inputs["severities"]),
               .ignore_unfixed = std::string(inputs["ignoreunfixed"]),
               .config = {}},
              {});
    to.deeds.push_back(std::move(deed));
  } else if (task == "snyksecurityscan") {
    bool is_image =
        base::same_without_case(inputs["testtype"], "container") || base::same_without_case(inputs["testtype"], "containerimage");
    Deed deed = deed_of(Action::Scan, "snyk", is_image ? "image" : "files");
    deed.target = inputs["dockerimagename"];
    set_fails(deed, inputs, "failonissues", true);
    set_threshold(deed, inputs["severitythreshold"].empty() ? "low" : inputs["severitythreshold"]);
    to.deeds.push_back(std::move(deed));
  } else if (task == "aquasecurityscanner" || task == "aquascannercli" || task == "prisma-cloud-compute-scan" || task == "twistcliscan") {
    Deed deed = deed_of(Action::Scan, task.starts_with("aqua") ? "aqua" : "prisma-cloud");
    deed.fails = Answer::Unknown;
    deed.severities_known = false;
    deed.unknown = "a policy of the service decides";
    to.deeds.push_back(std::move(deed));
  } else if (task == "manifestgeneratortask") {
    Deed deed = deed_of(Action::Sbom, "sbom-tool", "files");
    deed.format = "spdx";
    deed.files.emplace_back(first_of(inputs, {"manifestdirpath", "builddroppath"}));
    to.deeds.push_back(std::move(deed));
  } else if (task == "publishpipelineartifact" || task == "publishbuildartifacts") {
    Deed deed = deed_of(Action::Store, "artifact", "files");
    deed.files.emplace_back(first_of(inputs, {"targetpath", "path", "pathtopublish"}));
    if (deed.files.back().empty()) deed.files.back() = "$(Build.ArtifactStagingDirectory)";
    to.deeds.push_back(std::move(deed));
  } else if (task == "docker") {
    std::string command = base::lowered(inputs["command"]);
    if (command.empty() || command == "buildandpush") {
      to.deeds.push_back(deed_of(Action::Build, "docker"));
      to.deeds.push_back(deed_of(Action::Push, "docker"));
    } else if (command == "build" || command == "build an image") {
      to.deeds.push_back(deed_of(Action::Build, "docker"));
    } else if (command == "push" || command == "push an image") {
      to.deeds.push_back(deed_of(Action::Push, "docker"));
    }
  } else if (task == "dockercompose") {
    std::string action = base::lowered(inputs["action"]);
    if (action.find("build") != std::string::npos) to.deeds.push_back(deed_of(Action::Build, "docker-compose"));
    if (action.find("push") != std::string::npos) to.deeds.push_back(deed_of(Action::Push, "docker-compose"));
  } else if (task == "kubernetesmanifest" || task == "kubernetes" || task == "helmdeploy" || task == "azurewebappcontainer" ||
             task == "azurecontainerapps" || task == "azurefunctionappcontainer" || task == "azurermwebappdeployment" ||
             task == "ecsdeploy") {
    std::string action = base::lowered(first_of(inputs, {"action", "command"}));
    bool changes = action.empty() || action == "deploy" || action == "apply" || action == "upgrade" || action == "install" ||
                   action == "promote" || action == "set";
    if (changes) to.deeds.push_back(deed_of(Action::Deploy, task));
  } else if (task.starts_with("terraformtask") || task == "terraformcli" || task == "terraformtaskv4") {
    if (base::same_without_case(inputs["command"], "apply")) to.deeds.push_back(deed_of(Action::Deploy, "terraform"));
  }
}

void read_orb_command(std::string_view name, const Inputs& inputs, Doings& to) {
  if (name == "snyk/snyk/scan") {
    std::string_view image = inputs["docker-image-name"];
    Deed deed = deed_of(Action::Scan, "snyk", image.empty() ? "files" : "image");
    deed.target = image;
    set_fails(deed, inputs, "fail-on-issues", true);
    set_threshold(deed, inputs["severity-threshold"].empty() ? "low" : inputs["severity-threshold"]);
    to.deeds.push_back(std::move(deed));
  } else if (name == "fifteen5/trivy-orb/scan" || name == "cci-x/trivy/scan" || name.ends_with("/trivy/scan")) {
    Deed deed = deed_of(Action::Scan, "trivy");
    deed.fails = Answer::Unknown;
    deed.severities_known = false;
    deed.unknown = "the orb's inputs";
    to.deeds.push_back(std::move(deed));
  } else if (name == "circleci/docker/build") {
    to.deeds.push_back(deed_of(Action::Build, "docker"));
  } else if (name == "circleci/docker/push") {
    to.deeds.push_back(deed_of(Action::Push, "docker"));
  } else if (name == "circleci/docker/publish" || name.starts_with("circleci/aws-ecr/build-and-push") ||
             name.starts_with("circleci/aws-ecr/build_and_push") || name.starts_with("circleci/gcp-gcr/build-and-push") ||
             name.starts_with("circleci/azure-acr/build-and-push")) {
    to.deeds.push_back(deed_of(Action::Build, "docker"));
    // `deploy: false` only builds.
    if (!inputs.is_false("deploy")) to.deeds.push_back(deed_of(Action::Push, "docker"));
  } else if (name == "circleci/aws-ecr/build-image" || name == "circleci/aws-ecr/build_image" || name == "circleci/gcp-gcr/build-image") {
    to.deeds.push_back(deed_of(Action::Build, "docker"));
    if (inputs.is_true("push-image") || inputs.is_true("push_image")) to.deeds.push_back(deed_of(Action::Push, "docker"));
  } else if (name == "circleci/aws-ecr/push-image" || name == "circleci/gcp-gcr/push-image") {
    to.deeds.push_back(deed_of(Action::Push, "docker"));
  } else if (name.starts_with("circleci/aws-ecs/deploy") || name.starts_with("circleci/aws-ecs/update") ||
             name.starts_with("circleci/helm/install") || name.starts_with("circleci/helm/upgrade") ||
             name.starts_with("circleci/kubernetes/") || name.starts_with("circleci/gcp-cloud-run/deploy") ||
             name.starts_with("circleci/aws-eks/update-container-image")) {
    if (name.find("install-kubectl") == std::string_view::npos && !name.ends_with("/install"))
      to.deeds.push_back(deed_of(Action::Deploy, name));
  }
}

void read_pipe(std::string_view name, const Inputs& inputs, Doings& to) {
  if (name == "aquasecurity/aqua-trivy-pipe" || name == "aquasecurity/trivy-pipe") {
    // Its inputs are not documented well enough to be sure of what it does.
    Deed deed = deed_of(Action::Scan, "trivy");
    deed.target = inputs["imageref"];
    bool is_asked = !inputs["exitcode"].empty() && inputs["exitcode"] != "0";
    deed.fails = is_asked ? Answer::Unknown : Answer::No;
    deed.unknown = "the inputs of the pipe are not verified";
    set_severities(deed, inputs["severity"].empty() ? "CRITICAL,HIGH,MEDIUM,LOW,UNKNOWN" : inputs["severity"]);
    to.deeds.push_back(std::move(deed));
  } else if (name == "snyk/snyk-scan") {
    bool is_image = !inputs["image_name"].empty() || base::same_without_case(inputs["language"], "docker");
    Deed deed = deed_of(Action::Scan, "snyk", is_image ? "image" : "files");
    deed.target = inputs["image_name"];
    set_fails(deed, inputs, "dont_break_build", false);
    deed.fails = deed.fails == Answer::Yes ? Answer::No : deed.fails == Answer::No ? Answer::Yes : Answer::Unknown;
    set_threshold(deed, inputs["severity_threshold"].empty() ? "low" : inputs["severity_threshold"]);
    to.deeds.push_back(std::move(deed));
  } else if (name == "atlassian/aws-ecr-push-image" || name == "atlassian/google-gcr-push-image") {
    to.deeds.push_back(deed_of(Action::Push, "docker", "image"));
  } else if (name == "atlassian/aws-ecs-deploy" || name == "atlassian/aws-eks-kubectl-run" || name == "atlassian/kubectl-run" ||
             name == "atlassian/helm-run" || name == "atlassian/google-cloud-run-deploy" || name == "atlassian/azure-aks-deploy" ||
             name == "atlassian/aws-code-deploy") {
    to.deeds.push_back(deed_of(Action::Deploy, name));
  }
}

void read_container(std::string_view image, std::string_view arguments, const Surroundings& in, Doings& to) {
  std::string text = "docker run --rm " + std::string(image) + " " + std::string(arguments);
  read_script(text, in, to);
}

}  // namespace wafpp::evidence::ci
