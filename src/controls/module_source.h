#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Where a module's code comes from, by what its call says: https://developer.hashicorp.com/terraform/language/modules/sources
namespace wafpp::controls {

enum class SourcePin : uint8_t {
  Local,       ///< A path.
  Exact,       ///< The same code for ever: an exact version, a full commit, a checksum, a digest.
  Tag,         ///< A name that its owner could move, and does not.
  Range,       ///< Several versions of a registry.
  NoVersion,   ///< A registry, and no version.
  Branch,      ///< A name that moves with each change.
  NoRef,       ///< A repository, and whatever its default branch is.
  NoChecksum,  ///< An archive that may be replaced.
  UnclearRef,  ///< A name that may be a branch or a tag.
  NoSource,    ///< Nothing that Terraform takes for the source of a module.
};

struct SourceReading {
  SourcePin pin = SourcePin::Local;
  std::string name;  ///< The reference, version or address that decides.
};

/// `version`: empty where none is written.
SourceReading read_module_source(std::string_view source, std::string_view version);

}  // namespace wafpp::controls
