// One expression over all functions, in Terraform's logic and in that of controls, in a scope with a value of every kind.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/threads.h"
#include "eval/evaluator.h"
#include "eval/memory_scope.h"
#include "value/json.h"

namespace {

using namespace wafpp;
using namespace wafpp::value;

/// What `var.` and `local.` name, written as expressions.
constexpr std::pair<std::string_view, std::string_view> kVariables[] = {
    {"s", R"("text äß %d")"},
    {"n", "42"},
    {"f", "-1.5e-7"},
    {"b", "true"},
    {"nil", "null"},
    {"list", R"(tolist(["a", "b", "c"]))"},
    {"numbers", "[3, 1, 2]"},
    {"set", R"(toset(["x", "y"]))"},
    {"map", R"(tomap({ a = "1", b = "2" }))"},
    {"object", R"({ name = "o", list = [{ id = 1 }, { id = 2 }], nil = null })"},
    {"cidr", R"("10.0.0.0/16")"},
    {"time", R"("2024-02-29T12:00:00Z")"},
    {"json", R"("{\"a\":[1,2,{\"b\":null}]}")"},
    {"template", R"("%%{ for x in list }$${x}%%{ endfor }")"},
    {"secret", R"(sensitive(["s"]))"},
};

void check_value(const Value& value, const diag::SourceMap& sources) {
  WAFPP_CHECK(value.depth() <= Value::kMaxDepth, "a value that is deeper than the limit");
  walk(value.deep_origin(), [&](const OriginStep& step) {
    WAFPP_CHECK(!step.place.known() || step.place.end <= sources.at(step.place.source).text().size(), "a place outside of the source");
    return true;
  });
  uint8_t marks = 0;
  Value plain = value.unmark_deep(marks);
  WAFPP_CHECK(marks == value.deep_marks() && plain.deep_marks() == 0, "marks that are not taken off");
  WAFPP_CHECK(Value::same(plain, value), "marks make a difference");
  (void)to_console(value);
  if (!plain.is_wholly_known()) return;
  base::Result<std::string> json = to_json(plain);
  if (!json) return;  // Infinity.
  base::Result<Value> again = from_json(*json);
  WAFPP_CHECK(again.has_value(), "JSON that cannot be read again");
  base::Result<std::string> twice = to_json(*again);
  WAFPP_CHECK(twice.has_value() && *twice == *json, "JSON that differs when it is written again");
}

void run(std::string_view input) {
  testing::Workbench workbench;
  workbench.context.max_string = 1 << 20;
  workbench.context.max_elements = 20'000;
  workbench.files.files = {{"a.txt", "text ${name}\n"}, {"t.tftpl", "%{ for x in list ~}\n${x}\n%{ endfor }"}, {"b.csv", "a,b\n1,2\n"}};
  for (const auto& [name, text] : kVariables) {
    workbench.budget = {};
    Value value = workbench.evaluate(std::string(text));
    WAFPP_CHECK(!workbench.sink.has_errors(), "a variable of this test");
    workbench.scope.set("var", std::string(name), value);
    workbench.scope.set("local", std::string(name), Value::unknown(value.type()));
  }
  workbench.scope.set("var", "dynamic", Value::unknown());
  const hcl::Expr& expr = workbench.parse(std::string(input));
  for (eval::Logic logic : {eval::Logic::Terraform, eval::Logic::Lenient}) {
    diag::Sink sink;
    eval::Budget budget{.steps = 50'000, .elements = 50'000};
    Value value = eval::Evaluator(workbench.scope, workbench.context, sink, budget, logic).evaluate(expr);
    check_value(value, workbench.sources);

    // The same again, unless a limit came in between: then what is left unknown is the same too.
    diag::Sink second_sink;
    eval::Budget second_budget{.steps = 50'000, .elements = 50'000};
    Value second = eval::Evaluator(workbench.scope, workbench.context, second_sink, second_budget, logic).evaluate(expr);
    WAFPP_CHECK(Value::same(value, second), "the same expression has another value");
    WAFPP_CHECK(sink.error_count() == second_sink.error_count(), "the same expression has other errors");
    for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
      WAFPP_CHECK(!diagnostic.message.empty(), "a diagnostic without a message");
      WAFPP_CHECK(!diagnostic.place.known() || diagnostic.place.end <= workbench.sources.at(diagnostic.place.source).text().size(),
                  "a place outside of the source");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  base::on_large_stack([&] { run({reinterpret_cast<const char*>(data), size}); });
  return 0;
}
