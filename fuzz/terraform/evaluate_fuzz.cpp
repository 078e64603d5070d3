// A whole estate: read, discovered, evaluated, and written as a plan. The input is in the notation of the controls' cases: lines
// `#--- PATH` begin further files, what stands above the first is `main.tf`.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/threads.h"
#include "documents/json.h"
#include "documents/repository.h"
#include "documents/walk.h"
#include "terraform/evaluate.h"
#include "terraform/plan_json.h"
#include "terraform/roots.h"

namespace {

using namespace wafpp;
using namespace wafpp::terraform;

/// Roots that are evaluated of one estate: each set of tfvars makes one.
constexpr size_t kMostRoots = 4;

/// Small enough for ten seconds with sanitizers; what stands behind the limits is the same code.
constexpr RootOptions kOptions{.budget = {.steps = 100'000, .elements = 100'000}, .instances = 2'000};

void add_file(documents::MemoryRepository& repository, std::string_view path, std::string text) {
  std::string normal;
  if (documents::normalise_path(path, normal) && normal != ".") repository.add(std::move(normal), std::move(text));
}

void split(std::string_view input, documents::MemoryRepository& repository) {
  constexpr std::string_view kBegin = "#--- ";
  std::string path = "main.tf";
  std::string text;
  while (!input.empty()) {
    size_t end = input.find('\n');
    std::string_view line = input.substr(0, end);
    if (line.starts_with(kBegin)) {
      add_file(repository, path, std::move(text));
      path = line.substr(kBegin.size());
      text.clear();
    } else {
      text.append(input.substr(0, end == std::string_view::npos ? end : end + 1));
    }
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  }
  add_file(repository, path, std::move(text));
}

void check_place(const diag::Place& place, const diag::SourceMap& sources) {
  if (!place.known()) return;
  WAFPP_CHECK(place.begin <= place.end && place.end <= sources.at(place.source).text().size(), "a place outside of its source");
}

void check_value(const value::Value& value, const diag::SourceMap& sources) {
  value::walk(value.deep_origin(), [&](const value::OriginStep& step) {
    check_place(step.place, sources);
    return true;
  });
  WAFPP_CHECK(value.is_known() || value.is_never_null() || !value.is_wholly_known(), "an unknown value is not wholly known");
}

void check_evaluation(const RootEvaluation& evaluation, const diag::SourceMap& sources) {
  for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
    WAFPP_CHECK(!diagnostic.message.empty(), "a diagnostic without a message");
    check_place(diagnostic.place, sources);
    for (const diag::Label& label : diagnostic.labels) check_place(label.place, sources);
  }
  const ResourceInstance* before = nullptr;
  for (const ResourceInstance& resource : evaluation.resources) {
    WAFPP_CHECK(before == nullptr || before->address <= resource.address, "resources out of order");
    WAFPP_CHECK(resource.body != nullptr && resource.path != nullptr && resource.target != nullptr, "an instance in parts");
    check_value(resource.value, sources);
    before = &resource;
  }
  for (const OutputValue& output : evaluation.outputs) check_value(output.value, sources);
  for (const LedgerEntry& entry : evaluation.ledger) {
    WAFPP_CHECK(entry.place.known(), "a block without a place");
    check_place(entry.place, sources);
  }
  std::string plan = plan_json(evaluation, sources);
  auto parsed = documents::parse_json(plan, {.depth = 10'000});
  WAFPP_CHECK(parsed.has_value(), "a plan that is no JSON");
}

void run(std::string_view input) {
  documents::MemoryRepository repository;
  split(input, repository);
  auto is_variable_file = [](std::string_view name) { return name.ends_with(".tfvars") || name.ends_with(".tfvars.json"); };
  std::vector<std::string> everything{"."};
  documents::Discovery found = documents::discover(
      repository, everything, [&](std::string_view name) { return is_configuration_file(name) || is_variable_file(name); });
  std::vector<std::string> configuration;
  std::vector<std::string> variables;
  for (std::string& path : found.files) (is_variable_file(path) ? variables : configuration).push_back(std::move(path));

  diag::SourceMap sources;
  Loader loader(repository, sources);
  std::vector<RootSpec> roots = discover_roots({.configuration_files = configuration, .variable_files = variables}, loader);
  for (size_t at = 0; at < roots.size() && at < kMostRoots; ++at) check_evaluation(evaluate_root(roots[at], loader, kOptions), sources);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  base::on_large_stack([&] { run({reinterpret_cast<const char*>(data), size}); });
  return 0;
}
