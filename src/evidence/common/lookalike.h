#pragma once

#include <string>
#include <string_view>

namespace wafpp::evidence {

/// The well-known package that a name looks like without being it, and without being well known itself: one letter more, less, other or
/// swapped with its neighbour, or the same but for letters that look alike (`0` and `o`, `rn` and `m`, Cyrillic letters) and separators.
/// Empty where there is none. Digits alone make no difference (`sha1`, `sha2`); names of fewer than five letters are like too much.
/// `type` is that of a package URL; `npm` and `pypi` are known (catalogue/well-known-packages.txt). Scoped names of npm are nobody's.
std::string looks_like(std::string_view type, std::string_view name);

}  // namespace wafpp::evidence
