#include "report/console.h"

#include <gmock/gmock.h>

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
                         {.kind = TraceStep::Kind::Through,
                          .place = shop.place("live/main.tf", "var.key"),
                          .text = {"set here, through `module.db`", "hier gesetzt, über `module.db`"}},
                         {.kind = TraceStep::Kind::SetHere, .place = finding.root_cause, .text = {"set here", "hier gesetzt"}}};
      }
      assess::Finding& open = shop.find(all, 1, Verdict::Undecided, root, "aws_ecr_repository.shop");
      open.place = shop.place("live/main.tf", "var.scan");
      open.root_cause = shop.place("live/main.tf", "variable \"scan\"");
      open.trace = {{.kind = TraceStep::Kind::Value, .place = open.place, .text = {"is not known", "ist nicht bekannt"}}};
      open.causes = {{.kind = value::CauseKind::UnsetVariable,
                      .name = "var.scan",
                      .place = open.root_cause,
                      .text = {"`var.scan` has no value: no default, and nothing sets it",
                               "`var.scan` hat keinen Wert: kein Default, und nichts setzt ihn"}}};
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

TEST_F(ConsoleTest, English) {
  EXPECT_EQ(shop.console({.width = 80, .exit_code = 1}), R"(warning[missing-module]: 1 module is not on disk
   = here: `module.vpc` (terraform-aws-modules/vpc/aws)
   = help: run `wafpp modules fetch`, then check again; until then nothing is
     known of what they make

warning[missing-variable]: 1 variable has no default, and nothing sets it
   = here: `scan` (live/main.tf:5)
   = help: give a value with `-var NAME=...`, `-var-file FILE` or `TF_VAR_NAME`

── WAF-SEC-030  Encryption with own keys ───────────────────────────────────────

fail[waf-sec-030.tf.aws.rds-own-key]: database is encrypted with a key that
    AWS manages (high)
   --> modules/db/main.tf:6:16
    |
  6 |   kms_key_id = var.kms_key_id
    |                ^^^^^^^^^^^^^^ is `alias/aws/rds`
   ::: live/main.tf:12:16
    |
 12 |   kms_key_id = var.key
    |                ------- set here, through `module.db`
   ::: live/prod.tfvars:1:7
    |
  1 | key = "alias/aws/rds"
    |       --------------- set here
    = 10 instances: module.db["a"].aws_db_instance.this in live (prod, staging)
                    module.db["b"].aws_db_instance.this in live (prod, staging)
                    module.db["c"].aws_db_instance.this in live (prod, staging)
                    and 4 more
    = help: Set `kms_key_id` to an `aws_kms_key`, e.g. one for each stage
    = help: `wafpp explain waf-sec-030.tf.aws.rds-own-key`

undecided[waf-sec-030.tf.aws.scan]: `var.scan` has no value: no default, and
    nothing sets it (medium)
   --> live/main.tf:21:20
    |
  5 | variable "scan" {
    | --------------- nothing sets it
...
 21 |     scan_on_push = var.scan
    |                    ^^^^^^^^ is not known
    = subject: aws_ecr_repository.shop in live (prod, staging)
    = check: repositories scan on push
    = help: set it with `-var scan=...`, `TF_VAR_scan` or `-var-file`
    = help: `wafpp explain waf-sec-030.tf.aws.scan`

── Summary ─────────────────────────────────────────────────────────────────────

                                                    passed  failed  undec.  n.a.
fail         WAF-SEC-030  Encryption with own keys       ·      10       2     ·
fail           MUST       databases-cmk                  ·      10       ·     ·
undecided      SHOULD     scans                          ·       ·       2     ·
no evidence    MUST NOT   key-policy                no check of its own

2 files, 8 blocks, 2 root modules
  6  evaluated
  1  no instance (`count = 0` or an empty `for_each`): resource.aws_kms_key.none
     (live/main.tf:25)
  1  module is not on disk: module.vpc (live/main.tf:15)

`--explain` adds to each check why it is asked and how it is mended
fail: 10 failed (1 root cause), 2 undecided, 0 passed; exit code 1
)");
}

TEST_F(ConsoleTest, German) {
  EXPECT_EQ(shop.console({.language = controls::Language::De, .width = 80, .exit_code = 1}),
            R"(Warnung[missing-module]: 1 Modul liegt nicht vor
   = hier: `module.vpc` (terraform-aws-modules/vpc/aws)
   = Hilfe: `wafpp modules fetch` ausführen, dann erneut prüfen; bis dahin ist
     nichts von dem bekannt, was sie anlegen

Warnung[missing-variable]: 1 Variable hat keinen Default, und nichts setzt sie
   = hier: `scan` (live/main.tf:5)
   = Hilfe: Wert mit `-var NAME=...`, `-var-file DATEI` oder `TF_VAR_NAME`
     angeben

── WAF-SEC-030  Verschlüsselung mit eigenen Schlüsseln ─────────────────────────

verletzt[waf-sec-030.tf.aws.rds-own-key]: Datenbank ist mit einem Schlüssel
    von AWS verschlüsselt (hoch)
   --> modules/db/main.tf:6:16
    |
  6 |   kms_key_id = var.kms_key_id
    |                ^^^^^^^^^^^^^^ ist `alias/aws/rds`
   ::: live/main.tf:12:16
    |
 12 |   kms_key_id = var.key
    |                ------- hier gesetzt, über `module.db`
   ::: live/prod.tfvars:1:7
    |
  1 | key = "alias/aws/rds"
    |       --------------- hier gesetzt
    = 10 Instanzen: module.db["a"].aws_db_instance.this in live (prod, staging)
                    module.db["b"].aws_db_instance.this in live (prod, staging)
                    module.db["c"].aws_db_instance.this in live (prod, staging)
                    und 4 weitere
    = Hilfe: `kms_key_id` auf einen `aws_kms_key` setzen, z. B. einen je Stage
    = Hilfe: `wafpp explain waf-sec-030.tf.aws.rds-own-key`

unentschieden[waf-sec-030.tf.aws.scan]: `var.scan` hat keinen Wert: kein
    Default, und nichts setzt ihn (mittel)
   --> live/main.tf:21:20
    |
  5 | variable "scan" {
    | --------------- nichts setzt sie
...
 21 |     scan_on_push = var.scan
    |                    ^^^^^^^^ ist nicht bekannt
    = betrifft: aws_ecr_repository.shop in live (prod, staging)
    = Check: Repositorys scannen beim Push
    = Hilfe: mit `-var scan=...`, `TF_VAR_scan` oder `-var-file` setzen
    = Hilfe: `wafpp explain waf-sec-030.tf.aws.scan`

── Zusammenfassung ─────────────────────────────────────────────────────────────

                                                  erfüllt  verletzt  offen  n.a.
verletzt       WAF-SEC-030   Verschlüsselung mit        ·        10      2     ·
                             eigenen Schlüsseln
verletzt         MUSS        databases-cmk              ·        10      ·     ·
unentschieden    SOLLTE      scans                      ·         ·      2     ·
kein Nachweis    DARF NICHT  key-policy           kein eigener Check

2 Dateien, 8 Blöcke, 2 Root-Module
  6  ausgewertet
  1  keine Instanz (`count = 0` oder leeres `for_each`):
     resource.aws_kms_key.none (live/main.tf:25)
  1  Modul liegt nicht vor: module.vpc (live/main.tf:15)

`--explain` sagt zu jedem Check, warum er gestellt wird und wie man es behebt
verletzt: 10 verletzt (1 Ursache), 2 unentschieden, 0 erfüllt; Exit-Code 1
)");
}

/// `text` as a terminal shows it: without colours and links.
std::string shown(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\x1b') {
      result += text[at];
    } else if (text[at + 1] == '[') {
      at = text.find('m', at);
    } else {
      at = text.find("\x1b\\", at) + 1;
    }
  }
  return result;
}

TEST_F(ConsoleTest, ColoursAndLinksOnlyWhereAskedFor) {
  std::string plain = shop.console();
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  std::string coloured = shop.console({.colour = true});
  EXPECT_THAT(coloured, HasSubstr("\x1b[1;31mfail[waf-sec-030.tf.aws.rds-own-key]\x1b[0m"));
  EXPECT_THAT(coloured, Not(HasSubstr("\x1b]8;;")));
  EXPECT_EQ(shown(coloured), plain);
  std::string linked = shop.console({.hyperlinks = true});
  EXPECT_THAT(linked,
              HasSubstr("\x1b]8;;file://" + shop.estate->folder() + "/modules/db/main.tf\x1b\\modules/db/main.tf:6:16\x1b]8;;\x1b\\"));
  EXPECT_EQ(shown(linked), plain);
}

TEST_F(ConsoleTest, NoLineIsWiderThanTheTerminal) {
  for (controls::Language language : {controls::Language::En, controls::Language::De}) {
    for (unsigned width : {80U, 100U}) {
      std::string text = shop.console({.language = language, .width = width, .explain = true, .show_passes = true});
      for (size_t at = 0; at < text.size();) {
        size_t end = text.find('\n', at);
        EXPECT_LE(base::display_width(std::string_view(text).substr(at, end - at)), width) << text.substr(at, end - at);
        at = end + 1;
      }
    }
  }
}

TEST_F(ConsoleTest, ExplainSaysWhyAndHow) {
  std::string text = shop.console({.explain = true});
  EXPECT_THAT(text, HasSubstr("= asked: Asks for the key of every database.\n"));
  EXPECT_THAT(text, HasSubstr("= why: Only a key of one's own can be revoked.\n"));
  EXPECT_THAT(text, HasSubstr("= fix: kms_key_id = aws_kms_key.this.arn\n"));
  EXPECT_THAT(text, HasSubstr("one for each stage. Then apply.\n"));
  EXPECT_THAT(shop.console(), Not(HasSubstr("Only a key of one's own")));
}

TEST_F(ConsoleTest, AdviceIsMarkedAndNotCounted) {
  shop.controls.controls[0].checks[0].advice = true;
  std::string text = shop.console();
  EXPECT_THAT(text, HasSubstr("\nadvice[waf-sec-030.tf.aws.rds-own-key]: database is encrypted with a key that AWS manages\n"));
  EXPECT_THAT(text, HasSubstr("advice only"));
  EXPECT_THAT(text, HasSubstr("undecided: 0 failed, 2 undecided, 0 passed; 10 pieces of advice; exit code 0\n"));
}

TEST_F(ConsoleTest, PassesAndWhatIsNotApplicableAreCountedAndListedWhereAskedFor) {
  for (assess::Finding& finding : shop.assessment.findings) {
    if (finding.verdict == Verdict::Fail) finding.verdict = Verdict::Pass;
  }
  shop.assessment.findings[0].trace.push_back(
      {.kind = TraceStep::Kind::Assumption, .place = {}, .text = {"the key is your own", "der Schlüssel ist der eigene"}});
  shop.assessment.findings[1].verdict = Verdict::NotApplicable;
  shop.assessment.findings[1].reason = assess::FindingText(controls::Text{"it is a replica", "sie ist eine Replik"});
  std::string text = shop.console();
  EXPECT_THAT(text, HasSubstr("1 pass rests on an assumption: `--passes` shows it\n"));
  EXPECT_THAT(text, HasSubstr("undecided: 0 failed, 2 undecided, 9 passed, 1 not applicable; exit code 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("pass[")));
  text = shop.console({.show_passes = true});
  EXPECT_THAT(text, HasSubstr("\npass[waf-sec-030.tf.aws.rds-own-key]: databases have keys of their own, 9 instances\n"
                              "  module.db[\"a\"].aws_db_instance.this in live (prod, staging): assumed: the key is your own\n"
                              "  module.db[\"c\"].aws_db_instance.this in live (prod, staging)\n"));
  EXPECT_THAT(text, HasSubstr("\nnot applicable[waf-sec-030.tf.aws.rds-own-key]: databases have keys of their own, 1 instance\n"
                              "  module.db[\"b\"].aws_db_instance.this in live (prod): it is a replica\n"));
}

TEST_F(ConsoleTest, WaivedIsShownAndCounted) {
  shop.assessment.findings[0].verdict = Verdict::Waived;
  shop.assessment.controls[0].requirements[0].checks[0].waived = 1;
  std::string text = shop.console();
  EXPECT_THAT(text, HasSubstr("\nwaived[waf-sec-030.tf.aws.rds-own-key]: databases have keys of their own, 1 instance\n"));
  EXPECT_THAT(text, HasSubstr("n.a.  waived\n"));
  EXPECT_THAT(text, HasSubstr("9 failed (1 root cause), 2 undecided, 0 passed, 1 waived"));
}

TEST(Console, WhatIsHostileIsShownNotSent) {
  Shop shop({{"a\x1b[2J.tf",
              "module \"m\" {\n  source = \"evil/\x1b]0;x\x07/aws\"\n}\nresource \"aws_kms_key\" \"k\" {\n  for_each = "
              "toset([\"\\u001b[31m\\n\"])\n}\n"},
             {"broken\x1b.tf", "resource {"},
             {"x.tfvars", "\x1b = 1\n"}});
  shop.controls.controls.push_back(control());
  for (const facts::Fact* one : shop.estate->facts().all()) {
    const facts::Fact& fact = *one;
    if (!fact.kind.starts_with("resource.")) continue;
    assess::Finding finding{.check = &shop.controls.controls[0].checks[0],
                            .control = &shop.controls.controls[0],
                            .verdict = Verdict::Fail,
                            .subject = &fact,
                            .place = fact.place,
                            .message = assess::FindingText(controls::Text{"is `\x1b[31m`\nfail[x]: y", ""})};
    finding.trace = {{.kind = TraceStep::Kind::Assumption, .place = {}, .text = {"\x1b[0m\nline", ""}}};
    shop.assessment.findings.push_back(std::move(finding));
  }
  ASSERT_FALSE(shop.assessment.findings.empty());
  for (bool passes : {false, true}) {
    std::string text = shop.console({.explain = true, .show_passes = passes});
    for (char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << text;
    EXPECT_THAT(text, HasSubstr("evil/\\x1b]0;x\\x07/aws"));
    EXPECT_THAT(text, Not(HasSubstr("\nfail[x]")));
  }
}

TEST(Console, AFileThatCannotBeParsedMakesItIncomplete) {
  Shop shop({{"good.tf", "resource \"aws_kms_key\" \"k\" {\n}\n"}, {"broken.tf", "resource \"a\" \"b\" {\n"}});
  std::string text = shop.console({.exit_code = 3});
  EXPECT_THAT(text, HasSubstr("\n  --> broken.tf:"));
  EXPECT_THAT(text, HasSubstr("\n1 file could not be read whole\n  broken.tf: syntax error\n"));
  EXPECT_THAT(text, HasSubstr("\nincomplete: 0 failed, 0 undecided, 0 passed; exit code 3\n"));
}

TEST(Console, TypesWithoutASchemaAreNamed) {
  std::string code = "resource \"aws_kms_key\" \"k\" {\n}\n";
  for (const char* type : {"a_b", "random_id", "random_id", "c_d", "e_f", "g_h"})
    code += "resource \"" + std::string(type) + "\" \"r" + std::to_string(code.size()) + "\" {\n}\n";
  Shop shop({{"main.tf", code}});
  EXPECT_THAT(shop.console(),
              HasSubstr("\n  7  evaluated\n6 blocks of types without a provider schema, taken as written: random_id, a_b, c_d, and 2 "
                        "more\n"));
}

TEST(Console, NothingToCheck) {
  Shop shop({{"readme.md", "text"}});
  EXPECT_EQ(shop.console(), "nothing to check: no Terraform configuration in `.`\n");
  EXPECT_EQ(shop.console({.language = controls::Language::De}), "nichts zu prüfen: keine Terraform-Konfiguration in `.`\n");
}

TEST(Console, ManyEntriesAreShownInBriefAndAllAreCounted) {
  std::string code;
  for (int index = 0; index < 300; ++index) code += "resource \"aws_kms_key\" \"k" + std::to_string(index) + "\" {\n}\n";
  Shop shop({{"main.tf", code}});
  shop.controls.controls.push_back(control());
  for (int index = 0; index < 300; ++index)
    shop.find(shop.controls.controls[0], 0, Verdict::Fail, ".", "aws_kms_key.k" + std::to_string(index));
  std::string text = shop.console();
  size_t drawn = 0;
  for (size_t at = text.find("\n  --> "); at != std::string::npos; at = text.find("\n  --> ", at + 1)) ++drawn;
  for (size_t at = text.find("\n   --> "); at != std::string::npos; at = text.find("\n   --> ", at + 1)) ++drawn;
  EXPECT_EQ(drawn, 25U);
  EXPECT_THAT(text, HasSubstr("\nfail[waf-sec-030.tf.aws.rds-own-key], in brief:\n  main.tf:51: database is encrypted with a key that AWS "
                              "manages, aws_kms_key.k25\n"));
  EXPECT_THAT(text, HasSubstr("  and 175 more: `--format json` lists all\n"));
  EXPECT_THAT(text, HasSubstr("\nfail: 300 failed, 0 undecided, 0 passed; exit code 0\n"));
}

TEST(Console, FirstSentence) {
  EXPECT_EQ(first_sentence("Set it. Then apply."), "Set it");
  EXPECT_EQ(first_sentence("Set `a. b`, e.g. once a day. Then apply."), "Set `a. b`, e.g. once a day");
  EXPECT_EQ(first_sentence("Setzen, z. B. einmal. Dann anwenden."), "Setzen, z. B. einmal");
  EXPECT_EQ(first_sentence("Set it."), "Set it");
  EXPECT_EQ(first_sentence("no stop"), "no stop");
  EXPECT_EQ(first_sentence(""), "");
}

TEST(Console, Numbers) {
  Shop shop({{"main.tf", ""}});
  ReportOptions german{.language = controls::Language::De};
  ReportOptions english;
  ReportInput input{*shop.estate, shop.assessment, shop.controls};
  EXPECT_EQ(Console(input, english).number(999), "999");
  EXPECT_EQ(Console(input, english).number(1203), "1,203");
  EXPECT_EQ(Console(input, german).number(1234567), "1.234.567");
}

}  // namespace
}  // namespace wafpp::report
