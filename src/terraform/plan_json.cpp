#include "terraform/plan_json.h"

#include <algorithm>
#include <functional>
#include <map>

#include "terraform/requirements.h"
#include "value/json.h"

namespace wafpp::terraform {

namespace {

using value::TypeKind;

std::string quoted(std::string_view text) { return value::to_json(Value::string(text)).value_or("\"\""); }

/// Bytes of a plan. A value is shared by all that refer to it, but written for each of them: what fits into memory once may be written
/// a million times.
constexpr size_t kMostBytes = size_t{512} << 20;

/// Of an output whose type is written, which happens in one piece.
constexpr uint32_t kHeaviestType = 10'000'000;

/// Writes objects and arrays with the commas in the right places.
class Writer {
 public:
  std::string text;

  /// Whether no more values are to be written; asked before one is. From then on the plan is cut short.
  bool is_full() {
    cut_short_ |= text.size() >= kMostBytes;
    return cut_short_;
  }
  bool is_cut_short() const { return cut_short_; }

  void open(char bracket) {
    separate();
    text += bracket;
    fresh_ = true;
  }
  void close(char bracket) {
    text += bracket;
    fresh_ = false;
  }
  void key(std::string_view name) {
    separate();
    text += quoted(name) + ":";
    fresh_ = true;
  }
  void raw(std::string_view json) {
    separate();
    text += json;
    fresh_ = false;
  }
  void string(std::string_view value) { raw(quoted(value)); }

 private:
  void separate() {
    if (!fresh_) text += ',';
    fresh_ = true;
  }
  bool fresh_ = true;
  bool cut_short_ = false;
};

bool is_sequence(const Value& value) {
  return value.kind() == TypeKind::List || value.kind() == TypeKind::Set || value.kind() == TypeKind::Tuple;
}
bool is_mapping(const Value& value) { return value.kind() == TypeKind::Map || value.kind() == TypeKind::Object; }

/// What is known: unknown members of maps and objects are left out, unknown elements are null.
void write_known(Writer& writer, const Value& value) {
  if (!value.is_known() || value.is_null() || writer.is_full()) return writer.raw("null");
  if (is_sequence(value)) {
    writer.open('[');
    for (const Value& element : value.elements()) write_known(writer, element);
    return writer.close(']');
  }
  if (is_mapping(value)) {
    writer.open('{');
    for (const value::Member& member : value.members()) {
      if (!member.value.is_known()) continue;
      writer.key(member.name());
      write_known(writer, member.value);
    }
    return writer.close('}');
  }
  uint8_t marks = 0;
  base::Result<std::string> json = value::to_json(value.unmark_deep(marks));
  writer.raw(json ? *json : "null");
}

/// Terraform's tree of flags: true where `holds`, else the structure of what is inside with everything that does not hold left out of
/// objects and maps.
bool write_flags(Writer& writer, const Value& value, bool (*holds)(const Value&), bool is_member) {
  if (holds(value)) {
    writer.raw("true");
    return true;
  }
  bool inside = value.is_known() && !value.is_null();
  if (inside && writer.is_full()) {
    writer.raw("false");
    return true;
  }
  if (inside && is_sequence(value)) {
    writer.open('[');
    for (const Value& element : value.elements()) write_flags(writer, element, holds, false);
    writer.close(']');
    return true;
  }
  if (inside && is_mapping(value)) {
    writer.open('{');
    for (const value::Member& member : value.members()) {
      // A flag that is false is left out: look before the key is written.
      bool composite = member.value.is_known() && !member.value.is_null() && (is_sequence(member.value) || is_mapping(member.value));
      if (!holds(member.value) && !composite) continue;
      writer.key(member.name());
      write_flags(writer, member.value, holds, true);
    }
    writer.close('}');
    return true;
  }
  if (!is_member) writer.raw("false");
  return false;
}

bool is_unknown(const Value& value) { return !value.is_known(); }
bool is_secret(const Value& value) { return value.is_sensitive(); }

std::string_view mode_name(Mode mode) { return mode == Mode::Managed ? "managed" : mode == Mode::Data ? "data" : "ephemeral"; }

std::string provider_name(const ResourceInstance& resource) {
  std::string local = resource.provider.substr(0, resource.provider.find('.'));
  return local == "terraform" ? "terraform.io/builtin/terraform" : local;
}

void write_identity(Writer& writer, const ResourceInstance& resource) {
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
void write_change(Writer& writer, const Value& value) {
  writer.open('{');
  writer.key("actions");
  writer.raw("[\"create\"]");
  writer.key("before");
  writer.raw("null");
  if (value.is_known()) {
    writer.key("after");
    write_known(writer, value);
  }
  writer.key("after_unknown");
  write_flags(writer, value, is_unknown, false);
  writer.key("before_sensitive");
  writer.raw("false");
  writer.key("after_sensitive");
  write_flags(writer, value, is_secret, false);
  writer.close('}');
}

/// The tree of module instances below the root: resources by module address.
struct ModuleTree {
  std::vector<const ResourceInstance*> resources;
  std::map<std::string, ModuleTree> children;
};

void write_module(Writer& writer, const ModuleTree& tree, const std::string& address) {
  writer.open('{');
  if (!tree.resources.empty()) {
    writer.key("resources");
    writer.open('[');
    for (const ResourceInstance* resource : tree.resources) {
      writer.open('{');
      write_identity(writer, *resource);
      writer.key("schema_version");
      writer.raw("0");
      writer.key("values");
      write_known(writer, resource->value);
      writer.key("sensitive_values");
      write_flags(writer, resource->value, is_secret, false);
      writer.close('}');
    }
    writer.close(']');
  }
  if (!address.empty()) {
    writer.key("address");
    writer.string(address);
  }
  if (!tree.children.empty()) {
    writer.key("child_modules");
    writer.open('[');
    for (const auto& [child, below] : tree.children) write_module(writer, below, child);
    writer.close(']');
  }
  writer.close('}');
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

void write_diagnostics(Writer& writer, const RootEvaluation& evaluation, const diag::SourceMap& sources) {
  writer.key("diagnostics");
  writer.open('[');
  for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
    writer.open('{');
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
      writer.open('{');
      writer.key("filename");
      writer.string(source.path());
      writer.key("start");
      writer.raw(point(begin, diagnostic.place.begin));
      writer.key("end");
      writer.raw(point(end, diagnostic.place.end));
      writer.close('}');
    }
    writer.close('}');
  }
  if (writer.is_cut_short()) {
    writer.open('{');
    writer.key("severity");
    writer.string("error");
    writer.key("kind");
    writer.string("plan-too-large");
    writer.key("summary");
    writer.string("the plan is cut short: it would be longer than " + std::to_string(kMostBytes >> 20) + " MiB");
    writer.close('}');
  }
  writer.close(']');
}

}  // namespace

std::string plan_json(const RootEvaluation& evaluation, const diag::SourceMap& sources) {
  Writer writer;
  writer.open('{');
  writer.key("format_version");
  writer.raw("\"1.2\"");
  writer.key("terraform_version");
  writer.string(kLanguageVersion);
  writer.key("planned_values");
  writer.open('{');
  writer.key("outputs");
  writer.open('{');
  for (const OutputValue& output : evaluation.outputs) {
    writer.key(output.name);
    writer.open('{');
    writer.key("sensitive");
    writer.raw(output.sensitive ? "true" : "false");
    if (output.value.is_wholly_known() && output.value.weight() <= kHeaviestType && !writer.is_full()) {
      writer.key("type");
      writer.raw(output.value.type().json());
      writer.key("value");
      write_known(writer, output.value);
    }
    writer.close('}');
  }
  writer.close('}');
  writer.key("root_module");
  write_module(writer, module_tree(evaluation), "");
  writer.close('}');

  writer.key("resource_changes");
  writer.open('[');
  for (const ResourceInstance& resource : evaluation.resources) {
    if (resource.mode != Mode::Managed) continue;
    writer.open('{');
    write_identity(writer, resource);
    writer.key("change");
    write_change(writer, resource.value);
    writer.close('}');
  }
  writer.close(']');

  writer.key("output_changes");
  writer.open('{');
  for (const OutputValue& output : evaluation.outputs) {
    writer.key(output.name);
    // A sensitive output hides its structure: one flag for the whole.
    write_change(writer, output.value);
  }
  writer.close('}');
  write_diagnostics(writer, evaluation, sources);
  writer.close('}');
  return std::move(writer.text) + "\n";
}

}  // namespace wafpp::terraform
