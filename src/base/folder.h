#pragma once

#include <string>
#include <string_view>

namespace wafpp::base {

/// The folder of a path relative to the repository; `.` for what lies in the repository itself.
inline std::string folder_of(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : std::string(path.substr(0, slash));
}

/// The name of the file at a path.
inline std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace wafpp::base
