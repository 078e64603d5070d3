#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Paths as text, by Go's `path/filepath` on systems where `/` separates. Nothing here looks at files.
namespace wafpp::functions {

/// The shortest path that means the same: without `.`, empty parts and what `..` takes back; `.` for the empty one.
std::string clean_path(std::string_view path);
/// Both, cleaned; empty ones count as nothing, and nothing at all is the empty path.
std::string join_paths(std::string_view a, std::string_view b);
/// All but the last element, cleaned.
std::string directory_of(std::string_view path);
/// The last element; `.` for the empty path, `/` for one of separators alone.
std::string base_name(std::string_view path);
/// The parts between the separators; of a cleaned path, without the root.
std::vector<std::string_view> path_parts(std::string_view path);
/// The way from `base` to `target`, which are both cleaned and both relative or both absolute. Nullopt: it cannot be told.
std::optional<std::string> relative_path(std::string_view base, std::string_view target);

}  // namespace wafpp::functions
