#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "evidence/ci/components.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

constexpr uint32_t kMaxCommands = 10;

class Circle {
 public:
  explicit Circle(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()) {}

  void read() {
    root_ = builder_.root();
    if (root_ == nullptr) return;
    if (is_true(*root_, "setup")) builder_.add_unread("the configuration that this one makes", builder_.span(*root_));
    orbs(root_->find("orbs"));
    images();
    add_defaults(root_->find("parameters"), "pipeline.parameters.", defaults_);
    const YamlNode* workflows = root_->find("workflows");
    bool has_any = false;
    if (workflows != nullptr) {
      for (const YamlMember& workflow : workflows->members()) {
        if (!workflow.value.is(YamlKind::Mapping)) continue;
        has_any = true;
        add_workflow(workflow.value);
      }
    }
    const YamlNode* jobs = root_->find("jobs");
    if (has_any || jobs == nullptr) return;
    // Without workflows there is one job.
    if (const YamlNode* build = jobs->find("build")) {
      if (builder_.may_add_job(builder_.span(*build))) add_job("build", *build, defaults_, kAllEvents, {}, builder_.span(*build));
    }
  }

 private:
  void orbs(const YamlNode* orbs) {
    if (orbs == nullptr) return;
    for (const YamlMember& member : orbs->members()) {
      std::string alias(member.key.text());
      if (member.value.is(YamlKind::Mapping)) {
        // Written here.
        inline_orbs_.emplace(alias, &member.value);
        continue;
      }
      std::string written(member.value.text());
      size_t at = written.find('@');
      orbs_.emplace(alias, written.substr(0, at));
      builder_.add_dependency({.kind = "orb",
                               .name = written.substr(0, at),
                               .ref = at == std::string::npos ? "" : written.substr(at + 1),
                               .written = written,
                               .place = builder_.span(member.value)});
    }
  }

  void images() {
    for (std::string_view section : {"jobs", "executors"}) {
      const YamlNode* all = root_->find(section);
      if (all == nullptr) continue;
      for (const YamlMember& member : all->members()) {
        const YamlNode* docker = member.value.find("docker");
        if (docker == nullptr) continue;
        for (const YamlNode& each : docker->elements()) {
          const YamlNode* image = each.find("image");
          if (image != nullptr && images_.insert(std::string(image->text())).second)
            builder_.add_image(image->text(), builder_.span(*image));
        }
      }
    }
  }

  static void add_defaults(const YamlNode* parameters, const std::string& prefix, Variables& to) {
    if (parameters == nullptr) return;
    for (const YamlMember& member : parameters->members()) {
      if (const YamlNode* value = member.value.find("default"); value != nullptr && value->is_scalar())
        to[prefix + std::string(member.key.text())] = value->text();
    }
  }

  static void add_arguments(const YamlNode* arguments, const Variables& around, Variables& to) {
    if (arguments == nullptr) return;
    for (const YamlMember& member : arguments->members()) {
      if (member.value.is_scalar()) to["parameters." + std::string(member.key.text())] = filled_in(member.value.text(), around);
    }
  }

  /// Whether the branch filter keeps everything but tags out, or tags.
  static Events filtered(const YamlNode* filters) {
    Events events = kBranch | kSchedule | kManual | kOther;
    if (filters == nullptr) return events;
    if (filters->find("tags") != nullptr) events |= kTag;
    if (const YamlNode* branches = filters->find("branches")) {
      for (const std::string& ignored : texts_of(branches->find("ignore"))) {
        if (ignored == "/.*/" || ignored == "/^.*$/" || ignored == "/^.*/") events &= kTag;
      }
    }
    return events;
  }

  void add_workflow(const YamlNode& workflow) {
    const YamlNode* jobs = workflow.find("jobs");
    if (jobs == nullptr) return;
    Events events = kAllEvents;
    if (workflow.find("triggers") != nullptr) events = kSchedule;
    std::map<std::string, size_t, std::less<>> by_name;
    std::vector<std::pair<size_t, const YamlNode*>> made;
    for (const YamlNode& element : jobs->elements()) {
      std::string job(element.is_scalar()         ? element.text()
                      : element.members().empty() ? std::string_view()
                                                  : element.members()[0].key.text());
      const YamlNode* arguments = element.is_scalar() || element.members().empty() ? nullptr : &element.members()[0].value;
      if (job.empty() || !builder_.may_add_job(builder_.span(element))) continue;
      Events mine = events & filtered(arguments == nullptr ? nullptr : arguments->find("filters"));
      std::string id(arguments == nullptr || text_at(*arguments, "name").empty() ? std::string_view(job) : text_at(*arguments, "name"));
      size_t index = pipeline_.jobs.size();
      const YamlNode* all = root_->find("jobs");
      const YamlNode* definition = all == nullptr ? nullptr : all->find(job);
      if (definition == nullptr) definition = inline_part("jobs", job);
      Variables variables = defaults_;
      if (definition != nullptr) add_defaults(definition->find("parameters"), "parameters.", variables);
      add_arguments(arguments, defaults_, variables);
      if (definition != nullptr) {
        add_job(id, *definition, variables, mine, arguments, builder_.span(element));
      } else {
        pipeline_.jobs.emplace_back();
        Job& of_orb = pipeline_.jobs.back();
        of_orb.id = id;
        of_orb.place = builder_.span(element);
        of_orb.events = mine;
        bool is_approval = arguments != nullptr && text_at(*arguments, "type") == "approval";
        if (!is_approval) orb_job(job, arguments, of_orb, variables);
      }
      // Of several workflows each job stands for itself.
      by_name.insert_or_assign(id, index);
      made.emplace_back(index, arguments);
    }
    for (const auto& [index, arguments] : made) {
      if (arguments == nullptr) continue;
      const YamlNode* requires_node = arguments->find("requires");
      if (requires_node == nullptr) continue;
      for (const YamlNode& required : requires_node->elements()) {
        // `- name: failed`: what it waits for is a failure.
        std::string_view other = required.is_scalar()         ? required.text()
                                 : required.members().empty() ? std::string_view()
                                                              : required.members()[0].key.text();
        if (!required.is_scalar()) pipeline_.jobs[index].runs_after_failure = true;
        if (auto found = by_name.find(other); found != by_name.end()) pipeline_.jobs[index].after.push_back(found->second);
      }
    }
  }

  void orb_job(const std::string& name, const YamlNode* arguments, Job& job, const Variables& variables) {
    Step step;
    step.name = name;
    step.place = job.place;
    steps_of(arguments, "pre-steps", job, variables);
    call(name, arguments, job, step, variables);
    if (!step.deeds.empty()) job.steps.push_back(std::move(step));
    steps_of(arguments, "post-steps", job, variables);
  }

  void steps_of(const YamlNode* node, std::string_view key, Job& job, const Variables& variables) {
    const YamlNode* steps = node == nullptr ? nullptr : node->find(key);
    if (steps != nullptr) all_steps(*steps, job, variables, "", 0);
  }

  const YamlNode* inline_part(std::string_view section, const std::string& name) const {
    size_t slash = name.find('/');
    if (slash == std::string::npos) return nullptr;
    auto orb = inline_orbs_.find(name.substr(0, slash));
    if (orb == inline_orbs_.end()) return nullptr;
    const YamlNode* parts = orb->second->find(section);
    return parts == nullptr ? nullptr : parts->find(name.substr(slash + 1));
  }

  void add_job(const std::string& id, const YamlNode& node, Variables variables, Events events, const YamlNode* arguments, Span place) {
    Job job;
    job.id = id;
    job.place = place;
    job.events = events;
    if (events == 0) job.never = "its filters leave nothing";
    add_variables(node.find("environment"), variables);
    std::string shell(text_at(node, "shell"));
    steps_of(arguments, "pre-steps", job, variables);
    if (const YamlNode* steps = node.find("steps")) all_steps(*steps, job, variables, shell, 0);
    steps_of(arguments, "post-steps", job, variables);
    pipeline_.jobs.push_back(std::move(job));
  }

  static ShellMode mode_of(std::string_view shell) {
    if (shell.empty()) return {.errexit = true, .pipefail = true};
    bool errexit = shell.find(" -e") != std::string_view::npos || shell.find("-eo") != std::string_view::npos ||
                   shell.find("-xe") != std::string_view::npos;
    return {.errexit = errexit, .pipefail = shell.find("pipefail") != std::string_view::npos};
  }

  void all_steps(const YamlNode& steps, Job& job, const Variables& variables, const std::string& shell, uint32_t depth) {
    if (depth > kMaxCommands) {
      builder_.may_follow(job.place);
      builder_.add_unread("commands that call one another", job.place);
      return;
    }
    for (const YamlNode& node : steps.elements()) {
      if (!builder_.may_add_step(builder_.span(node))) return;
      if (node.is_scalar()) {
        one_step(node, std::string(node.text()), nullptr, job, variables, shell, depth);
      } else if (!node.members().empty()) {
        const YamlMember& member = node.members()[0];
        one_step(node, std::string(member.key.text()), &member.value, job, variables, shell, depth);
      }
    }
  }

  void one_step(const YamlNode& node, const std::string& name, const YamlNode* arguments, Job& job, const Variables& around,
                const std::string& shell, uint32_t depth) {
    Step step;
    step.place = builder_.span(node);
    if (name == "run" && arguments != nullptr) {
      const YamlNode* command = arguments->is_scalar() ? arguments : arguments->find("command");
      step.name = filled_in(text_at(*arguments, "name"), around);
      std::string_view when = text_at(*arguments, "when");
      step.runs_after_failure = when == "always" || when == "on_fail";
      if (when == "on_fail") {
        step.events = 0;
        step.never = "it runs after a failure only";
      }
      Variables variables = around;
      add_variables(arguments->find("environment"), variables);
      std::string_view own = text_at(*arguments, "shell");
      builder_.add_script(job, step, command, builder_.surroundings(mode_of(own.empty() ? std::string_view(shell) : own), variables));
      job.steps.push_back(std::move(step));
      return;
    }
    if ((name == "when" || name == "unless") && arguments != nullptr) {
      if (const YamlNode* steps = arguments->find("steps")) all_steps(*steps, job, around, shell, depth + 1);
      return;
    }
    if (name == "store_artifacts" || name == "persist_to_workspace") {
      if (name == "store_artifacts" && arguments != nullptr) {
        Deed deed = deed_of(Action::Store, "artifacts", "files");
        deed.place = step.place;
        deed.files.push_back(filled_in(text_at(*arguments, "path"), around));
        step.deeds.push_back(std::move(deed));
        job.steps.push_back(std::move(step));
      }
      return;
    }
    constexpr std::array<std::string_view, 8> kBuiltIn = {"checkout",      "setup_remote_docker", "attach_workspace", "save_cache",
                                                          "restore_cache", "store_test_results",  "add_ssh_keys",     "run"};
    if (std::find(kBuiltIn.begin(), kBuiltIn.end(), name) != kBuiltIn.end()) return;
    const YamlNode* commands = root_->find("commands");
    const YamlNode* command = commands == nullptr ? nullptr : commands->find(name);
    if (command == nullptr) command = inline_part("commands", name);
    if (command != nullptr) {
      Variables variables = around;
      std::erase_if(variables, [](const auto& each) { return each.first.starts_with("parameters."); });
      add_defaults(command->find("parameters"), "parameters.", variables);
      add_arguments(arguments, around, variables);
      const YamlNode* steps = command->find("steps");
      if (steps != nullptr) all_steps(*steps, job, variables, shell, depth + 1);
      return;
    }
    call(name, arguments, job, step, around);
    if (!step.deeds.empty()) job.steps.push_back(std::move(step));
  }

  /// A command or job of an orb, by what is known of it.
  void call(const std::string& name, const YamlNode* arguments, Job& job, Step& step, const Variables& variables) {
    size_t slash = name.find('/');
    if (slash == std::string::npos) return;
    auto orb = orbs_.find(name.substr(0, slash));
    std::string full = (orb == orbs_.end() ? name.substr(0, slash) : orb->second) + name.substr(slash);
    Surroundings in = builder_.surroundings({}, variables);
    Inputs inputs(in);
    if (arguments != nullptr) {
      for (const YamlMember& member : arguments->members()) inputs.add(member.key.text(), member.value.text());
    }
    Doings doings;
    read_orb_command(full, inputs, doings);
    if (doings.deeds.empty() && !is_public(full)) builder_.add_unread(fmt::format("{} of an orb", full), step.place);
    builder_.add(job, step, std::move(doings), step.place);
  }

  /// Orbs that set tools up, of the platform itself or of well-known projects: what they do not say, they do not do.
  static bool is_public(std::string_view name) {
    constexpr std::array<std::string_view, 6> kOwners = {"circleci/", "snyk/", "codecov/", "sonarsource/", "datadog/", "hashicorp/"};
    return std::any_of(kOwners.begin(), kOwners.end(), [&](std::string_view owner) { return name.starts_with(owner); });
  }

  Builder& builder_;
  Pipeline& pipeline_;
  const YamlNode* root_ = nullptr;
  Variables defaults_;
  std::map<std::string, std::string, std::less<>> orbs_;
  std::map<std::string, const YamlNode*, std::less<>> inline_orbs_;
  std::set<std::string> images_;
};

}  // namespace

void read_circleci(Builder& builder) { Circle(builder).read(); }

}  // namespace wafpp::evidence::ci
