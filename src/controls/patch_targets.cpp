#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "controls/patching.h"
#include "controls/sequence.h"

namespace wafpp::controls {
namespace {

/// Three-valued conjunction and disjunction, each keeping what the first open part hangs on.
struct Verdicts {
  Answer all = Answer::Yes;
  Answer any = Answer::No;
  value::Origin open;
  void add(Answer answer, const value::Origin& because) {
    if (answer == Answer::Unknown && open.empty()) open = because;
    if (answer == Answer::No) all = Answer::No;
    if (answer == Answer::Unknown && all == Answer::Yes) all = Answer::Unknown;
    if (answer == Answer::Yes) any = Answer::Yes;
    if (answer == Answer::Unknown && any == Answer::No) any = Answer::Unknown;
  }
};

std::span<const Value> elements_of(const Value& value) { return is_sequence(value) ? value.elements() : std::span<const Value>(); }

/// A machine that is patched, or that makes some: with the tags that it, or those, will have.
struct Machine {
  const Fact* fact;
  Value tags(std::string_view key) const { return tag_of(*fact, key); }
};

std::vector<Machine> machines_of(Question& question, const Fact& holder) {
  std::vector<Machine> machines;
  for (std::string_view kind : {"resource.aws_instance", "resource.aws_launch_template", "resource.aws_autoscaling_group"}) {
    for (const Fact* fact : question.facts().of_kind(holder.root, kind)) machines.push_back({fact});
  }
  return machines;
}

struct Answered {
  Answer answer = Answer::No;
  value::Origin open;
};

Answered has_value(const Value& tag, const Value& values) {
  if (!tag.is_known()) return {Answer::Unknown, undecided_by(tag).origin()};
  if (tag.is_null()) return {};
  if (!values.is_known()) return {Answer::Unknown, undecided_by(values).origin()};
  Verdicts found;
  for (const Value& value : elements_of(values)) {
    if (!value.is_known()) {
      found.add(Answer::Unknown, undecided_by(value).origin());
    } else {
      found.add(text_of(value) == text_of(tag) ? Answer::Yes : Answer::No, {});
    }
  }
  return {found.any, found.open};
}

Answered names_machine(const Value& ids, const Machine& machine) {
  if (!ids.is_known()) return {Answer::Unknown, undecided_by(ids).origin()};
  Verdicts found;
  for (const Value& id : elements_of(ids)) {
    std::vector<const value::OriginStep*> stems = value::stems(id.origin());
    bool is_it = std::any_of(stems.begin(), stems.end(), [&](const auto* stem) { return stem->target == machine.fact->target; });
    if (is_it || text_of(id) == "*") {
      found.add(Answer::Yes, {});
    } else if (!id.is_known() && stems.empty()) {
      found.add(Answer::Unknown, undecided_by(id).origin());
    }
  }
  return {found.any, found.open};
}

class Targets {
 public:
  Targets(Question& question, const Fact& holder) : question_(question), holder_(holder), machines_(machines_of(question, holder)) {}

  Value ask() {
    Value blocks = holder_.at("targets");
    if (!blocks.is_known()) return undecided_by(blocks, value::Type::boolean());
    size_t count = holder_.count("targets");
    if (count == 0) return Value::boolean(false);
    if (machines_.empty() && !leads_to_window_targets(count)) return elsewhere();
    Verdicts found;
    for (size_t at = 0; at < count; ++at) {
      if (text_of(holder_.at(path(at, "key"))) == "WindowTargetIds") ask_window_targets(at, found);
    }
    for (const Machine& machine : machines_) {
      Verdicts one;
      for (size_t at = 0; at < count; ++at) {
        Answered answered = reaches(at, machine);
        one.add(answered.answer, answered.open);
      }
      found.add(one.all, one.open);
      if (one.all == Answer::Yes) {
        question_.note(Note::Kind::Reason, machine.fact->place, fmt::format("its targets take `{}` in", machine.fact->subject),
                       fmt::format("die Ziele erfassen `{}`", machine.fact->subject));
        break;
      }
    }
    return answer(found.any, found.open);
  }

 private:
  static std::string path(size_t block, std::string_view name) { return fmt::format("targets[{}].{}", block, name); }

  bool leads_to_window_targets(size_t count) const {
    for (size_t at = 0; at < count; ++at) {
      if (text_of(holder_.at(path(at, "key"))) == "WindowTargetIds") return true;
    }
    return false;
  }

  Value elsewhere() {
    question_.note(Note::Kind::Assumption, holder_.place_of("targets"), "its targets are machines outside of what was read",
                   "die Ziele sind Maschinen außerhalb des Gelesenen");
    return Value::boolean(true);
  }

  Answered reaches(size_t block, const Machine& machine) {
    Value key = holder_.at(path(block, "key"));
    Value values = holder_.at(path(block, "values"));
    std::optional<std::string_view> text = text_of(key);
    if (!text) return key.is_known() ? Answered{} : Answered{Answer::Unknown, undecided_by(key).origin()};
    if (text->starts_with("tag:")) return has_value(machine.tags(text->substr(4)), values);
    if (*text == "tag-key") {
      Verdicts found;
      for (const Value& name : elements_of(values)) {
        Value tag = machine.tags(text_of(name).value_or(""));
        found.add(!tag.is_known() ? Answer::Unknown : tag.is_null() ? Answer::No : Answer::Yes, undecided_by(tag).origin());
      }
      return {found.any, found.open};
    }
    if (*text == "InstanceIds" || *text == "instanceids") return names_machine(values, machine);
    if (*text == "WindowTargetIds") return {};
    // A resource group is a query, or a stack: which machines it has is not said by the code.
    return {Answer::Unknown, outside(holder_.place_of(path(block, "key")),
                                     {fmt::format("what `{}` takes in", *text), fmt::format("was `{}` erfasst", *text)})};
  }

  void ask_window_targets(size_t block, Verdicts& found) {
    Value ids = holder_.at(path(block, "values"));
    if (!ids.is_known()) return found.add(Answer::Unknown, undecided_by(ids).origin());
    for (const Value& id : elements_of(ids)) {
      Relations::Named named = question_.relations().named(holder_.root, id, {{"resource.aws_ssm_maintenance_window_target", "id"}});
      if (named.fact == nullptr || named.fact == &holder_) {
        found.add(Answer::Unknown, id.is_known()
                                       ? outside(holder_.place_of("targets"), {fmt::format("the window's target `{}`", shown(id)),
                                                                               fmt::format("das Ziel `{}` des Fensters", shown(id))})
                                       : undecided_by(id).origin());
        continue;
      }
      Value reached = Targets(question_, *named.fact).ask();
      found.add(truth(reached), reached.origin());
    }
  }

  Question& question_;
  const Fact& holder_;
  std::vector<Machine> machines_;
};

}  // namespace

Value tag_of(const Fact& machine, std::string_view key) {
  if (machine.type() == "aws_autoscaling_group") {
    Value blocks = machine.at("tag");
    if (!blocks.is_known()) return undecided_by(blocks, value::Type::string());
    size_t count = machine.count("tag");
    for (size_t at = 0; at < count; ++at) {
      if (text_of(machine.at(fmt::format("tag[{}].key", at))) == key) return machine.at(fmt::format("tag[{}].value", at));
    }
    return Value::null(value::Type::string());
  }
  std::string path = "tags_all";
  if (machine.type() == "aws_launch_template") {
    path.clear();
    size_t count = machine.count("tag_specifications");
    for (size_t at = 0; at < count; ++at) {
      if (text_of(machine.at(fmt::format("tag_specifications[{}].resource_type", at))) == "instance")
        path = fmt::format("tag_specifications[{}].tags", at);
    }
    if (path.empty()) return Value::null(value::Type::string());
  }
  Value tags = machine.at(path);
  if (path == "tags_all" && tags.is_known() && tags.is_null()) tags = machine.at("tags");
  if (!tags.is_known()) return undecided_by(tags, value::Type::string());
  bool is_map = tags.has_content() && (tags.kind() == value::TypeKind::Map || tags.kind() == value::TypeKind::Object);
  const Value* found = is_map ? tags.find(key) : nullptr;
  return found == nullptr ? Value::null(value::Type::string()) : *found;
}

Value reaches_machines(Question& question, const Fact& holder) { return Targets(question, holder).ask(); }

}  // namespace wafpp::controls
