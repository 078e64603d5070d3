#include <fmt/format.h>

#include <algorithm>

#include "functions/arguments.h"

/// The functions of the providers hashicorp/google and hashicorp/google-beta, which have the same ones.
namespace wafpp::functions {

namespace {

FunctionError without_pattern(std::string_view id, std::string_view pattern) {
  return {0, fmt::format("The input string \"{}\" doesn't contain the expected pattern \"{}\".", id, pattern), false};
}

/// What stands between the first `collection` (`zones/`) and the slash that follows it.
Outcome element_of(std::string_view id, std::string_view collection, std::string_view pattern) {
  for (size_t at = id.find(collection); at != std::string_view::npos; at = id.find(collection, at + 1)) {
    size_t begin = at + collection.size();
    size_t end = id.find('/', begin);
    if (end == std::string_view::npos) break;
    if (end > begin) return Value::string(id.substr(begin, end - begin));
  }
  return tl::unexpected(without_pattern(id, pattern));
}

Outcome location_from_id(std::span<const Value> args, Type, Context&) {
  return element_of(args[0].as_string(), "locations/", "locations/{location}/");
}

Outcome project_from_id(std::span<const Value> args, Type, Context&) {
  return element_of(args[0].as_string(), "projects/", "projects/{project}/");
}

Outcome region_from_id(std::span<const Value> args, Type, Context&) {
  return element_of(args[0].as_string(), "regions/", "regions/{region}/");
}

Outcome zone_from_id(std::span<const Value> args, Type, Context&) { return element_of(args[0].as_string(), "zones/", "zones/{zone}/"); }

Outcome name_from_id(std::span<const Value> args, Type, Context&) {
  std::string_view id = args[0].as_string();
  size_t slash = id.rfind('/');
  if (slash == std::string_view::npos || slash + 1 == id.size()) return tl::unexpected(without_pattern(id, "resourceType/{name}$"));
  return Value::string(id.substr(slash + 1));
}

Outcome region_from_zone(std::span<const Value> args, Type, Context&) {
  std::string_view zone = args[0].as_string();
  if (zone.empty()) return refuse(0, "The input string cannot be empty.");
  if (std::count(zone.begin(), zone.end(), '-') < 2) {
    return refuse(0, fmt::format("The input string \"{}\" is not a valid zone name.", zone));
  }
  return Value::string(zone.substr(0, zone.rfind('-')));
}

constexpr Parameter kId[] = {{.name = "id", .shape = Shape::String, .allow_dynamic = true}};
constexpr Parameter kZone[] = {{.name = "zone", .shape = Shape::String, .allow_dynamic = true}};

constexpr Example kLocationExamples[] = {
    {R"(provider::google::location_from_id("projects/my-project/locations/us-central1/services/my-service"))", R"("us-central1")"},
    {R"(provider::google::location_from_id("my-service"))", ""}};
constexpr Example kNameExamples[] = {{R"(provider::google::name_from_id("projects/my-project/topics/my-topic"))", R"("my-topic")"},
                                     {R"(provider::google::name_from_id("my-topic"))", ""}};
constexpr Example kProjectExamples[] = {
    {R"(provider::google::project_from_id("//gkehub.googleapis.com/projects/my-project/locations/us-central1"))", R"("my-project")"},
    {R"(provider::google::project_from_id("projects/my-project"))", ""}};
constexpr Example kRegionExamples[] = {
    {R"(provider::google::region_from_id("projects/my-project/regions/us-central1/subnetworks/my-subnetwork"))", R"("us-central1")"},
    {R"(provider::google::region_from_id("us-central1"))", ""}};
constexpr Example kRegionFromZoneExamples[] = {{R"(provider::google::region_from_zone("us-central1-b"))", R"("us-central1")"},
                                               {R"(provider::google::region_from_zone("us-central1"))", ""}};
constexpr Example kZoneExamples[] = {
    {R"(provider::google::zone_from_id("projects/my-project/zones/us-central1-c/instances/my-instance"))", R"("us-central1-c")"},
    {R"(provider::google::zone_from_id("us-central1-c"))", ""}};

constexpr Function location(std::string_view name) {
  return {.name = name,
          .summary = "The location in the ID, the URI, the self link or the full name of a resource.",
          .parameters = kId,
          .result = Shape::String,
          .call = location_from_id,
          .result_not_null = false,
          .examples = kLocationExamples};
}
constexpr Function resource_name(std::string_view name) {
  return {.name = name,
          .summary = "The short name in the ID, the URI, the self link or the full name of a resource.",
          .parameters = kId,
          .result = Shape::String,
          .call = name_from_id,
          .result_not_null = false,
          .examples = kNameExamples};
}
constexpr Function project(std::string_view name) {
  return {.name = name,
          .summary = "The project in the ID, the URI, the self link or the full name of a resource.",
          .parameters = kId,
          .result = Shape::String,
          .call = project_from_id,
          .result_not_null = false,
          .examples = kProjectExamples};
}
constexpr Function region(std::string_view name) {
  return {.name = name,
          .summary = "The region in the ID, the URI, the self link or the full name of a resource.",
          .parameters = kId,
          .result = Shape::String,
          .call = region_from_id,
          .result_not_null = false,
          .examples = kRegionExamples};
}
constexpr Function region_of_zone(std::string_view name) {
  return {.name = name,
          .summary = "The region in which a zone lies.",
          .parameters = kZone,
          .result = Shape::String,
          .call = region_from_zone,
          .result_not_null = false,
          .examples = kRegionFromZoneExamples};
}
constexpr Function zone(std::string_view name) {
  return {.name = name,
          .summary = "The zone in the ID, the URI, the self link or the full name of a resource.",
          .parameters = kId,
          .result = Shape::String,
          .call = zone_from_id,
          .result_not_null = false,
          .examples = kZoneExamples};
}

constexpr Function kFunctions[] = {
    location("provider::google::location_from_id"),
    location("provider::google-beta::location_from_id"),
    resource_name("provider::google::name_from_id"),
    resource_name("provider::google-beta::name_from_id"),
    project("provider::google::project_from_id"),
    project("provider::google-beta::project_from_id"),
    region("provider::google::region_from_id"),
    region("provider::google-beta::region_from_id"),
    region_of_zone("provider::google::region_from_zone"),
    region_of_zone("provider::google-beta::region_from_zone"),
    zone("provider::google::zone_from_id"),
    zone("provider::google-beta::zone_from_id"),
};

}  // namespace

extern const FunctionTable table_provider_google;
const FunctionTable table_provider_google = {kFunctions};

}  // namespace wafpp::functions
