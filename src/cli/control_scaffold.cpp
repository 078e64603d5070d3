#include "cli/control_scaffold.h"

#include <algorithm>
#include <filesystem>

#include "base/letters.h"
#include "cli/output.h"

namespace wafpp::cli {

namespace {

constexpr std::string_view kControl =
    R"(# What can be written here: docs/own-controls.md. Editors complete and check it by docs/control.schema.json.
id: @ID@
severity: medium
title:
  en: Queues are encrypted
  de: Queues sind verschlüsselt
description:
  en: What the control demands, in a sentence or two.
  de: Was das Control fordert, in ein, zwei Sätzen.
rationale:
  en: What happens where it is not met.
  de: Was geschieht, wenn es nicht erfüllt ist.

requirements:
  - id: queues-encrypted
    level: must
    text:
      en: Every queue is encrypted with a key of its own.
      de: Jede Queue ist mit einem eigenen Schlüssel verschlüsselt.

checks:
  - id: @LOWER@.tf.aws.queue-encrypted
    requirement: queues-encrypted
    title:
      en: Queues are encrypted with a customer-managed key
      de: Queues sind mit einem kundenverwalteten Schlüssel verschlüsselt
    # Each of these is a subject.
    of: resource.aws_sqs_queue
    # True: pass. False, null: fail. Not known: undecided, with what it hangs on.
    pass: customer_managed_key(self.kms_master_key_id)
    # Where a finding points.
    at: kms_master_key_id
    message:
      en: queue is not encrypted with a customer-managed key
      de: Queue ist nicht mit einem kundenverwalteten Schlüssel verschlüsselt
    explain:
      en: What is asked, and what counts where an argument is not set.
      de: Was gefragt wird, und was gilt, wenn ein Argument nicht gesetzt ist.
    remediation:
      en: Set `kms_master_key_id` to the ARN of an `aws_kms_key` of your own.
      de: '`kms_master_key_id` auf die ARN eines eigenen `aws_kms_key` setzen.'
)";

constexpr std::string_view kCase = R"(# Each line that a finding points at is marked with the verdict and the last part of the check's id.

resource "aws_kms_key" "queues" {}

variable "key" {
  type = string
}

resource "aws_sqs_queue" "own_key" {
  name              = "own-key"
  kms_master_key_id = aws_kms_key.queues.arn #~ pass queue-encrypted
}

resource "aws_sqs_queue" "of_the_provider" {
  name              = "of-the-provider"
  kms_master_key_id = "alias/aws/sqs" #~ fail queue-encrypted
}

resource "aws_sqs_queue" "none" { #~ fail queue-encrypted
  name = "none"
}

resource "aws_sqs_queue" "as_told" {
  name              = "as-told"
  kms_master_key_id = var.key #~ undecided queue-encrypted
}
)";

std::string filled(std::string_view text, std::string_view id) {
  std::string lower = base::lowered(id);
  std::string result(text);
  for (const auto& [mark, value] : {std::pair<std::string_view, std::string>("@ID@", id), {"@LOWER@", lower}}) {
    for (size_t at = result.find(mark); at != std::string::npos; at = result.find(mark, at + value.size()))
      result.replace(at, mark.size(), value);
  }
  return result;
}

bool is_id(std::string_view id) {
  bool good = std::all_of(id.begin(), id.end(),
                          [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return good && !id.empty() && id.front() != '-' && id.back() != '-' && id.size() <= 64;
}

}  // namespace

base::Result<std::vector<std::string>> scaffold_control(std::string_view id, const std::string& folder) {
  namespace fs = std::filesystem;
  if (!is_id(id)) return base::fail("`" + std::string(id) + "` is no id of a control: letters, digits and `-`, such as `ACME-SEC-010`");
  fs::path home = (fs::path(folder) / id).lexically_normal();
  std::error_code error;
  if (fs::exists(home, error)) return base::fail("`" + home.string() + "` is there already");
  fs::create_directories(home / "cases", error);
  if (error) return base::fail("`" + (home / "cases").string() + "`: " + error.message());
  std::vector<std::string> made;
  for (const auto& [path, text] : {std::pair(home / "control.yml", kControl), std::pair(home / "cases" / "queues.tf", kCase)}) {
    if (std::string problem = write_file(path.string(), filled(text, id)); !problem.empty()) return base::fail(problem);
    made.push_back(path.string());
  }
  return made;
}

}  // namespace wafpp::cli
