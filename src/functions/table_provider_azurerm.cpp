#include <fmt/format.h>

#include <algorithm>

#include "functions/arguments.h"
#include "functions/azure_types.h"
#include "functions/go_path.h"
#include "value/quote.h"

/// The functions of the provider hashicorp/azurerm. That one has a pattern for each of its resources; here an ID is read by the form
/// that all have in common, with a list of names whose case is known.
namespace wafpp::functions {

namespace {

/// One type and its name, `virtualNetworks/my-network`.
struct Level {
  std::string type;
  std::string name;
};

/// What follows one `/providers/`. Only an extension, such as a lock on a virtual machine, has another one before it.
struct Section {
  std::string_view scope;  ///< What stands before, as it was given.
  std::string provider;
  std::vector<Level> levels;
};

struct ResourceId {
  std::string subscription;
  std::string group;
  std::vector<Section> sections;
};

/// The word as Azure writes it, or as it is where that is not known; `unknown` then keeps it.
std::string known_or_same(std::optional<std::string_view> known, std::string_view word, std::string& unknown) {
  if (!known && unknown.empty()) unknown = word;
  return std::string(known.value_or(word));
}

bool is_word(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b); });
}

/// `unknown` is the first word whose case is not known, or empty.
tl::expected<ResourceId, FunctionError> read_id(std::string_view text, std::string& unknown) {
  if (text.empty()) return refuse("Got empty ID");
  std::string_view inside = text.starts_with('/') ? text.substr(1) : text;
  std::vector<std::string_view> parts = path_parts(inside);
  auto malformed = [text] {
    return refuse(
        fmt::format("could not determine resource ID type from {}, ID may be malformed or currently not supported in the provider", text));
  };
  bool has_empty = inside.empty() || inside.ends_with('/') || inside.find("//") != std::string_view::npos;
  if (has_empty || parts.size() % 2 != 0) return malformed();

  ResourceId id;
  for (size_t i = 0; i < parts.size(); i += 2) {
    std::string_view key = parts[i];
    std::string_view name = parts[i + 1];
    if (i == 0 && is_word(key, "subscriptions")) {
      id.subscription = name;
    } else if (i == 2 && !id.subscription.empty() && is_word(key, "resourcegroups")) {
      id.group = name;
    } else if (is_word(key, "providers")) {
      std::string_view scope = text.substr(0, static_cast<size_t>(key.data() - text.data()));
      if (scope.ends_with('/')) scope.remove_suffix(1);
      id.sections.push_back({.scope = scope, .provider = known_or_same(azure_provider(name), name, unknown), .levels = {}});
    } else if (!id.sections.empty()) {
      Section& section = id.sections.back();
      section.levels.push_back({known_or_same(azure_type(section.provider, key), key, unknown), std::string(name)});
    } else {
      return malformed();
    }
  }
  if (std::any_of(id.sections.begin(), id.sections.end(), [](const Section& section) { return section.levels.empty(); }))
    return malformed();
  return id;
}

Outcome normalise_resource_id(std::span<const Value> args, Type, Context&) {
  std::string unknown;
  WAFPP_TRY(ResourceId id, read_id(args[0].as_string(), unknown));
  // A name whose case is not known may be right or wrong as it is.
  if (!unknown.empty()) return over_limit(fmt::format("how Azure writes {} is not known", value::quote(unknown)));
  std::string text;
  if (!id.subscription.empty()) text += "/subscriptions/" + id.subscription;
  if (!id.group.empty()) text += "/resourceGroups/" + id.group;
  for (const Section& section : id.sections) {
    text += "/providers/" + section.provider;
    for (const Level& level : section.levels) text += "/" + level.type + "/" + level.name;
  }
  return Value::string(text);
}

tl::expected<Type, FunctionError> parse_resource_id_type(std::span<const Value>) {
  std::vector<value::TypeField> fields;
  for (std::string_view name : {"full_resource_type", "resource_group_name", "resource_name", "resource_provider", "resource_scope",
                                "resource_type", "subscription_id"}) {
    fields.push_back({.name = std::string(name), .type = Type::string()});
  }
  fields.push_back({.name = "parent_resources", .type = Type::map(Type::string())});
  return Type::object(std::move(fields));
}

Outcome parse_resource_id(std::span<const Value> args, Type, Context&) {
  std::string unknown;
  WAFPP_TRY(ResourceId id, read_id(args[0].as_string(), unknown));
  // An ID of a subscription or group alone is of that type, and no resource with a name.
  Section section;
  std::string last_type = id.group.empty() ? "subscriptions" : "resourceGroups";
  std::string types = last_type;
  std::string name;
  std::vector<Member> parents;
  if (!id.sections.empty()) {
    section = std::move(id.sections.back());
    last_type = section.levels.back().type;
    name = section.levels.back().name;
    types.clear();
    for (const Level& level : section.levels) types += (types.empty() ? "" : "/") + level.type;
    for (size_t i = 0; i + 1 < section.levels.size(); ++i) {
      parents.push_back({Value::string(section.levels[i].type), Value::string(section.levels[i].name)});
    }
  }
  bool is_extension = id.sections.size() > 1 || is_azure_extension(section.provider, types);
  auto text = [](std::string_view key, std::string_view value) { return Member{Value::string_nfc(key), Value::string(value)}; };
  return Value::object({
      text("full_resource_type", section.provider + "/" + types),
      text("resource_group_name", is_extension ? "" : std::string_view(id.group)),
      text("resource_name", name),
      text("resource_provider", section.provider),
      text("resource_scope", is_extension ? section.scope : ""),
      text("resource_type", last_type),
      text("subscription_id", is_extension ? "" : std::string_view(id.subscription)),
      {Value::string_nfc("parent_resources"), Value::map(Type::string(), std::move(parents))},
  });
}

constexpr Parameter kId[] = {{.name = "id", .shape = Shape::String, .allow_dynamic = true}};

constexpr Example kNormaliseExamples[] = {
    {R"(provider::azurerm::normalise_resource_id("/Subscriptions/1234/ResourceGroups/rg/PROVIDERS/microsoft.web/siTes/site1"))",
     R"("/subscriptions/1234/resourceGroups/rg/providers/Microsoft.Web/sites/site1")"},
    {R"(provider::azurerm::normalise_resource_id("/subscriptions"))", ""}};
constexpr Example kParseExamples[] = {
    {R"(provider::azurerm::parse_resource_id("/subscriptions/1234/resourceGroups/rg/providers/Microsoft.Web/sites/site1").resource_name)",
     R"("site1")"},
    {R"(provider::azurerm::parse_resource_id("site1"))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "provider::azurerm::normalise_resource_id",
        .summary =
            "An Azure resource ID in the upper and lower case that Azure Resource Manager uses for all but the names given by users.",
        .parameters = kId,
        .result = Shape::String,
        .call = normalise_resource_id,
        .result_not_null = false,
        .examples = kNormaliseExamples,
    },
    {
        .name = "provider::azurerm::parse_resource_id",
        .summary = "The parts of an Azure resource ID: `subscription_id`, `resource_group_name`, `resource_type`, `resource_name` ...",
        .parameters = kId,
        .result_type = parse_resource_id_type,
        .call = parse_resource_id,
        .result_not_null = false,
        .examples = kParseExamples,
    },
};

}  // namespace

extern const FunctionTable table_provider_azurerm;
const FunctionTable table_provider_azurerm = {kFunctions};

}  // namespace wafpp::functions
