#include "functions/function.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "functions/notation.h"
#include "value/origin.h"

// The registry and the call protocol. What single functions do is in the tables beside this file.

namespace wafpp::functions {
namespace {

using notation::describe;
using value::CauseKind;
using value::Origin;
using value::OriginStep;

TEST(Registry, ListsEveryFunctionOnceByName) {
  std::string_view before;
  for (const Function* function : all_functions()) {
    EXPECT_LT(before, function->name);
    before = function->name;
  }
}

TEST(Registry, EveryFunctionIsDocumented) {
  for (const Function* function : all_functions()) {
    EXPECT_TRUE(function->summary.ends_with('.')) << function->name;
    EXPECT_FALSE(function->examples.empty()) << function->name;
    for (const Parameter& parameter : function->parameters) EXPECT_FALSE(parameter.name.empty()) << function->name;
    EXPECT_EQ(function->call == nullptr, function->special == Special::Lazy) << function->name;
    for (const Example& example : function->examples) {
      EXPECT_THAT(std::string(example.expression), testing::HasSubstr(std::string(function->name) + "(")) << function->name;
    }
  }
}

TEST(Registry, FindsByNameAndNamespace) {
  ASSERT_NE(find_function("length"), nullptr);
  EXPECT_EQ(find_function("core::length"), find_function("length"));
  EXPECT_NE(find_function("provider::terraform::encode_tfvars"), nullptr);
  for (std::string_view name : {"", "Length", "lengt", "lengths", "core::", "core::core::length", "core::provider::terraform::encode_expr",
                                "provider::terraform::length", "length "}) {
    EXPECT_EQ(find_function(name), nullptr) << name;
  }
}

TEST(Registry, SuggestsNamesThatResemble) {
  EXPECT_THAT(similar_functions("lenght"), testing::ElementsAre("length"));
  EXPECT_THAT(similar_functions("to_list"), testing::Contains("tolist"));
  EXPECT_THAT(similar_functions("filesha"), testing::Contains("filesha1"));
  EXPECT_LE(similar_functions("base64sha").size(), 3u);
  EXPECT_THAT(similar_functions("entirely_else"), testing::IsEmpty());
  EXPECT_THAT(similar_functions(""), testing::IsEmpty());
  EXPECT_THAT(similar_functions(std::string(10'000, 'x')), testing::IsEmpty());
}

// Entries that show what they are called with.
Outcome describe_all(std::span<const Value> args, Type, Context&) {
  std::string text;
  for (const Value& argument : args) text += (text.empty() ? "" : "; ") + describe(argument);
  return Value::string(text);
}

constexpr Parameter kString[] = {{.name = "text", .shape = Shape::String}};
constexpr Parameter kAnything[] = {
    {.name = "value", .allow_null = true, .allow_unknown = true, .allow_dynamic = true, .allow_marked = true}};
constexpr Parameter kUnknownValue[] = {{.name = "value", .allow_unknown = true}};
constexpr Parameter kRest = {.name = "more", .shape = Shape::Number};

constexpr Function kPlain = {.name = "plain", .parameters = kString, .result = Shape::String, .call = describe_all};
constexpr Function kOpen = {.name = "open", .parameters = kAnything, .result = Shape::String, .call = describe_all};
constexpr Function kTyped = {.name = "typed", .parameters = kUnknownValue, .result = Shape::String, .call = describe_all};
constexpr Function kVariadic = {.name = "variadic", .parameters = kString, .rest = &kRest, .result = Shape::String, .call = describe_all};
constexpr Function kNullable = {
    .name = "nullable", .parameters = kString, .result = Shape::String, .call = describe_all, .result_not_null = false};
constexpr Function kChance = {.name = "chance", .result = Shape::String, .call = describe_all, .special = Special::Undetermined};
constexpr Function kConsole = {.name = "console", .result = Shape::String, .call = describe_all, .special = Special::ConsoleOnly};

std::string called(const Function& function, std::vector<Value> arguments) {
  Context context;
  Outcome outcome = invoke(function, arguments, context);
  return outcome ? describe(*outcome) : fmt::format("error {}: {}", outcome.error().argument, outcome.error().message);
}

const Value kText = Value::string("a");
const Value kSecret = Value::string("a").with_marks(value::kSensitive);

TEST(Call, CountsArguments) {
  EXPECT_EQ(called(kPlain, {}), "error -1: Function \"plain\" expects 1 argument(s). Missing value for \"text\".");
  EXPECT_EQ(called(kPlain, {kText, kText}), "error 1: Function \"plain\" expects only 1 argument(s).");
  EXPECT_EQ(called(kVariadic, {}), "error -1: Function \"variadic\" expects at least 1 argument(s). Missing value for \"text\".");
  EXPECT_EQ(called(kVariadic, {kText, Value::integer(1), Value::integer(2)}), R"("\"a\"; 1; 2")");
}

TEST(Call, ConvertsArguments) {
  EXPECT_EQ(called(kPlain, {Value::integer(12)}), R"("\"12\"")");
  EXPECT_EQ(called(kVariadic, {kText, Value::string("7")}), R"("\"a\"; 7")");
  EXPECT_THAT(called(kPlain, {Value::tuple({})}), testing::StartsWith("error 0: Invalid value for \"text\" parameter: "));
  EXPECT_THAT(called(kVariadic, {kText, kText}), testing::StartsWith("error 1: Invalid value for \"more\" parameter: "));
}

TEST(Call, RefusesNull) {
  EXPECT_EQ(called(kPlain, {Value::null()}), "error 0: argument must not be null");
  EXPECT_EQ(called(kPlain, {Value::null(Type::string()).with_marks(value::kSensitive)}), "error 0: argument must not be null");
  EXPECT_EQ(called(kVariadic, {kText, Value::null()}), "error 1: argument must not be null");
  // Also beside an unknown one.
  EXPECT_EQ(called(kVariadic, {Value::unknown(Type::string()), Value::null()}), "error 1: argument must not be null");
  EXPECT_EQ(called(kOpen, {Value::null()}), "\"null\"");
}

TEST(Call, AnswersForUnknownArguments) {
  EXPECT_EQ(called(kPlain, {Value::unknown(Type::string())}), "unknown string not null");
  EXPECT_EQ(called(kNullable, {Value::unknown(Type::string())}), "unknown string");
  EXPECT_EQ(called(kOpen, {Value::unknown(Type::number())}), "\"unknown number\"");
  EXPECT_EQ(called(kTyped, {Value::unknown(Type::number())}), "\"unknown number\"");
  // Without a type nothing is known of the result's, unless the entry takes such.
  EXPECT_EQ(called(kTyped, {Value::unknown()}), "unknown any");
  EXPECT_EQ(called(kOpen, {Value::unknown()}), "\"unknown any\"");
}

TEST(Call, CarriesMarks) {
  EXPECT_EQ(called(kPlain, {kSecret}), R"(sensitive "\"a\"")");
  EXPECT_EQ(called(kVariadic, {kText, Value::integer(1).with_marks(value::kEphemeral)}), R"(ephemeral "\"a\"; 1")");
  EXPECT_EQ(called(kTyped, {Value::tuple({kSecret})}), R"(sensitive "[\"a\"]")");
  EXPECT_EQ(called(kTyped, {Value::unknown().with_marks(value::kSensitive)}), "sensitive unknown any");
  EXPECT_EQ(called(kPlain, {Value::unknown(Type::string()).with_marks(value::kSensitive)}), "sensitive unknown string not null");
  // An entry that asks for marked ones sees to the marks itself.
  EXPECT_EQ(called(kOpen, {kSecret}), R"("sensitive \"a\"")");
}

TEST(Call, LeavesToConsolesWhatIsTheirs) {
  Context check;
  Context console = {.undetermined_is_unknown = false, .is_console = true};
  Outcome chance = invoke(kChance, {}, check);
  ASSERT_TRUE(chance);
  EXPECT_EQ(describe(*chance), "unknown string not null");
  auto causes = value::causes(chance->origin());
  ASSERT_EQ(causes.size(), 1u);
  EXPECT_EQ(causes[0]->cause, CauseKind::Function);
  EXPECT_EQ(causes[0]->text, "chance");
  EXPECT_EQ(describe(*invoke(kChance, {}, console)), "\"\"");
  EXPECT_FALSE(invoke(kConsole, {}, check));
  EXPECT_TRUE(invoke(kConsole, {}, console));
}

Origin stem(std::string text) {
  auto target =
      std::make_shared<const value::StemTarget>(value::StemTarget{.type = "thing", .address = "thing." + text, .data = false, .place = {}});
  return Origin::step({.kind = OriginStep::Kind::Stem, .text = std::move(text), .target = std::move(target)});
}

std::vector<std::string> stems_of(std::string_view name, std::vector<Value> arguments) {
  Context context;
  Outcome outcome = invoke(*find_function(name), arguments, context);
  std::vector<std::string> texts;
  if (!outcome) return {outcome.error().message};
  for (const OriginStep* step : value::stems(outcome->origin())) texts.push_back(step->text);
  return texts;
}

TEST(Call, KeepsWhereTheResultStemsFrom) {
  Value a = Value::string("a").with_origin(stem("a.arn"));
  Value b = Value::string("b").with_origin(stem("b.arn"));
  Value both = Value::tuple({a, b});
  EXPECT_THAT(stems_of("upper", {a}), testing::ElementsAre("a.arn"));
  EXPECT_THAT(stems_of("join", {Value::string(","), both}), testing::ElementsAre("a.arn", "b.arn"));
  // What is handed on stems from where it was, and from nothing else.
  EXPECT_THAT(stems_of("element", {both, Value::integer(1)}), testing::ElementsAre("b.arn"));
  EXPECT_THAT(stems_of("coalesce", {Value::null(), b, a}), testing::ElementsAre("b.arn"));
  EXPECT_THAT(stems_of("lookup", {Value::object({{Value::string("k"), a}, {Value::string("l"), b}}), Value::string("k")}),
              testing::ElementsAre("a.arn"));
  // An unknown result hangs on everything.
  Value unknown = Value::unknown(Type::string()).with_origin(stem("c.arn"));
  EXPECT_THAT(stems_of("compact", {Value::list(Type::string(), {a, unknown})}), testing::UnorderedElementsAre("a.arn", "c.arn"));
  EXPECT_THAT(stems_of("flatten", {Value::tuple({a, Value::unknown(Type::list(Type::string())).with_origin(stem("l"))})}),
              testing::UnorderedElementsAre("a.arn", "l"));
}

TEST(Call, StopsAtLimits) {
  struct Case {
    std::string_view expression;
    Context context;
  };
  const Case kCases[] = {
      {R"(join("", ["abcdef", "abcdef"]))", {.max_string = 10}},
      {R"(indent(11, "a"))", {.max_string = 10}},
      {R"(indent(9000000000000000000, "a\nb"))", {}},
      {R"(indent(4, "a\nb\nc"))", {.max_string = 10}},
      {R"(split("", "abcd"))", {.max_elements = 3}},
      {R"(split(",", "a,b,c,d"))", {.max_elements = 3}},
      {R"(concat([1, 2], [3, 4]))", {.max_elements = 3}},
      {R"(flatten([[1, 2], [3, 4]]))", {.max_elements = 3}},
      {R"(merge({a = 1, b = 2}, {c = 3, d = 4}))", {.max_elements = 3}},
      {R"(setunion([1, 2], [3, 4]))", {.max_elements = 3}},
      {R"(setproduct([1, 2], [3, 4]))", {.max_elements = 3}},
      {R"(transpose({a = ["1", "2"], b = ["1", "2"]}))", {.max_elements = 3}},
      {R"(replace("aaaa", "a", "xxxx"))", {.max_string = 10}},
      {R"(provider::terraform::encode_expr(["abcdef", "abcdef"]))", {.max_string = 10}},
  };
  for (const Case& limited : kCases) {
    Context context = limited.context;
    EXPECT_THAT(notation::result_of(limited.expression, context), testing::StartsWith("limit: ")) << limited.expression;
  }
}

// The product of the lengths does not fit into 64 bits.
TEST(Call, CountsProductsWithoutWrappingAround) {
  Context context;
  std::vector<Value> elements;
  for (int i = 0; i < 65536; ++i) elements.push_back(Value::integer(i));
  std::vector<Value> factors(4, Value::list(Type::number(), elements));
  Outcome outcome = invoke(*find_function("setproduct"), factors, context);
  ASSERT_FALSE(outcome);
  EXPECT_TRUE(outcome.error().limit);
  factors.push_back(Value::list(Type::number(), {}));
  outcome = invoke(*find_function("setproduct"), factors, context);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->length(), 0u);
}

}  // namespace
}  // namespace wafpp::functions
