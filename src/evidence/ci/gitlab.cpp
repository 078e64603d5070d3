#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "evidence/ci/gitlab_includes.h"
#include "evidence/ci/gitlab_rules.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

constexpr std::array<std::string_view, 13> kNoJobs = {"stages",       "variables", "include",     "default",       "workflow",
                                                      "image",        "services",  "cache",       "before_script", "types",
                                                      "after_script", "spec",      "pages:deploy"};
constexpr uint32_t kMaxExtends = 11;

/// One pipeline: that of the file, or a child of it.
class Gitlab {
 public:
  explicit Gitlab(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()), files_(builder) {}

  void read() {
    // A header with `spec:` may stand in a document of its own.
    const YamlNode* root = builder_.root(true);
    if (root == nullptr) return;
    if (!root->is(YamlKind::Mapping)) {
      builder_.reading().refuse({"there is no mapping at the top: this is no pipeline that GitLab would run",
                                 "oben steht keine Zuordnung: eine solche Pipeline führt GitLab nicht aus"});
      return;
    }
    files_.add(*root, std::nullopt);
    Rules rules = assemble();
    pipeline_.events = rules.events;
    if (pipeline_.events == 0) pipeline_.never = "it runs for merge requests only";
    add_jobs(variables_);
    templates();
  }

 private:
  /// A job that starts another pipeline, and what that one gets from it.
  struct Trigger {
    size_t job;
    const YamlNode* node;
    Variables variables;
    Span place;
  };

  /// Takes in the files: jobs, stages, variables. What the pipeline as a whole runs on comes back.
  Rules assemble() {
    for (const GitlabFiles::File& file : files_.all()) collect(file);
    stages();
    Variables own;
    for (auto file = files_.all().rbegin(); file != files_.all().rend(); ++file) add_variables(file->root->find("variables"), own);
    // What a trigger passes on counts more.
    for (auto& [name, value] : own) variables_.emplace(name, std::move(value));
    const YamlNode* workflow = global("workflow");
    return rules_of(workflow == nullptr ? nullptr : workflow->find("rules"), kGitlabEvents, started_);
  }

  /// Its jobs follow those before the trigger. Who waits for the trigger waits for them only where it is asked to depend on them.
  void child(const Trigger& trigger) {
    const YamlNode* include = trigger.node->find("include");
    if (include == nullptr) {
      std::string_view project = trigger.node->is_scalar() ? trigger.node->text() : text_at(*trigger.node, "project");
      builder_.add_unread(fmt::format("the pipeline of {}", project), trigger.place);
      return;
    }
    if (!builder_.may_follow(trigger.place)) return;
    Builder::Inside inside(builder_, trigger.place);
    Gitlab other(builder_);
    other.started_ = Started::ByParent;
    other.variables_ = trigger.variables;
    other.files_.include(*include);
    Rules rules = other.assemble();
    size_t first = pipeline_.jobs.size();
    other.prefix_ = pipeline_.jobs[trigger.job].id + "/";
    other.add_jobs(other.variables_);
    other.templates();
    Job& parent = pipeline_.jobs[trigger.job];
    for (size_t i = first; i < pipeline_.jobs.size(); ++i) {
      Job& job = pipeline_.jobs[i];
      job.events &= parent.events & rules.events;
      if (job.events == 0 && job.never.empty())
        job.never = parent.never.empty() ? "its pipeline does not run where an image is made" : parent.never;
      // Those without others of their own pipeline before them.
      if (job.after.empty()) {
        job.after = parent.after;
        job.runs_after_failure = job.runs_after_failure || parent.runs_after_failure;
      }
    }
    std::string_view strategy = text_at(*trigger.node, "strategy");
    bool waits = (strategy == "depend" || strategy == "mirror") && parent.defeated_by.empty();
    for (size_t i = first; i < pipeline_.jobs.size() && waits; ++i) {
      // A job that may fail is none that somebody waits for; that is said of it already.
      parent.after.push_back(i);
    }
  }

  /// A definition of a job: in one of the files.
  struct Definition {
    const YamlNode* key;
    const YamlNode* node;
    std::optional<Span> place;
  };

  void collect(const GitlabFiles::File& file) {
    for (const YamlMember& member : file.root->members()) {
      std::string name(member.key.text());
      if (!member.value.is(YamlKind::Mapping)) continue;
      if (std::find(kNoJobs.begin(), kNoJobs.end(), name) != kNoJobs.end()) continue;
      auto [found, is_new] = jobs_.try_emplace(name);
      if (is_new) names_.push_back(name);
      found->second.push_back({&member.key, &member.value, file.place});
    }
  }

  const YamlNode* global(std::string_view key) const {
    for (const GitlabFiles::File& file : files_.all()) {
      if (const YamlNode* found = file.root->find(key)) return found;
    }
    return nullptr;
  }

  void stages() {
    if (const YamlNode* stages = global("stages")) stages_ = texts_of(stages);
    if (stages_.empty()) stages_ = {"build", "test", "deploy"};
    stages_.insert(stages_.begin(), ".pre");
    stages_.emplace_back(".post");
  }

  /// The mappings that make up a job, the nearest first: its own, then what it extends.
  void layers(const std::string& name, uint32_t depth, std::vector<const YamlNode*>& to) const {
    auto found = jobs_.find(name);
    constexpr size_t kMaxLayers = 100;
    if (found == jobs_.end() || depth > kMaxExtends || to.size() > kMaxLayers) return;
    for (const Definition& each : found->second) to.push_back(each.node);
    for (const Definition& each : found->second) {
      const YamlNode* extends = each.node->find("extends");
      if (extends == nullptr) continue;
      // The last one counts most.
      std::vector<std::string> names = texts_of(extends);
      for (auto parent = names.rbegin(); parent != names.rend(); ++parent) layers(*parent, depth + 1, to);
      break;
    }
  }

  static const YamlNode* of(const std::vector<const YamlNode*>& layers, std::string_view key) {
    for (const YamlNode* layer : layers) {
      if (const YamlNode* found = layer->find(key)) return found;
    }
    return nullptr;
  }

  /// From the job, else from `default`, else from the top.
  const YamlNode* inherited(const std::vector<const YamlNode*>& job, std::string_view key) const {
    if (const YamlNode* found = of(job, key)) return found;
    if (const YamlNode* defaults = global("default")) {
      if (const YamlNode* found = defaults->find(key)) return found;
    }
    return global(key);
  }

  /// Scripts, with `!reference [job, key]` followed.
  void scripts(const YamlNode* node, uint32_t depth, std::vector<std::string>& to) const {
    constexpr uint32_t kMaxDepth = 10;
    constexpr size_t kMaxScripts = 5000;
    if (node == nullptr || depth > kMaxDepth || to.size() > kMaxScripts) return;
    if (node->is_scalar()) {
      if (!node->is(YamlKind::Null)) to.emplace_back(node->text());
      return;
    }
    if (node->tag() == "!reference") {
      scripts(referenced(*node), depth + 1, to);
      return;
    }
    for (const YamlNode& element : node->elements()) scripts(&element, depth + 1, to);
  }

  const YamlNode* referenced(const YamlNode& reference) const {
    std::span<const YamlNode> path = reference.elements();
    if (path.size() < 2) return nullptr;
    std::vector<const YamlNode*> job;
    layers(std::string(path[0].text()), 0, job);
    const YamlNode* found = of(job, path[1].text());
    if (job.empty() && path[0].text() == "default") found = inherited({}, path[1].text());
    for (size_t i = 2; i < path.size() && found != nullptr; ++i) found = found->find(path[i].text());
    return found;
  }

  static bool has_reference(const YamlNode* node) {
    if (node == nullptr || node->is_scalar()) return false;
    if (node->tag() == "!reference") return true;
    return std::any_of(node->elements().begin(), node->elements().end(),
                       [](const YamlNode& element) { return element.tag() == "!reference"; });
  }

  void add_jobs(const Variables& variables) {
    struct Placed {
      size_t index;
      size_t stage;
      const YamlNode* needs;
    };
    std::vector<Placed> placed;
    std::map<std::string, size_t, std::less<>> by_name;
    for (const std::string& name : names_) {
      if (name.starts_with('.')) continue;
      std::vector<const YamlNode*> job;
      layers(name, 0, job);
      const Definition& first = jobs_.find(name)->second.front();
      std::optional<Builder::Inside> inside;
      if (first.place) inside.emplace(builder_, *first.place);
      Span place = builder_.span(*first.key);
      if (!builder_.may_add_job(place) || !builder_.may_add_step(place)) break;
      const YamlNode* stage_node = of(job, "stage");
      std::string stage = stage_node == nullptr ? "test" : std::string(stage_node->text());
      auto position = std::find(stages_.begin(), stages_.end(), stage);
      by_name.emplace(name, pipeline_.jobs.size());
      placed.push_back({pipeline_.jobs.size(), static_cast<size_t>(position - stages_.begin()), of(job, "needs")});
      pipeline_.jobs.push_back(one_job(name, job, place, variables));
      if (const YamlNode* trigger = of(job, "trigger"))
        triggers_.push_back({pipeline_.jobs.size() - 1, trigger, variables_of(job, variables), place});
    }
    for (const Placed& each : placed) {
      Job& job = pipeline_.jobs[each.index];
      if (each.needs != nullptr && each.needs->is(YamlKind::Sequence)) {
        for (const YamlNode& need : each.needs->elements()) {
          std::string_view name = need.is_scalar() ? need.text() : text_at(need, "job");
          if (auto found = by_name.find(name); found != by_name.end()) job.after.push_back(found->second);
        }
        continue;
      }
      for (const Placed& other : placed) {
        if (other.stage < each.stage) job.after.push_back(other.index);
      }
    }
    for (const Trigger& trigger : triggers_) child(trigger);
  }

  static Variables variables_of(const std::vector<const YamlNode*>& layers, Variables around) {
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) add_variables((*layer)->find("variables"), around);
    return around;
  }

  Job one_job(const std::string& name, const std::vector<const YamlNode*>& layers, Span place, const Variables& around) {
    Job job;
    job.id = prefix_ + name;
    job.place = place;
    const YamlNode* stage = of(layers, "stage");
    const YamlNode* environment = of(layers, "environment");
    bool is_stop = environment != nullptr && text_at(*environment, "action") == "stop";
    job.is_deployment = (environment != nullptr && !is_stop) || (stage != nullptr && says_deploy(stage->text()));
    Variables variables = variables_of(layers, around);
    const YamlNode* rules_node = of(layers, "rules");
    Rules rules = rules_of(rules_node, kGitlabEvents, started_);
    if (rules_node == nullptr) rules = only_except(of(layers, "only"), of(layers, "except"));
    job.events = rules.events;
    if (job.events == 0) job.never = "it runs for merge requests only";
    const YamlNode* when = of(layers, "when");
    std::string_view word = when == nullptr ? std::string_view() : when->text();
    if (word == "never") {
      job.events = 0;
      job.never = "when: never";
    }
    job.runs_after_failure = word == "always" || word == "on_failure" || rules.runs_after_failure;
    const YamlNode* allowed = of(layers, "allow_failure");
    if (allowed != nullptr && allowed->text() == "true") job.defeated_by = "allow_failure";
    if (allowed != nullptr && allowed->is(YamlKind::Mapping)) {
      // Only these codes pass.
      std::vector<std::string> codes = texts_of(allowed->find("exit_codes"));
      if (!codes.empty()) job.defeated_by = "allow_failure: " + codes.front();
    }
    if (rules.allows_failure) job.defeated_by = "allow_failure";
    // A job that is started by hand may fail, unless told otherwise; within rules it stops the pipeline.
    if (word == "manual" && rules_node == nullptr && (allowed == nullptr || allowed->text() != "false")) job.defeated_by = "when: manual";
    if (const YamlNode* image = inherited(layers, "image")) {
      const YamlNode* image_name = image->is_scalar() ? image : image->find("name");
      if (image_name != nullptr && images_.insert(std::string(image_name->text())).second)
        builder_.add_image(filled_in(image_name->text(), variables), of_main(*image_name, place));
    }
    if (const YamlNode* services = inherited(layers, "services")) {
      for (const YamlNode& service : services->elements()) {
        std::string_view service_name = service.is_scalar() ? service.text() : text_at(service, "name");
        if (!service_name.empty() && images_.insert(std::string(service_name)).second)
          builder_.add_image(filled_in(service_name, variables), of_main(service, place));
      }
    }
    Step step;
    step.name = name;
    step.place = place;
    Surroundings in = builder_.surroundings({.errexit = true, .pipefail = true}, variables);
    const YamlNode* before = inherited(layers, "before_script");
    const YamlNode* script = of(layers, "script");
    // Both run in one shell. Where one is put together from others, all of it stands at the job.
    if (before == nullptr && script != nullptr && !has_reference(script) && is_of(layers.front(), script)) {
      builder_.add_script(job, step, script, in);
    } else {
      bool is_own = script != nullptr && !has_reference(script) && is_of(layers.front(), script);
      std::vector<std::string> texts;
      scripts(before, 0, texts);
      if (is_own) {
        if (!texts.empty()) add_texts(job, step, texts, in, place);
        builder_.add_script(job, step, script, in);
      } else {
        scripts(script, 0, texts);
        add_texts(job, step, texts, in, place);
      }
    }
    if (of(layers, "run") != nullptr) builder_.add_unread(fmt::format("the steps of the job {}", name), place);
    artifacts(of(layers, "artifacts"), layers, step, place);
    job.steps.push_back(std::move(step));
    // What comes afterwards fails without effect.
    if (const YamlNode* later = inherited(layers, "after_script")) {
      Step last;
      last.name = name;
      last.place = place;
      last.defeated_by = "after_script";
      last.runs_after_failure = true;
      std::vector<std::string> texts;
      scripts(later, 0, texts);
      add_texts(job, last, texts, in, place);
      job.steps.push_back(std::move(last));
    }
    return job;
  }

  static bool is_of(const YamlNode* job, const YamlNode* script) { return job->find("script") == script; }
  /// Where a node of the main file stands; of another one, what brings it in.
  Span of_main(const YamlNode& node, Span otherwise) const { return builder_.is_inside() ? otherwise : builder_.span(node); }

  void add_texts(Job& job, Step& step, const std::vector<std::string>& texts, const Surroundings& in, Span place) {
    std::string joined;
    for (const std::string& text : texts) joined += text + "\n";
    builder_.add_script(job, step, joined, in, place);
  }

  void artifacts(const YamlNode* artifacts, const std::vector<const YamlNode*>& layers, Step& step, Span place) {
    if (artifacts == nullptr) return;
    Deed deed = deed_of(Action::Store, "artifacts", "files");
    deed.place = place;
    for (const YamlNode* layer : layers) {
      const YamlNode* node = layer->find("artifacts");
      if (node == nullptr) continue;
      for (std::string& path : texts_of(node->find("paths"))) deed.files.push_back(std::move(path));
      if (const YamlNode* reports = node->find("reports")) {
        for (std::string& path : texts_of(reports->find("cyclonedx"))) deed.files.push_back(std::move(path));
      }
    }
    if (!deed.files.empty()) step.deeds.push_back(std::move(deed));
  }

  /// Jobs that come with templates, where the file has not made them its own.
  void templates() {
    for (const auto& [known, place] : files_.shipped()) {
      auto found = std::find_if(pipeline_.jobs.begin(), pipeline_.jobs.end(),
                                [&, shipped = known](const Job& job) { return job.id == prefix_ + std::string(shipped->job); });
      if (found == pipeline_.jobs.end()) {
        if (!builder_.may_add_job(place)) return;
        pipeline_.jobs.emplace_back();
        pipeline_.jobs.back().id = prefix_ + std::string(known->job);
        pipeline_.jobs.back().place = place;
        found = std::prev(pipeline_.jobs.end());
      }
      Step step;
      step.name = known->job;
      step.place = place;
      // The job may fail, and the analyzer ends with 0 whatever it finds.
      Deed deed = deed_of(Action::Scan, known->tool);
      deed.place = place;
      deed.fails = Answer::No;
      step.deeds.push_back(std::move(deed));
      found->steps.push_back(std::move(step));
    }
  }

  Builder& builder_;
  Pipeline& pipeline_;
  GitlabFiles files_;
  std::set<std::string> images_;
  std::map<std::string, std::vector<Definition>, std::less<>> jobs_;
  std::vector<std::string> names_;
  std::vector<std::string> stages_;
  std::vector<Trigger> triggers_;
  Started started_ = Started::ByEvent;
  std::string prefix_;  ///< Of the names of its jobs.
  Variables variables_;
};

}  // namespace

void read_gitlab(Builder& builder) { Gitlab(builder).read(); }

}  // namespace wafpp::evidence::ci
