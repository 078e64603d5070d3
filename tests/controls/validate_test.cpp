// What a control asks that can never be answered is said, where it stands.

#include "controls/validate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "controls/loader.h"

namespace wafpp::controls {
namespace {

/// The names of what is wrong with a check of `of`, and what its messages say.
std::string faults(std::string_view of, std::string_view pass, std::string_view at = "") {
  std::string text = fmt::format(R"(
id: T-1
title: T
requirements: [{{id: r, text: R}}]
checks:
  - id: t-1.tf.aws.x
    requirement: r
    of: {}
    pass: '{}'
    at: '{}'
    message: M
)",
                                 of, pass, at);
  diag::SourceMap sources;
  diag::Sink sink;
  ControlSet set;
  add_control_file(set, sources.add("control.yml", text), sources, sink);
  for (const Control& control : set.controls) validate(control, terraform::ProviderSchemas::shipped(), sink);
  std::string all;
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    EXPECT_TRUE(diagnostic.place.known());
    all += fmt::format("{}: {}", diagnostic.kind, diagnostic.message);
    for (const std::string& help : diagnostic.helps) all += fmt::format(" ({})", help);
    all += "\n";
  }
  return all;
}

TEST(Validate, WhatIsThereIsNoFault) {
  EXPECT_EQ(faults("resource.aws_db_instance", "self.storage_encrypted && self.tags[\"a\"].b == 1", "kms_key_id"), "");
  EXPECT_EQ(faults("resource.aws_ecr_repository", "self.image_scanning_configuration[0].scan_on_push",
                   "image_scanning_configuration.scan_on_push"),
            "");
  EXPECT_EQ(faults("resource.aws_security_group", "self.ingress[0].from_port == 22"), "");
  EXPECT_EQ(faults("data.aws_kms_alias", "self.target_key_arn != null"), "");
  EXPECT_EQ(faults("module", "self.source != null"), "");
  EXPECT_EQ(faults("resource.aws_*", "self.whatever"), "");
  EXPECT_EQ(faults("[data_store.aws, lock_file, backend.s3]", "self.whatever"), "");
  // Only older versions of the provider have it.
  EXPECT_EQ(faults("resource.azurerm_container_registry", "self.trust_policy_enabled"), "");
}

TEST(Validate, NamesThatAreNotThere) {
  EXPECT_EQ(faults("resource.aws_db_instance", "self.storage_encryptd"),
            "unknown-argument: `aws_db_instance` has no argument `storage_encryptd` (did you mean `storage_encrypted`?)\n");
  EXPECT_EQ(
      faults("resource.aws_ecr_repository", "true", "image_scanning_configuration[0].scan_on_psh"),
      "unknown-argument: `aws_ecr_repository` has no argument `image_scanning_configuration.scan_on_psh` (did you mean `scan_on_push`?)\n");
  EXPECT_EQ(faults("resource.aws_no_such_thing", "self.a"), "unknown-type: `hashicorp/aws` has no type `aws_no_such_thing`\n");
  EXPECT_EQ(faults("resources.aws_kms_key", "true"),
            "unknown-kind: there are no facts of the kind `resources.aws_kms_key` (kinds are `resource.TYPE`, `data.TYPE`, "
            "`module` and what else docs/facts.md lists)\n");
  EXPECT_EQ(faults("resource.acme_thing", "self.a"),
            "no-schema: there is no schema of `acme_thing`: its arguments are taken as they are\n");
}

TEST(Validate, OneOfSeveralKindsHasToHaveAnArgument) {
  EXPECT_EQ(faults("[resource.aws_kms_key, resource.aws_sqs_queue]", "self.kms_master_key_id == null"), "");
  EXPECT_EQ(faults("[resource.aws_kms_key, resource.aws_sqs_queue]", "self.neither"),
            "unknown-argument: none of the types has an argument `neither`\n");
}

TEST(Validate, ComparisonsThatNeverHold) {
  EXPECT_EQ(faults("resource.aws_db_instance", "self.storage_encrypted == \"true\""),
            "never-equal: `self.storage_encrypted` is a bool, and is never equal to a string (`equals(value, wanted)` compares after "
            "conversion)\n");
  EXPECT_EQ(faults("resource.aws_db_instance", "8 != self.engine"),
            "never-equal: `self.engine` is a string, and is never equal to a number (`equals(value, wanted)` compares after conversion)\n");
  EXPECT_EQ(faults("resource.aws_db_instance", "self.port == 5432 && self.engine == \"postgres\""), "");
}

}  // namespace
}  // namespace wafpp::controls
