#include <fmt/format.h>

#include <set>

#include "evidence/ci/components.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

class Bitbucket {
 public:
  explicit Bitbucket(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()) {}

  void read() {
    const YamlNode* root = builder_.root();
    if (root == nullptr) return;
    const YamlNode* pipelines = root->find("pipelines");
    if (pipelines == nullptr || !pipelines->is(YamlKind::Mapping)) {
      builder_.reading().refuse({"`pipelines` is no mapping: this is nothing that Bitbucket would run",
                                 "`pipelines` ist keine Zuordnung: das führt Bitbucket nicht aus"});
      return;
    }
    image(root->find("image"));
    const YamlNode* definitions = root->find("definitions");
    if (const YamlNode* services = definitions == nullptr ? nullptr : definitions->find("services")) {
      for (const YamlMember& service : services->members()) image(service.value.find("image"));
    }
    Events all = 0;
    bool has_pull_requests = false;
    for (const YamlMember& section : pipelines->members()) {
      std::string name(section.key.text());
      if (name == "default") {
        all |= kBranch;
        sequence(section.value, "default", kBranch);
      } else if (name == "branches") {
        all |= kBranch;
        named(section.value, name, kBranch);
      } else if (name == "tags" || name == "bookmarks") {
        all |= kTag;
        named(section.value, name, kTag);
      } else if (name == "custom") {
        all |= kManual | kSchedule;
        named(section.value, name, kManual | kSchedule);
      } else if (name == "pull-requests") {
        has_pull_requests = true;
        named(section.value, name, 0);
      }
    }
    pipeline_.events = all;
    if (all == 0) pipeline_.never = has_pull_requests ? "it runs for pull requests only" : "it never runs";
  }

 private:
  void image(const YamlNode* node) {
    if (node == nullptr) return;
    const YamlNode* name = node->is_scalar() ? node : node->find("name");
    if (name != nullptr && images_.insert(std::string(name->text())).second) builder_.add_image(name->text(), builder_.span(*name));
  }

  void named(const YamlNode& node, const std::string& section, Events events) {
    for (const YamlMember& member : node.members()) {
      if (const YamlNode* import = member.value.find("import"))
        builder_.add_unread(fmt::format("the pipeline {}", import->text()), builder_.span(*import));
      sequence(member.value, section + "/" + std::string(member.key.text()), events);
    }
  }

  /// Steps one behind the other; those of `parallel` side by side.
  void sequence(const YamlNode& node, const std::string& name, Events events) {
    std::vector<size_t> before;
    for (const YamlNode& element : node.elements()) before = item(element, name, events, before);
  }

  std::vector<size_t> item(const YamlNode& node, const std::string& name, Events events, const std::vector<size_t>& before) {
    if (const YamlNode* step = node.find("step")) return add(*step, name, events, before);
    if (const YamlNode* stage = node.find("stage")) {
      std::vector<size_t> last = before;
      if (const YamlNode* steps = stage->find("steps")) {
        for (const YamlNode& element : steps->elements()) last = item(element, name, events, last);
      }
      return last;
    }
    const YamlNode* parallel = node.find("parallel");
    if (parallel == nullptr) return before;
    if (const YamlNode* steps = parallel->find("steps")) parallel = steps;
    std::vector<size_t> last;
    for (const YamlNode& element : parallel->elements()) {
      const YamlNode* step = element.find("step");
      if (step == nullptr) continue;
      for (size_t index : add(*step, name, events, before)) last.push_back(index);
    }
    return last.empty() ? before : last;
  }

  std::vector<size_t> add(const YamlNode& node, const std::string& pipeline, Events events, const std::vector<size_t>& before) {
    Span place = builder_.span(node);
    if (!builder_.may_add_job(place) || !builder_.may_add_step(place)) return before;
    Job job;
    std::string_view name = text_at(node, "name");
    job.id = fmt::format("{}/{}", pipeline, name.empty() ? std::to_string(pipeline_.jobs.size() + 1) : std::string(name));
    job.place = place;
    job.after = before;
    job.events = events;
    job.is_deployment = node.find("deployment") != nullptr;
    if (events == 0) job.never = "it runs for pull requests only";
    if (const YamlNode* on_fail = node.find("on-fail"); on_fail != nullptr && text_at(*on_fail, "strategy") == "ignore")
      job.defeated_by = "on-fail: ignore";
    image(node.find("image"));
    Surroundings in = builder_.surroundings({.errexit = true, .pipefail = false}, {});
    script(job, node.find("script"), name, in, {});
    // A failure in there changes nothing any more.
    script(job, node.find("after-script"), name, in, "after-script");
    if (const YamlNode* artifacts = node.find("artifacts")) {
      Step step;
      step.name = name;
      step.place = builder_.span(*artifacts);
      Deed deed = deed_of(Action::Store, "artifacts", "files");
      deed.place = step.place;
      deed.files = texts_of(artifacts->is(YamlKind::Mapping) ? artifacts->find("paths") : artifacts);
      step.deeds.push_back(std::move(deed));
      job.steps.push_back(std::move(step));
    }
    pipeline_.jobs.push_back(std::move(job));
    return {pipeline_.jobs.size() - 1};
  }

  void script(Job& job, const YamlNode* script, std::string_view name, const Surroundings& in, std::string_view defeated_by) {
    if (script == nullptr) return;
    Step step;
    step.name = name;
    step.place = builder_.span(*script);
    step.defeated_by = defeated_by;
    step.runs_after_failure = !defeated_by.empty();
    for (const YamlNode& element : script->elements()) {
      const YamlNode* pipe = element.find("pipe");
      if (pipe == nullptr) continue;
      std::string written(pipe->text());
      Span place = builder_.span(*pipe);
      Dependency dependency =
          image_dependency(written.starts_with("docker://") ? std::string_view(written).substr(9) : std::string_view(written), place);
      dependency.kind = "pipe";
      dependency.written = written;
      if (images_.insert("pipe " + written).second) builder_.add_dependency(dependency);
    }
    for (const YamlNode& element : script->elements()) {
      if (const YamlNode* pipe = element.find("pipe")) {
        Inputs inputs(in);
        if (const YamlNode* given = element.find("variables")) {
          for (const YamlMember& member : given->members()) inputs.add(member.key.text(), member.value.text());
        }
        Doings doings;
        read_pipe(pipe->text().substr(0, pipe->text().find(':')), inputs, doings);
        builder_.add(job, step, std::move(doings), builder_.span(*pipe));
      } else {
        builder_.add_script(job, step, &element, in);
      }
    }
    job.steps.push_back(std::move(step));
  }

  Builder& builder_;
  Pipeline& pipeline_;
  std::set<std::string> images_;
};

}  // namespace

void read_bitbucket(Builder& builder) { Bitbucket(builder).read(); }

}  // namespace wafpp::evidence::ci
