#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/letters.h"
#include "base/text.h"
#include "evidence/ci/components.h"
#include "evidence/ci/github_events.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

/// What a step says beside what it does: for later steps that ask about it.
struct Asked {
  std::string condition;
  std::string text;     ///< Of its script.
  bool raises = false;  ///< The script ends in a failure.
};

bool is_windows(const YamlNode& job) {
  for (const std::string& label : texts_of(job.find("runs-on"))) {
    if (base::lowered(label).find("windows") != std::string::npos) return true;
  }
  return false;
}

/// How GitHub starts the shell of a step; nothing for shells that are none.
std::optional<ShellMode> mode_of(std::string_view shell, bool on_windows) {
  if (shell.empty()) return on_windows ? ShellMode{.errexit = false, .pipefail = false} : ShellMode{.errexit = true, .pipefail = false};
  std::string_view program = shell.substr(0, shell.find(' '));
  if (program == "pwsh" || program == "powershell" || program == "cmd") return ShellMode{.errexit = false, .pipefail = false};
  if (program != "bash" && program != "sh") return std::nullopt;
  if (shell == "bash") return ShellMode{.errexit = true, .pipefail = true};
  if (shell == "sh") return ShellMode{.errexit = true, .pipefail = false};
  // `bash -el {0}`: the options that are given are all there are.
  ShellMode mode{.errexit = false, .pipefail = shell.find("pipefail") != std::string_view::npos};
  for (size_t at = shell.find(" -"); at != std::string_view::npos; at = shell.find(" -", at + 1)) {
    std::string_view option = shell.substr(at + 1, shell.find(' ', at + 1) - at - 1);
    if (!option.starts_with("--") && option.find('e') != std::string_view::npos) mode.errexit = true;
  }
  return mode;
}

class Github {
 public:
  explicit Github(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()) {}

  void workflow() {
    const YamlNode* root = builder_.root();
    if (root == nullptr) return;
    const YamlNode* jobs = root->find("jobs");
    if (jobs == nullptr || !jobs->is(YamlKind::Mapping)) {
      builder_.reading().refuse({"`jobs` is no mapping: this is no workflow that GitHub would run",
                                 "`jobs` ist keine Zuordnung: einen solchen Workflow führt GitHub nicht aus"});
      return;
    }
    GithubTriggers triggers = github_triggers(root->find("on"));
    pipeline_.events = triggers.events;
    if (triggers.events == 0 && triggers.is_called) {
      pipeline_.is_part = true;
      pipeline_.events = kAllEvents;
    } else if (triggers.events == 0) {
      pipeline_.never = triggers.has_pull_request ? "it runs for pull requests only" : "it runs neither on a push nor on a release";
    }
    Variables variables;
    add_variables(root->find("env"), variables);
    add_jobs(*root, {}, variables, {}, {});
  }

  void action() {
    const YamlNode* root = builder_.root();
    if (root == nullptr) return;
    pipeline_.is_part = true;
    const YamlNode* runs = root->find("runs");
    if (runs == nullptr || !runs->is(YamlKind::Mapping)) {
      builder_.reading().refuse({"`runs` is no mapping: this is no action", "`runs` ist keine Zuordnung: das ist keine Action"});
      return;
    }
    pipeline_.jobs.emplace_back();
    pipeline_.jobs[0].id = "action";
    pipeline_.jobs[0].place = builder_.span(*root);
    Variables variables;
    add_inputs(*root, nullptr, variables);
    if (std::string_view image = text_at(*runs, "image"); image.starts_with("docker://"))
      builder_.add_dependency(action_dependency(image, builder_.span(*runs->find("image"))));
    std::vector<Asked> asked;
    Frame frame;
    frame.variables = std::move(variables);
    add_steps(0, runs->find("steps"), frame, asked);
    resolve(0, asked);
  }

 private:
  /// What the steps of a job or action share.
  struct Frame {
    Variables variables;
    std::string shell;
    bool on_windows = false;
    std::string defeated_by;
    Events events = kAllEvents;
    std::string never;
    std::string name;
    bool runs_after_failure = false;
  };

  static void add_inputs(const YamlNode& of, const YamlNode* with, Variables& to) {
    const YamlNode* inputs = of.find("inputs");
    if (inputs != nullptr) {
      for (const YamlMember& input : inputs->members()) {
        if (const YamlNode* value = input.value.find("default"); value != nullptr && value->is_scalar())
          to["inputs." + std::string(input.key.text())] = value->text();
      }
    }
    if (with == nullptr) return;
    for (const YamlMember& member : with->members()) {
      // What the caller fills in from its own is filled in there.
      to["inputs." + std::string(member.key.text())] = filled_in(member.value.text(), to);
    }
  }

  std::string when(std::string_view condition, Events& events, std::string& never) const {
    std::string_view bare = bare_condition(condition);
    if (bare.empty() || bare.find("${{") != std::string_view::npos) return std::string(bare);
    events = events_of(bare, pipeline_.events == 0 ? events : events & pipeline_.events, github_name);
    if (events == 0 && never.empty()) never = github_never(bare);
    return std::string(bare);
  }

  /// The jobs of a workflow; `after`: what has to be done before any of them. Gives the place of the last job of each name.
  std::vector<size_t> add_jobs(const YamlNode& root, const std::string& prefix, const Variables& variables,
                               const std::vector<size_t>& after, const Job& caller) {
    const YamlNode* jobs = root.find("jobs");
    std::map<std::string, size_t, std::less<>> by_name;
    std::vector<size_t> all;
    if (jobs == nullptr) return all;
    std::string_view shell;
    if (const YamlNode* defaults = root.find("defaults")) {
      if (const YamlNode* run = defaults->find("run")) shell = text_at(*run, "shell");
    }
    for (const YamlMember& member : jobs->members()) {
      if (!builder_.may_add_job(builder_.span(member.key))) break;
      Job job = caller;
      job.id = prefix + std::string(member.key.text());
      job.place = builder_.span(member.key);
      by_name.emplace(member.key.text(), pipeline_.jobs.size());
      all.push_back(pipeline_.jobs.size());
      pipeline_.jobs.push_back(std::move(job));
    }
    for (size_t i = 0; i < all.size(); ++i) {
      const YamlMember& member = jobs->members()[i];
      Job& job = pipeline_.jobs[all[i]];
      job.after = after;
      for (const std::string& need : texts_of(member.value.find("needs"))) {
        if (auto found = by_name.find(need); found != by_name.end()) job.after.push_back(found->second);
      }
      add_job(all[i], member.value, variables, shell);
    }
    return all;
  }

  void add_job(size_t index, const YamlNode& node, const Variables& around, std::string_view shell) {
    std::string condition = when(text_at(node, "if"), pipeline_.jobs[index].events, pipeline_.jobs[index].never);
    {
      Job& job = pipeline_.jobs[index];
      job.runs_after_failure = job.runs_after_failure || runs_after_failure(condition);
      if (is_true(node, "continue-on-error")) job.defeated_by = "continue-on-error";
      job.is_deployment = job.is_deployment || node.find("environment") != nullptr || says_deploy(text_at(node, "name"));
    }
    Variables variables = around;
    add_variables(node.find("env"), variables);
    if (const YamlNode* container = node.find("container")) {
      const YamlNode* image = container->is_scalar() ? container : container->find("image");
      if (image != nullptr) builder_.add_image(filled_in(image->text(), variables), builder_.span(*image));
    }
    if (const YamlNode* services = node.find("services")) {
      for (const YamlMember& service : services->members()) {
        if (const YamlNode* image = service.value.find("image"))
          builder_.add_image(filled_in(image->text(), variables), builder_.span(*image));
      }
    }
    if (const YamlNode* uses = node.find("uses")) {
      called_workflow(index, *uses, node.find("with"), variables);
      return;
    }
    Frame frame;
    frame.variables = std::move(variables);
    frame.shell = shell;
    frame.on_windows = is_windows(node);
    if (const YamlNode* defaults = node.find("defaults")) {
      if (const YamlNode* run = defaults->find("run"); run != nullptr && !text_at(*run, "shell").empty())
        frame.shell = text_at(*run, "shell");
    }
    std::vector<Asked> asked;
    add_steps(index, node.find("steps"), frame, asked);
    resolve(index, asked);
  }

  void called_workflow(size_t index, const YamlNode& uses, const YamlNode* with, const Variables& variables) {
    std::string path(uses.text());
    Span place = builder_.span(uses);
    if (!path.starts_with("./")) {
      Dependency dependency = action_dependency(path, place);
      if (!builder_.is_inside()) builder_.add_dependency(dependency);
      if (dependency.name.starts_with("slsa-framework/slsa-github-generator/")) {
        Step step;
        step.name = dependency.name.substr(dependency.name.rfind('/') + 1);
        step.place = place;
        Deed deed = deed_of(Action::Provenance, "slsa-github-generator");
        deed.slsa_build_level = 3;
        deed.place = place;
        step.deeds.push_back(std::move(deed));
        pipeline_.jobs[index].steps.push_back(std::move(step));
        return;
      }
      builder_.add_unread(fmt::format("the workflow {}", path), place);
      return;
    }
    if (!builder_.may_follow(place)) {
      builder_.add_unread(fmt::format("the workflow {}", path), place);
      return;
    }
    Builder::Inside inside(builder_, place);
    std::string why;
    const YamlNode* root = builder_.yaml_of(path.substr(2), why);
    if (root == nullptr) {
      builder_.warn(place, fmt::format("{} cannot be read: {}", path, why));
      builder_.add_unread(fmt::format("the workflow {}", path), place);
      return;
    }
    Variables inner;
    if (const YamlNode* on = root->find("on")) {
      if (const YamlNode* call = on->find("workflow_call")) {
        Variables known = variables;
        add_inputs(*call, with, known);
        for (auto& [name, value] : known) {
          if (name.starts_with("inputs.")) inner.emplace(name, std::move(value));
        }
      }
    }
    add_variables(root->find("env"), inner);
    Job caller = pipeline_.jobs[index];
    caller.steps.clear();
    std::vector<size_t> after = caller.after;
    caller.after.clear();
    std::vector<size_t> all = add_jobs(*root, caller.id + "/", inner, after, caller);
    // Who waits for the call waits for all of it.
    pipeline_.jobs[index].after.insert(pipeline_.jobs[index].after.end(), all.begin(), all.end());
  }

  void add_steps(size_t index, const YamlNode* steps, const Frame& frame, std::vector<Asked>& asked) {
    if (steps == nullptr) return;
    for (const YamlNode& node : steps->elements()) {
      if (node.is(YamlKind::Mapping) && builder_.may_add_step(builder_.span(node))) add_step(index, node, frame, asked);
    }
  }

  void add_step(size_t index, const YamlNode& node, const Frame& frame, std::vector<Asked>& asked) {
    Step step;
    step.id = text_at(node, "id");
    step.name = filled_in(text_at(node, "name"), frame.variables);
    if (!frame.name.empty()) step.name = step.name.empty() ? frame.name : frame.name + ": " + step.name;
    step.place = builder_.span(node);
    step.events = frame.events;
    step.never = frame.never;
    step.defeated_by = frame.defeated_by;
    Asked mine;
    mine.condition = when(text_at(node, "if"), step.events, step.never);
    step.runs_after_failure = frame.runs_after_failure || runs_after_failure(mine.condition);
    if (is_true(node, "continue-on-error")) step.defeated_by = "continue-on-error";
    Variables variables = frame.variables;
    add_variables(node.find("env"), variables);
    if (const YamlNode* run = node.find("run")) {
      std::string_view shell = text_at(node, "shell").empty() ? std::string_view(frame.shell) : text_at(node, "shell");
      if (std::optional<ShellMode> mode = mode_of(shell, frame.on_windows)) {
        builder_.add_script(pipeline_.jobs[index], step, run, builder_.surroundings(*mode, variables));
        constexpr size_t kMaxAsked = 4096;
        mine.text = run->text().substr(0, kMaxAsked);
        std::vector<Command> commands = parse_shell(run->text(), *mode).commands;
        mine.raises = std::any_of(commands.begin(), commands.end(), raises_failure);
      }
    } else if (const YamlNode* uses = node.find("uses")) {
      if (uses->text().starts_with("./") || uses->text().starts_with("$/")) {
        local_action(index, *uses, node.find("with"), variables, step, frame, asked, mine);
        return;
      }
      use(index, *uses, node.find("with"), variables, step);
    }
    pipeline_.jobs[index].steps.push_back(std::move(step));
    asked.push_back(std::move(mine));
  }

  void use(size_t index, const YamlNode& uses, const YamlNode* with, const Variables& variables, Step& step) {
    Dependency dependency = action_dependency(uses.text(), builder_.span(uses));
    if (!builder_.is_inside()) builder_.add_dependency(dependency);
    Surroundings in = builder_.surroundings({}, variables);
    Inputs inputs(in);
    std::string arguments;
    if (with != nullptr) {
      for (const YamlMember& member : with->members()) inputs.add(member.key.text(), member.value.text());
      arguments = text_at(*with, "args");
    }
    Doings doings;
    if (uses.text().starts_with("docker://")) {
      read_container(uses.text().substr(9), arguments, in, doings);
    } else {
      read_action(dependency.name, inputs, doings);
    }
    for (Deed& deed : doings.deeds) deed.place = builder_.span(uses);
    builder_.add(pipeline_.jobs[index], step, std::move(doings), step.place);
  }

  /// `uses: ./path`: the steps of an action of the repository stand for the step.
  void local_action(size_t index, const YamlNode& uses, const YamlNode* with, const Variables& variables, const Step& outer,
                    const Frame& frame, std::vector<Asked>& asked, const Asked& mine) {
    Span place = builder_.span(uses);
    std::string folder(uses.text().substr(2));
    while (folder.ends_with('/')) folder.pop_back();
    std::string what = fmt::format("the action {}", uses.text());
    if (!builder_.may_follow(place)) {
      builder_.add_unread(what, place);
      return;
    }
    Builder::Inside inside(builder_, place);
    const YamlNode* root = nullptr;
    std::string why;
    for (std::string_view name : {"action.yml", "action.yaml"}) {
      if (root == nullptr) root = builder_.yaml_of(folder.empty() ? std::string(name) : folder + "/" + std::string(name), why);
    }
    const YamlNode* runs = root == nullptr ? nullptr : root->find("runs");
    if (runs == nullptr) {
      builder_.add_unread(what, place);
      return;
    }
    Frame inner;
    inner.variables = variables;
    inner.on_windows = frame.on_windows;
    inner.defeated_by = outer.defeated_by;
    inner.events = outer.events;
    inner.never = outer.never;
    inner.name = outer.name;
    inner.runs_after_failure = outer.runs_after_failure;
    add_inputs(*root, with, inner.variables);
    size_t before = pipeline_.jobs[index].steps.size();
    add_steps(index, runs->find("steps"), inner, asked);
    // Later steps know it by the caller's id.
    for (size_t i = before; i < pipeline_.jobs[index].steps.size(); ++i) {
      if (!outer.id.empty()) pipeline_.jobs[index].steps[i].id = outer.id;
      if (!mine.condition.empty() && i < asked.size() && asked[i].condition.empty()) asked[i].condition = mine.condition;
    }
  }

  /// A failure that was passed over may be given back by a later step that asks about it.
  void resolve(size_t index, const std::vector<Asked>& asked) {
    std::vector<Step>& steps = pipeline_.jobs[index].steps;
    constexpr size_t kMaxResolved = 100;
    size_t resolved = 0;
    for (size_t i = 0; i < steps.size(); ++i) {
      std::string id = steps[i].id;
      auto is_given_back = [&](std::string_view output) {
        for (size_t later = i + 1; later < steps.size() && later < asked.size(); ++later) {
          if (!asked[later].raises) continue;
          std::string text = asked[later].condition + "\n" + asked[later].text;
          if (!id.empty() && text.find("steps." + id + "." + std::string(output)) != std::string::npos) return true;
        }
        return false;
      };
      if (steps[i].defeated_by == "continue-on-error" && !steps[i].deeds.empty() && ++resolved < kMaxResolved &&
          (is_given_back("outcome") || is_given_back("outputs")))
        steps[i].defeated_by.clear();
      for (Deed& deed : steps[i].deeds) {
        if (deed.mode != "vulnerability_threshold_exceeded") continue;
        deed.fails = is_given_back("outputs.vulnerability_threshold_exceeded") ? Answer::Yes : Answer::No;
        deed.mode.clear();
      }
    }
  }

  Builder& builder_;
  Pipeline& pipeline_;
};

}  // namespace

void read_github_workflow(Builder& builder) { Github(builder).workflow(); }
void read_github_action(Builder& builder) { Github(builder).action(); }

}  // namespace wafpp::evidence::ci
