#include <algorithm>
#include <array>

#include "base/letters.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

/// Whether some command of a phase asks how the build went.
bool asks_for_success(const YamlNode* commands) {
  std::vector<std::string> texts = texts_of(commands);
  return std::any_of(texts.begin(), texts.end(),
                     [](const std::string& text) { return text.find("CODEBUILD_BUILD_SUCCEEDING") != std::string::npos; });
}

/// The files of an artifact; those of a secondary one likewise.
void add_files(const YamlNode& artifact, Deed& to) {
  std::string_view folder = text_at(artifact, "base-directory");
  for (const std::string& file : texts_of(artifact.find("files")))
    to.files.push_back(folder.empty() ? file : std::string(folder) + "/" + file);
}

}  // namespace

/// One job, whose steps are the phases. A phase that fails ends the build, but for `build`: `post_build` runs all the same.
void read_codebuild(Builder& builder) {
  const YamlNode* root = builder.root();
  if (root == nullptr) return;
  const YamlNode* phases = root->find("phases");
  if (phases == nullptr || !phases->is(YamlKind::Mapping)) {
    builder.reading().refuse({"`phases` is no mapping: this is no buildspec that CodeBuild would run",
                              "`phases` ist keine Zuordnung: eine solche Buildspec führt CodeBuild nicht aus"});
    return;
  }
  Variables variables;
  if (const YamlNode* env = root->find("env")) add_variables(env->find("variables"), variables);
  Job job;
  job.id = "build";
  job.place = builder.span(*phases);
  // Each command is a script of its own; within one of several lines the last decides.
  Surroundings in = builder.surroundings({.errexit = false, .pipefail = false}, variables);
  bool goes_on = false;
  for (std::string_view name : {"install", "pre_build", "build", "post_build"}) {
    const YamlNode* phase = phases->find(name);
    if (phase == nullptr) continue;
    std::string on_failure = base::lowered(text_at(*phase, "on-failure"));
    Step step;
    step.id = step.name = name;
    step.place = builder.span(*phase);
    if (on_failure == "continue") step.defeated_by = "on-failure: CONTINUE";
    step.runs_after_failure = goes_on && !asks_for_success(phase->find("commands"));
    builder.add_script(job, step, phase->find("commands"), in, Builder::Lines::Alone);
    job.steps.push_back(std::move(step));
    goes_on = name == "build" && on_failure != "abort";
    if (const YamlNode* last = phase->find("finally")) {
      Step finally;
      finally.name = std::string(name) + " finally";
      finally.place = builder.span(*last);
      finally.runs_after_failure = true;
      builder.add_script(job, finally, last, in, Builder::Lines::Alone);
      job.steps.push_back(std::move(finally));
    }
  }
  if (const YamlNode* artifacts = root->find("artifacts")) {
    Step step;
    step.name = "artifacts";
    step.place = builder.span(*artifacts);
    Deed deed = deed_of(Action::Store, "artifacts", "files");
    deed.place = step.place;
    add_files(*artifacts, deed);
    if (const YamlNode* others = artifacts->find("secondary-artifacts")) {
      for (const YamlMember& other : others->members()) add_files(other.value, deed);
    }
    step.deeds.push_back(std::move(deed));
    job.steps.push_back(std::move(step));
  }
  builder.pipeline().jobs.push_back(std::move(job));
}

}  // namespace wafpp::evidence::ci
