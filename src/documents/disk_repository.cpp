#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/folder.h"
#include "documents/beneath.h"
#include "documents/repository.h"

namespace wafpp::documents {

namespace {

EntryKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return EntryKind::File;
  if (S_ISDIR(mode)) return EntryKind::Folder;
  if (S_ISLNK(mode)) return EntryKind::Link;
  return EntryKind::Special;
}

/// Not every file system says what an entry is; then it is asked.
EntryKind kind_of(DIR* folder, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return EntryKind::File;
    case DT_DIR:
      return EntryKind::Folder;
    case DT_LNK:
      return EntryKind::Link;
    case DT_UNKNOWN: {
      struct stat status = {};
      if (::fstatat(::dirfd(folder), entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::Special;
      return kind_of(status.st_mode);
    }
    default:
      return EntryKind::Special;
  }
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::string in_units(uint64_t bytes) {
  constexpr uint64_t kMiB = uint64_t{1} << 20;
  if (bytes >= kMiB && bytes % kMiB == 0) return fmt::format("{} MiB", bytes / kMiB);
  if (bytes >= 10 * kMiB) return fmt::format("{} MiB", (bytes + kMiB / 2) / kMiB);
  return fmt::format("{} bytes", bytes);
}

FileResult<std::string> read_from(const Descriptor& file, std::string_view path, uint64_t offset, size_t bytes) {
  std::string text(bytes, '\0');
  size_t filled = 0;
  while (filled < bytes) {
    ssize_t got = ::pread(file.number(), text.data() + filled, bytes - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return tl::make_unexpected(error_of(errno, path));
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  text.resize(filled);
  return text;
}

class DiskFile : public OpenedFile {
 public:
  DiskFile(Descriptor file, std::string path, uint64_t size) : file_(std::move(file)), path_(std::move(path)), size_(size) {}

  uint64_t size() const override { return size_; }
  FileResult<std::string> read(uint64_t offset, size_t bytes) const override { return read_from(file_, path_, offset, bytes); }

 private:
  Descriptor file_;
  std::string path_;
  uint64_t size_;
};

class DiskRepository : public Repository {
 public:
  DiskRepository(Beneath beneath, const FileLimits& limits, Listings listings)
      : beneath_(std::move(beneath)), limits_(limits), listings_(listings) {
    limits_.file_bytes = std::min<uint64_t>(limits_.file_bytes, std::numeric_limits<uint32_t>::max());
    limits_.document_bytes = std::min<uint64_t>(limits_.document_bytes, std::numeric_limits<uint32_t>::max());
  }

  FileResult<std::string> read(std::string_view path) const override { return read_all(path, limits_.file_bytes); }
  FileResult<std::string> read_document(std::string_view path) const override { return read_all(path, limits_.document_bytes); }

  FileResult<std::string> read_head(std::string_view path, size_t bytes) const override {
    struct stat status = {};
    WAFPP_TRY(Descriptor file, open_file(path, status));
    return read_from(file, path, 0, bytes);
  }

  FileResult<std::unique_ptr<OpenedFile>> open(std::string_view path) const override {
    struct stat status = {};
    WAFPP_TRY(Descriptor file, open_file(path, status));
    return std::make_unique<DiskFile>(std::move(file), std::string(path), static_cast<uint64_t>(status.st_size));
  }

  FileResult<std::vector<Entry>> list(std::string_view path) const override {
    if (std::shared_ptr<const std::vector<Entry>> known = listed(path)) return *known;
    WAFPP_TRY(std::vector<Entry> entries, read_folder(path));
    if (listings_ == Listings::Kept) {
      auto kept = std::make_shared<const std::vector<Entry>>(entries);
      std::lock_guard lock(mutex_);
      listed_.emplace(path.empty() ? "." : path, std::move(kept));
    }
    return entries;
  }

  FileResult<EntryKind> kind(std::string_view path) const override {
    std::optional<Listed> listed = listed_entry(path);
    if (listed == Listed::No) return tl::make_unexpected(error_of(ENOENT, path));
    if (listed == Listed::File) return EntryKind::File;
    WAFPP_TRY(struct stat status, beneath_.status(path));
    return kind_of(status.st_mode);
  }

  std::string real_path(std::string_view path) const override {
    if (path.empty() || path == ".") return beneath_.root_path();
    return join_path(beneath_.root_path(), path);
  }

 private:
  /// What the listing of the folder around a path says of it.
  enum class Listed : uint8_t { No, File, Other };

  FileResult<std::vector<Entry>> read_folder(std::string_view path) const {
    WAFPP_TRY(Descriptor folder, beneath_.open_folder(path));
    std::unique_ptr<DIR, CloseFolder> stream(::fdopendir(folder.number()));
    if (stream == nullptr) return tl::make_unexpected(error_of(errno, path));
    folder.release();
    std::vector<Entry> entries;
    while (true) {
      errno = 0;
      const dirent* entry = ::readdir(stream.get());  // NOLINT(concurrency-mt-unsafe): the stream is ours alone.
      if (entry == nullptr) break;
      std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      if (entries.size() >= limits_.folder_entries) {
        return tl::make_unexpected(make_file_error(std::string(path), FileProblem::TooLarge,
                                                   fmt::format("holds more than {} entries, the limit", limits_.folder_entries)));
      }
      entries.push_back({std::string(name), kind_of(stream.get(), *entry)});
    }
    if (errno != 0) return tl::make_unexpected(error_of(errno, path));
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
  }

  /// The listing of a folder that was kept, or null.
  std::shared_ptr<const std::vector<Entry>> listed(std::string_view folder) const {
    if (listings_ == Listings::Fresh) return nullptr;
    std::lock_guard lock(mutex_);
    auto found = listed_.find(folder);
    return found == listed_.end() ? nullptr : found->second;
  }

  std::optional<Listed> listed_entry(std::string_view path) const {
    std::string_view name = base::file_name(path);
    // What is no name of an entry the operating system has to judge.
    bool is_name = !name.empty() && name != "." && name != ".." && name.size() <= NAME_MAX && name.find('\0') == std::string_view::npos;
    if (!is_name || listings_ == Listings::Fresh) return std::nullopt;
    std::shared_ptr<const std::vector<Entry>> entries = listed(base::folder_of(path));
    if (entries == nullptr) return std::nullopt;
    auto at = std::lower_bound(entries->begin(), entries->end(), name,
                               [](const Entry& entry, std::string_view wanted) { return entry.name < wanted; });
    if (at == entries->end() || at->name != name) return Listed::No;
    return at->kind == EntryKind::File ? Listed::File : Listed::Other;
  }

  FileResult<Descriptor> open_file(std::string_view path, struct stat& status) const {
    std::optional<Listed> listed = listed_entry(path);
    if (listed == Listed::No) return tl::make_unexpected(error_of(ENOENT, path));
    return beneath_.open_file(path, status, listed == Listed::File);
  }

  FileResult<std::string> read_all(std::string_view path, uint64_t limit) const {
    struct stat status = {};
    WAFPP_TRY(Descriptor file, open_file(path, status));
    auto size = static_cast<uint64_t>(status.st_size);
    if (size > limit) return too_large(path, size, limit);
    std::string text;
    // One byte more than it should have, so that the end shows in the same call.
    text.resize(size + 1);
    size_t filled = 0;
    while (true) {
      ssize_t got = ::read(file.number(), text.data() + filled, text.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return tl::make_unexpected(error_of(errno, path));
      filled += static_cast<size_t>(got);
      if (filled > limit) return too_large(path, filled, limit);
      if (got == 0 || filled == size) break;
      if (filled == text.size()) text.resize(std::min<uint64_t>(text.size() * 2, limit + 1));  // It grows as we read.
    }
    text.resize(filled);
    return text;
  }

  static tl::unexpected<FileError> too_large(std::string_view path, uint64_t size, uint64_t limit) {
    return tl::make_unexpected(make_file_error(std::string(path), FileProblem::TooLarge,
                                               fmt::format("has {}, over the limit of {}", in_units(size), in_units(limit))));
  }

  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  Beneath beneath_;
  FileLimits limits_;
  Listings listings_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::shared_ptr<const std::vector<Entry>>, Hash, std::equal_to<>> listed_;
};

/// The folder at or above `folder` that holds a `.git` (a folder, or the file of a worktree); empty where there is none.
std::string find_root(std::string folder) {
  while (true) {
    struct stat status = {};
    if (::lstat(join_path(folder, ".git").c_str(), &status) == 0) return folder;
    if (folder == "/") return {};
    size_t slash = folder.rfind('/');
    folder.resize(slash == 0 ? 1 : slash);
  }
}

}  // namespace

FileResult<std::unique_ptr<Repository>> open_folder(const std::string& folder, const FileLimits& limits, Listings listings) {
  std::unique_ptr<char, void (*)(void*)> real(::realpath(folder.c_str(), nullptr), std::free);
  if (real == nullptr) return tl::make_unexpected(error_of(errno, folder));
  WAFPP_TRY(Beneath beneath, Beneath::open(real.get()));
  return std::make_unique<DiskRepository>(std::move(beneath), limits, listings);
}

FileResult<OpenedRepository> open_repository(const std::string& path, const FileLimits& limits, Listings listings) {
  std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
  if (resolved == nullptr) return tl::make_unexpected(error_of(errno, path));
  std::string real = resolved.get();
  struct stat status = {};
  if (::stat(real.c_str(), &status) != 0) return tl::make_unexpected(error_of(errno, path));
  std::string folder = real;
  if (S_ISREG(status.st_mode)) {
    size_t slash = folder.rfind('/');
    folder.resize(slash == 0 ? 1 : slash);
  } else if (!S_ISDIR(status.st_mode)) {
    return tl::make_unexpected(make_file_error(path, FileProblem::SpecialFile));
  }
  OpenedRepository opened;
  opened.root = find_root(folder);
  if (opened.root.empty()) opened.root = folder;
  WAFPP_TRY(opened.repository, open_folder(opened.root, limits, listings));
  opened.path = real == opened.root ? "." : real.substr(opened.root == "/" ? 1 : opened.root.size() + 1);
  return opened;
}

}  // namespace wafpp::documents
