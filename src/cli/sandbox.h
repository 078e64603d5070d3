#pragma once

#include <string>
#include <vector>

namespace wafpp::cli {

/// What a check still needs once it has read its words.
struct SandboxNeeds {
  std::vector<std::string> readable;  ///< Folders and files that it reads.
  std::vector<std::string> writable;  ///< Folders in which it makes files.
  std::vector<std::string> trees;     ///< Folders in which it makes files, folders and links.
};

/// Adds the repository around `path` to what is read. A path that cannot be opened is reported by whoever reads it.
void allow_repository(const std::string& path, SandboxNeeds& needs);

/// What the kernel took away.
struct Sandbox {
  bool files = false;   ///< Landlock: nothing but what was named can be opened.
  bool system = false;  ///< seccomp: no program can be started, no socket made, no other process touched.
};

/// Gives up, for good, what a check does not need: the repository under check may be hostile, and a fault in this program must not
/// become a fault of the machine. Where the kernel has no such means, it goes without. It holds for the thread that calls it and for those
/// that this one starts: call before any other is started, or on a thread for the dangerous part alone.
Sandbox enter_sandbox(const SandboxNeeds& needs);

}  // namespace wafpp::cli
