#include <fmt/format.h>

#include <cmath>

#include "functions/arguments.h"
#include "functions/go_math.h"
#include "value/convert.h"
#include "value/quote.h"

/// Numbers: rounding, comparing, adding up, powers, reading digits, ranges.
namespace wafpp::functions {

namespace {

// go-cty stops a range here; more would be an error there, not a limit of ours.
constexpr size_t kMostInRange = 1024;
constexpr std::string_view kNotNumbers = "argument must be list, set, or tuple of number values";

Value real(double value) {
  if (std::isinf(value)) return Value::number(Number::infinity(value < 0));
  return Value::number(Number::from_double(value));
}

Outcome absolute(std::span<const Value> args, Type, Context&) {
  return Value::number(args[0].as_number().absolute()).with_marks(args[0].marks());
}

Outcome ceil(std::span<const Value> args, Type, Context&) { return Value::number(args[0].as_number().ceil()); }

Outcome floor(std::span<const Value> args, Type, Context&) { return Value::number(args[0].as_number().floor()); }

/// `pow` and `log` read two doubles and give one.
Outcome of_doubles(std::span<const Value> args, double (*operation)(double, double)) {
  auto first = floating(args[0]);
  if (!first) return refuse(first.error());
  auto second = floating(args[1]);
  if (!second) return refuse(second.error());
  double result = operation(*first, *second);
  if (std::isnan(result)) return refuse("the result is not a number");
  return real(result);
}

Outcome log(std::span<const Value> args, Type, Context&) {
  return of_doubles(args, [](double number, double base) { return go_log(number) / go_log(base); });
}

Outcome pow(std::span<const Value> args, Type, Context&) { return of_doubles(args, go_pow); }

Outcome signum(std::span<const Value> args, Type, Context&) {
  // Only whole numbers, as in go-cty: signum(0.5) is an error.
  auto number = whole_number(args[0]);
  if (!number) return refuse(number.error());
  return Value::integer(*number < 0 ? -1 : *number > 0 ? 1 : 0);
}

/// The first of the arguments that no other one precedes (`wanted` is what `compare` says of a better one).
Outcome extreme(std::span<const Value> args, int wanted) {
  if (args.empty()) return refuse("must pass at least one number");
  const Value* best = &args[0];
  for (const Value& candidate : args.subspan(1)) {
    if (Number::compare(candidate.as_number(), best->as_number()) == wanted) best = &candidate;
  }
  return *best;
}

Outcome max(std::span<const Value> args, Type, Context&) { return extreme(args, 1); }

Outcome min(std::span<const Value> args, Type, Context&) { return extreme(args, -1); }

tl::expected<Type, FunctionError> parseint_type(std::span<const Value> args) {
  if (args[0].kind() != TypeKind::String) {
    return refuse(0, fmt::format("first argument must be a string, not {}", args[0].type().friendly_name()));
  }
  return Type::number();
}

Outcome parseint(std::span<const Value> args, Type, Context&) {
  auto base = whole_number(args[1]);
  if (!base) return refuse(1, base.error());
  if (*base < 2 || *base > 62) return refuse(1, "base must be a whole number between 2 and 62 inclusive");
  auto number = Number::parse_integer(args[0].as_string(), static_cast<int>(*base));
  if (!number) return refuse(0, fmt::format("cannot parse {} as a base {} integer", value::quote(args[0].as_string()), *base));
  return Value::number(*number);
}

Outcome sum(std::span<const Value> args, Type, Context&) {
  const Value& list = args[0];
  bool is_iterable = is_sequence(list.kind()) || list.kind() == TypeKind::Map || list.kind() == TypeKind::Object;
  if (!is_iterable) return refuse(0, "cannot sum noniterable");
  if (list.length() == 0) return refuse(0, "cannot sum an empty list");
  if (!is_sequence(list.kind())) {
    return refuse(0, fmt::format("argument must be list, set, or tuple. Received {}", list.type().friendly_name()));
  }
  if (!list.is_wholly_known()) return Value::unknown(Type::number());
  std::optional<Number> total;
  for (const Value& element : list.elements()) {
    if (element.is_null()) return refuse(0, std::string(kNotNumbers));
    auto number = value::convert(element, Type::number());
    if (!number) return refuse(0, std::string(kNotNumbers));
    // The first stands for itself, with its own precision.
    total = total ? Number::add(*total, number->as_number()) : number->as_number();
    if (!total) return refuse("can't compute sum of opposing infinities");
  }
  return Value::number(*total);
}

Outcome range(std::span<const Value> args, Type, Context&) {
  if (args.empty() || args.size() > 3) return refuse("must have one, two, or three arguments");
  Number start = args.size() > 1 ? args[0].as_number() : Number::integer(0);
  Number end = args.size() > 1 ? args[1].as_number() : args[0].as_number();
  Number step = args.size() > 2 ? args[2].as_number() : Number::integer(Number::compare(end, start) < 0 ? -1 : 1);
  bool down = step.is_negative() && !step.is_zero();
  int direction = Number::compare(end, start);
  if (down && direction > 0) return refuse(1, "end must be less than start when step is negative");
  if (!down && direction < 0) return refuse(1, "end must be greater than start when step is positive");

  std::vector<Value> numbers;
  // A step of zero gets no further, and so meets the limit, unless there is nothing to do.
  for (Number next = start; Number::compare(next, end) == (down ? 1 : -1);) {
    if (numbers.size() >= kMostInRange) {
      return refuse("more than 1024 values were generated; either decrease the difference between start and end or use a smaller step");
    }
    numbers.push_back(Value::number(next));
    std::optional<Number> following = Number::add(next, step);
    if (!following) return refuse("can't compute sum of opposing infinities");
    next = *following;
  }
  return Value::list(Type::number(), std::move(numbers));
}

constexpr Parameter kMarkedNumber[] = {{.name = "num", .shape = Shape::Number, .allow_dynamic = true, .allow_marked = true}};
constexpr Parameter kNumber[] = {{.name = "num", .shape = Shape::Number}};
constexpr Parameter kNumberAndBase[] = {{.name = "num", .shape = Shape::Number}, {.name = "base", .shape = Shape::Number}};
constexpr Parameter kNumberAndPower[] = {{.name = "num", .shape = Shape::Number}, {.name = "power", .shape = Shape::Number}};
constexpr Parameter kNumbers = {.name = "numbers", .shape = Shape::Number, .allow_dynamic = true};
constexpr Parameter kRangeBounds = {.name = "params", .shape = Shape::Number};
constexpr Parameter kList[] = {{.name = "list"}};
constexpr Parameter kDigitsAndBase[] = {{.name = "number"}, {.name = "base", .shape = Shape::Number}};

constexpr Example kAbsExamples[] = {{"abs(-12.4)", "12.4"}, {"abs(0)", "0"}};
constexpr Example kCeilExamples[] = {{"ceil(5.1)", "6"}, {"ceil(-5.1)", "-5"}};
constexpr Example kFloorExamples[] = {{"floor(4.9)", "4"}, {"floor(-4.1)", "-5"}};
constexpr Example kLogExamples[] = {{"log(16, 2)", "4"}, {"log(50, 10)", "1.6989700043360185"}, {"log(1, 1)", ""}};
constexpr Example kMaxExamples[] = {{"max(12, 54, 3)", "54"}, {"max([12, 54, 3]...)", "54"}, {"max()", ""}};
constexpr Example kMinExamples[] = {{"min(12, 54, 3)", "3"}, {"min(\"7\", 8)", "7"}};
constexpr Example kParseintExamples[] = {{"parseint(\"FF\", 16)", "255"}, {"parseint(\"-10\", 2)", "-2"}, {"parseint(\"12\", 2)", ""}};
constexpr Example kPowExamples[] = {{"pow(3, 2)", "9"}, {"pow(4, 0)", "1"}, {"pow(2, 0.5)", "1.4142135623730951"}};
constexpr Example kRangeExamples[] = {
    {"range(3)", "tolist([\n  0,\n  1,\n  2,\n])"}, {"range(4, 1)", "tolist([\n  4,\n  3,\n  2,\n])"}, {"range(1, 8, 0)", ""}};
constexpr Example kSignumExamples[] = {{"signum(-13)", "-1"}, {"signum(0)", "0"}, {"signum(0.5)", ""}};
constexpr Example kSumExamples[] = {{"sum([10, 13, 6, 4.5])", "33.5"}, {"sum([])", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "abs",
        .summary = "The number without its sign.",
        .parameters = kMarkedNumber,
        .result = Shape::Number,
        .call = absolute,
        .examples = kAbsExamples,
    },
    {
        .name = "ceil",
        .summary = "The nearest whole number that is not less than the given one.",
        .parameters = kNumber,
        .result = Shape::Number,
        .call = ceil,
        .examples = kCeilExamples,
    },
    {
        .name = "floor",
        .summary = "The nearest whole number that is not greater than the given one.",
        .parameters = kNumber,
        .result = Shape::Number,
        .call = floor,
        .examples = kFloorExamples,
    },
    {
        .name = "log",
        .summary = "The logarithm of a number to a base.",
        .parameters = kNumberAndBase,
        .result = Shape::Number,
        .call = log,
        .examples = kLogExamples,
    },
    {
        .name = "max",
        .summary = "The greatest of the given numbers.",
        .rest = &kNumbers,
        .result = Shape::Number,
        .call = max,
        .examples = kMaxExamples,
    },
    {
        .name = "min",
        .summary = "The least of the given numbers.",
        .rest = &kNumbers,
        .result = Shape::Number,
        .call = min,
        .examples = kMinExamples,
    },
    {
        .name = "parseint",
        .summary = "The whole number that a string writes in a base from 2 to 62.",
        .parameters = kDigitsAndBase,
        .result_type = parseint_type,
        .call = parseint,
        .examples = kParseintExamples,
    },
    {
        .name = "pow",
        .summary = "A number raised to a power.",
        .parameters = kNumberAndPower,
        .result = Shape::Number,
        .call = pow,
        .examples = kPowExamples,
    },
    {
        .name = "range",
        .summary = "The numbers from a start (0) up to, but without, an end, by a step (1, or -1 downwards); at most 1024.",
        .rest = &kRangeBounds,
        .result = Shape::ListOfNumber,
        .call = range,
        .examples = kRangeExamples,
    },
    {
        .name = "signum",
        .summary = "Whether a whole number is negative (-1), zero (0) or positive (1).",
        .parameters = kNumber,
        .result = Shape::Number,
        .call = signum,
        .examples = kSignumExamples,
    },
    {
        .name = "sum",
        .summary = "The sum of the numbers in a list, set or tuple.",
        .parameters = kList,
        .result = Shape::Number,
        .call = sum,
        .examples = kSumExamples,
    },
};

}  // namespace

extern const FunctionTable table_numeric;
const FunctionTable table_numeric = {kFunctions};

}  // namespace wafpp::functions
