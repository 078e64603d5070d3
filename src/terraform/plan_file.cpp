#include "terraform/plan_file.h"

#include <algorithm>

#include "terraform/instance.h"
#include "terraform/plan_origins.h"
#include "terraform/plan_reader.h"

namespace wafpp::terraform {

namespace {

using documents::JsonCursor;
using documents::JsonDocument;
using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;

constexpr diag::Kind kVersion = {.name = "plan-version", .level = diag::Level::Error};
constexpr diag::Kind kCheckFailed = {.name = "check-failed", .level = diag::Level::Warning};
constexpr diag::Kind kErroredPlan = {.name = "errored-plan", .level = diag::Level::Warning};

using Sections = std::unordered_map<std::string, size_t>;

std::optional<size_t> find(const Sections& sections, const std::string& name) {
  auto found = sections.find(name);
  return found == sections.end() ? std::nullopt : std::optional(found->second);
}

/// Reads whole sections, once it is known where they are.
class PlanSections {
 public:
  PlanSections(PlanDraft& draft, PlanReader& reader, const Sections& sections) : draft_(draft), reader_(reader), sections_(sections) {}

  std::optional<JsonDocument> read(const std::string& name) {
    std::optional<size_t> begin = find(sections_, name);
    if (!begin) return std::nullopt;
    JsonCursor cursor = reader_.cursor_at(*begin);
    return cursor.read();  // Whether the text is broken was said when the sections were looked for.
  }

  /// Both plans and states count from 0.1; what a later major version means is not known.
  bool check_version() {
    std::optional<JsonDocument> version = read("format_version");
    if (!version) return true;
    std::string_view text = version->root().string();
    std::string_view major = text.substr(0, text.find('.'));
    if (major == "0" || major == "1") return true;
    draft_.out.diagnostics
        .report(kVersion, version->root().place(draft_.source.id()),
                "format version `" + std::string(text) + "` is not known: versions 0.1 to 1.x are")
        .help("make the file with Terraform 1.x or OpenTofu 1.x, or bring wafpp up to date")
        .emit();
    return false;
  }

  void read_configuration_section() {
    draft_.variables_json = read("variables");
    draft_.configuration_json = read("configuration");
    if (!draft_.configuration_json) return;
    const JsonValue* root = draft_.configuration_json->root().find("root_module");
    if (root == nullptr) return;
    draft_.configuration = terraform::read_configuration(*root);
    draft_.root.configured = draft_.configuration.get();
  }

  void read_changes(const std::string& name, bool is_deferred) {
    std::optional<size_t> begin = find(sections_, name);
    if (!begin) return;
    JsonCursor cursor = reader_.cursor_at(*begin);
    if (cursor.enter('[')) {
      while (cursor.next_element()) {
        std::optional<JsonDocument> element = cursor.read();
        if (!element) break;
        const JsonValue* change = is_deferred ? element->root().find("resource_change") : &element->root();
        if (change != nullptr) read_change(*change, is_deferred);
      }
    }
    // A broken text was reported where its sections were looked for, unless skipping did not notice.
    if (!draft_.out.has_errors()) reader_.check(cursor);
  }

  /// Conditions that the authors of the code wrote, and what Terraform found: each that does not hold is said once.
  void read_checks() {
    std::optional<JsonDocument> checks = read("checks");
    if (!checks) return;
    for (const JsonValue& check : checks->root().elements()) {
      const JsonValue* instances = check.find("instances");
      if (instances == nullptr) continue;
      for (const JsonValue& instance : instances->elements()) read_check(instance);
    }
  }

  void read_outputs() {
    std::optional<JsonDocument> planned = read("output_changes");
    if (!planned) return;
    for (const JsonMember& member : planned->root().members()) {
      const JsonValue* after = member.value.find("after");
      const JsonValue* unknown = member.value.find("after_unknown");
      const JsonValue* sensitive = member.value.find("after_sensitive");
      const JsonValue* actions = member.value.find("actions");
      bool is_deleted = actions != nullptr && actions->elements().size() == 1 && actions->elements()[0].string() == "delete";
      if (is_deleted) continue;
      Value value = planned_value({after, unknown, sensitive}, *draft_.memory);
      if (value.origin().empty()) value = value.with_origin(draft_.memory->written(member.value));
      outputs_.push_back({std::string(member.name), std::move(value), false, false, member_place(member, draft_.source.id()), {}});
    }
  }

  void finish_outputs() {
    for (OutputValue& output : outputs_) {
      output.value = with_output_origin(draft_, output.name, std::move(output.value));
      output.sensitive = output.value.is_sensitive();
      draft_.out.outputs.push_back(std::move(output));
    }
    std::sort(draft_.out.outputs.begin(), draft_.out.outputs.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  }

 private:
  void read_check(const JsonValue& instance) {
    const JsonValue* status = instance.find("status");
    if (status == nullptr || status->string() != "fail") return;
    const JsonValue* address = instance.find("address");
    const JsonValue* shown = address != nullptr ? address->find("to_display") : nullptr;
    const JsonValue& place = shown != nullptr ? *shown : instance;
    std::string of = shown != nullptr ? "`" + std::string(shown->string()) + "`" : std::string("the code");
    std::string said;
    const JsonValue* problems = instance.find("problems");
    for (const JsonValue& problem : problems != nullptr ? problems->elements() : std::span<const JsonValue>()) {
      const JsonValue* message = problem.find("message");
      if (message != nullptr) said.append(said.empty() ? "the author says: " : "; ").append(message->string());
    }
    auto report = draft_.out.diagnostics.report(kCheckFailed, place.place(draft_.source.id()), "a condition of " + of + " does not hold");
    if (said.empty()) {
      std::move(report).emit();
    } else {
      std::move(report).help(std::move(said)).emit();
    }
  }

  void read_change(const JsonValue& json, bool is_deferred) {
    MemberIndex members(&json);
    const JsonMember* address = members.find("address");
    const JsonValue* change = json.find("change");
    // A deposed object is the old one of a replacement that failed: it is only there to be deleted.
    if (json.find("deposed") != nullptr) return;
    if (address == nullptr || address->value.string().empty() || change == nullptr || !change->is(JsonKind::Object)) {
      reader_.report(json.place(draft_.source.id()),
                     "a resource change without " + std::string(change == nullptr ? "`change`" : "an address"));
      return;
    }
    const JsonValue* after = change->find("after");
    const JsonValue* unknown = change->find("after_unknown");
    bool is_gone =
        (after == nullptr || after->is(JsonKind::Null)) && (unknown == nullptr || !(unknown->is_true() || !unknown->members().empty()));
    const JsonValue* actions = change->find("actions");
    if (actions != nullptr && actions->elements().size() == 1) {
      std::string_view action = actions->elements()[0].string();
      is_gone = is_gone || action == "delete" || action == "forget";
    }
    if (is_gone) return;
    const JsonValue* before = change->find("before");
    const JsonValue* index_unknown = json.find("index_unknown");
    const JsonValue* provider = json.find("provider_name");
    diag::SourceId source = draft_.source.id();
    reader_.add({.address = address->value.string(),
                 .address_place = address->value.place(source),
                 .header = member_place(*address, source),
                 .whole = json.place(source),
                 .provider = local_name_of(provider != nullptr ? provider->string() : std::string_view()),
                 .source = std::string(provider != nullptr ? provider->string() : std::string_view()),
                 .planned = {after, unknown, change->find("after_sensitive")},
                 .existed = before != nullptr && !before->is(JsonKind::Null),
                 .unknown_key = index_unknown != nullptr && index_unknown->is_true(),
                 .if_known = is_deferred ? PlanReader::Found::IfKnown::Skip : PlanReader::Found::IfKnown::Report});
  }

  PlanDraft& draft_;
  PlanReader& reader_;
  const Sections& sections_;
  std::vector<OutputValue> outputs_;
};

/// Where the tree of values begins: in a plan's `planned_values` at once, in a state's under `values`.
std::optional<size_t> values_in(PlanReader& reader, std::optional<size_t> state) {
  if (!state) return std::nullopt;
  JsonCursor cursor = reader.cursor_at(*state);
  std::optional<size_t> found;
  if (!cursor.enter('{')) return found;
  while (auto name = cursor.next_member()) {
    if (name->text == "values") found = cursor.position();
    cursor.skip();
  }
  return found;
}

void read_plan_sections(PlanDraft& draft, PlanReader& reader, const Sections& sections) {
  PlanSections parts(draft, reader, sections);
  if (!parts.check_version()) return;
  parts.read_configuration_section();
  parts.read_changes("resource_changes", false);
  parts.read_changes("deferred_changes", true);
  if (auto planned = find(sections, "planned_values")) reader.read_values(*planned, PlanReader::Values::Planned);
  if (auto prior = values_in(reader, find(sections, "prior_state"))) reader.read_values(*prior, PlanReader::Values::Prior);
  parts.read_checks();
  if (std::optional<JsonDocument> errored = parts.read("errored"); errored && errored->root().is_true()) {
    draft.out.diagnostics
        .report(kErroredPlan, errored->root().place(draft.source.id()), "planning ended in an error: what is not in the plan is not judged")
        .emit();
  }
  parts.read_outputs();
  parts.finish_outputs();  // While the bodies are as the plan has them.
  reader.finish();
}

void read_state_sections(PlanDraft& draft, PlanReader& reader, const Sections& sections) {
  PlanSections parts(draft, reader, sections);
  if (!parts.check_version()) return;
  if (auto values = find(sections, "values")) reader.read_values(*values, PlanReader::Values::Planned);
  parts.read_checks();
  reader.finish();
}

}  // namespace

std::string plan_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

RootEvaluation read_plan(const diag::Source& source, PlanKind kind, const PlanOptions& options) {
  RootEvaluation out;
  out.folder = options.folder;
  out.environment = plan_name(source.path());
  auto draft = std::make_shared<PlanDraft>(source, out);
  PlanReader reader(*draft, options);
  Sections sections = sections_of(source, out.diagnostics);
  switch (kind) {
    case PlanKind::Plan:
      read_plan_sections(*draft, reader, sections);
      break;
    case PlanKind::State:
      read_state_sections(*draft, reader, sections);
      break;
    case PlanKind::RawState:
      read_raw_state(reader, *draft, sections);
      break;
    case PlanKind::None:
    case PlanKind::EncryptedState:
    case PlanKind::BinaryPlan:
    case PlanKind::WidePlan:
    case PlanKind::PlanLog:
    case PlanKind::Open:
      reader.report({source.id(), 0, 0}, "this is neither a plan nor a state");
  }
  return out;
}

PlanInputs read_plan_inputs(const diag::Source& source) {
  PlanInputs result;
  RootEvaluation out;
  diag::Sink unsaid;  // Whoever reads the plan says it.
  PlanDraft draft(source, out);
  PlanReader reader(draft, {});
  Sections sections = sections_of(source, unsaid);
  PlanSections parts(draft, reader, sections);
  parts.read_configuration_section();
  if (draft.configuration != nullptr) {
    for (const auto& [label, json] : draft.configuration->resources) {
      if (!label.starts_with("data.") && !label.starts_with("ephemeral.")) result.declared.emplace_back(label);
    }
    for (const auto& [name, call] : draft.configuration->calls) result.declared.push_back("module." + std::string(name));
    std::sort(result.declared.begin(), result.declared.end());
  }
  if (!draft.variables_json) return result;
  const JsonValue* root = draft.configuration_json ? draft.configuration_json->root().find("root_module") : nullptr;
  const JsonValue* declared = root != nullptr ? root->find("variables") : nullptr;
  for (const JsonMember& variable : draft.variables_json->root().members()) {
    const JsonValue* value = variable.value.find("value");
    if (value == nullptr) continue;
    Value made = planned_value({value, nullptr, nullptr}, *draft.memory);
    const JsonValue* declaration = declared != nullptr ? declared->find(variable.name) : nullptr;
    const JsonValue* sensitive = declaration != nullptr ? declaration->find("sensitive") : nullptr;
    if (sensitive != nullptr && sensitive->is_true()) made = std::move(made).add_marks(value::kSensitive);
    result.variables[std::string(variable.name)] = std::move(made);
  }
  result.keep.push_back(draft.memory);
  return result;
}

}  // namespace wafpp::terraform
