#include "terraform/schema.h"

namespace wafpp::terraform {

namespace {

using hcl::JsonSchema;
using Block = JsonSchema::BlockType;

// `dynamic "x" { content { ... } }`: content may hold dynamic blocks again, so the two schemas refer to each other.
extern const JsonSchema kProviderBody;
const Block kDynamicBlocks[] = {{.type = "content", .labels = 0, .body = &kProviderBody}};
const JsonSchema kDynamic{.blocks = kDynamicBlocks};
const Block kProviderBodyBlocks[] = {{.type = "dynamic", .labels = 1, .body = &kDynamic}};
const JsonSchema kProviderBody{.blocks = kProviderBodyBlocks};

constexpr std::string_view kReferenceLists[] = {"depends_on", "provider", "ignore_changes", "replace_triggered_by",
                                                "to",         "from",     "providers"};

const Block kLifecycleBlocks[] = {{.type = "precondition"}, {.type = "postcondition"}, {.type = "action_trigger"}};
const JsonSchema kLifecycle{.blocks = kLifecycleBlocks, .expressions = kReferenceLists};
const Block kProvisionerBlocks[] = {{.type = "connection"}};
const JsonSchema kProvisioner{.blocks = kProvisionerBlocks};
const Block kResourceBlocks[] = {
    {.type = "dynamic", .labels = 1, .body = &kDynamic},
    {.type = "lifecycle", .labels = 0, .body = &kLifecycle},
    {.type = "provisioner", .labels = 1, .body = &kProvisioner},
    {.type = "connection"},
};
const JsonSchema kResource{.blocks = kResourceBlocks, .expressions = kReferenceLists};

constexpr std::string_view kVariableExpressions[] = {"type"};
constexpr std::string_view kVariableLiterals[] = {"description", "default"};
const Block kVariableBlocks[] = {{.type = "validation"}};
const JsonSchema kVariable{.blocks = kVariableBlocks, .literal = kVariableLiterals, .expressions = kVariableExpressions};

const Block kOutputBlocks[] = {{.type = "precondition"}};
constexpr std::string_view kOutputLiterals[] = {"description"};
const JsonSchema kOutput{.blocks = kOutputBlocks, .literal = kOutputLiterals, .expressions = kReferenceLists};

constexpr std::string_view kModuleExpressions[] = {"depends_on", "providers"};
constexpr std::string_view kModuleLiterals[] = {"source", "version"};
const JsonSchema kModule{.literal = kModuleLiterals, .expressions = kModuleExpressions};

const Block kTerraformBlocks[] = {
    {.type = "backend", .labels = 1}, {.type = "required_providers"}, {.type = "cloud"}, {.type = "provider_meta", .labels = 1}};
constexpr std::string_view kTerraformLiterals[] = {"required_version", "experiments"};
const JsonSchema kTerraform{.blocks = kTerraformBlocks, .literal = kTerraformLiterals};

const Block kCheckBlocks[] = {{.type = "data", .labels = 2, .body = &kResource}, {.type = "assert"}};
const JsonSchema kCheck{.blocks = kCheckBlocks};
const JsonSchema kMoved{.expressions = kReferenceLists};
const Block kRemovedBlocks[] = {{.type = "lifecycle"}};
const JsonSchema kRemoved{.blocks = kRemovedBlocks, .expressions = kReferenceLists};

const Block kFileBlocks[] = {
    {.type = "resource", .labels = 2, .body = &kResource},
    {.type = "data", .labels = 2, .body = &kResource},
    {.type = "ephemeral", .labels = 2, .body = &kResource},
    {.type = "variable", .labels = 1, .body = &kVariable},
    {.type = "output", .labels = 1, .body = &kOutput},
    {.type = "locals"},
    {.type = "module", .labels = 1, .body = &kModule},
    {.type = "provider", .labels = 1, .body = &kProviderBody},
    {.type = "terraform", .labels = 0, .body = &kTerraform},
    {.type = "check", .labels = 1, .body = &kCheck},
    {.type = "moved", .labels = 0, .body = &kMoved},
    {.type = "removed", .labels = 0, .body = &kRemoved},
    {.type = "import", .labels = 0, .body = &kMoved},
    {.type = "action", .labels = 2},
    {.type = "language"},
};
const JsonSchema kFile{.blocks = kFileBlocks};

// A variable file is evaluated with nothing in scope, and then the JSON syntax takes strings as they are.
const JsonSchema kFlat{.all_literal = true};

}  // namespace

const JsonSchema& file_schema() { return kFile; }
const JsonSchema& flat_schema() { return kFlat; }

}  // namespace wafpp::terraform
