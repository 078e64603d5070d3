#include "terraform/plan_json.h"

#include <algorithm>
#include <functional>
#include <map>

#include "documents/json_writer.h"
#include "terraform/requirements.h"
#include "value/json_tree.h"

namespace wafpp::terraform {

namespace {

using documents::JsonWriter;
using value::write_flags;
using value::write_known;

/// Of an output whose type is written: that happens in one piece.
constexpr uint32_t kHeaviestType = 4'000'000;

bool is_unknown(const Value& value) { return !value.is_known(); }
bool is_secret(const Value& value) { return value.is_sensitive(); }

std::string_view mode_name(Mode mode) { return mode == Mode::Managed ? "managed" : mode == Mode::Data ? "data" : "ephemeral"; }

std::string provider_name(const ResourceInstance& resource) {
  std::string local = resource.provider.substr(0, resource.provider.find('.'));
  return local == "terraform" ? "terraform.io/builtin/terraform" : local;
}

void write_identity(JsonWriter& writer, const ResourceInstance& resource) {
  writer.key("address");
  writer.string(resource.address);
  if (!resource.module.empty()) {
    writer.key("module_address");
    writer.string(resource.module);
  }
  writer.key("mode");
  writer.string(mode_name(resource.mode));
  writer.key("type");
  writer.string(resource.type);
  writer.key("name");
  writer.string(resource.name);
  if (resource.key.kind == InstanceKey::Kind::Index) {
    writer.key("index");
    writer.raw(std::to_string(resource.key.index));
  } else if (resource.key.kind == InstanceKey::Kind::Name) {
    writer.key("index");
    writer.string(resource.key.name);
  }
  writer.key("provider_name");
  writer.string(provider_name(resource));
}

/// The `change` of something that is made from nothing.
void write_change(JsonWriter& writer, const Value& value) {
  writer.begin_object();
  writer.key("actions");
  writer.raw("[\"create\"]");
  writer.key("before");
  writer.raw("null");
  if (value.is_known()) {
    writer.key("after");
    write_known(writer, value);
  }
  writer.key("after_unknown");
  write_flags(writer, value, is_unknown);
  writer.key("before_sensitive");
  writer.raw("false");
  writer.key("after_sensitive");
  write_flags(writer, value, is_secret);
  writer.end_object();
}

/// The tree of module instances below the root: resources by module address.
struct ModuleTree {
  std::vector<const ResourceInstance*> resources;
  std::map<std::string, ModuleTree> children;
};

void write_module(JsonWriter& writer, const ModuleTree& tree, const std::string& address) {
  writer.begin_object();
  if (!tree.resources.empty()) {
    writer.key("resources");
    writer.begin_array();
    for (const ResourceInstance* resource : tree.resources) {
      writer.begin_object();
      write_identity(writer, *resource);
      writer.key("schema_version");
      writer.raw("0");
      writer.key("values");
      write_known(writer, resource->value);
      writer.key("sensitive_values");
      write_flags(writer, resource->value, is_secret);
      writer.end_object();
    }
    writer.end_array();
  }
  if (!address.empty()) {
    writer.key("address");
    writer.string(address);
  }
  if (!tree.children.empty()) {
    writer.key("child_modules");
    writer.begin_array();
    for (const auto& [child, below] : tree.children) write_module(writer, below, child);
    writer.end_array();
  }
  writer.end_object();
}

ModuleTree module_tree(const RootEvaluation& evaluation) {
  ModuleTree root;
  for (const ResourceInstance& resource : evaluation.resources) {
    if (resource.mode != Mode::Managed) continue;
    ModuleTree* at = &root;
    std::string address;
    for (const ModuleStep& step : *resource.path) {
      address += (address.empty() ? "module." : ".module.") + step.name + step.key.text();
      at = &at->children[address];
    }
    at->resources.push_back(&resource);
  }
  return root;
}

void write_diagnostics(JsonWriter& writer, const RootEvaluation& evaluation, const diag::SourceMap& sources) {
  writer.key("diagnostics");
  writer.begin_array();
  for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
    writer.begin_object();
    writer.key("severity");
    writer.string(diagnostic.level == diag::Level::Error ? "error" : diagnostic.level == diag::Level::Warning ? "warning" : "note");
    writer.key("kind");
    writer.string(diagnostic.kind);
    writer.key("summary");
    writer.string(diagnostic.message);
    if (diagnostic.place.known()) {
      const diag::Source& source = sources.at(diagnostic.place.source);
      diag::LineColumn begin = source.line_column(diagnostic.place.begin);
      diag::LineColumn end = source.line_column(diagnostic.place.end);
      auto point = [](diag::LineColumn at, uint32_t byte) {
        return "{\"line\":" + std::to_string(at.line) + ",\"column\":" + std::to_string(at.column) + ",\"byte\":" + std::to_string(byte) +
               "}";
      };
      writer.key("range");
      writer.begin_object();
      writer.key("filename");
      writer.string(source.path());
      writer.key("start");
      writer.raw(point(begin, diagnostic.place.begin));
      writer.key("end");
      writer.raw(point(end, diagnostic.place.end));
      writer.end_object();
    }
    writer.end_object();
  }
  if (writer.text().size() >= value::kMostTreeBytes) {
    writer.begin_object();
    writer.member("severity", "error").member("kind", "plan-too-large");
    writer.member("summary", "the plan is cut short: values are left out after " + std::to_string(value::kMostTreeBytes >> 20) + " MiB");
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

std::string plan_json(const RootEvaluation& evaluation, const diag::SourceMap& sources) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("format_version");
  writer.raw("\"1.2\"");
  writer.key("terraform_version");
  writer.string(kLanguageVersion);
  writer.key("planned_values");
  writer.begin_object();
  writer.key("outputs");
  writer.begin_object();
  for (const OutputValue& output : evaluation.outputs) {
    writer.key(output.name);
    writer.begin_object();
    writer.key("sensitive");
    writer.raw(output.sensitive ? "true" : "false");
    if (output.value.is_wholly_known() && output.value.weight() <= kHeaviestType) {
      writer.key("type");
      writer.raw(output.value.type().json());
      writer.key("value");
      write_known(writer, output.value);
    }
    writer.end_object();
  }
  writer.end_object();
  writer.key("root_module");
  write_module(writer, module_tree(evaluation), "");
  writer.end_object();

  writer.key("resource_changes");
  writer.begin_array();
  for (const ResourceInstance& resource : evaluation.resources) {
    if (resource.mode != Mode::Managed) continue;
    writer.begin_object();
    write_identity(writer, resource);
    writer.key("change");
    write_change(writer, resource.value);
    writer.end_object();
  }
  writer.end_array();

  writer.key("output_changes");
  writer.begin_object();
  for (const OutputValue& output : evaluation.outputs) {
    writer.key(output.name);
    // A sensitive output hides its structure: one flag for the whole.
    write_change(writer, output.value);
  }
  writer.end_object();
  write_diagnostics(writer, evaluation, sources);
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace wafpp::terraform
