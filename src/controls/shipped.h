#pragma once

#include <span>

#include "documents/embed.h"

/// What is compiled in: the controls (`controls/*/control.yml`) and the catalogue (`catalogue/*.yml`), each by path.
namespace wafpp::controls {

std::span<const documents::EmbeddedFile> shipped_controls();
std::span<const documents::EmbeddedFile> shipped_catalogue();
/// `catalogue/frameworks/*.yml`
std::span<const documents::EmbeddedFile> shipped_frameworks();

}  // namespace wafpp::controls
