#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

/// The folder under check. Everything that is read from it goes through a `Repository`, so that nothing outside can be reached.
namespace wafpp::documents {

/// Why a path could not be used.
enum class FileProblem : uint8_t {
  NotFound,
  NotAFile,          ///< A folder where a file is wanted.
  NotAFolder,        ///< A file where a folder is wanted.
  Denied,            ///< No permission.
  LeavesRepository,  ///< The path or a symbolic link leads out of the repository.
  LinkLoop,          ///< Symbolic links that lead to each other.
  SpecialFile,       ///< A device, FIFO or socket: reading could block, or do something.
  TooLarge,          ///< Over `FileLimits`.
  BadPath,           ///< Not a path: empty parts of it, a zero byte, too long.
  InputOutput,       ///< What the operating system says, in the message.
};

/// Carries the path as shown to people; `message` holds path and reason and stands on its own.
struct FileError : base::Error {
  std::string path;
  FileProblem problem = FileProblem::InputOutput;
  std::string reason;  ///< `message` without the path.
};
/// Converts to `base::Result` where only the message matters.
template <typename T>
using FileResult = tl::expected<T, FileError>;

FileError make_file_error(std::string path, FileProblem problem, std::string reason);
/// With the reason in our words: `symbolic link leads out of the repository`.
FileError make_file_error(std::string path, FileProblem problem);

struct FileLimits {
  uint64_t file_bytes = uint64_t{64} << 20;           ///< At most 4 GiB - 1, since places are 32 bits wide.
  uint64_t document_bytes = (uint64_t{1} << 32) - 1;  ///< Of what is read with `read_document`.
  size_t folder_entries = 1'000'000;
};

enum class EntryKind : uint8_t { File, Folder, Link, Special };

struct Entry {
  std::string name;
  EntryKind kind = EntryKind::File;
};

/// A file that is read at any place of it; what it holds when it is read.
class OpenedFile {
 public:
  OpenedFile() = default;
  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;
  virtual ~OpenedFile() = default;

  /// Bytes, when it was opened.
  virtual uint64_t size() const = 0;
  /// Up to `bytes` bytes from `offset` on, fewer only at its end.
  virtual FileResult<std::string> read(uint64_t offset, size_t bytes) const = 0;
};

/// A folder, opened once, below which all reads stay. Paths are relative to it with `/` between the parts, `.` or an empty path is
/// the folder itself; `.` and `..` parts are followed as the operating system does, symbolic links too, as long as nothing leads
/// out. Safe from several threads.
class Repository {
 public:
  virtual ~Repository() = default;

  /// The bytes of a regular file.
  virtual FileResult<std::string> read(std::string_view path) const = 0;
  /// The same for what may be far larger than code and is read in a stream: plans, reports.
  virtual FileResult<std::string> read_document(std::string_view path) const = 0;
  /// The first `bytes` of a regular file of any size; all of it where it has no more.
  virtual FileResult<std::string> read_head(std::string_view path, size_t bytes) const = 0;
  /// A regular file of any size.
  virtual FileResult<std::unique_ptr<OpenedFile>> open(std::string_view path) const = 0;
  /// What is in a folder, sorted by name (bytes), without `.` and `..`. Links are listed as links.
  virtual FileResult<std::vector<Entry>> list(std::string_view folder) const = 0;
  /// What is at `path`, with links followed: File, Folder or Special.
  virtual FileResult<EntryKind> kind(std::string_view path) const = 0;
  /// The path as the operating system knows it, for messages only: never to be opened.
  virtual std::string real_path(std::string_view path) const = 0;

  bool exists(std::string_view path) const { return kind(path).has_value(); }
  bool is_file(std::string_view path) const { return kind(path) == EntryKind::File; }
  bool is_folder(std::string_view path) const { return kind(path) == EntryKind::Folder; }
};

/// What `open_repository` found.
struct OpenedRepository {
  std::unique_ptr<Repository> repository;
  std::string root;  ///< The repository's folder: absolute, without links.
  std::string path;  ///< The given path relative to it; `.` for the folder itself.
};

/// Whether a folder is listed anew each time that somebody asks, or once: then the run sees it as it was when it was first listed, and
/// what is not in the list is asked of nobody.
enum class Listings : uint8_t { Fresh, Kept };

/// Opens the repository around `path`, a folder or a single file named by the user: the nearest folder at or above it that holds a
/// `.git`, else the given folder, else the folder of the given file. Nothing of `.git` is read, and git is never run.
FileResult<OpenedRepository> open_repository(const std::string& path, const FileLimits& limits = {}, Listings listings = Listings::Fresh);

/// The same without looking for `.git`: `folder` is the repository.
FileResult<std::unique_ptr<Repository>> open_folder(const std::string& folder, const FileLimits& limits = {},
                                                    Listings listings = Listings::Fresh);

/// Files in memory, for tests and for sources that are no files. Folders exist by what is in them.
class MemoryRepository : public Repository {
 public:
  explicit MemoryRepository(FileLimits limits = {}) : limits_(limits) {}
  MemoryRepository(std::initializer_list<std::pair<const std::string, std::string>> files, FileLimits limits = {});

  /// Adds or replaces a file; `path` has no `.`, `..` or empty parts.
  void add(std::string path, std::string text);
  /// Adds a path whose reading fails with `problem`. A link that cannot be followed is listed as a link, a special file as that.
  void add_problem(std::string path, FileProblem problem);
  void remove(std::string_view path);

  FileResult<std::string> read(std::string_view path) const override;
  FileResult<std::string> read_document(std::string_view path) const override;
  FileResult<std::string> read_head(std::string_view path, size_t bytes) const override;
  /// Of the file as it is: valid until it is replaced or removed.
  FileResult<std::unique_ptr<OpenedFile>> open(std::string_view path) const override;
  FileResult<std::vector<Entry>> list(std::string_view folder) const override;
  FileResult<EntryKind> kind(std::string_view path) const override;
  std::string real_path(std::string_view path) const override;

 private:
  FileResult<const std::string*> text_at(std::string_view path) const;

  FileLimits limits_;
  std::map<std::string, std::string, std::less<>> files_;
  std::map<std::string, FileProblem, std::less<>> problems_;
};

/// `a/./b/../c` gives `a/c`, the empty path gives `.`; false where the path is absolute or leads above its beginning.
bool normalise_path(std::string_view path, std::string& result);
/// `folder` and `name` joined; a folder `.` or of no name leaves the name alone.
std::string join_path(std::string_view folder, std::string_view name);

}  // namespace wafpp::documents
