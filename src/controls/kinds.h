#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controls/loader.h"
#include "terraform/declared_kinds.h"

namespace wafpp::controls {

/// The kinds that a check asks for with `facts(kind)`; nothing where it works one out.
std::optional<std::vector<std::string>> kinds_asked_for(const Check& check);

/// The kinds of facts that the controls ask of, or ask for with `facts(kind)`; all, where one asks for a kind that it works out. Domain
/// functions look at resources and module calls alone, which are always there.
terraform::DeclaredKinds kinds_asked(const ControlSet& set);

}  // namespace wafpp::controls
