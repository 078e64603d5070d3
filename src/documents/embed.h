#pragma once

#include <cstddef>
#include <string_view>

namespace wafpp::documents {

/// A file that was compiled into the program by `wafpp_embed` (cmake/embed.cmake).
struct EmbeddedFile {
  std::string_view path;  ///< Relative to the folder named there, `/` between the parts.
  const char* begin = nullptr;
  const char* end = nullptr;
  std::string_view contents() const { return {begin, static_cast<size_t>(end - begin)}; }
};

}  // namespace wafpp::documents
