#include "assess/settings.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "controls/yaml_reader.h"
#include "documents/json_writer.h"
#include "terraform/requirements.h"

namespace wafpp::assess {

namespace {

using documents::YamlKind;
using documents::YamlNode;

constexpr diag::Kind kUnreadable = {.name = "unreadable-settings", .level = diag::Level::Error};
constexpr diag::Kind kTwoFiles = {.name = "two-settings", .level = diag::Level::Error};
constexpr diag::Kind kWrongKind = {.name = "wrong-kind", .level = diag::Level::Error};
constexpr diag::Kind kBadScope = {.name = "bad-scope", .level = diag::Level::Error};
constexpr diag::Kind kBadName = {.name = "bad-environment", .level = diag::Level::Error};

constexpr diag::Kind kBadMirror = {.name = "bad-mirror", .level = diag::Level::Error};
constexpr diag::Kind kBadVersion = {.name = "bad-version", .level = diag::Level::Error};

constexpr std::string_view kNames[] = {".wafpp.yml", ".wafpp.yaml"};

void write_json(documents::JsonWriter& json, const YamlNode& node) {
  switch (node.kind()) {
    case YamlKind::Null:
      json.null();
      return;
    case YamlKind::Bool:
      json.boolean(node.boolean().value_or(false));
      return;
    case YamlKind::Integer:
      if (std::optional<int64_t> number = node.integer()) {
        json.number(*number);
      } else {
        json.string(node.text());
      }
      return;
    case YamlKind::Float:
    case YamlKind::String:
      json.string(node.text());
      return;
    case YamlKind::Sequence:
      json.begin_array();
      for (const YamlNode& element : node.elements()) write_json(json, element);
      json.end_array();
      return;
    case YamlKind::Mapping:
      json.begin_object();
      for (const documents::YamlMember& member : node.members()) {
        json.key(member.key.text());
        write_json(json, member.value);
      }
      json.end_object();
      return;
  }
}

/// As `-var` takes it: a scalar as it stands, anything else as an expression.
std::string value_of(const YamlNode& node) {
  if (node.is_scalar() && !node.is(YamlKind::Null)) return std::string(node.text());
  documents::JsonWriter json(documents::JsonWriter::Layout::Compact);
  write_json(json, node);
  return json.take();
}

void not_a_mapping(controls::FileReader& file, const YamlNode& node, std::string_view what) {
  file.sink.report(kWrongKind, node.place(), fmt::format("`{}` is {}, and a mapping is wanted", what, documents::describe(node.kind())))
      .emit();
}

terraform::EnvironmentSpec environment_of(controls::FileReader& file, const documents::YamlMember& member) {
  controls::MappingReader reader(file, member.value, "environment", {"class", "roots", "var_files", "workspace", "variables"});
  terraform::EnvironmentSpec result;
  result.name = member.key.text();
  if (!reader.valid()) return result;
  result.environment_class = reader.text("class");
  result.roots = reader.texts("roots");
  result.var_files = reader.texts("var_files");
  result.workspace = reader.text("workspace");
  if (const YamlNode* variables = reader.find("variables"); variables != nullptr && !variables->is(YamlKind::Null)) {
    if (!variables->is(YamlKind::Mapping)) not_a_mapping(file, *variables, "variables");
    for (const documents::YamlMember& variable : variables->members())
      result.variables.push_back(std::string(variable.key.text()) + "=" + value_of(variable.value));
  }
  return result;
}

ScopeRule scope_rule_of(controls::FileReader& file, const YamlNode& node) {
  controls::MappingReader reader(file, node, "scope rule", {"class", "data", "environments", "paths", "names", "tags"});
  ScopeRule rule;
  if (!reader.valid()) return rule;
  rule.place = node.place();
  rule.subject_class = reader.text("class");
  rule.data = reader.text("data");
  rule.environments = reader.texts("environments");
  rule.paths = reader.texts("paths");
  rule.names = reader.texts("names");
  if (const YamlNode* tags = reader.find("tags"); tags != nullptr && !tags->is(YamlKind::Null)) {
    if (!tags->is(YamlKind::Mapping)) not_a_mapping(file, *tags, "tags");
    for (const documents::YamlMember& tag : tags->members()) {
      if (tag.value.is_scalar()) rule.tags.emplace_back(tag.key.text(), tag.value.text());
      for (const YamlNode& value : tag.value.elements()) rule.tags.emplace_back(tag.key.text(), value.text());
    }
  }
  if (rule.subject_class.empty() && rule.data.empty()) {
    file.sink.report(kBadScope, node.place(), "this rule says neither `class` nor `data`").emit();
  } else if (rule.environments.empty() && rule.paths.empty() && rule.names.empty() && rule.tags.empty()) {
    file.sink.report(kBadScope, node.place(), "this rule has no condition, and would hold for everything")
        .help("give it `environments`, `paths`, `names` or `tags`; `paths: [\"**\"]` is everything")
        .emit();
  }
  return rule;
}

std::string mirror_of(controls::FileReader& file, const YamlNode& modules, const documents::Repository& repository) {
  controls::MappingReader reader(file, modules, "modules", {"mirror"});
  std::string written = reader.valid() ? reader.text("mirror") : std::string();
  if (written.empty()) return {};
  std::string folder;
  std::string_view problem;
  if (!documents::normalise_path(written, folder)) {
    problem = "leads out of the repository";
  } else if (folder == ".") {
    problem = "is the whole repository";
  } else if (!repository.is_folder(folder)) {
    problem = "is no folder of the repository";
  }
  if (problem.empty()) return folder;
  file.sink.report(kBadMirror, reader.find("mirror")->place(), fmt::format("`{}` {}", written, problem))
      .help("modules are mirrored in a folder of the repository: docs/modules.md")
      .emit();
  return {};
}

/// `schemas/acme.json`, or `{file: schemas/acme.json, versions: {acme/acme: 1.2.0}}`.
SchemaFile schema_file_of(controls::FileReader& file, const YamlNode& node) {
  SchemaFile result{.path = {}, .versions = {}, .place = node.place()};
  if (!node.is(YamlKind::Mapping)) {
    result.path = controls::read_text(file, node, "schemas");
    return result;
  }
  controls::MappingReader reader(file, node, "schema", {"file", "versions"});
  result.path = reader.required_text("file");
  const YamlNode* versions = reader.find("versions");
  if (versions == nullptr || versions->is(YamlKind::Null)) return result;
  if (!versions->is(YamlKind::Mapping)) not_a_mapping(file, *versions, "versions");
  for (const documents::YamlMember& member : versions->members()) {
    if (!terraform::Version::parse(member.value.text())) {
      file.sink.report(kBadVersion, member.value.place(), fmt::format("`{}` is no version such as `1.2.0`", member.value.text())).emit();
      continue;
    }
    result.versions.emplace(member.key.text(), member.value.text());
  }
  return result;
}

}  // namespace

Settings read_settings(const documents::Repository& repository, diag::SourceMap& sources, diag::Sink& sink) {
  Settings settings;
  std::vector<std::string_view> found;
  for (std::string_view name : kNames) {
    if (repository.exists(name)) found.push_back(name);
  }
  if (found.empty()) return settings;
  documents::FileResult<std::string> text = repository.read(found.front());
  if (!text) {
    sink.report(kUnreadable, {}, fmt::format("`{}` {}", found.front(), text.error().message)).emit();
    settings.is_readable = false;
    return settings;
  }
  size_t errors = sink.error_count();
  const diag::Source& source = sources.add(std::string(found.front()), std::move(*text));
  if (found.size() > 1) {
    sink.report(kTwoFiles, {source.id(), 0, 0}, fmt::format("both `{}` and `{}` are there: the first is taken", found[0], found[1])).emit();
  }
  settings.place = {source.id(), 0, 0};
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  controls::FileReader file{source, sources, sink};
  if (!stream.root().is(YamlKind::Null)) {
    controls::MappingReader reader(file, stream.root(), "settings",
                                   {"environments", "modules", "platforms", "schemas", "scope", "evidence"});
    settings.platforms = reader.texts("platforms");
    if (const YamlNode* environments = reader.find("environments"); environments != nullptr && environments->is(YamlKind::Mapping)) {
      for (const documents::YamlMember& member : environments->members()) {
        if (member.key.text().empty()) {
          sink.report(kBadName, member.key.place(), "an environment needs a name").emit();
          continue;
        }
        settings.environments.push_back(environment_of(file, member));
      }
    } else if (environments != nullptr && !environments->is(YamlKind::Null)) {
      not_a_mapping(file, *environments, "environments");
    }
    for (const YamlNode* rule : reader.list("scope")) settings.scope.push_back(scope_rule_of(file, *rule));
    if (const YamlNode* modules = reader.find("modules"); modules != nullptr && !modules->is(YamlKind::Null))
      settings.mirror = mirror_of(file, *modules, repository);
    if (const YamlNode* evidence = reader.find("evidence"); evidence != nullptr && !evidence->is(YamlKind::Null))
      settings.evidence = read_evidence_settings(file, *evidence, repository);
    for (const YamlNode* node : reader.list("schemas")) settings.schemas.push_back(schema_file_of(file, *node));
  }
  settings.is_readable = sink.error_count() == errors;
  return settings;
}

}  // namespace wafpp::assess
