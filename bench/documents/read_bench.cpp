// Finding and reading files below a folder on disk, and the readers of JSON and YAML: bytes and files a second, one core.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "documents/json.h"
#include "documents/json_writer.h"
#include "documents/repository.h"
#include "documents/walk.h"
#include "documents/yaml.h"

namespace wafpp::documents {
namespace {

/// `count` files of 3 kB, ten in a folder, gone with this.
class Files {
 public:
  explicit Files(int64_t count) {
    std::string pattern = (std::filesystem::temp_directory_path() / "wafpp-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    folder_ = pattern;
    std::string text(3'000, '#');
    for (int64_t n = 0; n < count; ++n) {
      std::filesystem::path folder = folder_ / fmt::format("team-{}", n / 1'000) / fmt::format("service-{}", n / 10);
      std::filesystem::create_directories(folder);
      std::ofstream(folder / fmt::format("main_{}.tf", n)) << text;
    }
  }
  ~Files() { std::filesystem::remove_all(folder_); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

void find_files(benchmark::State& state) {
  Files files(state.range(0));
  auto repository = open_folder(files.folder());
  std::vector<std::string> paths{"."};
  for (auto _ : state) {
    Discovery found = discover(**repository, paths, [](std::string_view name) { return name.ends_with(".tf"); });
    if (found.files.size() != static_cast<size_t>(state.range(0))) state.SkipWithError("files are missing");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(find_files)->RangeMultiplier(10)->Range(10, 10'000)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

void read_files(benchmark::State& state) {
  Files files(state.range(0));
  auto repository = open_folder(files.folder());
  std::vector<std::string> paths{"."};
  Discovery found = discover(**repository, paths);
  int64_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& path : found.files) {
      FileResult<std::string> text = (*repository)->read(path);
      if (!text) return state.SkipWithError("a file that cannot be read");
      bytes += static_cast<int64_t>(text->size());
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(bytes);
  state.SetComplexityN(state.range(0));
}
BENCHMARK(read_files)->RangeMultiplier(10)->Range(10, 10'000)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

/// Of the kind that scanners write.
std::string components(int64_t count) {
  JsonWriter writer(JsonWriter::Layout::Indented);
  writer.begin_object().member("bomFormat", "CycloneDX").member("specVersion", "1.6").key("components").begin_array();
  for (int64_t n = 0; n < count; ++n) {
    writer.begin_object().member("type", "library").member("name", fmt::format("component-{}", n)).member("version", "1.2.3");
    writer.member("purl", fmt::format("pkg:npm/%40scope/component-{}@1.2.3", n)).member("size", n);
    writer.key("licenses").begin_array().begin_object().member("expression", "Apache-2.0 OR \"MIT\"").end_object().end_array().end_object();
  }
  writer.end_array().end_object();
  return writer.take();
}

void read_json(benchmark::State& state) {
  std::string text = components(state.range(0));
  for (auto _ : state) {
    auto document = parse_json(text);
    if (!document) state.SkipWithError("the text does not parse");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(read_json)->RangeMultiplier(10)->Range(10, 100'000)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

void write_json(benchmark::State& state) {
  int64_t bytes = 0;
  for (auto _ : state) bytes += static_cast<int64_t>(components(state.range(0)).size());
  state.SetBytesProcessed(bytes);
  state.SetComplexityN(state.range(0));
}
BENCHMARK(write_json)->RangeMultiplier(10)->Range(10, 100'000)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

/// Steps of a pipeline, with keys in `wide` mappings.
void read_yaml(benchmark::State& state) {
  std::string text = "stages: [build, test]\njobs:\n";
  for (int64_t n = 0; n < state.range(0); ++n) {
    text += fmt::format(
        "  job-{}:\n    image: \"alpine:3.20\"\n    script:\n      - make test\n      - |\n        trivy image app:{}\n    retry: 2\n", n,
        n);
  }
  diag::Source source(1, "pipeline.yml", std::move(text));
  for (auto _ : state) {
    diag::Sink sink;
    YamlStream stream = parse_yaml(source, sink);
    if (sink.has_errors()) state.SkipWithError("the text does not parse");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(source.text().size()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(read_yaml)->RangeMultiplier(10)->Range(10, 10'000)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wafpp::documents

BENCHMARK_MAIN();
