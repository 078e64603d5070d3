#include "controls/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/threads.h"
#include "controls/catalogue.h"
#include "controls/shipped.h"
#include "controls/upstream.h"
#include "controls/yaml_reader.h"
#include "documents/yaml.h"
#include "documents/yaml_folder.h"

namespace wafpp::controls {
namespace {

constexpr diag::Kind kBadValue = {.name = "bad-value", .level = diag::Level::Error};
constexpr diag::Kind kUnknownRequirement = {.name = "unknown-requirement", .level = diag::Level::Error};
constexpr diag::Kind kTwice = {.name = "defined-twice", .level = diag::Level::Error};
constexpr diag::Kind kUnreadable = {.name = "unreadable-control", .level = diag::Level::Error};
constexpr diag::Kind kNoMapping = {.name = "no-mapping", .level = diag::Level::Error};
constexpr diag::Kind kNoControl = {.name = "no-control", .level = diag::Level::Error};

template <typename T, size_t N>
T one_of(FileReader& file, const YamlNode* node, const std::array<std::pair<std::string_view, T>, N>& values, T otherwise,
         std::string_view what) {
  if (node == nullptr) return otherwise;
  std::vector<std::string_view> known;
  for (const auto& [name, value] : values) {
    if (node->text() == name) return value;
    known.push_back(name);
  }
  file.sink.report(kBadValue, node->place(), fmt::format("`{}` is no {}", node->text(), what))
      .help(fmt::format("it is one of {}", fmt::join(known, ", ")))
      .emit();
  return otherwise;
}

RequirementLevel level_of(FileReader& file, const YamlNode* node) {
  static constexpr std::array<std::pair<std::string_view, RequirementLevel>, 4> kLevels = {{{"must", RequirementLevel::Must},
                                                                                            {"must_not", RequirementLevel::MustNot},
                                                                                            {"should", RequirementLevel::Should},
                                                                                            {"may", RequirementLevel::May}}};
  return one_of(file, node, kLevels, RequirementLevel::Must, "requirement level");
}

RequirementScope scope_of(FileReader& file, const YamlNode* node) {
  static constexpr std::array<std::pair<std::string_view, RequirementScope>, 3> kScopes = {
      {{"all", RequirementScope::All},
       {"production", RequirementScope::Production},
       {"production-or-sensitive", RequirementScope::ProductionOrSensitive}}};
  return one_of(file, node, kScopes, RequirementScope::All, "scope of a requirement");
}

std::vector<Check::Condition> conditions_of(FileReader& file, const YamlNode* node) {
  std::vector<Check::Condition> conditions;
  if (node == nullptr) return conditions;
  auto add = [&](const YamlNode& one) {
    Check::Condition condition;
    if (one.is_scalar()) {
      condition.expression = read_expression(file, one);
    } else {
      MappingReader reader(file, one, "condition", {"expr", "reason"});
      if (reader.require("expr") != nullptr) condition.expression = reader.expression("expr");
      condition.reason = reader.both("reason");
    }
    if (!condition.expression.empty()) conditions.push_back(std::move(condition));
  };
  if (node->is(YamlKind::Sequence)) {
    for (const YamlNode& one : node->elements()) add(one);
  } else {
    add(*node);
  }
  return conditions;
}

std::vector<Check::Part> parts_of(FileReader& file, MappingReader& check) {
  std::vector<Check::Part> parts;
  for (const YamlNode* node : check.list("parts")) {
    MappingReader reader(file, *node, "part", {"holds", "at", "message"});
    if (reader.require("holds") == nullptr) continue;
    Check::Part part;
    part.holds = reader.expression("holds");
    part.at = reader.text("at");
    part.message = reader.both("message");
    if (!part.holds.empty()) parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<std::pair<std::string, std::string>> fix_of(FileReader& file, MappingReader& check) {
  std::vector<std::pair<std::string, std::string>> fixes;
  const YamlNode* node = check.find("fix");
  if (node == nullptr) return fixes;
  MappingReader reader(file, *node, "fix", {"set"});
  const YamlNode* set = reader.require("set");
  if (set == nullptr) return fixes;
  for (const documents::YamlMember& member : set->members()) {
    fixes.emplace_back(std::string(member.key.text()), read_text(file, member.value, member.key.text()));
  }
  return fixes;
}

/// Kinds of the catalogue (`data_store.aws`) as the resource types that are of them.
std::vector<std::string> subject_kinds(std::vector<std::string> written) {
  std::vector<std::string> kinds;
  for (std::string& kind : written) {
    std::vector<std::string_view> types = catalogue().stores.of_kind(kind);
    for (std::string_view type : types) kinds.push_back(fmt::format("resource.{}", type));
    if (types.empty()) kinds.push_back(std::move(kind));
  }
  return kinds;
}

EvidenceProof proof_of(FileReader& file, const YamlNode& node) {
  MappingReader reader(file, node, "proof", {"kinds", "criterion", "clouds", "valid_days", "commands"});
  EvidenceProof proof;
  if (!reader.valid()) return proof;
  reader.require("kinds");
  proof.kinds = reader.texts("kinds");
  proof.criterion = reader.text("criterion");
  proof.clouds = reader.texts("clouds");
  proof.commands = reader.texts("commands");
  if (const YamlNode* days = reader.find("valid_days")) {
    constexpr int64_t kMostDays = 3660;
    std::optional<int64_t> number = days->integer();
    if (!number || *number < 1 || *number > kMostDays) {
      file.sink.report(kBadValue, days->place(), fmt::format("`{}` is no number of days", days->text())).emit();
    } else {
      proof.valid_days = static_cast<uint32_t>(*number);
    }
  }
  return proof;
}

EvidenceItem evidence_item_of(FileReader& file, const YamlNode& node) {
  MappingReader reader(file, node, "evidence item", {"id", "type", "mandatory", "text", "proofs"});
  EvidenceItem item{.id = reader.text("id"),
                    .type = reader.required_text("type"),
                    .mandatory = reader.flag("mandatory", false),
                    .text = reader.required_both("text"),
                    .proofs = {}};
  for (const YamlNode* proof : reader.list("proofs")) item.proofs.push_back(proof_of(file, *proof));
  return item;
}

/// Checks name evidence items, which stand below them.
void check_evidence_names(FileReader& file, Control& control) {
  for (Check& check : control.checks) {
    if (check.evidence.empty() || control.evidence_item(check.evidence) != nullptr) continue;
    file.sink.report(kBadValue, check.place, fmt::format("`{}` is no evidence item of this control", check.evidence)).emit();
    check.evidence.clear();
  }
}

std::optional<Check> check_of(FileReader& file, const YamlNode& node, const Control& control) {
  MappingReader reader(file, node, "check",
                       {"id", "aliases", "requirement", "of", "when", "inherits", "pass", "at", "message", "parts", "severity", "advice",
                        "title", "explain", "remediation", "fix", "evidence", "always_decided"});
  if (!reader.valid()) return std::nullopt;
  Check check;
  check.place = node.place();
  check.id = reader.required_text("id");
  check.aliases = reader.texts("aliases");
  if (const YamlNode* requirement = reader.require("requirement")) {
    check.requirement = read_text(file, *requirement, "requirement");
    if (control.requirement(check.requirement) == nullptr) {
      std::vector<std::string_view> known;
      for (const Requirement& one : control.requirements) known.push_back(one.id);
      auto report = file.sink.report(kUnknownRequirement, requirement->place(),
                                     fmt::format("`{}` is no requirement of this control", check.requirement));
      std::string_view near = nearest(check.requirement, known);
      if (near.empty()) {
        std::move(report).emit();
      } else {
        std::move(report).help(fmt::format("did you mean `{}`?", near)).emit();
      }
    }
  }
  reader.require("of");
  check.also_of = subject_kinds(reader.texts("of"));
  if (!check.also_of.empty()) {
    check.of = check.also_of.front();
    check.also_of.erase(check.also_of.begin());
  }
  check.when = conditions_of(file, reader.find("when"));
  reader.require("pass");
  check.pass = reader.expression("pass");
  check.inherits = reader.expression("inherits");
  check.at = reader.text("at");
  check.message = reader.required_both("message");
  check.parts = parts_of(file, reader);
  check.severity = read_severity(file, reader.find("severity"), control.severity);
  check.advice = reader.flag("advice", false);
  check.title = reader.both("title");
  check.explain = reader.both("explain");
  check.remediation = reader.both("remediation");
  check.fix = fix_of(file, reader);
  check.evidence = reader.text("evidence");
  check.always_decided = reader.flag("always_decided", false);
  // Without a question there is nothing to ask.
  if (check.id.empty() || check.of.empty() || check.pass.empty() || control.requirement(check.requirement) == nullptr) return std::nullopt;
  return check;
}

Control control_of(FileReader& file, const YamlNode& root) {
  MappingReader reader(file, root, "control",
                       {"id", "severity", "title", "description", "rationale", "threats", "guidance", "requirements", "checks", "evidence",
                        "maturity", "mapping", "remediation", "explain"});
  Control control;
  control.place = root.place();
  control.id = reader.required_text("id");
  control.title = reader.required_both("title");
  control.severity = read_severity(file, reader.find("severity"), Severity::Medium);
  control.description = reader.both("description");
  control.rationale = reader.both("rationale");
  control.mapping = reader.text("mapping");
  for (const YamlNode* node : reader.list("threats")) {
    MappingReader one(file, *node, "threat", {"name", "text"});
    control.threats.push_back({one.required_both("name"), one.required_both("text")});
  }
  for (const YamlNode* node : reader.list("guidance")) control.guidance.push_back(read_both(file, *node, "guidance"));
  for (const YamlNode* node : reader.list("requirements")) {
    MappingReader one(file, *node, "requirement", {"id", "level", "text", "checks", "scope", "evidence"});
    Requirement requirement{.id = one.required_text("id"),
                            .level = level_of(file, one.find("level")),
                            .text = one.required_both("text"),
                            .checks = one.texts("checks"),
                            .scope = scope_of(file, one.find("scope")),
                            .evidence = one.both("evidence")};
    if (!requirement.id.empty()) control.requirements.push_back(std::move(requirement));
  }
  for (const YamlNode* node : reader.list("checks")) {
    if (std::optional<Check> check = check_of(file, *node, control)) control.checks.push_back(std::move(*check));
  }
  for (const YamlNode* node : reader.list("evidence")) control.evidence.push_back(evidence_item_of(file, *node));
  check_evidence_names(file, control);
  for (const YamlNode* node : reader.list("maturity")) {
    MappingReader one(file, *node, "maturity level", {"level", "name", "criteria"});
    const YamlNode* level = one.require("level");
    std::optional<int64_t> number = level == nullptr ? std::nullopt : level->integer();
    if (level != nullptr && (!number || *number < 1 || *number > 5)) {
      file.sink.report(kBadValue, level->place(), fmt::format("`{}` is no maturity level", level->text())).help("levels are 1 to 5").emit();
      number.reset();
    }
    if (number) control.maturity.push_back({static_cast<uint32_t>(*number), one.both("name"), one.both("criteria")});
  }
  return control;
}

/// Ids and aliases name one check each, over all controls.
void drop_doubles(const ControlSet& set, Control& control, diag::Sink& sink) {
  std::set<std::string, std::less<>> ids;
  auto is_taken = [&](const std::string& id) {
    ControlSet::Found other = set.check(id);
    return !ids.insert(id).second || (other.check != nullptr && other.control->id != control.id);
  };
  std::erase_if(control.checks, [&](Check& check) {
    if (is_taken(check.id)) {
      sink.report(kTwice, check.place, fmt::format("there is another check `{}`", check.id)).emit();
      return true;
    }
    std::erase_if(check.aliases, [&](const std::string& alias) {
      if (!is_taken(alias)) return false;
      sink.report(kTwice, check.place, fmt::format("`{}` already names another check", alias)).emit();
      return true;
    });
    return false;
  });
}

/// Sorted in by its id, in the place of one that has it.
void add_control(ControlSet& set, Control control, diag::Sink& sink) {
  drop_doubles(set, control, sink);
  auto at = std::lower_bound(set.controls.begin(), set.controls.end(), control.id,
                             [](const Control& one, const std::string& id) { return one.id < id; });
  if (at != set.controls.end() && at->id == control.id) {
    *at = std::move(control);
  } else {
    set.controls.insert(at, std::move(control));
  }
}

}  // namespace

Severity read_severity(FileReader& file, const YamlNode* node, Severity otherwise) {
  static constexpr std::array<std::pair<std::string_view, Severity>, 5> kSeverities = {{{"critical", Severity::Critical},
                                                                                        {"high", Severity::High},
                                                                                        {"medium", Severity::Medium},
                                                                                        {"low", Severity::Low},
                                                                                        {"info", Severity::Info}}};
  return one_of(file, node, kSeverities, otherwise, "severity");
}

const Requirement* Control::requirement(std::string_view wanted) const {
  auto found = std::find_if(requirements.begin(), requirements.end(), [&](const Requirement& one) { return one.id == wanted; });
  return found == requirements.end() ? nullptr : &*found;
}

const EvidenceItem* Control::evidence_item(std::string_view wanted) const {
  auto found = std::find_if(evidence.begin(), evidence.end(), [&](const EvidenceItem& one) { return !one.id.empty() && one.id == wanted; });
  return found == evidence.end() ? nullptr : &*found;
}

const Control* ControlSet::control(std::string_view id) const {
  auto found =
      std::lower_bound(controls.begin(), controls.end(), id, [](const Control& one, std::string_view wanted) { return one.id < wanted; });
  return found != controls.end() && found->id == id ? &*found : nullptr;
}

const Mapping* ControlSet::mapping(std::string_view name) const {
  auto found = std::find_if(mappings.begin(), mappings.end(), [&](const Mapping& one) { return one.name == name; });
  return found == mappings.end() ? shipped_mapping(name) : &*found;
}

ControlSet::Found ControlSet::check(std::string_view id) const {
  for (const Control& control : controls) {
    for (const Check& check : control.checks) {
      if (check.id == id || std::find(check.aliases.begin(), check.aliases.end(), id) != check.aliases.end()) return {&control, &check};
    }
  }
  return {};
}

void add_control_file(ControlSet& set, const diag::Source& source, diag::SourceMap& sources, diag::Sink& sink) {
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  const YamlNode& root = stream.root();
  FileReader file{source, sources, sink};
  if (!root.is(YamlKind::Mapping)) {
    sink.report(kNoControl, {source.id(), 0, 0}, fmt::format("`{}` holds no control", source.path())).emit();
    return;
  }
  Control control = is_upstream(root) ? read_upstream(file, root) : control_of(file, root);
  if (control.id.empty()) return;
  add_control(set, std::move(control), sink);
}

ControlSet load_shipped_controls(diag::SourceMap& sources, diag::Sink& sink) {
  struct Part {
    const diag::Source* source = nullptr;
    ControlSet set;
    diag::Sink sink;
  };
  std::vector<Part> parts;
  for (const documents::EmbeddedFile& file : shipped_controls())
    parts.push_back({.source = &sources.add(std::string(file.path), std::string(file.contents())), .set = {}, .sink = {}});
  // Every run begins with this: side by side it takes half as long.
  base::parallel_for(parts.size(), 0, [&](size_t at) { add_control_file(parts[at].set, *parts[at].source, sources, parts[at].sink); });
  ControlSet set;
  for (Part& part : parts) {
    sink.take_all(std::move(part.sink));
    for (Control& control : part.set.controls) add_control(set, std::move(control), sink);
  }
  return set;
}

namespace {

constexpr std::string_view kFrameworks = "frameworks";

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

void add_mappings(ControlSet& set, const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink) {
  documents::for_each_yaml_file(folder, kFrameworks, sources, sink, kUnreadable, [&](const diag::Source& source, std::string name) {
    set.mappings.push_back(read_mapping(std::move(name), source, sources, sink));
  });
}

}  // namespace

void add_controls(ControlSet& set, const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<std::string> paths;
  auto entries = folder.list(".");
  if (!entries) {
    sink.report(kUnreadable, {}, entries.error().message).emit();
    return;
  }
  for (const documents::Entry& entry : *entries) {
    if (folder.is_folder(entry.name)) {
      for (std::string_view name : {"control.yml", "control.yaml"}) {
        std::string path = documents::join_path(entry.name, name);
        if (folder.is_file(path)) paths.push_back(std::move(path));
      }
    } else if (is_yaml(entry.name)) {
      paths.push_back(entry.name);
    }
  }
  for (std::string& path : paths) {
    auto text = folder.read(path);
    if (!text) {
      sink.report(kUnreadable, {}, text.error().message).emit();
      continue;
    }
    add_control_file(set, sources.add(std::move(path), std::move(*text)), sources, sink);
  }
  add_mappings(set, folder, sources, sink);
  for (const Control& control : set.controls) {
    if (control.mapping.empty() || set.mapping(control.mapping) != nullptr) continue;
    sink.report(kNoMapping, control.place,
                fmt::format("`{}` names the mapping `{}`, and there is none of that name", control.id, control.mapping))
        .help(fmt::format("put it into `{}/{}.yml`, or name `regulatory`, which is built in", kFrameworks, control.mapping))
        .emit();
  }
}

}  // namespace wafpp::controls
