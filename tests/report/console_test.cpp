#include <gmock/gmock.h>

#include <chrono>
#include <deque>

#include "base/text.h"
#include "report/shop.h"

namespace wafpp::report {
namespace {

using assess::Standing;
using assess::TraceStep;
using assess::Verdict;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kModule = R"(variable "kms_key_id" {
  type = string
}

resource "aws_db_instance" "this" {
  kms_key_id = var.kms_key_id
}
)";
constexpr std::string_view kLive = R"(variable "key" {
  type = string
}

variable "scan" {
  type = bool
}

module "db" {
  source     = "../modules/db"
  for_each   = toset(["a", "b", "c", "d", "e"])
  kms_key_id = var.key
}

module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}

resource "aws_ecr_repository" "shop" {
  image_scanning_configuration {
    scan_on_push = var.scan
  }
}

resource "aws_kms_key" "none" {
  count = 0
}
)";

controls::Control control() {
  controls::Control control{.id = "WAF-SEC-030", .title = {"Encryption with own keys", "Verschlüsselung mit eigenen Schlüsseln"}};
  control.rationale = {"Only a key of one's own can be revoked.", "Nur ein eigener Schlüssel lässt sich sperren."};
  control.requirements = {{.id = "databases-cmk", .text = {}},
                          {.id = "scans", .level = controls::RequirementLevel::Should, .text = {}},
                          {.id = "key-policy", .level = controls::RequirementLevel::MustNot, .text = {}}};
  control.checks.resize(2);
  controls::Check& key = control.checks[0];
  key.id = "waf-sec-030.tf.aws.rds-own-key";
  key.requirement = "databases-cmk";
  key.severity = controls::Severity::High;
  key.title = {"databases have keys of their own", "Datenbanken haben eigene Schlüssel"};
  key.message = {"database is encrypted with a key that AWS manages", "Datenbank ist mit einem Schlüssel von AWS verschlüsselt"};
  key.explain = {"Asks for the key of every database.", "Fragt jede Datenbank nach ihrem Schlüssel."};
  key.remediation = {"Set `kms_key_id` to an `aws_kms_key`, e.g. one for each stage. Then apply.",
                     "`kms_key_id` auf einen `aws_kms_key` setzen, z. B. einen je Stage. Dann anwenden."};
  key.fix = {{"kms_key_id", "aws_kms_key.this.arn"}};
  controls::Check& scan = control.checks[1];
  scan.id = "waf-sec-030.tf.aws.scan";
  scan.requirement = "scans";
  scan.title = {"repositories scan on push", "Repositorys scannen beim Push"};
  scan.message = {"images are not scanned on push", "Images werden beim Push nicht gescannt"};
  scan.remediation = {"Set `scan_on_push = true`.", "`scan_on_push = true` setzen."};
  return control;
}

/// Five databases in two environments with one wrong key, a repository that hangs on a variable, and a module that is not there.
class ConsoleTest : public testing::Test {
 protected:
  ConsoleTest()
      : shop({{"modules/db/main.tf", std::string(kModule)},
              {"live/main.tf", std::string(kLive)},
              {"live/prod.tfvars", "key = \"alias/aws/rds\"\n"},
              {"live/staging.tfvars", "key = \"alias/aws/rds\"\n"}}) {
    shop.controls.controls.push_back(control());
    const controls::Control& all = shop.controls.controls[0];
    for (const char* root : {"live@prod", "live@staging"}) {
      for (const char* name : {"a", "b", "c", "d", "e"}) {
        assess::Finding& finding = shop.find(all, 0, Verdict::Fail, root, "module.db[\"" + std::string(name) + "\"].aws_db_instance.this");
        finding.place = shop.place("modules/db/main.tf", "var.kms_key_id");
        finding.root_cause = shop.place("live/prod.tfvars", "\"alias/aws/rds\"");
        finding.trace = {{.kind = TraceStep::Kind::Value, .place = finding.place, .text = {"is `alias/aws/rds`", "ist `alias/aws/rds`"}},
                         {.kind = TraceStep::Kind::Through, .place = shop.place("live/main.tf", "var.key"), .text = {"set here, through `module.db`", "hier gesetzt, über `module.db`"}},
                         {.kind = TraceStep::Kind::SetHere, .place = finding.root_cause, .text = {"set here", "hier gesetzt"}}};
      }
      assess::Finding& open = shop.find(all, 1, Verdict::Undecided, root, "aws_ecr_repository.shop");
      open.place = shop.place("live/main.tf", "var.scan");
      open.root_cause = shop.place("live/main.tf", "variable \"scan\"");
      open.trace = {{.kind = TraceStep::Kind::Value, .place = open.place, .text = {"is not known", "ist nicht bekannt"}}};
      open.causes = {{.kind = value::CauseKind::UnsetVariable,
                      .name = "var.scan",
                      .place = open.root_cause,
                      .text = {"`var.scan` has no value: no default, and nothing sets it", "`var.scan` hat keinen Wert: kein Default, und nichts setzt ihn"}}};
    }
    assess::ControlResult result{.control = &all, .standing = Standing::Fail};
    result.requirements = {
        {.requirement = &all.requirements[0], .standing = Standing::Fail, .checks = {{.check = &all.checks[0], .failed = 10}}},
        {.requirement = &all.requirements[1], .standing = Standing::Undecided, .checks = {{.check = &all.checks[1], .undecided = 2}}},
        {.requirement = &all.requirements[2], .standing = Standing::NoEvidence}};
    shop.assessment.controls.push_back(std::move(result));
  }

  Shop shop;
};

TEST_F(ConsoleTest, English) { EXPECT_EQ(shop.console({.width = 80, .exit_code = 1}), ""); }
TEST_F(ConsoleTest, German) { EXPECT_EQ(shop.console({.language = controls::Language::De, .width = 80, .exit_code = 1}), ""); }

}  // namespace
}  // namespace wafpp::report
