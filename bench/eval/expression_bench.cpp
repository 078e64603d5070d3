// Expressions a second, one core, of the kinds that modules are full of.

#include <benchmark/benchmark.h>

#include <string>

#include "eval/evaluator.h"
#include "eval/memory_scope.h"

namespace wafpp::eval {
namespace {

void evaluate(benchmark::State& state, const char* text, Logic logic = Logic::Terraform) {
  testing::Workbench workbench;
  auto set = [&](const char* root, const char* name, const char* value) { workbench.scope.set(root, name, workbench.evaluate(value)); };
  set("var", "environment", R"("prod")");
  set("var", "tags", R"({ application = "shop", environment = "prod", owner = "blue" })");
  set("var", "ports", "[80, 443, 5432, 8080]");
  set("var", "subnets", R"([for i in range(6) : { id = "subnet-${i}", zone = "eu-central-1${i % 2 == 0 ? "a" : "b"}", public = i < 2 }])");
  set("local", "prefix", R"("shop-prod")");
  workbench.scope.set("aws_kms_key", "this", Value::unknown());
  const hcl::Expr& expr = workbench.parse(text);
  for (auto _ : state) {
    diag::Sink sink;
    Budget budget;
    Value value = Evaluator(workbench.scope, workbench.context, sink, budget, logic).evaluate(expr);
    if (sink.has_errors()) state.SkipWithError("the expression has errors");
    benchmark::DoNotOptimize(value);
  }
  state.SetItemsProcessed(state.iterations());
}

#define EXPRESSION(name, ...) BENCHMARK_CAPTURE(evaluate, name, __VA_ARGS__)
EXPRESSION(literal, R"("alias/aws/rds")");
EXPRESSION(reference, "var.environment");
EXPRESSION(unknown_reference, "aws_kms_key.this.arn");
EXPRESSION(text_template, R"("${local.prefix}-${var.environment}-db")");
EXPRESSION(conditional, R"(var.environment == "prod" ? 35 : 7)");
EXPRESSION(object, R"({ Name = local.prefix, Environment = var.environment, Port = var.ports[0] })");
EXPRESSION(merge, R"(merge(var.tags, { component = "api" }))");
EXPRESSION(lookup, R"(lookup(var.tags, "owner", "nobody"))");
EXPRESSION(try_missing, R"(try(var.tags.missing, var.environment))");
EXPRESSION(loop_with_condition, "[for s in var.subnets : s.id if !s.public]");
EXPRESSION(loop_grouping, "{ for s in var.subnets : s.zone => s.id... }");
EXPRESSION(splat, "var.subnets[*].id");
EXPRESSION(contains, "contains(var.ports, 443) && !contains(var.ports, 22)");
EXPRESSION(join, R"(join(",", sort([for s in var.subnets : upper(s.id)])))");
EXPRESSION(directive, R"("%{ for p in var.ports ~}port ${p}\n%{ endfor ~}")");
EXPRESSION(lenient_question, R"(var.tags.missing[0].scan_on_push || var.environment == "prod")", Logic::Lenient);

}  // namespace
}  // namespace wafpp::eval

BENCHMARK_MAIN();
