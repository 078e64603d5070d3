// Facts made of an evaluation, and what checks ask of them.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>

#include "documents/repository.h"
#include "facts/fact.h"
#include "terraform/evaluate.h"

namespace wafpp::facts {
namespace {

/// Half of it databases, half keys, ten modules.
struct Estate {
  documents::MemoryRepository repository;
  diag::SourceMap sources;
  terraform::Loader loader{repository, sources};
  terraform::RootEvaluation evaluation;

  explicit Estate(int64_t size) {
    std::string text;
    for (int64_t n = 0; n < size / 2; ++n) {
      text += fmt::format(
          "resource \"aws_db_instance\" \"db_{0}\" {{\n  identifier = \"db-{0}\"\n  kms_key_id = aws_kms_key.key_{0}.arn\n"
          "  storage_encrypted = true\n  tags = {{ number = {0} }}\n  timeouts {{\n    create = \"60m\"\n  }}\n}}\n"
          "resource \"aws_kms_key\" \"key_{0}\" {{\n  enable_key_rotation = true\n}}\n",
          n);
    }
    for (int n = 0; n < 10; ++n) text += fmt::format("module \"m_{}\" {{\n  source = \"registry/module/aws\"\n}}\n", n);
    repository.add("main.tf", std::move(text));
    evaluation = terraform::evaluate_root({.folder = "."}, loader);
  }
};

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(10)->Range(10, 10'000)->Complexity(benchmark::oN)->Unit(benchmark::kMicrosecond);
}

void make_facts(benchmark::State& state) {
  Estate estate(state.range(0));
  for (auto _ : state) {
    Facts facts;
    facts.add(terraform::RootEvaluation(estate.evaluation));
    benchmark::DoNotOptimize(facts.all().data());
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(make_facts)->Apply(sizes);

/// Many small roots, as a monorepo has them.
void make_facts_of_roots(benchmark::State& state) {
  Estate estate(20);
  for (auto _ : state) {
    Facts facts;
    for (int64_t n = 0; n < state.range(0); ++n) facts.add(terraform::RootEvaluation(estate.evaluation));
    benchmark::DoNotOptimize(facts.all().data());
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(make_facts_of_roots)->Apply(sizes);

void ask_all_of_a_kind(benchmark::State& state) {
  Estate estate(state.range(0));
  Facts facts;
  facts.add(terraform::RootEvaluation(estate.evaluation));
  for (auto _ : state) {
    for (const Fact* fact : facts.of_kind(0, "resource.aws_db_instance")) {
      benchmark::DoNotOptimize(fact->at("storage_encrypted"));
      benchmark::DoNotOptimize(fact->at("timeouts.create"));
      benchmark::DoNotOptimize(fact->place_of("kms_key_id"));
    }
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(ask_all_of_a_kind)->Apply(sizes);

/// From the attribute that names a key to the key itself.
void follow_references(benchmark::State& state) {
  Estate estate(state.range(0));
  Facts facts;
  facts.add(terraform::RootEvaluation(estate.evaluation));
  for (auto _ : state) {
    for (const Fact* fact : facts.of_kind(0, "resource.aws_db_instance")) {
      for (const value::OriginStep* stem : value::stems(fact->at("kms_key_id").origin())) {
        if (facts.of_target(stem->target.get()) == nullptr) state.SkipWithError("a key that is no fact");
      }
    }
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(follow_references)->Apply(sizes);

void find_by_subject(benchmark::State& state) {
  Estate estate(state.range(0));
  Facts facts;
  facts.add(terraform::RootEvaluation(estate.evaluation));
  for (auto _ : state) {
    for (const Fact& fact : facts.all()) benchmark::DoNotOptimize(facts.find(0, fact.subject));
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(find_by_subject)->Apply(sizes);

}  // namespace
}  // namespace wafpp::facts

BENCHMARK_MAIN();
