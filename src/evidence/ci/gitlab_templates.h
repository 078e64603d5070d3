#pragma once

#include <string_view>

namespace wafpp::evidence::ci {

/// A template or component that GitLab ships: what its job does.
struct ShippedTemplate {
  std::string_view part;  ///< Of its name.
  std::string_view job;
  std::string_view tool;
};

/// The one that scans images, by its name; null for others.
const ShippedTemplate* scanning_template(std::string_view name);
/// Whether a name is that of a template for scans of no image, or of the sources: nothing that is asked for is in there.
bool is_other_template(std::string_view name);

}  // namespace wafpp::evidence::ci
