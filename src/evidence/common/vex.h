#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "evidence/item.h"

namespace wafpp::evidence {

/// What a document's statements do to the findings of one report, by vulnerability as the document names it. Whether its author is
/// trusted is not asked here.
struct VexEffect {
  std::string_view status;  ///< Of the statement that holds.
  std::string_view effect;  ///< `excluded`, `closed`, `conflict`, `ignored`, `none`, `none: the clock runs`.
  std::string_view since;   ///< From when on it excludes.
  std::string_view reason;  ///< Why it has no effect, or a doubtful one.
};
/// Views into both items. Statements are taken in the order of their times; the latest that is valid and about this artefact holds.
std::map<std::string_view, VexEffect> apply_vex(const Item& vex, const Item& report);
/// The same as an attribute: an object by vulnerability.
Value described(const std::map<std::string_view, VexEffect>& effects);

/// Marks as not affected those open findings of `report` of which a valid statement of `documents` says so: the latest that is about the
/// finding and not later than `as_of` (UTC; empty: any) holds, over all documents. Returns how many were marked; the texts of their
/// justifications belong to the documents, which outlive the report.
size_t exclude_not_affected(Item& report, std::span<const Item* const> documents, std::string_view as_of);

/// Why a statement does not count, by OpenVEX's own rules; empty where it does.
std::string_view why_invalid(std::string_view status, std::string_view justification, std::string_view impact);

}  // namespace wafpp::evidence
