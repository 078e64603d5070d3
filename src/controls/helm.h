#pragma once

#include "controls/images.h"

namespace wafpp::controls {

/// The images that a `helm_release` names in its values, be it in `values` or in `set`: `image.tag` and `image.digest` beside
/// `image.repository`, or `image` alone. What the chart itself names is not read: where the release names no image, that leaves it open.
Images helm_images(const Fact& release);

}  // namespace wafpp::controls
