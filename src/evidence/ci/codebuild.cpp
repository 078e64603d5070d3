#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/letters.h"
#include "documents/repository.h"
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

/// The parts of a batch that name builds: `build-list`, `build-graph`, `build-matrix`, `build-fanout`.
constexpr std::array<std::string_view, 4> kBatches = {"build-list", "build-graph", "build-matrix", "build-fanout"};

const YamlNode* batch_of(const YamlNode& root) {
  const YamlNode* batch = root.find("batch");
  bool is_one = batch != nullptr && std::any_of(kBatches.begin(), kBatches.end(), [&](std::string_view kind) {
                  const YamlNode* found = batch->find(kind);
                  return found != nullptr && !found->is_scalar();
                });
  return is_one ? batch : nullptr;
}

/// The files that the builds of a batch name, as written.
std::vector<const YamlNode*> buildspecs_of(const YamlNode& batch) {
  std::vector<const YamlNode*> found;
  auto add = [&](const YamlNode* node) {
    if (node == nullptr) return;
    if (node->is_scalar()) found.push_back(node);
    for (const YamlNode& element : node->elements()) found.push_back(&element);
  };
  for (std::string_view kind : {"build-list", "build-graph"}) {
    if (const YamlNode* list = batch.find(kind)) {
      for (const YamlNode& each : list->elements()) add(each.find("buildspec"));
    }
  }
  if (const YamlNode* matrix = batch.find("build-matrix")) {
    if (const YamlNode* dynamic = matrix->find("dynamic")) add(dynamic->find("buildspec"));
  }
  return found;
}

class CodeBuild {
 public:
  explicit CodeBuild(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()) {}

  void read() {
    const YamlNode* root = builder_.root();
    if (root == nullptr) return;
    const YamlNode* phases = root->find("phases");
    const YamlNode* batch = batch_of(*root);
    if (batch == nullptr && (phases == nullptr || !phases->is(YamlKind::Mapping))) {
      builder_.reading().refuse({"`phases` is no mapping: this is no buildspec that CodeBuild would run",
                                 "`phases` ist keine Zuordnung: eine solche Buildspec führt CodeBuild nicht aus"});
      return;
    }
    root_ = root;
    pipeline_.is_part = batch == nullptr && is_named_by_a_batch();
    if (batch == nullptr) {
      Job job;
      job.id = "build";
      job.place = builder_.span(*phases);
      build(*root, {}, job);
      pipeline_.jobs.push_back(std::move(job));
      return;
    }
    if (const YamlNode* list = batch->find("build-list")) builds(*list);
    if (const YamlNode* graph = batch->find("build-graph")) builds(*graph);
    if (const YamlNode* matrix = batch->find("build-matrix")) this->matrix(*matrix);
    if (const YamlNode* fanout = batch->find("build-fanout")) one(*fanout, "fanout", nullptr, nullptr);
  }

 private:
  /// Whether the repository's own buildspec starts this one as a part of a batch.
  bool is_named_by_a_batch() {
    std::string path = builder_.reading().input().path_in_repository();
    for (std::string_view name : {"buildspec.yml", "buildspec.yaml"}) {
      std::string why;
      const YamlNode* root = path == name ? nullptr : builder_.yaml_of(std::string(name), why);
      const YamlNode* batch = root == nullptr ? nullptr : batch_of(*root);
      if (batch == nullptr) continue;
      for (const YamlNode* named : buildspecs_of(*batch)) {
        std::string normal;
        if (documents::normalise_path(named->text(), normal) && normal == path) return true;
      }
    }
    return false;
  }

  /// The builds of a list, side by side, or of a graph, in which each waits for those that it depends on.
  void builds(const YamlNode& list) {
    std::map<std::string, size_t, std::less<>> by_name;
    std::vector<std::pair<size_t, const YamlNode*>> waiting;
    size_t number = 0;
    for (const YamlNode& each : list.elements()) {
      std::string_view name = text_at(each, "identifier");
      std::string id = name.empty() ? fmt::format("build {}", ++number) : std::string(name);
      std::optional<size_t> job = one(each, id, each.find("buildspec"), each.find("env"));
      if (!job) return;
      by_name.emplace(std::move(id), *job);
      if (const YamlNode* depends = each.find("depend-on")) waiting.emplace_back(*job, depends);
    }
    for (const auto& [job, depends] : waiting) {
      for (const std::string& name : texts_of(depends)) {
        if (auto found = by_name.find(name); found != by_name.end()) {
          pipeline_.jobs[job].after.push_back(found->second);
        } else {
          builder_.warn(builder_.span(*depends), fmt::format("there is no build `{}` to depend on", name));
        }
      }
    }
  }

  /// A build for each buildspec. Variables with several values are open: which of them counts differs from build to build.
  void matrix(const YamlNode& node) {
    const YamlNode* fixed = node.find("static");
    const YamlNode* dynamic = node.find("dynamic");
    const YamlNode* specs = dynamic == nullptr ? nullptr : dynamic->find("buildspec");
    const YamlNode* settings = fixed == nullptr ? &node : fixed;
    const YamlNode* env = fixed == nullptr ? nullptr : fixed->find("env");
    if (dynamic != nullptr) {
      if (const YamlNode* images = dynamic->find("env"); images != nullptr && images->find("image") != nullptr)
        add_images(*images->find("image"));
      if (const YamlNode* varied = dynamic->find("env"); varied != nullptr && varied->find("variables") != nullptr) {
        for (const YamlMember& member : varied->find("variables")->members()) varied_.emplace_back(member.key.text());
      }
    }
    if (specs == nullptr || specs->is_scalar()) {
      one(*settings, "matrix", specs, env);
    } else {
      for (const YamlNode& spec : specs->elements()) {
        if (!one(*settings, fmt::format("matrix {}", spec.text()), &spec, env)) break;
      }
    }
    varied_.clear();
  }

  void add_images(const YamlNode& node) {
    for (const std::string& image : texts_of(&node)) {
      // Those that the service keeps itself are none that anybody could pin.
      if (!image.starts_with("aws/codebuild/")) builder_.add_image(image, builder_.span(node));
    }
  }

  /// One build of a batch; nothing where there are too many.
  std::optional<size_t> one(const YamlNode& node, const std::string& id, const YamlNode* buildspec, const YamlNode* env) {
    Span place = builder_.span(node);
    if (!builder_.may_add_job(place)) return std::nullopt;
    Job job;
    job.id = id;
    job.place = place;
    if (is_true(node, "ignore-failure")) job.defeated_by = "ignore-failure: true";
    Variables variables;
    if (env != nullptr) {
      add_variables(env->find("variables"), variables);
      if (const YamlNode* image = env->find("image")) add_images(*image);
    }
    if (buildspec == nullptr || buildspec->is(YamlKind::Null)) {
      build(*root_, variables, job);
    } else {
      other_file(*buildspec, variables, job);
    }
    pipeline_.jobs.push_back(std::move(job));
    return pipeline_.jobs.size() - 1;
  }

  void other_file(const YamlNode& buildspec, const Variables& variables, Job& job) {
    std::string path(buildspec.text());
    Span place = builder_.span(buildspec);
    if (!builder_.may_follow(place)) return;
    Builder::Inside inside(builder_, place);
    // `arn:aws:s3:::bucket/file`, or what a variable says.
    bool is_elsewhere = path.starts_with("arn:") || is_open(path);
    std::string why = "it is not in the repository";
    const YamlNode* root = is_elsewhere ? nullptr : builder_.yaml_of(path, why);
    const YamlNode* phases = root == nullptr ? nullptr : root->find("phases");
    if (root != nullptr && (phases == nullptr || !phases->is(YamlKind::Mapping))) why = "it has no phases";
    if (phases == nullptr || !phases->is(YamlKind::Mapping)) {
      if (!is_elsewhere) builder_.warn(place, fmt::format("{} cannot be read: {}", path, why));
      builder_.add_unread(fmt::format("the buildspec {}", path), place);
      return;
    }
    build(*root, variables, job);
  }

  /// The phases are the steps. A phase that fails ends the build, but for `build`: `post_build` runs all the same.
  void build(const YamlNode& root, const Variables& given, Job& job) {
    Variables variables;
    if (const YamlNode* env = root.find("env")) add_variables(env->find("variables"), variables);
    // What the batch says counts more.
    for (const auto& [name, value] : given) variables[name] = value;
    for (const std::string& name : varied_) variables.erase(name);
    // Each command is a script of its own; within one of several lines the last decides.
    Surroundings in = builder_.surroundings({.errexit = false, .pipefail = false}, variables);
    bool goes_on = false;
    const YamlNode* phases = root.find("phases");
    for (std::string_view name : {"install", "pre_build", "build", "post_build"}) {
      const YamlNode* phase = phases == nullptr ? nullptr : phases->find(name);
      if (phase == nullptr || !builder_.may_add_step(builder_.span(*phase))) continue;
      std::string on_failure = base::lowered(text_at(*phase, "on-failure"));
      Step step;
      step.id = step.name = name;
      step.place = builder_.span(*phase);
      if (on_failure == "continue") step.defeated_by = "on-failure: CONTINUE";
      step.runs_after_failure = goes_on && !asks_for_success(phase->find("commands"));
      builder_.add_script(job, step, phase->find("commands"), in, Builder::Lines::Alone);
      job.steps.push_back(std::move(step));
      goes_on = name == "build" && on_failure != "abort";
      if (const YamlNode* last = phase->find("finally")) {
        Step finally;
        finally.name = std::string(name) + " finally";
        finally.place = builder_.span(*last);
        finally.runs_after_failure = true;
        builder_.add_script(job, finally, last, in, Builder::Lines::Alone);
        job.steps.push_back(std::move(finally));
      }
    }
    if (const YamlNode* artifacts = root.find("artifacts")) store(*artifacts, job);
  }

  void store(const YamlNode& artifacts, Job& job) {
    Step step;
    step.name = "artifacts";
    step.place = builder_.span(artifacts);
    Deed deed = deed_of(Action::Store, "artifacts", "files");
    deed.place = step.place;
    add_files(artifacts, deed);
    if (const YamlNode* others = artifacts.find("secondary-artifacts")) {
      for (const YamlMember& other : others->members()) add_files(other.value, deed);
    }
    step.deeds.push_back(std::move(deed));
    job.steps.push_back(std::move(step));
  }

  Builder& builder_;
  Pipeline& pipeline_;
  const YamlNode* root_ = nullptr;
  std::vector<std::string> varied_;  ///< Variables of which a matrix has several values.
};

}  // namespace

/// One job, or one for each build of a batch.
void read_codebuild(Builder& builder) { CodeBuild(builder).read(); }

}  // namespace wafpp::evidence::ci
