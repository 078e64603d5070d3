#include "store/tree.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "documents/beneath.h"
#include "functions/base64.h"
#include "functions/digest.h"

namespace wafpp::store {

namespace {

namespace fs = std::filesystem;

tl::unexpected<base::Error> failed(const std::string& path, const std::string& reason) { return base::fail("`" + path + "`: " + reason); }
tl::unexpected<base::Error> failed(const std::string& path) { return failed(path, std::strerror(errno)); }
tl::unexpected<base::Error> failed(const std::string& path, const std::error_code& error) { return failed(path, error.message()); }

struct TreeEntry {
  std::string name;  ///< Relative.
  fs::file_status status;
  uint64_t size = 0;
};

/// Everything below `folder`, sorted by name; folders too.
base::Result<std::vector<TreeEntry>> entries_of(const std::string& folder) {
  std::vector<TreeEntry> result;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) return failed(folder, error);
  for (fs::recursive_directory_iterator end; at != end; at.increment(error)) {
    fs::file_status status = at->symlink_status(error);
    if (error) return failed(at->path().string(), error);
    uint64_t size = fs::is_regular_file(status) ? at->file_size(error) : 0;
    if (error) return failed(at->path().string(), error);
    result.push_back({at->path().string().substr(folder.size() + 1), status, size});
  }
  if (error) return failed(folder, error);
  std::sort(result.begin(), result.end(), [](const TreeEntry& a, const TreeEntry& b) { return a.name < b.name; });
  return result;
}

base::Result<std::string> link_target(const std::string& path) {
  std::error_code error;
  fs::path target = fs::read_symlink(path, error);
  if (error) return failed(path, error);
  return target.string();
}

base::Result<bool> make_folders(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return failed(path, error);
  return true;
}

/// Writes below a folder. Names are those that the gate let pass, and the folder is ours alone, so that none of them can be a link.
class TreeWriter : public documents::ArchiveSink {
 public:
  explicit TreeWriter(std::string root) : root_(std::move(root)) {}

  base::Result<bool> folder(const std::string& name) override {
    std::string path = documents::join_path(root_, name);
    if (::mkdir(path.c_str(), 0755) != 0) return failed(name);
    return true;
  }
  base::Result<bool> file(const std::string& name, bool executable) override {
    std::string path = documents::join_path(root_, name);
    name_ = name;
    file_ = documents::Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, executable ? 0755 : 0644));
    if (!file_.is_open()) return failed(name);
    return true;
  }
  base::Result<bool> bytes(std::string_view bytes) override {
    while (!bytes.empty()) {
      ssize_t written = ::write(file_.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return failed(name_);
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return true;
  }
  base::Result<bool> end_file() override {
    if (::close(file_.release()) != 0) return failed(name_);
    return true;
  }
  base::Result<bool> link(const std::string& name, const std::string& target) override {
    if (::symlink(target.c_str(), documents::join_path(root_, name).c_str()) != 0) return failed(name);
    return true;
  }

 private:
  std::string root_;
  std::string name_;
  documents::Descriptor file_;
};

/// Takes everything, and makes nothing.
class Nothing : public documents::ArchiveSink {
 public:
  base::Result<bool> folder(const std::string&) override { return true; }
  base::Result<bool> file(const std::string&, bool) override { return true; }
  base::Result<bool> bytes(std::string_view) override { return true; }
  base::Result<bool> end_file() override { return true; }
  base::Result<bool> link(const std::string&, const std::string&) override { return true; }
};

}  // namespace

std::string sha256(std::string_view text) { return functions::to_hex(functions::digest(functions::Digest::Sha256, text)); }

base::Result<std::string> hash_tree(const std::string& folder) {
  WAFPP_TRY(std::vector<TreeEntry> entries, entries_of(folder));
  std::string lines;
  for (const TreeEntry& entry : entries) {
    if (fs::is_directory(entry.status)) continue;
    std::string path = documents::join_path(folder, entry.name);
    if (entry.name.find('\n') != std::string::npos) return failed(path, "a name has a line feed");
    if (fs::is_symlink(entry.status)) {
      WAFPP_TRY(std::string target, link_target(path));
      lines += "link:" + sha256(target);
    } else {
      WAFPP_TRY(std::string text, read_whole(path));
      lines += sha256(text);
    }
    lines += "  " + entry.name + "\n";
  }
  return "h1:" + functions::to_base64(functions::digest(functions::Digest::Sha256, lines));
}

base::Result<bool> copy_tree(const std::string& from, const std::string& to) {
  WAFPP_TRY([[maybe_unused]] bool made, make_folders(to));
  WAFPP_TRY(std::vector<TreeEntry> entries, entries_of(from));
  for (const TreeEntry& entry : entries) {
    std::string source = documents::join_path(from, entry.name);
    std::string target = documents::join_path(to, entry.name);
    std::error_code error;
    if (fs::is_directory(entry.status)) {
      fs::create_directory(target, error);
    } else if (fs::is_symlink(entry.status)) {
      fs::copy_symlink(source, target, error);
    } else if (fs::is_regular_file(entry.status)) {
      fs::copy_file(source, target, error);
    }
    if (error) return failed(target, error);
  }
  return true;
}

base::Result<bool> move_tree(const std::string& from, const std::string& to) {
  WAFPP_TRY([[maybe_unused]] bool made, make_folders(to.substr(0, to.rfind('/'))));
  if (::rename(from.c_str(), to.c_str()) == 0) return true;
  if (errno != EEXIST && errno != ENOTEMPTY) return failed(to);
  // A folder that is not empty is not replaced in one step: the old one makes room first.
  std::string old = from + ".old";
  if (::rename(to.c_str(), old.c_str()) != 0 || ::rename(from.c_str(), to.c_str()) != 0) return failed(to);
  remove_tree(old);
  return true;
}

void remove_tree(const std::string& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
}

base::Result<bool> check_tree(const std::string& folder) {
  WAFPP_TRY(std::vector<TreeEntry> entries, entries_of(folder));
  Nothing nothing;
  documents::ArchiveGate gate(nothing, {}, 0);
  uint64_t all = 0;
  for (const TreeEntry& entry : entries) {
    if (fs::is_directory(entry.status)) {
      WAFPP_TRY([[maybe_unused]] bool passed, gate.folder(entry.name));
    } else if (fs::is_symlink(entry.status)) {
      WAFPP_TRY(std::string target, link_target(documents::join_path(folder, entry.name)));
      WAFPP_TRY([[maybe_unused]] bool passed, gate.link(entry.name, target));
    } else if (fs::is_regular_file(entry.status)) {
      WAFPP_TRY([[maybe_unused]] bool passed, gate.file(entry.name, entry.size, false));
      all += entry.size;
    } else {
      return documents::ArchiveGate::refused(entry.name, "a device, FIFO or socket");
    }
  }
  documents::ArchiveLimits limits;
  if (all > limits.all_bytes) return base::fail("it has " + std::to_string(all) + " bytes in all, over the limit");
  return true;
}

base::Result<Workplace> Workplace::make(const std::string& parent) {
  WAFPP_TRY([[maybe_unused]] bool made, make_folders(parent));
  std::string path = parent + "/part-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) return failed(parent);
  return Workplace(std::move(path));
}

Workplace::~Workplace() {
  if (!path_.empty()) remove_tree(path_);
}

base::Result<bool> unpack(std::string_view archive, documents::ArchiveKind kind, const std::string& folder) {
  TreeWriter writer(folder);
  return documents::read_archive(archive, kind, writer);
}

base::Result<std::string> read_whole(const std::string& path) {
  documents::Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file.is_open()) return failed(path);
  std::string text;
  std::vector<char> buffer(size_t{1} << 16);
  while (true) {
    ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(path);
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<size_t>(got));
  }
}

base::Result<bool> write_whole(const std::string& path, std::string_view text) {
  WAFPP_TRY([[maybe_unused]] bool made, make_folders(path.substr(0, path.rfind('/'))));
  std::string temporary = path + ".part" + std::to_string(::getpid());
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file || ::rename(temporary.c_str(), path.c_str()) != 0) {
    auto problem = failed(path);
    ::unlink(temporary.c_str());
    return problem;
  }
  return true;
}

}  // namespace wafpp::store
