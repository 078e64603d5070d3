#include "functions/table.h"

// The functions of cloud providers, by their documentation.

namespace wafpp::functions {
namespace {

constexpr notation::Row kAwsRows[] = {
    {R"(provider::aws::arn_parse("arn:aws:iam::444455556666:role/example"))",
     R"({account_id: "444455556666", partition: "aws", region: "", resource: "role/example", service: "iam"})"},
    {R"(provider::aws::arn_parse("arn:aws:logs:eu-west-1:1:log-group:/a:*"))",
     R"({account_id: "1", partition: "aws", region: "eu-west-1", resource: "log-group:/a:*", service: "logs"})"},
    {R"(provider::aws::arn_parse("aws:iam::1:role/x"))", "error: arn: invalid prefix"},
    {R"(provider::aws::arn_parse("arn:aws:iam:role"))", "error: arn: not enough sections"},
    {R"(provider::aws::arn_parse(unknown_of("")))",
     "unknown object({account_id=string,partition=string,region=string,resource=string,service=string})"},
    {R"(provider::aws::arn_parse(null))", "error: argument must not be null"},
    {R"(provider::aws::arn_build("aws", "iam", "", "444455556666", "role/example"))", R"("arn:aws:iam::444455556666:role/example")"},
    {R"(provider::aws::arn_build("aws", "iam", "", sensitive("1"), "role/x"))", R"(sensitive "arn:aws:iam::1:role/x")"},
    {R"(provider::aws::arn_build("aws", "iam", "", unknown_of(""), "role/x"))", "unknown string"},
    {R"(provider::aws::trim_iam_role_path("arn:aws:iam::444455556666:role/with/path/example"))",
     R"("arn:aws:iam::444455556666:role/example")"},
    {R"(provider::aws::trim_iam_role_path("arn:aws-cn:iam::1:role/example"))", R"("arn:aws-cn:iam::1:role/example")"},
    {R"(provider::aws::trim_iam_role_path("arn:aws:iam::1:user/example"))", R"(error: resource must begin with "role/")"},
    {R"(provider::aws::trim_iam_role_path("arn:aws:iam:eu-west-1:1:role/example"))", "error: region must be empty"},
    {R"(provider::aws::trim_iam_role_path("arn:aws:s3:::bucket"))", R"(error: service must be "iam")"},
    {R"(provider::aws::trim_iam_role_path("x"))", "error: arn: invalid prefix"},
};

TEST(Functions, AwsProvider) { notation::expect_rows(kAwsRows); }

constexpr notation::Row kGoogleRows[] = {
    {R"(provider::google::location_from_id("https://run.googleapis.com/v2/projects/p/locations/us-central1/services/s"))",
     R"("us-central1")"},
    {R"(provider::google::location_from_id("projects/p/locations/us-central1"))",
     R"(error: The input string "projects/p/locations/us-central1" doesn't contain the expected pattern "locations/{location}/".)"},
    {R"(provider::google::project_from_id("//gkehub.googleapis.com/projects/my-project/locations/l/memberships/m"))", R"("my-project")"},
    {R"(provider::google::project_from_id("projects//projects/a/projects/b/"))", R"("a")"},
    {R"(provider::google::project_from_id("projects/a"))",
     R"(error: The input string "projects/a" doesn't contain the expected pattern "projects/{project}/".)"},
    {R"(provider::google::region_from_id("projects/p/regions/us-central1/subnetworks/s"))", R"("us-central1")"},
    {R"(provider::google::zone_from_id("projects/p/zones/us-central1-c/instances/i"))", R"("us-central1-c")"},
    {R"(provider::google::name_from_id("projects/p/topics/my-topic"))", R"("my-topic")"},
    {R"(provider::google::name_from_id("my-topic"))",
     R"(error: The input string "my-topic" doesn't contain the expected pattern "resourceType/{name}$".)"},
    {R"(provider::google::name_from_id("a/"))",
     R"(error: The input string "a/" doesn't contain the expected pattern "resourceType/{name}$".)"},
    {R"(provider::google::region_from_zone("us-central1-b"))", R"("us-central1")"},
    {R"(provider::google::region_from_zone("us-central1"))", R"(error: The input string "us-central1" is not a valid zone name.)"},
    {R"(provider::google::region_from_zone(""))", "error: The input string cannot be empty."},
    {R"(provider::google::region_from_zone(unknown_any()))", "unknown string"},
    {R"(provider::google-beta::zone_from_id("zones/z/x"))", R"("z")"},
};

TEST(Functions, GoogleProvider) { notation::expect_rows(kGoogleRows); }

constexpr notation::Row kAzureRows[] = {
    {R"(provider::azurerm::normalise_resource_id("/SUBSCRIPTIONS/1/resourcegroups/resGroup1/providers/Microsoft.web/siTes/Site1"))",
     R"("/subscriptions/1/resourceGroups/resGroup1/providers/Microsoft.Web/sites/Site1")"},
    {R"(provider::azurerm::normalise_resource_id("subscriptions/1/ResourceGroups/g/PROVIDERS/microsoft.apimanagement/service/s/gateWays/g1/hostnameconfigurations/c"))",
     R"("/subscriptions/1/resourceGroups/g/providers/Microsoft.ApiManagement/service/s/gateways/g1/hostnameConfigurations/c")"},
    {R"(provider::azurerm::normalise_resource_id("/Subscriptions/1/resourcegroups/import-example"))",
     R"("/subscriptions/1/resourceGroups/import-example")"},
    {R"(provider::azurerm::normalise_resource_id("/subscriptions/1/resourceGroups/g/providers/microsoft.storage/storageaccounts/s/Providers/microsoft.eventgrid/eventsubscriptions/e"))",
     R"("/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s/providers/Microsoft.EventGrid/eventSubscriptions/e")"},
    {R"(provider::azurerm::normalise_resource_id("/subscriptions/1/providers/Microsoft.New/things/x"))",
     R"(limit: how Azure writes "Microsoft.New" is not known)"},
    {R"(provider::azurerm::normalise_resource_id("/subscriptions/1/providers/Microsoft.Web/things/x"))",
     R"(limit: how Azure writes "things" is not known)"},
    {R"(provider::azurerm::normalise_resource_id(""))", "error: Got empty ID"},
    {R"(provider::azurerm::normalise_resource_id("/subscriptions"))",
     "error: could not determine resource ID type from /subscriptions, ID may be malformed or currently not supported in the provider"},
    {R"(provider::azurerm::normalise_resource_id("/subscriptions//resourceGroups/g"))",
     "error: could not determine resource ID type from /subscriptions//resourceGroups/g, ID may be malformed or currently not supported in "
     "the provider"},
    {R"(provider::azurerm::parse_resource_id("/subscriptions/1/resourceGroups/g/providers/Microsoft.ApiManagement/service/s/gateways/g1/hostnameConfigurations/c"))",
     R"({full_resource_type: "Microsoft.ApiManagement/service/gateways/hostnameConfigurations", )"
     R"(parent_resources: map{gateways: "g1", service: "s"}, resource_group_name: "g", resource_name: "c", )"
     R"(resource_provider: "Microsoft.ApiManagement", resource_scope: "", resource_type: "hostnameConfigurations", subscription_id: "1"})"},
    {R"(provider::azurerm::parse_resource_id("/subscriptions/1/resourceGroups/g/providers/Microsoft.Chaos/targets/t"))",
     R"({full_resource_type: "Microsoft.Chaos/targets", parent_resources: map(string){}, resource_group_name: "", resource_name: "t", )"
     R"(resource_provider: "Microsoft.Chaos", resource_scope: "/subscriptions/1/resourceGroups/g", resource_type: "targets", )"
     R"(subscription_id: ""})"},
    {R"(provider::azurerm::parse_resource_id("/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s/providers/Microsoft.EventGrid/eventSubscriptions/e"))",
     R"({full_resource_type: "Microsoft.EventGrid/eventSubscriptions", parent_resources: map(string){}, resource_group_name: "", )"
     R"(resource_name: "e", resource_provider: "Microsoft.EventGrid", )"
     R"(resource_scope: "/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s", )"
     R"(resource_type: "eventSubscriptions", subscription_id: ""})"},
    {R"(provider::azurerm::parse_resource_id("/subscriptions/1/resourceGroups/g"))",
     R"({full_resource_type: "/resourceGroups", parent_resources: map(string){}, resource_group_name: "g", resource_name: "", )"
     R"(resource_provider: "", resource_scope: "", resource_type: "resourceGroups", subscription_id: "1"})"},
    {R"(provider::azurerm::parse_resource_id("x"))",
     "error: could not determine resource ID type from x, ID may be malformed or currently not supported in the provider"},
    {R"(provider::azurerm::parse_resource_id(unknown_of("")))",
     "unknown object({full_resource_type=string,parent_resources=map(string),resource_group_name=string,resource_name=string,"
     "resource_provider=string,resource_scope=string,resource_type=string,subscription_id=string})"},
};

TEST(Functions, AzureProvider) { notation::expect_rows(kAzureRows); }

}  // namespace
}  // namespace wafpp::functions
