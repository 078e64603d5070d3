// What a project says is not productive is set aside, by rules, in their order; what it does not say counts.

#include "assess/scope.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assess/assess.h"
#include "assess/estate.h"

namespace wafpp::assess {
namespace {

constexpr std::string_view kControl = R"(
id: T-1
title: T
requirements:
  - {id: machines, text: M, scope: production}
  - {id: stores, text: S, scope: production-or-sensitive}
  - {id: all, text: A}
checks:
  - {id: t-1.tf.aws.machine, requirement: machines, of: resource.aws_instance, pass: 'false', message: M}
  - {id: t-1.tf.aws.store, requirement: stores, of: resource.aws_s3_bucket, pass: 'false', message: S}
  - {id: t-1.tf.aws.key, requirement: all, of: resource.aws_kms_key, pass: 'false', message: K}
)";

/// Each finding as `check subject verdict`, one a line; `aside` where it is set aside.
std::string found(std::vector<std::pair<std::string, std::string>> files, bool good_settings = true) {
  auto repository = std::make_unique<documents::MemoryRepository>();
  for (auto& [path, text] : files) repository->add(path, text);
  auto sources = std::make_shared<diag::SourceMap>();
  controls::ControlSet set;
  diag::Sink sink;
  controls::add_control_file(set, sources->add("control.yml", std::string(kControl)), *sources, sink);
  EXPECT_FALSE(sink.has_errors());
  auto estate = Estate::of(std::move(repository), {.paths = {"."}, .inputs = {}, .sources = sources, .threads = 1, .progress = {}});
  EXPECT_EQ(estate->has_unread(), !good_settings);
  std::string text;
  for (const Finding& finding : assess(estate->facts(), *sources, set, {.threads = 1, .scope = &estate->scope()}).findings) {
    EXPECT_EQ(finding.is_set_aside, finding.verdict == Verdict::NotApplicable);
    text += fmt::format("{} {} {}\n", finding.subject->subject, estate->facts().roots()[finding.subject->root].folder,
                        finding.is_set_aside ? "aside" : to_string(finding.verdict));
    if (finding.is_set_aside) {
      EXPECT_FALSE(finding.reason->en.empty() || finding.reason->de.empty());
    }
  }
  return text;
}

TEST(Scope, WithoutSettingsEverythingIsProductive) {
  EXPECT_EQ(found({{"dev/main.tf", "resource \"aws_instance\" \"a\" {}\n"}}), "aws_instance.a dev fail\n");
}

TEST(Scope, ByPathNameAndTag) {
  std::string settings = R"(
scope:
  - {class: development, paths: ['sandbox/**']}
  - {class: development, names: ['*-playground', toy]}
  - {class: development, tags: {Stage: [dev, test]}}
)";
  std::string code = R"(
resource "aws_instance" "plain" { ami = "a" }
resource "aws_instance" "toy" { ami = "a" }
resource "aws_instance" "tagged" { tags = { Stage = "test" } }
resource "aws_instance" "other_tag" { tags = { Stage = "prod" } }
resource "aws_instance" "told" { tags = { Stage = var.stage } }
resource "aws_s3_bucket" "named" { bucket = "team-playground" }
resource "aws_kms_key" "toy" {}
variable "stage" {}
)";
  EXPECT_EQ(found({{".wafpp.yml", settings}, {"live/main.tf", code}, {"sandbox/x/main.tf", "resource \"aws_instance\" \"a\" {}\n"}}),
            "aws_kms_key.toy live fail\n"
            "aws_instance.plain live fail\n"
            "aws_instance.toy live aside\n"
            "aws_instance.tagged live aside\n"
            "aws_instance.other_tag live fail\n"
            "aws_instance.told live fail\n"
            "aws_instance.a sandbox/x aside\n"
            "aws_s3_bucket.named live aside\n");
}

TEST(Scope, FirstRuleDecidesAndDataCounts) {
  std::string settings = R"(
environments:
  dev: {class: development, var_files: [dev.tfvars]}
scope:
  - {class: production, names: [gateway]}
  - {data: sensitive, names: [customers]}
)";
  std::string code = R"(
variable "size" {}
resource "aws_instance" "gateway" { instance_type = var.size }
resource "aws_instance" "worker" { instance_type = var.size }
resource "aws_s3_bucket" "customers" {}
resource "aws_s3_bucket" "logs" {}
)";
  EXPECT_EQ(found({{".wafpp.yml", settings}, {"main.tf", code}, {"dev.tfvars", "size = 1\n"}}),
            "aws_instance.gateway . fail\n"
            "aws_instance.worker . aside\n"
            "aws_s3_bucket.customers . fail\n"
            "aws_s3_bucket.logs . aside\n");
}

TEST(Scope, RulesWithoutConditionOrSayingAreRefused) {
  EXPECT_EQ(found({{".wafpp.yml", "scope: [{class: development}]\n"}, {"main.tf", "resource \"aws_kms_key\" \"k\" {}\n"}}, false),
            "aws_kms_key.k . fail\n");
  EXPECT_EQ(found({{".wafpp.yml", "scope: [{paths: ['**']}]\n"}, {"main.tf", "resource \"aws_kms_key\" \"k\" {}\n"}}, false),
            "aws_kms_key.k . fail\n");
}

}  // namespace
}  // namespace wafpp::assess
