#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "documents/repository.h"
#include "terraform/evaluate.h"
#include "value/json.h"

namespace wafpp::terraform {

/// The bytes of a file of `testdata`.
inline std::string test_file(const std::string& name) {
  std::ifstream file(std::string(WAFPP_SOURCE_DIR) + "/tests/terraform/testdata/" + name, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

/// A lock file with version `at` of one provider of HashiCorp. With one that its table knows for certain, what is wrong is an error.
inline std::string lock_file(std::string_view provider, std::string_view at) {
  return "provider \"registry.terraform.io/hashicorp/" + std::string(provider) + "\" {\n  version = \"" + std::string(at) + "\"\n}\n";
}

/// A body as the reader of plans makes it: each member of the object an attribute.
inline BodyValue planned_attributes(const value::Value& object) {
  BodyValue result;
  for (const value::Member& member : object.members()) result.attributes.push_back({member.name(), member.value, {}, {}});
  return result;
}

/// Addresses of all resource instances, one a line.
inline std::string addresses_of(const RootEvaluation& evaluation) {
  std::string result;
  for (const ResourceInstance& resource : evaluation.resources) result += resource.address + "\n";
  return result;
}

inline const ResourceInstance* resource_of(const RootEvaluation& evaluation, std::string_view address) {
  for (const ResourceInstance& resource : evaluation.resources) {
    if (resource.address == address) return &resource;
  }
  return nullptr;
}

/// All diagnostics, one a line: `path:line:column kind: message`.
inline std::string said_by(const RootEvaluation& evaluation, const diag::SourceMap& sources) {
  std::string result;
  for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
    result += sources.describe(diagnostic.place) + " " + std::string(diagnostic.kind) + ": " + diagnostic.message + "\n";
  }
  return result;
}

/// A root in memory: `path` to text. The evaluation lives as long as this.
class TestRoot {
 public:
  TestRoot(std::initializer_list<std::pair<const std::string, std::string>> files, RootSpec spec = {.folder = "."})
      : repository(files), loader(repository, sources) {
    evaluation = evaluate_root(spec, loader);
  }

  /// An output as `terraform console` prints it.
  std::string output(std::string_view name) const {
    for (const OutputValue& output : evaluation.outputs) {
      if (output.name == name) return value::to_console(output.value);
    }
    return "<no output " + std::string(name) + ">";
  }

  /// All diagnostics, one a line: `path:line:column kind: message`.
  std::string said() const { return said_by(evaluation, sources); }

  /// Addresses of all resource instances, one a line.
  std::string addresses() const { return addresses_of(evaluation); }

  const ResourceInstance* resource(std::string_view address) const { return resource_of(evaluation, address); }

  /// `block reason instances`, one a line, for everything in the ledger that was not simply evaluated once.
  std::string ledger() const {
    static constexpr const char* kNames[] = {"evaluated",          "count-zero",        "unknown-instances",
                                             "module-missing",     "module-not-called", "syntax-error",
                                             "unknown-block-type", "invalid",           "limit"};
    std::string result;
    for (const LedgerEntry& entry : evaluation.ledger) {
      result += entry.block() + " " + kNames[static_cast<size_t>(entry.reason)] + " " + std::to_string(entry.instances) + "\n";
    }
    return result;
  }

  documents::MemoryRepository repository;
  diag::SourceMap sources;
  Loader loader;
  RootEvaluation evaluation;
};

}  // namespace wafpp::terraform
