#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "diag/diagnostic.h"
#include "diag/source.h"

namespace wafpp::cli {

/// Renders diagnostics for the terminal, sorted, with their snippets.
std::string render_all(const std::vector<diag::Diagnostic>& diagnostics, const diag::SourceMap& sources, const Terminal& terminal);

/// The bytes of a file that the user named himself, wherever it lies, or of standard input.
base::Result<std::string> read_path(const std::string& path);
base::Result<std::string> read_standard_input();

/// Writes a whole file, by way of a temporary one beside it, so that a reader never sees half of it; into a device or pipe
/// directly. Empty, or what is wrong.
std::string write_file(const std::string& path, std::string_view text);

/// A line on standard error that says how far a long run is: shown after a second, on a terminal only, cleared at the end.
class Progress {
 public:
  explicit Progress(const Terminal& terminal) : terminal_(terminal), began_(std::chrono::steady_clock::now()) {}
  std::function<void(std::string_view, size_t, size_t)> callback();
  void clear();

 private:
  const Terminal& terminal_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point shown_{};
  bool visible_ = false;
};

}  // namespace wafpp::cli
