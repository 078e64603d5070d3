#include <algorithm>

#include "base/letters.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void add(Doings& to, Action action, std::string_view tool, std::string_view target = {}) {
  Deed deed = deed_of(action, tool);
  deed.target = target;
  to.deeds.push_back(std::move(deed));
}

bool is_off(std::string_view value) { return value == "false" || value == "0" || value == "disabled=true"; }

/// `docker buildx build` and `bake`: the attestations are made by BuildKit, as asked or, of what is pushed, unasked.
void buildx(const Call& call, Doings& to) {
  std::vector<std::string> outputs = call.options({"--output", "-o"});
  bool is_pushed = call.is_on("--push") || std::any_of(outputs.begin(), outputs.end(), [](const std::string& output) {
                     return output.find("type=registry") != std::string::npos || output.find("push=true") != std::string::npos;
                   });
  bool is_in_file = !outputs.empty() && !is_pushed;
  add(to, Action::Build, "buildx", call.option({"--tag", "-t"}).value_or(""));
  if (is_pushed) add(to, Action::Push, "buildx", call.option({"--tag", "-t"}).value_or(""));
  std::string sbom;
  std::string provenance;
  for (const std::string& word : call.words()) {
    if (word == "--sbom") sbom = "true";
    if (word == "--provenance") provenance = "true";
  }
  for (const std::string& set : call.options({"--set", "--attest"})) {
    if (set.find("type=sbom") != std::string::npos) sbom = "true";
    if (set.find("type=provenance") != std::string::npos) provenance = set;
  }
  for (const std::string& word : call.words()) {
    if (word.starts_with("--sbom=")) sbom = word.substr(7);
    if (word.starts_with("--provenance=")) provenance = word.substr(13);
  }
  if (!sbom.empty() && !is_off(sbom)) {
    Deed deed = deed_of(Action::Sbom, "buildx");
    deed.format = "spdx";
    deed.is_stored = is_pushed;
    to.deeds.push_back(std::move(deed));
  }
  bool is_default = provenance.empty() && is_pushed && call.variable("BUILDX_NO_DEFAULT_ATTESTATIONS").empty() && !is_in_file;
  if ((!provenance.empty() && !is_off(provenance)) || is_default) {
    Deed deed = deed_of(Action::Provenance, "buildx");
    deed.mode = provenance.find("max") != std::string::npos ? "max" : provenance.find("min") != std::string::npos ? "min" : "default";
    deed.slsa_build_level = 1;
    to.deeds.push_back(std::move(deed));
  }
}

/// `docker run -d`: a container that stays when the command has ended. With `--rm` it is one that a script stops again.
bool starts_service(const Call& call) {
  if ((!call.is({"run"}) && !call.is({"container", "run"})) || call.is_on("--rm")) return false;
  return std::any_of(call.words().begin(), call.words().end(), [](const std::string& word) {
    bool is_short = word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find_first_not_of("itdqP", 1) == std::string::npos;
    return word == "--detach" || (is_short && word.find('d') != std::string::npos);
  });
}

bool read_docker(const Call& call, Doings& to) {
  const std::string& program = call.program();
  if (program == "docker-compose" || is_one_of(program, {"docker", "podman", "nerdctl", "buildah", "img", "finch"})) {
    bool is_compose = program == "docker-compose" || call.is({"compose"});
    auto does = [&](std::string_view what) { return program == "docker-compose" ? call.is({what}) : call.is({"compose", what}); };
    if (is_compose) {
      bool is_build =
          does("build") || std::any_of(call.words().begin(), call.words().end(), [](const std::string& word) { return word == "build"; });
      bool is_push = std::any_of(call.words().begin(), call.words().end(), [](const std::string& word) { return word == "push"; });
      if (is_build) add(to, Action::Build, "docker-compose");
      if (is_push || (is_build && call.is_on("--push"))) add(to, Action::Push, "docker-compose");
      bool is_up = std::find(call.words().begin(), call.words().end(), "up") != call.words().end();
      if (is_up && call.in().is_deployment) {
        if (call.is_on("--build")) add(to, Action::Build, "docker-compose");
        add(to, Action::Deploy, "docker-compose");
      }
      return true;
    }
    if (call.is({"buildx", "build"}) || call.is({"buildx", "bake"}) || call.is({"buildx", "b"})) {
      buildx(call, to);
    } else if (call.is({"build"}) || call.is({"bud"}) || call.is({"image", "build"}) || call.is({"builder", "build"})) {
      // `docker build` is BuildKit as well, and knows `--push`.
      if (program == "docker" && (call.is_on("--push") || call.has("--sbom") || call.has("--provenance"))) {
        buildx(call, to);
      } else {
        add(to, Action::Build, program, call.option({"--tag", "-t"}).value_or(""));
      }
    } else if (call.is({"push"}) || call.is({"image", "push"}) || call.is({"manifest", "push"}) ||
               call.is({"buildx", "imagetools", "create"})) {
      std::vector<std::string> operands = call.operands(1);
      add(to, Action::Push, program, operands.empty() ? std::string_view() : std::string_view(operands.back()));
    } else if (call.is({"stack", "deploy"}) || call.is({"service", "update"}) || (call.in().is_deployment && starts_service(call))) {
      add(to, Action::Deploy, program);
    } else {
      return false;
    }
    return true;
  }
  return false;
}

bool read_others(const Call& call, Doings& to) {
  const std::string& program = call.program();
  auto pushed_build = [&](std::string_view tool) {
    add(to, Action::Build, tool);
    add(to, Action::Push, tool);
  };
  auto has_word = [&](std::string_view what) {
    return std::any_of(call.words().begin(), call.words().end(), [&](const std::string& word) { return word == what; });
  };
  if (program == "kaniko" ||
      (program == "executor" && (call.has("--context") || call.has("--destination") || call.has("--dockerfile") || call.has("-d")))) {
    add(to, Action::Build, "kaniko");
    if (!call.is_on("--no-push")) add(to, Action::Push, "kaniko", call.option({"--destination", "-d"}).value_or(""));
  } else if (program == "skopeo" && (call.is({"copy"}) || call.is({"sync"}))) {
    std::vector<std::string> operands = call.operands(1);
    bool is_remote = !operands.empty() && (operands.back().starts_with("docker://") || call.is({"sync"}));
    if (is_remote) add(to, Action::Push, "skopeo", operands.back());
  } else if (is_one_of(program, {"crane", "regctl"}) &&
             (call.is({"push"}) || call.is({"copy"}) || call.is({"cp"}) || call.is({"tag"}) || call.is({"image", "copy"}))) {
    add(to, Action::Push, program);
  } else if (program == "ko" && (call.is({"build"}) || call.is({"publish"}) || call.is({"apply"}) || call.is({"resolve"}))) {
    add(to, Action::Build, "ko");
    if (!call.is_on("--local") && !call.is_on("-L") && call.option({"--push"}).value_or("") != "false") add(to, Action::Push, "ko");
    // Unasked, unless told otherwise.
    if (call.option({"--sbom"}).value_or("") != "none") {
      Deed deed = deed_of(Action::Sbom, "ko");
      deed.format = call.option({"--sbom"}).value_or("") == "cyclonedx" ? "cyclonedx" : "spdx";
      deed.is_stored = true;
      to.deeds.push_back(std::move(deed));
    }
    if (call.is({"apply"})) add(to, Action::Deploy, "ko");
  } else if (is_one_of(program, {"mvn", "mvnw", "gradle", "gradlew"})) {
    auto any = [&](std::initializer_list<std::string_view> ends) {
      return std::any_of(call.words().begin() + 1, call.words().end(), [&](const std::string& word) {
        return std::any_of(ends.begin(), ends.end(),
                           [&](std::string_view end) { return word == end || word.ends_with(std::string(":") + std::string(end)); });
      });
    };
    bool is_jib = std::any_of(call.words().begin(), call.words().end(),
                              [](const std::string& word) { return word.find("jib-maven-plugin") != std::string::npos; });
    if (any({"jib"}) || any({"jib:build"}) || (is_jib && any({"build"}))) {
      pushed_build("jib");
    } else if (any({"jibDockerBuild", "jib:dockerBuild", "bootBuildImage", "spring-boot:build-image", "build-image", "dockerBuild"})) {
      add(to, Action::Build, any({"jibDockerBuild", "dockerBuild"}) ? "jib" : "buildpacks");
      if (has_word("--publishImage") || has_word("-Dspring-boot.build-image.publish=true")) add(to, Action::Push, "buildpacks");
    } else {
      return false;
    }
  } else if (program == "sbt") {
    // `docker:publishLocal` of older versions, `Docker/publishLocal` of newer ones; in quotes several may stand in one word.
    auto any = [&](std::string_view task) {
      return std::any_of(call.words().begin() + 1, call.words().end(), [&](const std::string& word) {
        std::string lower = base::lowered(word);
        for (std::string_view scope : {"docker:", "docker/"}) {
          size_t at = lower.find(scope);
          if (at == std::string::npos) continue;
          std::string_view rest = std::string_view(lower).substr(at + scope.size());
          if (rest.substr(0, rest.find_first_of(" ;")) == task) return true;
        }
        return false;
      });
    };
    if (any("publish")) {
      pushed_build("sbt");
    } else if (any("publishlocal")) {
      add(to, Action::Build, "sbt");
    } else {
      return false;
    }
  } else if (program == "goreleaser" && call.is({"release"})) {
    std::string arguments;
    for (const std::string& word : call.words()) arguments += word + " ";
    read_goreleaser(call.in(), arguments, to);
  } else if (program == "pack" && call.is({"build"})) {
    add(to, Action::Build, "buildpacks");
    if (call.is_on("--publish")) add(to, Action::Push, "buildpacks");
  } else if (program == "az" && call.is({"acr", "build"})) {
    add(to, Action::Build, "acr");
    if (!call.is_on("--no-push")) add(to, Action::Push, "acr");
  } else if (program == "az" && call.is({"acr", "import"})) {
    add(to, Action::Push, "acr");
  } else if (program == "gcloud" && (call.is({"builds", "submit"}) || call.is({"beta", "builds", "submit"}))) {
    add(to, Action::Build, "cloud-build");
    if (call.has("--tag") || call.has("-t")) add(to, Action::Push, "cloud-build");
  } else if (program == "earthly") {
    if (call.is_on("--push")) pushed_build("earthly");
  } else if (program == "werf" && (call.is({"build"}) || call.is({"converge"}))) {
    pushed_build("werf");
    if (call.is({"converge"})) add(to, Action::Deploy, "werf");
  } else if (program == "skaffold" && (call.is({"build"}) || call.is({"run"}))) {
    add(to, Action::Build, "skaffold");
    if (call.is({"run"}) || call.is_on("--push") || call.has("--default-repo")) add(to, Action::Push, "skaffold");
    if (call.is({"run"})) add(to, Action::Deploy, "skaffold");
  } else {
    return false;
  }
  return true;
}

}  // namespace

bool read_build(const Call& call, Doings& to) { return read_docker(call, to) || read_others(call, to); }

}  // namespace wafpp::evidence::ci
