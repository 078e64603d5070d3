// Questions to what modules declare besides resources, and to what the language says of a resource.

#include <gtest/gtest.h>

#include "assess/assess.h"
#include "assess/estate.h"
#include "controls/kinds.h"
#include "controls/loader.h"

namespace wafpp::assess {
namespace {

const std::string kCode = R"(terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = "= 5.80.0" }
    acme = { source = "acme/acme", version = ">= 1.0" }
  }
  backend "s3" {
    bucket  = "state"
    encrypt = false
  }
}
provider "aws" {
  region = "us-east-1"
  default_tags { tags = { team = "a" } }
}
variable "on" {}
variable "password" { default = "geheim" }
resource "thing" "kept" {
  meta = "its own"
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [password]
  }
}
resource "thing" "open" {
  provider = thing.eu
}
import {
  to = thing.open
  id = "i"
}
moved {
  from = thing.old
  to   = thing.open
}
check "health" {
  assert {
    condition     = var.on
    error_message = "off"
  }
}
)";

/// Verdict, subject and place of each finding of one question, one a line.
std::string asked(const std::string& kind, const std::string& question, const std::string& at, const std::string& code = kCode) {
  auto sources = std::make_shared<diag::SourceMap>();
  std::string control =
      "id: T\nseverity: low\ntitle: {en: t, de: t}\nrequirements: [{id: r, level: must, text: {en: r, de: r}}]\nchecks:\n"
      "  - id: t.one\n    requirement: r\n    of: " +
      kind + "\n    pass: '" + question + "'\n    at: " + at +
      "\n    title: {en: t, de: t}\n    message: {en: off, de: aus}\n    explain: {en: e, de: e}\n"
      "    remediation: {en: m, de: m}\n";
  diag::Sink sink;
  controls::ControlSet set;
  controls::add_control_file(set, sources->add("t.yml", control), *sources, sink);
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) ADD_FAILURE() << diagnostic.message;
  auto repository = std::make_unique<documents::MemoryRepository>();
  repository->add("main.tf", code);
  EstateOptions options{.paths = {"."}, .declared = controls::kinds_asked(set), .sources = sources, .threads = 1};
  std::unique_ptr<Estate> estate = Estate::of(std::move(repository), options);
  std::string result;
  for (const Finding& finding : assess(estate->facts(), *sources, set, {}).findings) {
    result += std::string(to_string(finding.verdict)) + " " + finding.subject->subject + " " + sources->describe(finding.place) + "\n";
  }
  return result;
}

TEST(FactsOfModules, CanBeAsked) {
  EXPECT_EQ(asked("backend.s3", "self.encrypt", "encrypt"), "fail backend.s3 main.tf:9:5\n");
  EXPECT_EQ(asked("backend.*", "self.kms_key_id != null", "kms_key_id"), "fail backend.s3 main.tf:7:3\n");
  EXPECT_EQ(asked("root", "self.backend != null", "backend"), "pass root main.tf:1:1\n");
  EXPECT_EQ(asked("root", "self.backend != null", "backend", "resource \"thing\" \"a\" {}\n"), "fail root main.tf:1:1\n");
  EXPECT_EQ(asked("required_provider", "startswith(self.version, \"=\")", "version"),
            "pass required_provider.aws main.tf:4:39\nfail required_provider.acme main.tf:5:36\nundecided required_provider.thing "
            "main.tf:18:1\n");
  EXPECT_EQ(asked("required_version", "self.version == \">= 1.5\" && self.in_root", "version"), "pass required_version main.tf:2:3\n");
  EXPECT_EQ(asked("provider.aws", "self.region == \"eu-central-1\" && self.default_tags[0].tags.team == \"a\"", "region"),
            "fail provider.aws main.tf:13:3\n");
  EXPECT_EQ(asked("variable", "self.name != \"password\" || self.sensitive", "sensitive"),
            "pass var.on main.tf:16:1\nfail var.password main.tf:17:1\n");
  EXPECT_EQ(asked("import", "self.id != \"i\"", "id"), "fail import.thing.open main.tf:30:3\n");
  EXPECT_EQ(asked("moved", "self.from == \"thing.old\"", "from"), "pass moved.thing.open main.tf:33:3\n");
  EXPECT_EQ(asked("check", "self.passes", "passes"), "undecided check.health main.tf:36:1\n");
}

TEST(FactsOfModules, MetaArgumentsAreApartFromArguments) {
  EXPECT_EQ(asked("resource.thing", "meta(self).lifecycle.prevent_destroy", "lifecycle.prevent_destroy"),
            "pass thing.kept main.tf:21:5\nfail thing.open main.tf:25:1\n");
  EXPECT_EQ(asked("resource.thing", "self.meta == \"its own\" && self.lifecycle == null", "meta"),
            "pass thing.kept main.tf:19:3\nfail thing.open main.tf:25:1\n");
  EXPECT_EQ(asked("resource.thing", "meta(self).provider == \"thing.eu\"", "provider"),
            "fail thing.kept main.tf:18:1\npass thing.open main.tf:26:3\n");
  EXPECT_EQ(asked("resource.thing", "!ignores_changes(self, \"password\")", "lifecycle.ignore_changes"),
            "fail thing.kept main.tf:22:5\npass thing.open main.tf:25:1\n");
}

TEST(FactsOfModules, PathsFindMetaArgumentsThatTheProviderDoesNotHave) {
  EXPECT_EQ(
      asked("resource.thing", "attribute(self, \"lifecycle.prevent_destroy\") == true && attribute(self, \"meta\") == \"its own\"", "x"),
      "pass thing.kept main.tf:18:1\nfail thing.open main.tf:25:1\n");
}

TEST(FactsOfModules, ThatAreAskedForByKind) {
  EXPECT_EQ(asked("resource.thing",
                  "length(facts(\"provider.*\")) == 1 && length(facts(\"variable\")) == 2 && length(facts(\"root\")) == 1", "x"),
            "pass thing.kept main.tf:18:1\npass thing.open main.tf:25:1\n");
  EXPECT_EQ(asked("resource.thing", "length(facts(join(\"\", [\"vari\", \"able\"]))) == 2", "x"),
            "pass thing.kept main.tf:18:1\npass thing.open main.tf:25:1\n");
}

}  // namespace
}  // namespace wafpp::assess
