#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/folder.h"
#include "base/letters.h"
#include "documents/repository.h"
#include "evidence/ci/components.h"
#include "evidence/ci/condition.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

Operand azure_name(std::string_view name, Events event) {
  if (name == "succeeded()" || name == "always()" || name == "succeededorfailed()") return Operand::of(true);
  if (name == "failed()" || name == "canceled()") return Operand::of(false);
  auto is = [&](std::string_view variable) {
    return name == fmt::format("variables['{}']", variable) || name == fmt::format("variables.{}", variable) || name == variable;
  };
  if (is("Build.Reason")) {
    if (event == kBranch || event == kTag) return Operand::any_of({"IndividualCI", "BatchedCI"});
    if (event == kSchedule) return Operand::text("Schedule");
    if (event == kManual) return Operand::any_of({"Manual", "ResourceTrigger", "BuildCompletion"});
    return Operand::unknown();
  }
  if (is("Build.SourceBranch") && event != kOther) return Operand::begins(event == kTag ? "refs/tags/" : "refs/heads/");
  if (name.find("System.PullRequest.") != std::string_view::npos) return Operand::null();
  return Operand::unknown();
}

class Azure {
 public:
  explicit Azure(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()) {}

  void read() {
    const YamlNode* root = builder_.root();
    if (root == nullptr) return;
    if (!root->is(YamlKind::Mapping)) {
      builder_.reading().refuse({"there is no mapping at the top: this is no pipeline that Azure would run",
                                 "oben steht keine Zuordnung: eine solche Pipeline führt Azure nicht aus"});
      return;
    }
    triggers(*root);
    resources(*root);
    Frame frame;
    frame.folder = base::folder_of(builder_.reading().input().path_in_repository());
    add_defaults(*root, frame.variables);
    document(*root, frame);
  }

 private:
  struct Frame {
    Variables variables;
    std::string folder;  ///< Of the file that is read.
    std::string stage;
    std::vector<size_t> after;
    Events events = kAllEvents;
    std::string never;
    bool on_windows = false;
    bool runs_after_failure = false;
    uint32_t depth = 0;
  };

  void triggers(const YamlNode& root) {
    const YamlNode* trigger = root.find("trigger");
    bool is_off = trigger != nullptr && trigger->is_scalar() && trigger->text() == "none";
    Events events = kManual;
    if (!is_off) events |= kBranch | kTag;
    if (root.find("schedules") != nullptr) events |= kSchedule;
    // A pipeline that is only started for pull requests can still be started by hand; that is not what it is for.
    const YamlNode* pr = root.find("pr");
    bool has_pr = pr != nullptr && !(pr->is_scalar() && pr->text() == "none");
    if (is_off && has_pr && root.find("schedules") == nullptr) {
      events = 0;
      pipeline_.never = "it runs for pull requests only";
    }
    pipeline_.events = events;
    // A template begins with its parameters and says nothing of when it runs.
    pipeline_.is_part = root.find("parameters") != nullptr && trigger == nullptr && pr == nullptr && root.find("pool") == nullptr &&
                        root.find("schedules") == nullptr && root.find("extends") == nullptr && root.find("resources") == nullptr &&
                        root.find("name") == nullptr;
  }

  void resources(const YamlNode& root) {
    const YamlNode* resources = root.find("resources");
    if (resources == nullptr) return;
    if (const YamlNode* repositories = resources->find("repositories")) {
      for (const YamlNode& each : repositories->elements()) {
        std::string name(text_at(each, "name"));
        std::string ref(text_at(each, "ref"));
        repositories_.emplace(text_at(each, "repository"), name);
        builder_.add_dependency(
            {.kind = "template", .name = name, .ref = ref, .written = ref.empty() ? name : name + "@" + ref, .place = builder_.span(each)});
      }
    }
    if (const YamlNode* containers = resources->find("containers")) {
      for (const YamlNode& each : containers->elements()) {
        if (const YamlNode* image = each.find("image")) builder_.add_image(image->text(), builder_.span(*image));
      }
    }
  }

  static void add_defaults(const YamlNode& root, Variables& to) {
    add_list(root.find("variables"), to);
    const YamlNode* parameters = root.find("parameters");
    if (parameters == nullptr) return;
    for (const YamlNode& each : parameters->elements()) {
      if (const YamlNode* value = each.find("default"); value != nullptr && value->is_scalar())
        to.emplace("parameters." + std::string(text_at(each, "name")), value->text());
    }
    for (const YamlMember& member : parameters->members()) {
      if (member.value.is_scalar()) to.emplace("parameters." + std::string(member.key.text()), member.value.text());
    }
  }

  static void add_list(const YamlNode* variables, Variables& to) {
    if (variables == nullptr) return;
    add_variables(variables, to);
    for (const YamlNode& each : variables->elements()) {
      if (std::string_view name = text_at(each, "name"); !name.empty()) to[std::string(name)] = text_at(each, "value");
    }
  }

  static bool is_windows(const YamlNode& node) {
    const YamlNode* pool = node.find("pool");
    return pool != nullptr && base::lowered(text_at(*pool, "vmImage")).find("windows") != std::string::npos;
  }

  /// A file, or a template of the same form.
  std::vector<size_t> document(const YamlNode& root, Frame frame) {
    frame.on_windows = frame.on_windows || is_windows(root);
    if (const YamlNode* extends = root.find("extends")) return template_of(*extends, frame);
    if (const YamlNode* stages = root.find("stages")) return all_stages(*stages, frame);
    if (const YamlNode* jobs = root.find("jobs")) return all_jobs(*jobs, frame);
    if (const YamlNode* steps = root.find("steps")) {
      if (!builder_.may_add_job(builder_.span(*steps))) return {};
      size_t index = new_job(frame.stage.empty() ? "job" : frame.stage, builder_.span(*steps), frame);
      all_steps(*steps, index, frame);
      return {index};
    }
    return {};
  }

  size_t new_job(const std::string& id, Span place, const Frame& frame) {
    Job job;
    job.id = id;
    job.place = place;
    job.after = frame.after;
    job.events = frame.events;
    job.never = frame.never;
    job.runs_after_failure = frame.runs_after_failure;
    pipeline_.jobs.push_back(std::move(job));
    return pipeline_.jobs.size() - 1;
  }

  /// Elements of a list, with those that stand behind a condition of the template language (`${{ if ... }}`).
  template <typename Visit>
  void each_element(const YamlNode& list, uint32_t depth, Visit visit) {
    constexpr uint32_t kMaxDepth = 20;
    if (depth > kMaxDepth) return;
    for (const YamlNode& element : list.elements()) {
      bool is_conditional = false;
      for (const YamlMember& member : element.members()) {
        if (!member.key.text().starts_with("${{")) continue;
        is_conditional = true;
        each_element(member.value, depth + 1, visit);
      }
      if (!is_conditional) visit(element);
    }
  }

  void condition(const YamlNode& node, Events& events, std::string& never, bool& runs_after) {
    std::string_view text = text_at(node, "condition");
    if (text.empty()) return;
    // Whoever writes a condition replaces the one that waits for success.
    std::string lower = base::lowered(text);
    bool is_template = text.find("${{") != std::string_view::npos;
    runs_after =
        runs_after || (lower.find("succeeded(") == std::string::npos && !is_template && lower.find(".result") == std::string::npos);
    if (is_template) return;
    events = events_of(text, pipeline_.events == 0 ? events : events & pipeline_.events, azure_name);
    if (events == 0 && never.empty())
      never = lower.find("pullrequest") != std::string::npos ? "it runs for pull requests only"
                                                             : "its condition never holds where images are made";
  }

  std::vector<size_t> all_stages(const YamlNode& stages, const Frame& frame) {
    std::map<std::string, std::vector<size_t>, std::less<>> by_name;
    std::vector<size_t> before = frame.after;
    std::vector<size_t> all;
    each_element(stages, 0, [&](const YamlNode& node) {
      Frame inner = frame;
      inner.after = before;
      if (const YamlNode* depends = node.find("dependsOn")) {
        inner.after = frame.after;
        for (const std::string& name : texts_of(depends)) {
          if (auto found = by_name.find(name); found != by_name.end())
            inner.after.insert(inner.after.end(), found->second.begin(), found->second.end());
        }
      }
      std::vector<size_t> made;
      if (node.find("template") != nullptr) {
        made = template_of(node, inner);
      } else {
        inner.stage = text_at(node, "stage");
        condition(node, inner.events, inner.never, inner.runs_after_failure);
        add_list(node.find("variables"), inner.variables);
        inner.on_windows = inner.on_windows || is_windows(node);
        if (const YamlNode* jobs = node.find("jobs")) made = all_jobs(*jobs, inner);
      }
      by_name[std::string(text_at(node, "stage"))] = made;
      all.insert(all.end(), made.begin(), made.end());
      if (!made.empty()) before = made;
    });
    return all;
  }

  std::vector<size_t> all_jobs(const YamlNode& jobs, const Frame& frame) {
    std::map<std::string, std::vector<size_t>, std::less<>> by_name;
    std::vector<size_t> all;
    each_element(jobs, 0, [&](const YamlNode& node) {
      Frame inner = frame;
      for (const std::string& name : texts_of(node.find("dependsOn"))) {
        if (auto found = by_name.find(name); found != by_name.end())
          inner.after.insert(inner.after.end(), found->second.begin(), found->second.end());
      }
      std::vector<size_t> made;
      std::string name(text_at(node, "job").empty() ? text_at(node, "deployment") : text_at(node, "job"));
      if (node.find("template") != nullptr) {
        made = template_of(node, inner);
      } else if (builder_.may_add_job(builder_.span(node))) {
        made.push_back(one_job(node, name, inner));
      }
      by_name[name] = made;
      all.insert(all.end(), made.begin(), made.end());
    });
    return all;
  }

  size_t one_job(const YamlNode& node, const std::string& name, Frame& frame) {
    condition(node, frame.events, frame.never, frame.runs_after_failure);
    add_list(node.find("variables"), frame.variables);
    frame.on_windows = frame.on_windows || is_windows(node);
    size_t index = new_job(frame.stage.empty() ? name : frame.stage + "/" + name, builder_.span(node), frame);
    if (is_true(node, "continueOnError")) pipeline_.jobs[index].defeated_by = "continueOnError";
    pipeline_.jobs[index].is_deployment = node.find("deployment") != nullptr || says_deploy(text_at(node, "displayName"));
    if (const YamlNode* container = node.find("container")) {
      const YamlNode* image = container->is_scalar() ? container : container->find("image");
      // A name without a slash or tag is one of `resources`.
      if (image != nullptr && image->text().find_first_of("/:") != std::string_view::npos)
        builder_.add_image(filled_in(image->text(), frame.variables), builder_.span(*image));
    }
    if (const YamlNode* steps = node.find("steps")) all_steps(*steps, index, frame);
    if (const YamlNode* strategy = node.find("strategy"); strategy != nullptr && node.find("deployment") != nullptr) {
      for (const YamlMember& kind : strategy->members()) {
        for (const YamlMember& hook : kind.value.members()) {
          // What follows a success or a failure is `on`.
          if (const YamlNode* steps = hook.value.find("steps")) all_steps(*steps, index, frame);
        }
      }
      Job& job = pipeline_.jobs[index];
      bool has_deploy = std::any_of(job.steps.begin(), job.steps.end(), [](const Step& step) {
        return std::any_of(step.deeds.begin(), step.deeds.end(), [](const Deed& deed) { return deed.action == Action::Deploy; });
      });
      if (!has_deploy && !job.steps.empty()) {
        Deed deed = deed_of(Action::Deploy, "deployment");
        deed.place = job.steps.back().place;
        job.steps.back().deeds.push_back(std::move(deed));
      }
    }
    return index;
  }

  /// `template: path` of the same repository, with its parameters.
  std::vector<size_t> template_of(const YamlNode& node, const Frame& frame) {
    std::vector<size_t> made;
    with_template(node, frame, [&](const YamlNode& root, const Frame& inner) { made = document(root, inner); });
    return made;
  }

  template <typename Read>
  void with_template(const YamlNode& node, const Frame& frame, Read read) {
    std::string path = filled_in(text_at(node, "template"), frame.variables);
    Span place = builder_.span(node);
    size_t at = path.find('@');
    if (at != std::string::npos && path.substr(at) != "@self") {
      auto found = repositories_.find(path.substr(at + 1));
      builder_.add_unread(
          fmt::format("the template {} of {}", path.substr(0, at), found == repositories_.end() ? path.substr(at + 1) : found->second),
          place);
      return;
    }
    path = path.substr(0, at);
    if (path.empty() || is_open(path) || !builder_.may_follow(place)) {
      builder_.add_unread(fmt::format("the template {}", path), place);
      return;
    }
    std::string normal;
    bool is_absolute = path.starts_with('/');
    std::string joined = is_absolute ? path.substr(1) : documents::join_path(frame.folder, path);
    std::string why = "the path leads out of the repository";
    Builder::Inside inside(builder_, place);
    const YamlNode* root = documents::normalise_path(joined, normal) ? builder_.yaml_of(normal, why) : nullptr;
    if (root == nullptr) {
      builder_.add_unread(fmt::format("the template {}", path), place);
      return;
    }
    Frame inner = frame;
    inner.folder = base::folder_of(normal);
    if (const YamlNode* parameters = node.find("parameters")) {
      for (const YamlMember& member : parameters->members()) {
        if (member.value.is_scalar())
          inner.variables["parameters." + std::string(member.key.text())] = filled_in(member.value.text(), frame.variables);
      }
    }
    // What the template says itself counts where the caller says nothing.
    add_defaults(*root, inner.variables);
    read(*root, inner);
  }

  void all_steps(const YamlNode& steps, size_t index, const Frame& frame) {
    each_element(steps, 0, [&](const YamlNode& node) {
      if (node.find("template") != nullptr) {
        with_template(node, frame, [&](const YamlNode& root, const Frame& inner) {
          if (const YamlNode* list = root.find("steps")) all_steps(*list, index, inner);
        });
      } else if (builder_.may_add_step(builder_.span(node))) {
        one_step(node, index, frame);
      }
    });
  }

  void one_step(const YamlNode& node, size_t index, const Frame& frame) {
    Step step;
    step.id = text_at(node, "name");
    step.name = text_at(node, "displayName");
    step.place = builder_.span(node);
    condition(node, step.events, step.never, step.runs_after_failure);
    if (is_true(node, "continueOnError")) step.defeated_by = "continueOnError";
    if (text_at(node, "enabled") == "false") {
      step.events = 0;
      step.never = "it is switched off";
    }
    Variables variables = frame.variables;
    add_variables(node.find("env"), variables);
    // A script fails with its last command alone.
    Surroundings in = builder_.surroundings({.errexit = false, .pipefail = false}, variables);
    Job& job = pipeline_.jobs[index];
    for (std::string_view kind : {"script", "bash", "pwsh", "powershell"}) {
      if (const YamlNode* script = node.find(kind)) builder_.add_script(job, step, script, in);
    }
    if (const YamlNode* path = node.find("publish")) {
      Deed deed = deed_of(Action::Store, "artifact", "files");
      deed.place = step.place;
      deed.files.emplace_back(path->text());
      step.deeds.push_back(std::move(deed));
    }
    if (const YamlNode* task = node.find("task")) run_task(*task, node.find("inputs"), job, step, in);
    job.steps.push_back(std::move(step));
  }

  void run_task(const YamlNode& task, const YamlNode* given, Job& job, Step& step, const Surroundings& in) {
    std::string written(task.text());
    size_t at = written.find('@');
    std::string name = written.substr(0, at);
    Span place = builder_.span(task);
    if (!builder_.is_inside()) {
      builder_.add_dependency(
          {.kind = "task", .name = name, .ref = at == std::string::npos ? "" : written.substr(at + 1), .written = written, .place = place});
    }
    Inputs inputs(in);
    if (given != nullptr) {
      for (const YamlMember& member : given->members()) inputs.add(member.key.text(), member.value.text());
    }
    std::string lower = base::lowered(name);
    bool runs_script = lower == "bash" || lower == "cmdline" || lower == "powershell" || lower == "shellscript" || lower == "azurecli" ||
                       lower == "azurepowershell" || lower == "awsshellscript";
    if (runs_script && given != nullptr) {
      for (std::string_view input : {"script", "inlineScript", "Inline"}) {
        if (const YamlNode* script = given->find(input)) builder_.add_script(job, step, script, in);
      }
      for (std::string_view input : {"filePath", "scriptPath"}) {
        std::string_view path = text_at(*given, input);
        if (!path.empty()) builder_.add_script(job, step, fmt::format("bash {}", path), in, place);
      }
      return;
    }
    Doings doings;
    read_task(name, inputs, doings);
    builder_.add(job, step, std::move(doings), place);
  }

  Builder& builder_;
  Pipeline& pipeline_;
  std::map<std::string, std::string, std::less<>> repositories_;
};

}  // namespace

void read_azure(Builder& builder) { Azure(builder).read(); }

}  // namespace wafpp::evidence::ci
