#include <fmt/format.h>

#include <array>
#include <optional>

#include "functions/arguments.h"

/// The functions of the provider hashicorp/aws that need nothing but their arguments.
namespace wafpp::functions {

namespace {

constexpr std::array<std::string_view, 5> kParts = {"partition", "service", "region", "account_id", "resource"};

using Arn = std::array<std::string_view, 5>;

tl::expected<Arn, FunctionError> parse_arn(std::string_view text) {
  constexpr std::string_view kPrefix = "arn:";
  if (!text.starts_with(kPrefix)) return refuse("arn: invalid prefix");
  text.remove_prefix(kPrefix.size());
  Arn arn;
  for (size_t i = 0; i + 1 < arn.size(); ++i) {
    size_t colon = text.find(':');
    if (colon == std::string_view::npos) return refuse("arn: not enough sections");
    arn[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  // The resource may hold colons itself.
  arn.back() = text;
  return arn;
}

std::string arn_text(const Arn& arn) { return fmt::format("arn:{}", fmt::join(arn, ":")); }

tl::expected<Type, FunctionError> arn_parse_type(std::span<const Value>) {
  std::vector<value::TypeField> fields;
  for (std::string_view part : kParts) fields.push_back({.name = std::string(part), .type = Type::string()});
  return Type::object(std::move(fields));
}

Outcome arn_parse(std::span<const Value> args, Type, Context&) {
  WAFPP_TRY(Arn arn, parse_arn(args[0].as_string()));
  std::vector<Member> members;
  for (size_t i = 0; i < arn.size(); ++i) members.push_back({Value::string_nfc(kParts[i]), Value::string(arn[i])});
  return Value::object(std::move(members));
}

Outcome arn_build(std::span<const Value> args, Type, Context& context) {
  Arn arn;
  uint64_t size = 0;
  for (size_t i = 0; i < arn.size(); ++i) {
    arn[i] = args[i].as_string();
    size += arn[i].size() + 1;
  }
  if (auto within = within_string_limit(size, context); !within) return tl::unexpected(within.error());
  return Value::string(arn_text(arn));
}

Outcome trim_iam_role_path(std::span<const Value> args, Type, Context&) {
  WAFPP_TRY(Arn arn, parse_arn(args[0].as_string()));
  const auto& [partition, service, region, account, resource] = arn;
  if (service != "iam") return refuse("service must be \"iam\"");
  if (!region.empty()) return refuse("region must be empty");
  if (!resource.starts_with("role/")) return refuse("resource must begin with \"role/\"");
  return Value::string(fmt::format("arn:{}:iam::{}:role/{}", partition, account, resource.substr(resource.rfind('/') + 1)));
}

constexpr Parameter kArn[] = {{.name = "arn", .shape = Shape::String, .allow_dynamic = true}};
constexpr Parameter kArnParts[] = {{.name = "partition", .shape = Shape::String, .allow_dynamic = true},
                                   {.name = "service", .shape = Shape::String, .allow_dynamic = true},
                                   {.name = "region", .shape = Shape::String, .allow_dynamic = true},
                                   {.name = "account_id", .shape = Shape::String, .allow_dynamic = true},
                                   {.name = "resource", .shape = Shape::String, .allow_dynamic = true}};

constexpr Example kArnBuildExamples[] = {
    {R"(provider::aws::arn_build("aws", "iam", "", "444455556666", "role/example"))", R"("arn:aws:iam::444455556666:role/example")"}};
constexpr Example kArnParseExamples[] = {
    {R"(provider::aws::arn_parse("arn:aws:iam::444455556666:role/example").resource)", R"("role/example")"},
    {R"(provider::aws::arn_parse("aws:iam"))", ""}};
constexpr Example kTrimIamRolePathExamples[] = {{R"(provider::aws::trim_iam_role_path("arn:aws:iam::444455556666:role/with/path/example"))",
                                                 R"("arn:aws:iam::444455556666:role/example")"},
                                                {R"(provider::aws::trim_iam_role_path("arn:aws:iam::444455556666:user/example"))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "provider::aws::arn_build",
        .summary = "An ARN, made of its parts.",
        .parameters = kArnParts,
        .result = Shape::String,
        .call = arn_build,
        .result_not_null = false,
        .examples = kArnBuildExamples,
    },
    {
        .name = "provider::aws::arn_parse",
        .summary = "The parts of an ARN: `partition`, `service`, `region`, `account_id`, `resource`.",
        .parameters = kArn,
        .result_type = arn_parse_type,
        .call = arn_parse,
        .result_not_null = false,
        .examples = kArnParseExamples,
    },
    {
        .name = "provider::aws::trim_iam_role_path",
        .summary = "The ARN of an IAM role without the path before its name.",
        .parameters = kArn,
        .result = Shape::String,
        .call = trim_iam_role_path,
        .result_not_null = false,
        .examples = kTrimIamRolePathExamples,
    },
};

}  // namespace

extern const FunctionTable table_provider_aws;
const FunctionTable table_provider_aws = {kFunctions};

}  // namespace wafpp::functions
