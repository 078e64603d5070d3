// What it costs to evaluate a root, by its shape and size: parsing is done before, the plan is written apart. Each shape has to grow
// with its size and no faster.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/threads.h"
#include "documents/repository.h"
#include "terraform/evaluate.h"
#include "terraform/plan_json.h"

namespace wafpp::terraform {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;
/// A root with `size` of something.
using Shape = Files (*)(int64_t size);

template <typename... Arguments>
void add(std::string& text, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  fmt::format_to(std::back_inserter(text), format, std::forward<Arguments>(arguments)...);
}

/// Something like what teams write, with a reference to the one before.
void add_database(std::string& text, int64_t number) {
  add(text,
      R"(resource "aws_db_instance" "db_{0}" {{
  identifier        = "${{local.prefix}}-{0}"
  instance_class    = var.environment == "prod" ? "db.m7g.large" : "db.t4g.medium"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.key_{0}.arn
  tags              = merge(local.tags, {{ number = {0} }})
  timeouts {{
    create = "60m"
  }}
}}
resource "aws_kms_key" "key_{0}" {{
  description         = "key {0}"
  enable_key_rotation = true
}}
)",
      number);
}

constexpr std::string_view kSupport = R"(variable "environment" { default = "prod" }
locals {
  prefix = "shop-${var.environment}"
  tags   = { application = "shop", environment = var.environment }
}
)";

constexpr std::string_view kService = R"(variable "name" { type = string }
variable "settings" {
  type    = object({ scan = optional(bool, true), days = optional(number, 7) })
  default = {}
}
locals { full_name = lower("shop-${var.name}") }
resource "aws_ecr_repository" "this" {
  name = local.full_name
  image_scanning_configuration { scan_on_push = var.settings.scan }
}
output "url" { value = aws_ecr_repository.this.repository_url }
)";

Files resources(int64_t size) {
  std::string text(kSupport);
  for (int64_t n = 0; n < size / 2; ++n) add_database(text, n);
  return {{"main.tf", text}};
}

/// Each resource in a file of its own.
Files files(int64_t size) {
  Files result{{"support.tf", std::string(kSupport)}};
  for (int64_t n = 0; n < size / 2; ++n) {
    std::string text;
    add_database(text, n);
    result.emplace_back(fmt::format("database_{}.tf", n), std::move(text));
  }
  return result;
}

Files calls(int64_t size) {
  std::string text;
  for (int64_t n = 0; n < size; ++n) {
    add(text, "module \"m_{0}\" {{\n  source = \"./service\"\n  name = \"n-{0}\"\n  settings = {{ days = {0} }}\n}}\n", n);
    if (n % 10 == 0) add(text, "output \"o_{0}\" {{ value = module.m_{0}.url }}\n", n);
  }
  return {{"main.tf", text}, {"service/main.tf", std::string(kService)}};
}

/// Each call has a module of its own.
Files folders(int64_t size) {
  Files result;
  std::string text;
  for (int64_t n = 0; n < size; ++n) {
    add(text, "module \"m_{0}\" {{\n  source = \"./service-{0}\"\n  name = \"n-{0}\"\n}}\n", n);
    result.emplace_back(fmt::format("service-{}/main.tf", n), std::string(kService));
  }
  result.emplace_back("main.tf", text);
  return result;
}

/// Twenty modules inside one another; the innermost is told so many names, and makes a resource of each.
Files nested(int64_t size) {
  constexpr int kDepth = 20;
  Files result;
  std::string names;
  for (int64_t n = 0; n < size; ++n) add(names, "\"name-{}\", ", n);
  result.emplace_back(
      "main.tf",
      fmt::format("module \"next\" {{\n  source = \"./m1\"\n  names = [{}]\n}}\noutput \"all\" {{ value = module.next.all }}\n", names));
  for (int level = 1; level < kDepth; ++level) {
    result.emplace_back(
        fmt::format("m{}/main.tf", level),
        fmt::format("variable \"names\" {{ type = list(string) }}\nmodule \"next\" {{\n  source = \"../m{}\"\n  names = var.names\n}}\n"
                    "output \"all\" {{ value = module.next.all }}\n",
                    level + 1));
  }
  result.emplace_back(fmt::format("m{}/main.tf", kDepth), R"(variable "names" { type = list(string) }
resource "aws_sqs_queue" "q" {
  for_each = toset(var.names)
  name     = each.key
}
output "all" { value = { for k, q in aws_sqs_queue.q : k => q.arn } }
)");
  return result;
}

/// Each local is made of the one before; first the one that hangs on all others.
Files locals(int64_t size) {
  std::string text = "locals {\n";
  for (int64_t n = size; n > 0; --n) add(text, "  l{} = \"${{local.l{}}}\"\n", n, n - 1);
  add(text, "  l0 = \"x\"\n}}\noutput \"last\" {{ value = local.l{} }}\n", size);
  return {{"main.tf", text}};
}

Files for_each(int64_t size) {
  std::string text(kSupport);
  text += "locals {\n  queues = {\n";
  for (int64_t n = 0; n < size; ++n) add(text, "    \"q-{}\" = {{ delay = {}, fifo = {} }}\n", n, n, n % 2 == 0);
  text += R"(  }
}
resource "aws_sqs_queue" "q" {
  for_each      = local.queues
  name          = "${local.prefix}-${each.key}"
  delay_seconds = each.value.delay
  fifo_queue    = each.value.fifo
  tags          = local.tags
}
output "arns" { value = [for k, q in aws_sqs_queue.q : q.arn] }
)";
  return {{"main.tf", text}};
}

/// One index for each instance: `aws_sqs_queue.q["q-1"].arn`.
Files instance_references(int64_t size) {
  Files result = for_each(size);
  for (int64_t n = 0; n < size; ++n) add(result[0].second, "output \"o_{0}\" {{ value = aws_sqs_queue.q[\"q-{0}\"].arn }}\n", n);
  return result;
}

Files dynamic_blocks(int64_t size) {
  std::string text = R"(resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = range(SIZE)
    content {
      from_port   = ingress.value
      cidr_blocks = ["10.0.${ingress.key % 256}.0/24"]
    }
  }
}
)";
  text.replace(text.find("SIZE"), 4, std::to_string(size));
  return {{"main.tf", text}};
}

/// Nested blocks, each of a type of its own.
Files block_types(int64_t size) {
  std::string text = "resource \"aws_x\" \"x\" {\n";
  for (int64_t n = 0; n < size; ++n) add(text, "  block_{0} {{ a = {0} }}\n", n);
  return {{"main.tf", text + "}\n"}};
}

Files arguments(int64_t size) {
  std::string text = "resource \"aws_x\" \"x\" {\n";
  for (int64_t n = 0; n < size; ++n) add(text, "  a_{0} = {0}\n", n);
  text += "}\n";
  for (int64_t n = 0; n < size; ++n) add(text, "output \"o_{0}\" {{ value = aws_x.x.a_{0} }}\n", n);
  return {{"main.tf", text}};
}

Files module_arguments(int64_t size) {
  std::string call = "module \"m\" {\n  source = \"./m\"\n";
  std::string module;
  for (int64_t n = 0; n < size; ++n) {
    add(call, "  v_{0} = {0}\n", n);
    add(module, "variable \"v_{0}\" {{}}\noutput \"o_{0}\" {{ value = var.v_{0} }}\n", n);
  }
  return {{"main.tf", call + "}\noutput \"all\" { value = module.m }\n"}, {"m/main.tf", module}};
}

Files variables(int64_t size) {
  std::string declared;
  std::string set;
  for (int64_t n = 0; n < size; ++n) {
    add(declared,
        "variable \"v_{0}\" {{ type = object({{ a = string, b = optional(number, 1) }}) }}\noutput \"o_{0}\" {{ value = var.v_{0}.b }}\n",
        n);
    add(set, "v_{0} = {{ a = {0} }}\n", n);
  }
  return {{"main.tf", declared}, {"terraform.tfvars", set}};
}

/// References to what is not there, each of which asks what may have been meant.
Files undeclared(int64_t size) {
  std::string text = "locals {\n";
  for (int64_t n = 0; n < size; ++n) add(text, "  name_{} = 1\n", n);
  text += "}\n";
  for (int64_t n = 0; n < size; ++n) add(text, "output \"o_{0}\" {{ value = local.nane_{0} }}\n", n);
  return {{"main.tf", text}};
}

Files unset(int64_t size) {
  std::string text;
  for (int64_t n = 0; n < size; ++n) add(text, "variable \"v_{0}\" {{}}\nresource \"aws_x\" \"x_{0}\" {{ a = \"${{var.v_{0}}}-x\" }}\n", n);
  return {{"main.tf", text}};
}

/// Attribute names that code steps into, beside a resource that is used as a whole.
Files stepped_names(int64_t size) {
  std::string text = fmt::format("resource \"aws_x\" \"many\" {{ count = {} }}\noutput \"ids\" {{ value = aws_x.many[*].id }}\n", size);
  for (int64_t n = 0; n < size; ++n) add(text, "output \"o_{0}\" {{ value = aws_x.many[0].attribute_{0} }}\n", n);
  return {{"main.tf", text}};
}

/// Every resource asks for one resource of many instances as a whole.
Files counted(int64_t size) {
  std::string text = fmt::format("resource \"aws_x\" \"many\" {{ count = {} }}\nlocals {{ ids = aws_x.many[*].id }}\n", size);
  for (int64_t n = 0; n < size; ++n) add(text, "resource \"aws_y\" \"y_{0}\" {{ x = local.ids[{0}] }}\n", n);
  return {{"main.tf", text}};
}

/// Each resource needs the one before.
Files resource_chain(int64_t size) {
  std::string text = "resource \"aws_x\" \"x0\" {}\n";
  for (int64_t n = 1; n <= size; ++n) add(text, "resource \"aws_x\" \"x{}\" {{ a = aws_x.x{}.id }}\n", n, n - 1);
  return {{"main.tf", text}};
}

/// A module by count, whose outputs are gathered.
Files module_count(int64_t size) {
  std::string text = fmt::format(
      "module \"m\" {{\n  source = \"./service\"\n  count = {}\n  name = \"n-${{count.index}}\"\n}}\noutput \"urls\" {{ value = "
      "module.m[*].url }}\n",
      size);
  return {{"main.tf", text}, {"service/main.tf", std::string(kService)}};
}

Files policy_statements(int64_t size) {
  std::string text = "data \"aws_iam_policy_document\" \"d\" {\n";
  for (int64_t n = 0; n < size; ++n)
    add(text, "  statement {{\n    sid = \"S{0}\"\n    actions = [\"s3:Get{0}\"]\n    resources = [\"*\"]\n  }}\n", n);
  return {{"main.tf", text + "}\noutput \"json\" { value = data.aws_iam_policy_document.d.json }\n"}};
}

Files overrides(int64_t size) {
  std::string base;
  std::string over;
  for (int64_t n = 0; n < size; ++n) {
    add(base, "resource \"aws_x\" \"x_{0}\" {{ a = {0} }}\n", n);
    add(over, "resource \"aws_x\" \"x_{0}\" {{ b = {0} }}\n", n);
  }
  return {{"main.tf", base}, {"override.tf", over}};
}

void with_root(Shape shape, int64_t size, void (*work)(benchmark::State&, Loader&), benchmark::State& state) {
  documents::MemoryRepository repository;
  for (auto& [path, text] : shape(size)) repository.add(std::move(path), std::move(text));
  diag::SourceMap sources;
  Loader loader(repository, sources);
  loader.module(".");
  evaluate_root({.folder = "."}, loader);  // Modules that are called are read now.
  work(state, loader);
  state.SetComplexityN(size);
}

void evaluate(benchmark::State& state, Shape shape) {
  base::on_large_stack([&] {
    with_root(
        shape, state.range(0),
        [](benchmark::State& measured, Loader& loader) {
          for (auto _ : measured) benchmark::DoNotOptimize(evaluate_root({.folder = "."}, loader).ledger.size());
        },
        state);
  });
}

void write_plan(benchmark::State& state, Shape shape) {
  with_root(
      shape, state.range(0),
      [](benchmark::State& measured, Loader& loader) {
        RootEvaluation evaluation = evaluate_root({.folder = "."}, loader);
        for (auto _ : measured) benchmark::DoNotOptimize(plan_json(evaluation, loader.sources()).size());
      },
      state);
}

void declare_module(benchmark::State& state, Shape shape) {
  documents::MemoryRepository repository;
  for (auto& [path, text] : shape(state.range(0))) repository.add(std::move(path), std::move(text));
  for (auto _ : state) {
    diag::SourceMap sources;
    Loader loader(repository, sources);
    benchmark::DoNotOptimize(loader.module(".").get());
  }
  state.SetComplexityN(state.range(0));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(10)->Range(10, 10'000)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);
}

#define EVALUATE(shape) BENCHMARK_CAPTURE(evaluate, shape, shape)->Apply(sizes)
EVALUATE(resources);
EVALUATE(files);
EVALUATE(calls);
EVALUATE(folders);
EVALUATE(nested);
EVALUATE(locals);
EVALUATE(for_each);
EVALUATE(instance_references);
EVALUATE(dynamic_blocks);
EVALUATE(block_types);
EVALUATE(arguments);
EVALUATE(module_arguments);
EVALUATE(variables);
EVALUATE(undeclared);
EVALUATE(unset);
EVALUATE(stepped_names);
EVALUATE(counted);
EVALUATE(resource_chain);
EVALUATE(module_count);
EVALUATE(policy_statements);
EVALUATE(overrides);
BENCHMARK_CAPTURE(write_plan, resources, resources)->Apply(sizes);
BENCHMARK_CAPTURE(write_plan, for_each, for_each)->Apply(sizes);
BENCHMARK_CAPTURE(declare_module, resources, resources)->Apply(sizes);
BENCHMARK_CAPTURE(declare_module, files, files)->Apply(sizes);
BENCHMARK_CAPTURE(declare_module, overrides, overrides)->Apply(sizes);

}  // namespace
}  // namespace wafpp::terraform

BENCHMARK_MAIN();
