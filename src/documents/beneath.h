#pragma once

#include <sys/stat.h>

#include <string>
#include <string_view>
#include <utility>

#include "documents/repository.h"

namespace wafpp::documents {

/// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  /// Gives the descriptor away.
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

enum class Resolution : uint8_t {
  Kernel,  ///< openat2(2) with RESOLVE_BENEATH, Linux 5.6 and later.
  ByHand,  ///< Part by part, never following a link without having read it.
};

/// Opens what lies below one folder, and nothing else. Safe from several threads.
class Beneath {
 public:
  /// `root_path` is absolute and without links.
  static FileResult<Beneath> open(std::string root_path);
  Beneath(Descriptor root, std::string root_path, Resolution resolution)
      : root_(std::move(root)), root_path_(std::move(root_path)), resolution_(resolution) {}

  const std::string& root_path() const { return root_path_; }

  /// What is at `path`, links followed. Nothing is opened for reading.
  FileResult<struct stat> status(std::string_view path) const;
  /// A regular file, opened for reading. A FIFO or device is refused without being opened; where the folder's listing has just said that
  /// this is a regular file (`is_listed`), only after it was opened without waiting.
  FileResult<Descriptor> open_file(std::string_view path, struct stat& status, bool is_listed = false) const;
  /// A folder, opened for reading.
  FileResult<Descriptor> open_folder(std::string_view path) const;

 private:
  FileResult<Descriptor> resolve(std::string_view path, int flags) const;
  FileResult<Descriptor> resolve_by_hand(std::string_view path, int flags) const;

  Descriptor root_;
  std::string root_path_;
  Resolution resolution_;
};

/// The error for `number` (an `errno`) at `path`.
FileError error_of(int number, std::string_view path);

}  // namespace wafpp::documents
