#include "terraform/plan_reader.h"

#include <algorithm>
#include <utility>

#include "terraform/instance.h"
#include "terraform/plan_origins.h"
#include "terraform/planned.h"

namespace wafpp::terraform {

namespace {

using documents::JsonCursor;
using documents::JsonDocument;
using documents::JsonMember;
using documents::JsonValue;

/// A plan of gigabytes has no more.
constexpr size_t kMaxInstances = 1'000'000;

constexpr diag::Kind kDuplicateAddress = {.name = "duplicate-address", .level = diag::Level::Error};
constexpr diag::Kind kTooMany = {.name = "too-many-instances", .level = diag::Level::Error};

/// `module.db:aws.eu` is the configuration `aws.eu` of that module. A file that names no provider means the one that the type begins with.
std::string provider_of(const JsonValue* configured, const std::string& otherwise, std::string_view type) {
  const JsonValue* key = configured != nullptr ? configured->find("provider_config_key") : nullptr;
  if (key == nullptr || key->string().empty()) return otherwise.empty() ? std::string(type.substr(0, type.find('_'))) : otherwise;
  std::string_view text = key->string();
  return std::string(text.substr(text.rfind(':') + 1));
}

std::string text_of(const JsonValue* json) { return json != nullptr ? std::string(json->string()) : std::string(); }

}  // namespace

/// Of any version: a plan does not say by which one it was made.
const ResourceSchema* schema_of(const std::string& source, const ResourceInstance& resource, const ProviderSchemas& schemas) {
  std::string_view type = resource.type;
  bool is_named = source.find('/') != std::string::npos;
  std::string full =
      is_named ? source : "hashicorp/" + std::string(source.empty() ? type.substr(0, type.find('_')) : std::string_view(source));
  return find_schema(full, resource.mode, type, std::nullopt, schemas);
}

std::string local_name_of(std::string_view provider) { return std::string(provider.substr(provider.rfind('/') + 1)); }

std::string keyless_address(const ResourceInstance& resource) {
  std::string result;
  for (const ModuleStep& step : *resource.path) result.append(step.name).append(1, '.');
  return result + resource_label(resource.mode, resource.type, resource.name);
}

bool has_unknown_key(const ResourceInstance& resource) {
  auto is_unknown = [](const InstanceKey& key) { return key.kind == InstanceKey::Kind::Unknown; };
  return is_unknown(resource.key) ||
         std::any_of(resource.path->begin(), resource.path->end(), [&](const ModuleStep& step) { return is_unknown(step.key); });
}

std::unordered_map<std::string, size_t> sections_of(const diag::Source& source, diag::Sink& sink) {
  std::unordered_map<std::string, size_t> sections;
  JsonCursor cursor(source.text());
  if (cursor.enter('{')) {
    while (auto name = cursor.next_member()) {
      sections[name->text] = cursor.position();
      // The one that is cut off is read as far as it goes.
      cursor.skip();
    }
  }
  bool good = cursor.at_end();
  if (!good) {
    auto at = static_cast<uint32_t>(cursor.failed() ? cursor.failure().at : cursor.position());
    auto report = sink.report(kMalformedPlan, {source.id(), at, at},
                              cursor.failed() ? cursor.failure().message : "something follows the end of the JSON value");
    // An object that is there wholly ends in its bracket.
    size_t last = source.text().find_last_not_of(" \t\r\n");
    if (cursor.failed() && source.text()[last] != '}') {
      std::move(report).help("the file is cut off: write it anew with `terraform show -json`").emit();
    } else {
      std::move(report).emit();
    }
  }
  return sections;
}

PlanReader::PlanReader(PlanDraft& draft, const PlanOptions& options) : draft_(draft), options_(options) {
  if (options.code == nullptr) return;
  for (const ResourceInstance& resource : options.code->resources) {
    code_.emplace(resource.address, &resource);
    if (has_unknown_key(resource)) of_unknown_number_.emplace(keyless_address(resource), &resource);
  }
}

void PlanReader::report(const diag::Place& place, std::string message) {
  draft_.out.diagnostics.report(kMalformedPlan, place, std::move(message)).emit();
}

void PlanReader::check(const JsonCursor& cursor) {
  if (!cursor.failed()) return;
  auto at = static_cast<uint32_t>(cursor.failure().at);
  report({draft_.source.id(), at, at}, cursor.failure().message);
}

// --- values ------------------------------------------------------------------------------------------------------------------

void PlanReader::read_values(size_t begin, Values which) {
  JsonCursor cursor = cursor_at(begin);
  if (cursor.enter('{')) {
    while (auto name = cursor.next_member()) {
      if (name->text == "root_module") {
        read_module(cursor, which, 0);
      } else {
        cursor.skip();
      }
    }
  }
  check(cursor);
}

void PlanReader::read_module(JsonCursor& cursor, Values which, uint32_t depth) {
  if (depth > kMaxModuleDepth) {
    auto at = static_cast<uint32_t>(cursor.position());
    report({draft_.source.id(), at, at}, "modules are nested more than " + std::to_string(kMaxModuleDepth) + " deep");
    cursor.skip();
    return;
  }
  if (!cursor.enter('{')) {
    cursor.skip();
    return;
  }
  while (auto name = cursor.next_member()) {
    bool is_list = (name->text == "resources" || name->text == "child_modules") && cursor.enter('[');
    if (!is_list) {
      if (name->text != "address" || which == Values::Prior) {
        cursor.skip();
        continue;
      }
      // A module may hold nothing but calls of others; it is there all the same.
      std::optional<JsonDocument> address = cursor.read();
      if (!address) return;
      std::optional<std::vector<AddressStep>> steps = parse_module_address(address->root().string());
      if (steps && steps->size() <= kMaxModuleDepth) draft_.module(*steps);
      continue;
    }
    while (cursor.next_element()) {
      if (name->text == "child_modules") {
        read_module(cursor, which, depth + 1);
        continue;
      }
      if (is_of_no_use(cursor, which)) {
        cursor.skip();
        continue;
      }
      std::optional<JsonDocument> resource = cursor.read();
      if (!resource) return;
      read_resource(resource->root(), which);
    }
  }
}

/// Whether the names at the beginning of a resource, where Terraform writes them, say that nothing new is in it: a plan has nearly all
/// of its values among the changes as well.
bool PlanReader::is_of_no_use(JsonCursor cursor, Values which) const {
  if (!cursor.enter('{')) return false;
  while (auto name = cursor.next_member()) {
    bool is_address = name->text == "address";
    if (!is_address && name->text != "mode") return false;
    std::optional<JsonDocument> value = cursor.read();
    if (!value) return false;
    std::string_view text = value->root().string();
    if (is_address ? draft_.by_address.contains(text) : which == Values::Prior && text == "managed") return true;
  }
  return false;
}

void PlanReader::read_resource(const JsonValue& json, Values which) {
  std::string mode = text_of(json.find("mode"));
  if (which == Values::Prior && mode != "data") return;
  MemberIndex members(&json);
  const JsonMember* address = members.find("address");
  if (address == nullptr || address->value.string().empty()) {
    report(json.place(draft_.source.id()), "a resource without an address");
    return;
  }
  if (json.find("deposed_key") != nullptr) return;
  Found found;
  found.address = address->value.string();
  found.address_place = address->value.place(draft_.source.id());
  found.header = member_place(*address, draft_.source.id());
  found.whole = json.place(draft_.source.id());
  found.source = text_of(json.find("provider_name"));
  found.provider = local_name_of(found.source);
  found.planned = {json.find("values"), nullptr, json.find("sensitive_values")};
  found.existed = true;
  found.if_known = Found::IfKnown::Skip;
  add(found);
}

// --- instances ---------------------------------------------------------------------------------------------------------------

void PlanReader::add(const Found& found) {
  std::optional<ResourceAddress> address = parse_resource_address(found.address);
  if (!address || address->modules.size() > kMaxModuleDepth) {
    report(found.address_place, "this is no address of a resource");
    return;
  }
  if (found.unknown_key) address->key = {.kind = InstanceKey::Kind::Unknown};
  DraftInstance instance;
  instance.module = &draft_.module(address->modules);
  instance.place = found.address_place;
  ResourceInstance& resource = instance.resource;
  std::string label = resource_label(address->mode, address->type, address->name);
  resource.mode = address->mode;
  resource.type = std::move(address->type);
  resource.name = std::move(address->name);
  resource.key = std::move(address->key);
  resource.module = instance.module->address;
  resource.address = child_address(resource.module, label + resource.key.text());
  resource.path = instance.module->path;
  if (auto known = draft_.by_address.find(resource.address); known != draft_.by_address.end()) {
    if (found.if_known == Found::IfKnown::Skip) return;
    draft_.out.diagnostics.report(kDuplicateAddress, found.address_place, "`" + resource.address + "` is here a second time")
        .label(draft_.instances[known->second].place, "first here")
        .emit();
    return;
  }
  if (draft_.instances.size() >= kMaxInstances) {
    if (!std::exchange(said_too_many_, true)) {
      draft_.out.diagnostics.report(kTooMany, found.address_place, "more than " + std::to_string(kMaxInstances) + " instances in one plan")
          .emit();
    }
    return;
  }
  if (instance.module->configured != nullptr) instance.configured = instance.module->configured->resource(label);
  resource.provider = provider_of(instance.configured, found.provider, resource.type);

  // What a data source shows is what it read, whether the code asked for it or not.
  Writing writing{.expressions = nullptr, .existed = found.existed && resource.mode == Mode::Managed};
  if (instance.configured != nullptr) writing.expressions = instance.configured->find("expressions");
  static const JsonValue kNothingWritten{};
  if (instance.configured != nullptr && writing.expressions == nullptr) writing.expressions = &kNothingWritten;
  PlannedBody made = planned_body(found.planned, writing, found.header, found.whole, *draft_.memory);
  instance.body = std::move(made.body);
  instance.unset_unknown = std::move(made.unset_unknown);
  instance.unset_known = std::move(made.unset_known);

  // References that the code's evaluation found lead to the code's targets: its instance and this one are the same thing.
  // Of an unknown number the first stands for all.
  auto in_code = code_.find(resource.address);
  auto any = of_unknown_number_.empty() ? of_unknown_number_.end() : of_unknown_number_.find(keyless_address(resource));
  if (in_code != code_.end()) {
    resource.target = in_code->second->target;
    resource.meta = in_code->second->meta;
  } else if (any != of_unknown_number_.end()) {
    resource.target = any->second->target;
    resource.meta = any->second->meta;
    of_unknown_number_.erase(any);
  } else {
    resource.target = std::make_shared<const value::StemTarget>(
        value::StemTarget{resource.type, resource.address, resource.mode == Mode::Data, found.header});
  }
  instance.schema = schema_of(found.source, resource, options_.schemas != nullptr ? *options_.schemas : ProviderSchemas::shipped());
  draft_.add(std::move(instance));
}

// --- the whole ---------------------------------------------------------------------------------------------------------------

void PlanReader::finish() {
  add_origins(draft_);
  if (options_.code != nullptr) take_places_from_code(draft_, *options_.code);
  RootEvaluation& out = draft_.out;
  out.resources.reserve(draft_.instances.size());
  if (options_.code == nullptr) add_ledger();
  draft_.by_address.clear();
  KeptName kept = [&](std::string_view name) { return draft_.memory->name(name); };
  for (; !draft_.instances.empty(); draft_.instances.pop_front()) {
    DraftInstance& instance = draft_.instances.front();
    instance.resource.body = instance.schema != nullptr ? by_schema(*instance.body, *instance.schema, kept) : std::move(instance.body);
    out.resources.push_back(std::move(instance.resource));
  }
  std::sort(out.resources.begin(), out.resources.end(), [](const auto& a, const auto& b) { return a.address < b.address; });
  add_calls();
  std::sort(out.modules.begin(), out.modules.end(), [](const auto& a, const auto& b) { return a.address < b.address; });
  out.keep.push_back(draft_.memory);
}

void PlanReader::add_calls() {
  // Calls of modules that hold no resource are seen in the configuration only.
  auto add_called = [&](auto& self, DraftModule& module, uint32_t depth) -> void {
    if (module.configured == nullptr || depth > kMaxModuleDepth) return;
    for (const auto& [name, call] : module.configured->calls) {
      if (call.repetition == nullptr && !module.children.contains(name)) {
        std::vector<AddressStep> steps;
        for (const ModuleStep& step : *module.path) steps.push_back({step.name, step.key});
        steps.push_back({std::string(name), {}});
        draft_.module(steps);
      }
      auto made = module.children.find(name);
      if (made == module.children.end()) continue;
      for (DraftModule* child : made->second) self(self, *child, depth + 1);
    }
  };
  add_called(add_called, draft_.root, 0);
  std::unordered_map<const DraftModule*, std::string> folders{{&draft_.root, options_.folder}};
  for (const DraftModule& module : draft_.modules) {  // Callers stand before what they call.
    ModuleCall call{.address = module.address,
                    .source = module.path->back().source,
                    .version = {},
                    .place = module.path->back().call,
                    .resolved = true,
                    .folder = {},
                    .path = module.path};
    if (module.call != nullptr) {
      call.version = text_of(module.call->member->value.find("version_constraint"));
    }
    auto caller = folders.find(module.parent);
    if (call.source.starts_with(".") && caller != folders.end()) {
      if (std::optional<std::string> folder = join_folder(caller->second, call.source)) call.folder = folders[&module] = *folder;
    }
    draft_.out.modules.push_back(std::move(call));
  }
  if (options_.code == nullptr) return;
  draft_.out.declarations = options_.code->declarations;
  std::unordered_map<std::string_view, const ModuleCall*> in_code;
  for (const ModuleCall& call : options_.code->modules) in_code.emplace(call.address, &call);
  for (ModuleCall& call : draft_.out.modules) {
    if (auto written = in_code.find(call.address); written != in_code.end()) call = *written->second;
  }
}

void PlanReader::add_ledger() {
  // One entry for all instances of a block: they share what the configuration has of it, or the module's address without keys.
  std::map<std::string, LedgerEntry> blocks;
  for (const DraftInstance& instance : draft_.instances) {
    const ResourceInstance& resource = instance.resource;
    std::string label = resource_label(resource.mode, resource.type, resource.name);
    std::string key;
    for (const ModuleStep& step : *resource.path) key.append(step.name).append(1, '.');
    LedgerEntry& entry = blocks[key + label];
    if (entry.instances++ == 0) {
      entry.given = resource.mode == Mode::Managed ? "resource." + label : label;
      entry.place = instance.body->header;
    }
  }
  for (auto& [label, entry] : blocks) draft_.out.ledger.push_back(std::move(entry));
  std::sort(draft_.out.ledger.begin(), draft_.out.ledger.end(),
            [](const LedgerEntry& a, const LedgerEntry& b) { return a.place.begin < b.place.begin; });
}

}  // namespace wafpp::terraform
