#include "controls/frameworks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "controls/shipped.h"
#include "controls/yaml_reader.h"
#include "documents/yaml.h"

namespace wafpp::controls {
namespace {

constexpr diag::Kind kBadStatus = {.name = "bad-value", .level = diag::Level::Error};
constexpr diag::Kind kNameless = {.name = "nameless-clause", .level = diag::Level::Error};

using Status = Clause::Status;
constexpr std::array<std::pair<std::string_view, Status>, 7> kStatuses = {{{"match", Status::Match},
                                                                           {"abbreviated", Status::Abbreviated},
                                                                           {"different", Status::Different},
                                                                           {"no-clause", Status::NoClause},
                                                                           {"no-clause-id", Status::NoClauseId},
                                                                           {"no-title", Status::NoTitle},
                                                                           {"unverified", Status::Unverified}}};

Status status_of(FileReader& file, const YamlNode* node) {
  if (node == nullptr) return Status::Unverified;
  for (const auto& [name, status] : kStatuses) {
    if (node->text() == name) return status;
  }
  std::vector<std::string_view> known;
  for (const auto& [name, status] : kStatuses) known.push_back(name);
  file.sink.report(kBadStatus, node->place(), fmt::format("`{}` is no status of a clause", node->text()))
      .help(fmt::format("it is one of {}", fmt::join(known, ", ")))
      .emit();
  return Status::Unverified;
}

Clause clause_of(FileReader& file, const YamlNode& node) {
  MappingReader reader(file, node, "clause", {"clause", "domain", "title", "official", "status"});
  Clause clause{.id = reader.text("clause"),
                .domain = reader.text("domain"),
                .title = reader.text("title"),
                .official = reader.text("official"),
                .status = status_of(file, reader.find("status"))};
  if (reader.valid() && clause.id.empty() && clause.title.empty()) {
    file.sink.report(kNameless, node.place(), "this clause has neither `clause` nor `title`").emit();
  }
  return clause;
}

}  // namespace

Mapping read_mapping(std::string name, const diag::Source& source, diag::SourceMap& sources, diag::Sink& sink) {
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  FileReader file{source, sources, sink};
  MappingReader root(file, stream.root(), "mapping", {"frameworks"});
  Mapping mapping{.name = std::move(name), .frameworks = {}};
  for (const YamlNode* node : root.list("frameworks")) {
    MappingReader reader(file, *node, "framework", {"id", "name", "qualifier", "clauses"});
    Framework framework{
        .id = reader.required_text("id"), .name = reader.required_text("name"), .qualifier = reader.text("qualifier"), .clauses = {}};
    for (const YamlNode* clause : reader.list("clauses")) framework.clauses.push_back(clause_of(file, *clause));
    if (!framework.id.empty()) mapping.frameworks.push_back(std::move(framework));
  }
  return mapping;
}

const Mapping* shipped_mapping(std::string_view name) {
  static const std::vector<Mapping> kMappings = [] {
    std::vector<Mapping> mappings;
    diag::SourceMap sources;
    diag::Sink sink;
    for (const documents::EmbeddedFile& file : shipped_frameworks()) {
      std::string_view path = file.path;
      std::string_view stem = path.substr(path.rfind('/') + 1);
      const diag::Source& source = sources.add(std::string(path), std::string(file.contents()));
      mappings.push_back(read_mapping(std::string(stem.substr(0, stem.find('.'))), source, sources, sink));
    }
    WAFPP_CHECK(!sink.has_errors(), "a built-in mapping has faults");
    return mappings;
  }();
  auto found = std::find_if(kMappings.begin(), kMappings.end(), [&](const Mapping& one) { return one.name == name; });
  return found == kMappings.end() ? nullptr : &*found;
}

}  // namespace wafpp::controls
