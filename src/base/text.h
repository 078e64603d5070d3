#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wafpp::base {

/// Whether two names are the same: `==` for where most differ in size or in the first letter, and a call costs more than the answer.
inline bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.empty() || (a.front() == b.front() && a == b));
}

/// Without the spaces, tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);

/// Takes the first line off `rest`, without its line feed: `while (!rest.empty()) use(next_line(rest));`.
std::string_view next_line(std::string_view& rest);

/// Letters to insert, delete or change to make one of the other (Levenshtein).
size_t edit_distance(std::string_view a, std::string_view b);

/// Columns that `text` takes on a terminal.
size_t display_width(std::string_view text);

/// `text` broken at white space into lines of at most `width` columns (a longer word stands alone), without the white space around
/// them. Line feeds in the text are white space; an empty text has no lines.
std::vector<std::string> wrap(std::string_view text, size_t width);

/// The lines of `wrap`, each behind `indent`, the first behind `first` instead; each ends in a line feed.
std::string wrapped(std::string_view text, size_t width, std::string_view first, std::string_view indent);

/// `1 file`, `3 files`.
std::string counted(size_t number, std::string_view one, std::string_view many);

/// `text` with spaces behind it up to `width` columns.
std::string padded(std::string_view text, size_t width);

/// What a terminal may be sent: control characters (but for line feed) as `\x1b`, bytes that are no UTF-8 as U+FFFD.
std::string printable(std::string_view text);

}  // namespace wafpp::base
