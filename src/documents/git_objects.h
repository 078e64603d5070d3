#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "documents/repository.h"

/// git's commits and trees, as far as a file's history needs them, read as files: git is never run, and a repository's configuration, hooks
/// and attributes stay unread.
namespace wafpp::documents {

/// Why a history, or a part of it, cannot be read.
struct GitProblem {
  enum class Kind : uint8_t {
    Shallow,      ///< What came before was not fetched (`git clone --depth`).
    TooLong,      ///< There is more than what is looked through.
    Elsewhere,    ///< git's data lies in another repository, as in worktrees, submodules and clones that share objects.
    Empty,        ///< Nothing is committed.
    Unsupported,  ///< Objects or references are kept in a form that is not read.
    Unreadable,   ///< An object is missing or damaged.
  };
  Kind kind = Kind::Unreadable;
  std::string message;  ///< Stands on its own, in English.
};
template <typename T>
using GitResult = tl::expected<T, GitProblem>;

inline tl::unexpected<GitProblem> git_problem(GitProblem::Kind kind, std::string message) {
  return tl::unexpected<GitProblem>(GitProblem{kind, std::move(message)});
}

/// The name of an object in a repository of SHA-1.
struct GitId {
  static constexpr size_t kBytes = 20;
  std::array<unsigned char, kBytes> bytes = {};

  /// Of 40 hexadecimal digits, nothing for any other text.
  static std::optional<GitId> parse(std::string_view hex);
  /// Of its first 20 bytes.
  static GitId of(std::string_view raw);
  std::string hex() const;
  auto operator<=>(const GitId&) const = default;
};

struct GitCommit {
  GitId tree;
  std::vector<GitId> parents;
  int64_t time = 0;    ///< When it was committed: seconds since 1970.
  std::string author;  ///< As it was written, in UTF-8; what is none became U+FFFD.
  std::string author_email;
};
/// The content of a commit; nothing where it is none.
std::optional<GitCommit> parse_git_commit(std::string_view content);

/// A name in a tree.
struct GitEntry {
  uint32_t mode = 0;  ///< As in `git ls-tree`: 0100644 a file, 0040000 a folder.
  GitId id;

  bool is_folder() const { return mode == 0040000; }
  bool operator==(const GitEntry&) const = default;
};
/// The entry `name` in the content of a tree. Outer nothing: it is no tree, as far as it was read; inner nothing: it has no such entry.
std::optional<std::optional<GitEntry>> find_git_entry(std::string_view tree, std::string_view name);

/// Used by one thread. The problems say what is wrong with an object.
class GitObjects {
 public:
  GitObjects() = default;
  GitObjects(const GitObjects&) = delete;
  GitObjects& operator=(const GitObjects&) = delete;
  virtual ~GitObjects() = default;

  virtual GitResult<GitCommit> commit(const GitId& id) = 0;
  /// The entry of that name in a tree; an empty one where it has none.
  virtual GitResult<std::optional<GitEntry>> entry(const GitId& tree, const std::string& name) = 0;
  /// What a file contains; nothing where that is more than `most_bytes`.
  virtual GitResult<std::optional<std::string>> small_file(const GitId& file, size_t most_bytes) = 0;
};

/// How much of a repository's objects is unpacked before it is called too much: a few kilobytes may stand for very many.
struct GitLimits {
  size_t object_bytes = size_t{64} << 20;
  uint64_t all_bytes = uint64_t{4} << 30;
};

/// Those of a repository that keeps them itself, single or in packs; the repository outlives them. By
/// https://git-scm.com/docs/gitformat-pack, version 2 of both packs and their indices. What an object is called is not checked against what
/// it contains: `git fsck` does that.
std::unique_ptr<GitObjects> open_git_objects(const Repository& repository, const GitLimits& limits = {});

}  // namespace wafpp::documents
