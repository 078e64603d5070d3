#include <algorithm>
#include <array>

#include "base/letters.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

/// Commands that bring something into an environment. Words that are empty are not asked.
struct DeployCommand {
  std::string_view program;
  std::string_view first;
  std::string_view second;
};
constexpr std::array kDeployCommands = {
    DeployCommand{"kubectl", "apply", ""},
    DeployCommand{"kubectl", "create", ""},
    DeployCommand{"kubectl", "set", "image"},
    DeployCommand{"kubectl", "rollout", "restart"},
    DeployCommand{"kubectl", "replace", ""},
    DeployCommand{"kubectl", "patch", ""},
    DeployCommand{"oc", "apply", ""},
    DeployCommand{"oc", "rollout", ""},
    DeployCommand{"oc", "set", "image"},
    DeployCommand{"helm", "upgrade", ""},
    DeployCommand{"helm", "install", ""},
    DeployCommand{"helmfile", "apply", ""},
    DeployCommand{"helmfile", "sync", ""},
    DeployCommand{"aws", "ecs", "update-service"},
    DeployCommand{"aws", "ecs", "deploy"},
    DeployCommand{"aws", "ecs", "run-task"},
    DeployCommand{"aws", "deploy", "create-deployment"},
    DeployCommand{"aws", "lambda", "update-function-code"},
    DeployCommand{"aws", "apprunner", "start-deployment"},
    DeployCommand{"aws", "apprunner", "update-service"},
    DeployCommand{"aws", "cloudformation", "deploy"},
    DeployCommand{"aws", "cloudformation", "update-stack"},
    DeployCommand{"ecs-deploy", "", ""},
    DeployCommand{"ecs", "deploy", ""},
    DeployCommand{"sam", "deploy", ""},
    DeployCommand{"cdk", "deploy", ""},
    DeployCommand{"copilot", "deploy", ""},
    DeployCommand{"eb", "deploy", ""},
    DeployCommand{"terraform", "apply", ""},
    DeployCommand{"tofu", "apply", ""},
    DeployCommand{"terragrunt", "apply", ""},
    DeployCommand{"terragrunt", "run-all", "apply"},
    DeployCommand{"pulumi", "up", ""},
    DeployCommand{"gcloud", "run", "deploy"},
    DeployCommand{"gcloud", "run", "services"},
    DeployCommand{"gcloud", "deploy", "releases"},
    DeployCommand{"az", "containerapp", "update"},
    DeployCommand{"az", "containerapp", "up"},
    DeployCommand{"az", "container", "create"},
    DeployCommand{"az", "webapp", "config"},
    DeployCommand{"az", "webapp", "deploy"},
    DeployCommand{"argocd", "app", "sync"},
    DeployCommand{"argocd", "app", "set"},
    DeployCommand{"flux", "reconcile", ""},
    DeployCommand{"flyctl", "deploy", ""},
    DeployCommand{"fly", "deploy", ""},
    DeployCommand{"heroku", "container:release", ""},
    DeployCommand{"nomad", "job", "run"},
    DeployCommand{"nomad", "run", ""},
    DeployCommand{"skaffold", "deploy", ""},
    DeployCommand{"kustomize", "deploy", ""},
    DeployCommand{"ansible-playbook", "", ""},
    DeployCommand{"kamal", "deploy", ""},
};

void add_deploy(const Call& call, Doings& to, std::string_view tool) {
  // What is tried out only changes nothing.
  if (std::any_of(call.words().begin(), call.words().end(),
                  [](const std::string& word) { return word.starts_with("--dry-run") && word != "--dry-run=none"; }))
    return;
  to.deeds.push_back(deed_of(Action::Deploy, tool));
}

/// Words that stand in a row, somewhere behind the program: global options take values that cannot be told from words.
bool has_in_row(const Call& call, std::string_view first, std::string_view second) {
  const std::vector<std::string>& words = call.words();
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i] != first) continue;
    if (second.empty() || (i + 1 < words.size() && words[i + 1] == second)) return true;
  }
  return false;
}

/// Programs whose first word is the script that they run.
bool is_interpreter(std::string_view program) {
  constexpr std::array<std::string_view, 13> kInterpreters = {"bash", "sh",  "python", "python3", "node", "ts-node",   "tsx",
                                                              "deno", "bun", "ruby",   "php",     "pwsh", "powershell"};
  return std::find(kInterpreters.begin(), kInterpreters.end(), program) != kInterpreters.end();
}

void add_store(Doings& to, std::string_view tool, std::vector<std::string> files) {
  Deed deed = deed_of(Action::Store, tool, "files");
  deed.files = std::move(files);
  to.deeds.push_back(std::move(deed));
}

/// What looks like names of files in a text.
void add_names(std::string_view text, std::vector<std::string>& to) {
  auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '/' || c == '_' || c == '-';
  };
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && is_part(text[end])) ++end;
    std::string_view name = text.substr(at, end - at);
    if (size_t dot = name.rfind('.'); dot != std::string_view::npos && dot > 0 && dot + 1 < name.size()) to.emplace_back(name);
    at = end + 1;
  }
}

}  // namespace

bool read_deploy(const Call& call, Doings& to) {
  const std::string& program = call.program();
  bool is_of_cluster = program == "kind" || program == "k3d" || program == "minikube" || program == "ctlptl" || program == "microk8s";
  if (is_of_cluster) {
    to.has_test_cluster = true;
    return true;
  }
  for (const DeployCommand& known : kDeployCommands) {
    if (program != known.program) continue;
    if (!known.first.empty() && !has_in_row(call, known.first, known.second)) continue;
    add_deploy(call, to, program);
    return true;
  }
  // A script that says what it does by its name alone, also where another program runs it.
  std::string name = base::lowered(program);
  if (is_interpreter(program)) {
    for (size_t i = 0; !call.word(i).empty(); ++i) {
      std::string_view word = call.word(i);
      if (word.starts_with('-') || word == "run") continue;
      name = base::lowered(word.substr(word.rfind('/') + 1));
      break;
    }
  }
  std::string_view stem = std::string_view(name).substr(0, name.find('.'));
  constexpr std::array<std::string_view, 9> kEndings = {".sh", ".bash", ".py", ".ps1", ".js", ".mjs", ".ts", ".rb", ".php"};
  bool is_script = std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
  bool is_deploy = stem == "deploy" || stem.starts_with("deploy-") || stem.starts_with("deploy_") || stem.ends_with("-deploy") ||
                   stem.ends_with("_deploy");
  bool is_target = (program == "make" || program == "just" || program == "task") && call.words().size() > 1 &&
                   (call.word(0) == "deploy" || call.word(0).starts_with("deploy-"));
  if ((is_script && is_deploy) || is_target) {
    add_deploy(call, to, "script");
    return true;
  }
  return false;
}

bool read_store(const Call& call, Doings& to) {
  const std::string& program = call.program();
  if (program == "aws" && (call.is({"s3", "cp"}) || call.is({"s3", "sync"}) || call.is({"s3", "mv"}))) {
    std::vector<std::string> operands = call.operands(2);
    if (!operands.empty() && !operands.front().starts_with("s3://")) add_store(to, "s3", {operands.front()});
  } else if ((program == "gsutil" || program == "gcloud") && (has_in_row(call, "cp", "") || has_in_row(call, "rsync", ""))) {
    std::vector<std::string> operands = call.operands(1);
    if (operands.size() > 1 && !operands[operands.size() - 2].starts_with("gs://")) add_store(to, "gcs", {operands[operands.size() - 2]});
  } else if (program == "oras" && (call.is({"push"}) || call.is({"attach"}))) {
    std::vector<std::string> files;
    for (const std::string& operand : call.operands(1)) files.push_back(operand.substr(0, operand.find(':')));
    add_store(to, "oras", std::move(files));
  } else if (program == "gh" && (call.is({"release", "upload"}) || call.is({"release", "create"}))) {
    add_store(to, "release", call.operands(2));
  } else if (program == "az" && call.is({"storage", "blob"})) {
    add_store(to, "azure-storage", {call.option({"--file", "-f", "--source", "-s"}).value_or("")});
  } else if (program == "buildkite-agent" && call.is({"artifact", "upload"})) {
    add_store(to, "buildkite", call.operands(2));
  } else if (program == "curl") {
    // `-F bom=@bom.xml`, `-T sbom.json`, `--data-binary @sbom.json`: to a server such as Dependency-Track.
    std::vector<std::string> files;
    for (const std::string& file : call.options({"-T", "--upload-file"})) files.push_back(file);
    for (const std::string& value : call.options({"-F", "--form", "-d", "--data", "--data-binary", "--data-raw", "--json"})) {
      size_t at = value.find('@');
      if (at != std::string::npos) {
        files.push_back(value.substr(at + 1));
        continue;
      }
      // Data without a file in it says something, and stores nothing, unless it is made from one: `{"bom": "$(base64 bom.xml)"}`.
      if (value.find("$(") != std::string::npos || value.find('`') != std::string::npos) add_names(value, files);
    }
    if (files.empty()) return false;
    add_store(to, "upload", std::move(files));
  } else if (program == "chainloop" && call.is({"attestation", "add"})) {
    add_store(to, "chainloop", {call.option({"--value"}).value_or("")});
  } else {
    return false;
  }
  return true;
}

}  // namespace wafpp::evidence::ci
