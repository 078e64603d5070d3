#pragma once

#include <cstdint>
#include <string_view>

/// Which of Terraform's own files a text is, by its content: names say little.
namespace wafpp::terraform {

enum class PlanKind : uint8_t {
  None,
  Plan,            ///< `terraform show -json FILE` of a plan.
  State,           ///< `terraform show -json` of a state.
  RawState,        ///< `terraform.tfstate`, any version.
  EncryptedState,  ///< OpenTofu's, encrypted.
  BinaryPlan,      ///< What `terraform plan -out` writes.
  WidePlan,        ///< A plan or state in UTF-16, as the `>` of Windows PowerShell writes it.
  PlanLog,         ///< Messages of `terraform plan -json`, one a line.
  Open,            ///< The beginning does not say; the whole text would.
};

enum class Extent : uint8_t { Beginning, Whole };

/// Looks at the names of the outermost object until it is clear, or at a `Beginning` as far as it goes.
PlanKind recognise_plan(std::string_view text, Extent extent);

/// Whether a file below a folder is worth a look at its content, going by its name: all JSON, states, and what binary plans are called.
bool may_be_plan(std::string_view name);

}  // namespace wafpp::terraform
