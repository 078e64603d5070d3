#pragma once

#include <string>
#include <string_view>

#include "documents/repository.h"
#include "functions/function.h"

namespace wafpp::terraform {

/// What Terraform's file functions see: the repository, with relative paths taken from the root module's folder, as when
/// `terraform` runs there. Nothing outside of the repository can be reached.
class RootFiles : public functions::Files {
 public:
  RootFiles(const documents::Repository& repository, std::string folder) : repository_(repository), folder_(std::move(folder)) {}

  base::Result<std::string> read(std::string_view path) override;
  base::Result<bool> exists(std::string_view path) override;
  base::Result<std::vector<std::string>> list(std::string_view folder) override;
  std::string working_folder() const override;

 private:
  /// Relative to the repository; an error where the path leads out of it.
  base::Result<std::string> resolve(std::string_view path) const;

  const documents::Repository& repository_;
  std::string folder_;
};

}  // namespace wafpp::terraform
