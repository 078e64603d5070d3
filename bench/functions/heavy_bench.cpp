// The functions whose work grows with their arguments: each has to grow no faster than `n log n`.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/check.h"
#include "functions/function.h"

namespace wafpp::functions {
namespace {

using Arguments = std::vector<Value>;

Value words(int64_t count, const char* prefix = "value-") {
  std::vector<Value> elements;
  // Neither sorted nor all distinct.
  for (int64_t n = 0; n < count; ++n) elements.push_back(Value::string(prefix + std::to_string(n * 7'919 % (count + count / 10))));
  return Value::list(Type::string(), std::move(elements));
}
Value numbers(int64_t count) {
  std::vector<Value> elements;
  for (int64_t n = 0; n < count; ++n) elements.push_back(Value::integer(n * 7'919 % count));
  return Value::list(Type::number(), std::move(elements));
}
Value mapping(int64_t count, const char* prefix = "key-") {
  std::vector<value::Member> members;
  for (int64_t n = 0; n < count; ++n) members.push_back({Value::string(prefix + std::to_string(n)), Value::string("x")});
  return Value::map(Type::string(), std::move(members));
}
Value nested(int64_t count) {
  std::vector<Value> elements;
  for (int64_t n = 0; n < count / 10; ++n) elements.push_back(words(10));
  return Value::list(Type::list(Type::string()), std::move(elements));
}
Value text(int64_t count) {
  std::string result;
  for (int64_t n = 0; n < count; ++n) result += "key" + std::to_string(n % 97) + "=value;";
  return Value::string(result);
}

void call(benchmark::State& state, const char* name, Arguments (*make)(int64_t size)) {
  const Function* function = find_function(name);
  WAFPP_CHECK(function != nullptr, "a function that is measured exists");
  Arguments arguments = make(state.range(0));
  Context context;
  for (auto _ : state) {
    Outcome outcome = invoke(*function, arguments, context);
    if (!outcome) return state.SkipWithError(outcome.error().message.c_str());
    benchmark::DoNotOptimize(*outcome);
  }
  state.SetComplexityN(state.range(0));
}

#define CALL(label, name, ...)                                                           \
  BENCHMARK_CAPTURE(call, label, name, [](int64_t n) { return Arguments{__VA_ARGS__}; }) \
      ->RangeMultiplier(10)                                                              \
      ->Range(10, 10'000)                                                                \
      ->Complexity(benchmark::oNLogN)                                                    \
      ->Unit(benchmark::kMicrosecond)
CALL(merge, "merge", mapping(n), mapping(n, "other-"));
CALL(concat, "concat", words(n), words(n));
CALL(flatten, "flatten", nested(n));
CALL(distinct, "distinct", words(n));
CALL(sort, "sort", words(n));
CALL(toset, "toset", words(n));
CALL(tolist_of_numbers, "tolist", numbers(n));
CALL(sum, "sum", numbers(n));
CALL(setunion, "setunion", words(n), words(n, "other-"));
CALL(setsubtract, "setsubtract", words(n), words(n / 2));
CALL(setproduct, "setproduct", words(n / 10), words(10, "right-"));
CALL(contains_last, "contains", words(n), Value::string("missing"));
CALL(matchkeys, "matchkeys", words(n), words(n), words(n / 2));
CALL(zipmap, "zipmap", words(n), words(n));
CALL(transpose, "transpose", Value::map(Type::list(Type::string()), {{Value::string("k"), words(n)}}));
CALL(chunklist, "chunklist", words(n), Value::integer(7));
CALL(compact, "compact", words(n));
CALL(coalescelist, "coalescelist", words(0), words(n));
CALL(join, "join", Value::string(","), words(n));
CALL(split, "split", Value::string(";"), text(n));
CALL(replace, "replace", text(n), Value::string("="), Value::string(" is "));
CALL(replace_pattern, "replace", text(n), Value::string("/([a-z]+)([0-9]+)=/"), Value::string("$2$1:"));
CALL(regexall, "regexall", Value::string("(?P<k>[a-z]+)([0-9]+)"), text(n));
CALL(upper, "upper", text(n));
CALL(title, "title", text(n));
CALL(indent, "indent", Value::integer(2), text(n));
CALL(strrev, "strrev", text(n));
CALL(length_of_text, "length", text(n));

}  // namespace
}  // namespace wafpp::functions

BENCHMARK_MAIN();
