#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/archive.h"

/// Folders of files as a whole: hashed, copied, made and taken away.
namespace wafpp::store {

/// `h1:` and the base64 of the SHA-256 of the sorted lines `HEX  NAME`, as Go's dirhash makes it of files named relative to `folder`;
/// a symbolic link is a line `link:HEX  NAME` with the hash of its target.
base::Result<std::string> hash_tree(const std::string& folder);

/// Makes `to`, which is not there, as `from` is.
base::Result<bool> copy_tree(const std::string& from, const std::string& to);

/// Moves a whole folder to its place, whose folders above are made; what was there before is gone after.
base::Result<bool> move_tree(const std::string& from, const std::string& to);

/// Takes away a folder with what is in it; nothing where there is none.
void remove_tree(const std::string& folder);

/// Holds a tree that came by another way (git) to the rules for archives.
base::Result<bool> check_tree(const std::string& folder);

/// A folder for us alone, which goes when this does.
class Workplace {
 public:
  /// Below `parent`, which is made where it is not there.
  static base::Result<Workplace> make(const std::string& parent);
  Workplace(Workplace&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  Workplace& operator=(Workplace&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
  }
  ~Workplace();
  const std::string& path() const { return path_; }

 private:
  explicit Workplace(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

/// Unpacks an archive below `folder`, which is there and empty.
base::Result<bool> unpack(std::string_view archive, documents::ArchiveKind kind, const std::string& folder);

base::Result<std::string> read_whole(const std::string& path);
/// By way of a temporary file beside it: a reader never sees half of it. Folders above are made.
base::Result<bool> write_whole(const std::string& path, std::string_view text);

/// SHA-256 in hexadecimal.
std::string sha256(std::string_view text);

}  // namespace wafpp::store
