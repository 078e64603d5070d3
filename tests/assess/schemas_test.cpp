// Provider schemas of a project's own, which its settings name.

#include "assess/schemas.h"

#include <gtest/gtest.h>

#include <fstream>

#include "assess/estate.h"

namespace wafpp::assess {
namespace {

std::string testdata(const std::string& name) {
  std::ifstream file(std::string(WAFPP_SOURCE_DIR) + "/tests/terraform/testdata/" + name, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

constexpr const char* kCode = R"(
resource "time_sleep" "s" {
  create_duration = 30
  by_name "x" { size = "3" }
}
)";

std::unique_ptr<Estate> estate_of(const std::string& settings, const std::string& code = kCode) {
  auto repository = std::make_unique<documents::MemoryRepository>();
  repository->add(".wafpp.yml", settings);
  repository->add("main.tf", code);
  repository->add("schemas/time.json", testdata("time_schema.json"));
  repository->add("schemas/time.bin", testdata("time.bin"));
  repository->add("schemas/broken.bin", testdata("time.bin").substr(0, 100));
  repository->add("schemas/other.json", "{\"providers\": {}}");
  EstateOptions options{.paths = {"."}, .threads = 1};
  return Estate::of(std::move(repository), options);
}

std::string said(const Estate& estate) {
  std::string result;
  for (const diag::Diagnostic& one : estate.diagnostics())
    result += estate.sources().describe(one.place) + " " + std::string(one.kind) + ": " + one.message + "\n";
  return result;
}

bool is_by_shape(const Estate& estate) { return estate.ledger()[0].by_shape; }

TEST(OwnSchemas, DecodeResources) {
  EXPECT_TRUE(is_by_shape(*estate_of("{}")));
  for (const char* file : {"schemas/time.json", "schemas/time.bin"}) {
    auto estate = estate_of(std::string("schemas: [") + file + "]");
    EXPECT_EQ(said(*estate), "") << file;
    EXPECT_FALSE(estate->has_unread());
    EXPECT_FALSE(is_by_shape(*estate)) << file;
    const facts::Fact* fact = estate->facts().find(0, "time_sleep.s");
    ASSERT_NE(fact, nullptr);
    EXPECT_EQ(fact->at("create_duration").kind(), value::TypeKind::String);
    EXPECT_EQ(fact->at("by_name.size").kind(), value::TypeKind::Number);
  }
}

// With the version that the file is of, what does not fit is an error.
TEST(OwnSchemas, ThatSayTheirVersion) {
  const std::string kWrong =
      "terraform {\n  required_providers {\n    time = { source = \"hashicorp/time\", version = \"0.12.1\" }\n  }\n}\n"
      "resource \"time_sleep\" \"s\" {\n  duration = 1\n}\n";
  EXPECT_EQ(said(*estate_of("schemas:\n  - schemas/time.json\n", kWrong)), "");
  auto estate = estate_of("schemas:\n  - file: schemas/time.json\n    versions: {hashicorp/time: 0.12.1}\n", kWrong);
  EXPECT_EQ(said(*estate), "main.tf:7:3 unsupported-argument: `duration` is no argument of `time_sleep`\n");
}

// The JSON has no defaults: a shipped table knows more.
TEST(OwnSchemas, OfShippedProvidersArePassedOver) {
  const std::string kKey = "resource \"aws_kms_key\" \"k\" {}\n";
  auto repository = std::make_unique<documents::MemoryRepository>();
  repository->add(".wafpp.yml", "schemas: [aws.json]");
  repository->add("main.tf", kKey);
  repository->add("aws.json", R"({"provider_schemas": {"hashicorp/aws": {"resource_schemas": {"aws_kms_key": {"block": {}}}}}})");
  EstateOptions options{.paths = {"."}, .threads = 1};
  auto estate = Estate::of(std::move(repository), options);
  EXPECT_EQ(said(*estate), "");
  EXPECT_FALSE(estate->facts().find(0, "aws_kms_key.k")->at("enable_key_rotation").as_bool());
}

TEST(OwnSchemas, ThatCannotBeRead) {
  auto of = [](const std::string& settings) {
    auto estate = estate_of(settings);
    EXPECT_TRUE(estate->has_unread()) << settings;
    return said(*estate);
  };
  EXPECT_EQ(of("schemas: [nope.json]"), ".wafpp.yml:1:11 unreadable-schema: `nope.json`: there is no such file or folder\n");
  EXPECT_EQ(of("schemas: [../up.json]"), ".wafpp.yml:1:11 unreadable-schema: `../up.json` leads out of the repository\n");
  EXPECT_EQ(of("schemas: [schemas/broken.bin]"), ".wafpp.yml:1:11 unreadable-schema: `schemas/broken.bin`: the table breaks off\n");
  EXPECT_EQ(of("schemas: [schemas/other.json]"),
            "schemas/other.json:1:1 unreadable-schema: this is no schema of providers: it has no object `provider_schemas`\n");
  EXPECT_EQ(of("schemas: [main.tf]").substr(0, 10), "main.tf:2:");
  EXPECT_EQ(of("schemas: [schemas/time.json, schemas/time.bin]"),
            ".wafpp.yml:1:30 two-schemas: the schema of `hashicorp/time` is in two files\n");
  EXPECT_EQ(of("schemas: [{file: schemas/time.json, versions: {acme/acme: 1.0.0}}]"),
            ".wafpp.yml:1:11 bad-version: a version of `acme/acme` is stated, which is not in `schemas/time.json`\n");
  EXPECT_EQ(of("schemas: [{file: schemas/time.json, versions: {hashicorp/time: new}}]"),
            ".wafpp.yml:1:64 bad-version: `new` is no version such as `1.2.0`\n");
  EXPECT_NE(of("schemas: [{versions: {}}]"), "");
  EXPECT_NE(of("schemas: {a: b}"), "");
}

}  // namespace
}  // namespace wafpp::assess
