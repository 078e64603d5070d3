// Files of variables of any bytes, in native and in JSON syntax, given to a module that declares every shape of type.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/threads.h"
#include "documents/repository.h"
#include "terraform/evaluate.h"

namespace {

using namespace wafpp;
using namespace wafpp::terraform;

constexpr std::string_view kModule = R"(
variable "a" {}
variable "b" { type = bool }
variable "n" {
  type     = number
  nullable = false
  default  = 3
}
variable "s" {
  type      = string
  sensitive = true
}
variable "l" { type = list(string) }
variable "m" { type = map(number) }
variable "e" { type = set(any) }
variable "t" { type = tuple([string, list(bool)]) }
variable "o" {
  type = object({ x = optional(number, 4), y = optional(list(object({ z = optional(string, "d"), w = any })), []) })
  validation {
    condition     = var.o.x > 1
    error_message = "Too few: ${var.o.x}."
  }
}
output "all" { value = [var.a, var.b, var.n, var.l, var.m, var.e, var.t, var.o, try(keys(var.m), [])] }
)";

void check(const std::string& name, std::string text) {
  documents::MemoryRepository repository({{"main.tf", std::string(kModule)}});
  repository.add(name, std::move(text));
  diag::SourceMap sources;
  Loader loader(repository, sources);
  RootEvaluation evaluation = evaluate_root({.folder = "."}, loader, {.budget = {.steps = 100'000, .elements = 100'000}});
  for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
    WAFPP_CHECK(!diagnostic.message.empty(), "a diagnostic without a message");
    if (!diagnostic.place.known()) continue;
    size_t length = sources.at(diagnostic.place.source).text().size();
    WAFPP_CHECK(diagnostic.place.begin <= diagnostic.place.end && diagnostic.place.end <= length, "a place outside of its source");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  base::on_large_stack([&] {
    check("terraform.tfvars", text);
    check("terraform.tfvars.json", text);
  });
  return 0;
}
