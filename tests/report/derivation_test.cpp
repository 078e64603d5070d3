// The way to a verdict: each part with its value, each value with the places it came through.

#include "report/derivation.h"

#include <gtest/gtest.h>

#include "assess/estate.h"
#include "controls/loader.h"

namespace wafpp::report {
namespace {

constexpr std::string_view kControl = R"(
id: WAF-SEC-999
title: {en: Test, de: Test}
requirements:
  - {id: r, level: must, text: {en: A, de: A}}
checks:
  - id: waf-sec-999.tf.aws.queue
    requirement: r
    of: resource.aws_sqs_queue
    when:
      - {expr: 'self.fifo_queue != true', reason: {en: fifo, de: fifo}}
    pass: >-
      (self.delay_seconds > 5 ? false : is_set(self.kms_master_key_id)) &&
      alltrue([for q in facts("resource.aws_sqs_queue") : q.name != "x"])
    at: kms_master_key_id
    message: {en: no key, de: kein Schlüssel}
    parts:
      - {holds: is_set(self.kms_master_key_id), at: kms_master_key_id}
)";

constexpr std::string_view kCode = R"(variable "key" { default = null }
variable "delay" { type = number }
resource "aws_sqs_queue" "a" {
  name              = "a"
  delay_seconds     = 1
  kms_master_key_id = var.key
}
resource "aws_sqs_queue" "b" {
  name          = "b"
  fifo_queue    = true
  delay_seconds = 1
}
resource "aws_sqs_queue" "c" {
  name          = "c"
  delay_seconds = var.delay
}
)";

class Derived : public testing::Test {
 protected:
  Derived() {
    diag::Sink sink;
    controls::add_control_file(set_, sources_->add("control.yml", std::string(kControl)), *sources_, sink);
    EXPECT_FALSE(sink.has_errors());
    auto repository = std::make_unique<documents::MemoryRepository>();
    repository->add("main.tf", std::string(kCode));
    estate_ = assess::Estate::of(std::move(repository), {.paths = {"."}, .inputs = {}, .sources = sources_, .threads = 1, .progress = {}});
  }

  std::string lines_of(std::string_view subject, controls::Language language = controls::Language::En) {
    controls::Relations relations(estate_->facts());
    assess::Asked asked{estate_->facts(), relations, controls::catalogue()};
    const facts::Fact* fact = estate_->facts().find(0, subject);
    if (fact == nullptr) return "no such subject";
    std::string text = "\n";
    for (const std::string& line :
         derivation_lines(assess::derive(asked, set_.controls[0].checks[0], *fact, *sources_), language, *sources_))
      text.append(line).append(1, '\n');
    return text;
  }

  std::shared_ptr<diag::SourceMap> sources_ = std::make_shared<diag::SourceMap>();
  controls::ControlSet set_;
  std::unique_ptr<assess::Estate> estate_;
};

TEST_F(Derived, ShowsEachPartWithItsValueAndWay) {
  EXPECT_EQ(lines_of("aws_sqs_queue.a"), R"(
applies when  self.fifo_queue != true  →  true
  └─ self.fifo_queue  →  false
     └─ main.tf:3:1  `fifo_queue` is `false` by default
passes when  (self.delay_seconds > 5 ? false : is_set(self.kms_master_key_id)) && alltrue([for q in …  →  false
  ├─ self.delay_seconds > 5 ? false : is_set(self.kms_master_key_id)  →  false
  │  ├─ self.delay_seconds > 5  →  false
  │  │  └─ self.delay_seconds  →  1
  │  │     └─ main.tf:5:3  is `1`
  │  └─ is_set(self.kms_master_key_id)  →  false
  │     └─ self.kms_master_key_id  →  null
  │        ├─ main.tf:6:3  is `null`
  │        └─ main.tf:1:28  default of `var.key`
  └─ alltrue([for q in facts("resource.aws_sqs_queue") : q.name != "x"])  →  true
     └─ [for q in facts("resource.aws_sqs_queue") : q.name != "x"]  →  [   true,   true,   true, ]
)");
}

TEST_F(Derived, EndsWhereTheCheckDoesNotApply) {
  EXPECT_EQ(lines_of("aws_sqs_queue.b", controls::Language::De), R"(
gilt, wenn  self.fifo_queue != true  →  false
  └─ self.fifo_queue  →  true
     └─ main.tf:10:3  ist `true`
)");
}

TEST_F(Derived, NamesWhatAnUnknownPartHangsOn) {
  std::string text = lines_of("aws_sqs_queue.c");
  EXPECT_NE(text.find("self.delay_seconds > 5  →  not known: `var.delay` has no value: no default, and nothing sets it"), std::string::npos)
      << text;
}

}  // namespace
}  // namespace wafpp::report
