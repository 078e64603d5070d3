#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "documents/git_objects.h"
#include "documents/inflate.h"
#include "documents/repository.h"

/// A pack of git's objects with its index: https://git-scm.com/docs/gitformat-pack.
namespace wafpp::documents {

enum class GitObjectKind : uint8_t { Commit, Tree, Blob, Tag };

/// An object as it is stored: whole, or as what is different from another.
struct GitStored {
  enum class Form : uint8_t { Whole, OffsetDelta, NamedDelta };
  Form form = Form::Whole;
  GitObjectKind kind = GitObjectKind::Blob;  ///< Of `Whole` alone.
  size_t size = 0;                           ///< Of what is stored: the object, or the difference.
  uint64_t data = 0;                         ///< Where that begins.
  uint64_t base = 0;                         ///< Where the other object is, of `OffsetDelta`.
  GitId base_id;                             ///< Of `NamedDelta`.
};

/// Used by one thread.
class GitPack {
 public:
  /// `name`: of both files, without `.idx` and `.pack`.
  static GitResult<std::unique_ptr<GitPack>> open(const Repository& repository, const std::string& name);

  /// Where the object is; nothing where it is not in here.
  GitResult<std::optional<uint64_t>> find(const GitId& id);
  GitResult<GitStored> stored(uint64_t at) const;
  /// What is stored, unpacked.
  GitResult<std::string> unpack(const GitStored& stored, ZlibReader& zlib) const;

 private:
  explicit GitPack(std::string name) : name_(std::move(name)) {}
  GitResult<bool> read_fan_out();
  GitResult<std::string> bytes(const OpenedFile& file, uint64_t offset, size_t count) const;
  GitResult<uint64_t> offset_of(uint32_t number) const;
  tl::unexpected<GitProblem> damaged(std::string_view what) const;

  std::string name_;
  std::unique_ptr<OpenedFile> index_;
  std::unique_ptr<OpenedFile> pack_;
  std::array<uint32_t, 256> fan_out_ = {};      ///< How many objects have a name that begins with at most that byte.
  std::map<unsigned char, std::string> names_;  ///< Names that begin with one byte, as far as they were asked for.
  size_t name_bytes_ = 0;
};

/// What `delta` makes of `base`; nothing where it is damaged, or the result larger than `most_bytes`.
std::optional<std::string> apply_git_delta(std::string_view base, std::string_view delta, size_t most_bytes);

}  // namespace wafpp::documents
