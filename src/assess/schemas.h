#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "assess/settings.h"
#include "terraform/provider_schema.h"

namespace wafpp::assess {

/// The provider schemas of a run: the shipped ones, and those of the project's own that its settings name, which hold against them.
class Schemas {
 public:
  Schemas() = default;
  /// Reads the files; what is wrong is reported, with its place in the settings or in the file, and left out.
  Schemas(std::span<const SchemaFile> files, const documents::Repository& repository, diag::SourceMap& sources, diag::Sink& sink);

  /// Lives as long as this.
  const terraform::ProviderSchemas& all() const { return own_ != nullptr ? *own_ : terraform::ProviderSchemas::shipped(); }

 private:
  std::vector<std::unique_ptr<const std::string>> bytes_;  // Where tables lie.
  std::unique_ptr<const terraform::ProviderSchemas> own_;  // Null: only shipped ones.
};

}  // namespace wafpp::assess
