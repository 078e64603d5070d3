#include "cli/output.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "diag/render.h"

namespace wafpp::cli {

namespace {

base::Result<std::string> read_all(std::FILE* file, const std::string& name) {
  std::string result;
  char buffer[1 << 16];
  for (size_t count = std::fread(buffer, 1, sizeof(buffer), file); count > 0; count = std::fread(buffer, 1, sizeof(buffer), file))
    result.append(buffer, count);
  if (std::ferror(file) != 0) return base::fail("cannot read `" + name + "`: " + std::strerror(errno));
  return result;
}

}  // namespace

std::string render_all(const std::vector<diag::Diagnostic>& diagnostics, const diag::SourceMap& sources, const Terminal& terminal) {
  std::vector<diag::Diagnostic> sorted = diagnostics;
  diag::sort_for_display(sorted, sources);
  diag::RenderOptions options{.colour = terminal.colour, .width = terminal.width};
  std::string result;
  for (const diag::Diagnostic& diagnostic : sorted) result += diag::render(diagnostic, sources, options) + "\n";
  return result;
}

base::Result<std::string> read_path(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return base::fail("cannot read `" + path + "`: " + std::strerror(errno));
  base::Result<std::string> result = read_all(file, path);
  std::fclose(file);
  return result;
}

base::Result<std::string> read_standard_input() { return read_all(stdin, "standard input"); }

std::string write_file(const std::string& path, std::string_view text) {
  struct stat there{};
  // A device or a pipe is written to; it must not be replaced by a file of its name.
  bool is_special = stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode);
  if (is_special) {
    std::FILE* device = std::fopen(path.c_str(), "wb");
    bool is_done = device != nullptr && std::fwrite(text.data(), 1, text.size(), device) == text.size();
    is_done = device != nullptr && std::fclose(device) == 0 && is_done;
    return is_done ? std::string() : "cannot write `" + path + "`: " + std::strerror(errno);
  }
  std::string temporary = path + ".part" + std::to_string(getpid());
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (file == nullptr) return "cannot write `" + path + "`: " + std::strerror(errno);
  bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  written = std::fclose(file) == 0 && written;
  if (!written || std::rename(temporary.c_str(), path.c_str()) != 0) {
    std::string problem = "cannot write `" + path + "`: " + std::strerror(errno);
    std::remove(temporary.c_str());
    return problem;
  }
  return {};
}

std::function<void(std::string_view, size_t, size_t)> Progress::callback() {
  if (!terminal_.interactive) return {};
  return [this](std::string_view stage, size_t done, size_t total) {
    auto now = std::chrono::steady_clock::now();
    if (now - began_ < std::chrono::seconds(1) || now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    visible_ = true;
    terminal_.err("\r\x1b[K" + std::string(stage) + " " + std::to_string(done) + (total > 0 ? "/" + std::to_string(total) : ""));
  };
}

void Progress::clear() {
  if (visible_) terminal_.err("\r\x1b[K");
  visible_ = false;
}

}  // namespace wafpp::cli
