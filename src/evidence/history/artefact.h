#pragma once

#include <string>
#include <string_view>

#include "evidence/item.h"

/// What a scan report is about, whatever was built in it last.
namespace wafpp::evidence {

/// The repository of an image: its name without tag and digest, and without what Docker adds to names of its own registry.
std::string repository_of(std::string_view image);

/// The one artefact that a scanner's report is about, as it is called at every scan: the repository of an image. A report about something
/// whose name another thing may have as well (a folder, a file), or about several, is about what the user calls it, `given`, which may be
/// empty. A report that is no scan, or one that came to no end, has none.
std::string artefact_of(const Item& report, std::string_view given = {});

/// Whether one name of an artefact means the other: both are the same, or `named` leaves out the registry (`shop/frontend`).
bool names_artefact(std::string_view named, std::string_view artefact);

}  // namespace wafpp::evidence
