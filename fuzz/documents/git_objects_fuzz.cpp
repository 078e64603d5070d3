// git's objects on any bytes: as a commit, a tree, a difference, a single object, and as a pack with its index. No size is more than
// allowed, and what is read once is read alike a second time.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/unicode.h"
#include "documents/git_objects.h"
#include "documents/git_pack.h"
#include "documents/repository.h"

namespace {

using namespace wafpp;
using namespace wafpp::documents;

constexpr size_t kMost = 100'000;

void read_texts(std::string_view bytes) {
  if (std::optional<GitCommit> commit = parse_git_commit(bytes)) {
    WAFPP_CHECK(base::is_valid_utf8(commit->author) && base::is_valid_utf8(commit->author_email), "an author who is no text");
  }
  size_t end = std::min(bytes.find('\n'), bytes.size());
  std::string_view tree = bytes.substr(std::min(end + 1, bytes.size()));
  std::optional<std::optional<GitEntry>> entry = find_git_entry(tree, bytes.substr(0, end));
  if (entry && *entry) WAFPP_CHECK(tree.find(bytes.substr(0, end)) != std::string_view::npos, "an entry of another name");
  std::optional<std::string> made = apply_git_delta(bytes.substr(0, end), tree, kMost);
  if (made) WAFPP_CHECK(made->size() <= kMost, "a difference that makes too much");
}

std::vector<std::string> read_all(const Repository& repository, const std::vector<GitId>& ids) {
  std::unique_ptr<GitObjects> objects = open_git_objects(repository, {.object_bytes = kMost, .all_bytes = 10 * kMost});
  std::vector<std::string> results;
  for (const GitId& id : ids) {
    GitResult<std::optional<std::string>> file = objects->small_file(id, 1000);
    if (file && *file) WAFPP_CHECK((*file)->size() <= 1000, "a file that is too large");
    results.push_back(!file ? file.error().message : *file ? **file : "too large");
    WAFPP_CHECK(file || !results.back().empty(), "a problem without a message");
    GitResult<GitCommit> commit = objects->commit(id);
    results.push_back(commit ? commit->author : commit.error().message);
    GitResult<std::optional<GitEntry>> entry = objects->entry(id, "a");
    results.push_back(entry ? "tree" : entry.error().message);
  }
  return results;
}

/// The index says where the pack's objects are; both are the given bytes behind a good beginning.
void read_pack(std::string_view bytes) {
  constexpr size_t kObjects = 4;
  std::string index("\xfftOc\0\0\0\2", 8);
  std::vector<GitId> ids;
  for (size_t byte = 0; byte < 256; ++byte) index += std::string(3, '\0') + static_cast<char>(std::min(byte + 1, kObjects));
  for (size_t number = 0; number < kObjects; ++number) {
    GitId id;
    id.bytes[0] = static_cast<unsigned char>(number);
    ids.push_back(id);
    index.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
  }
  index.append(4 * kObjects, '\0');
  for (size_t number = 0; number < kObjects; ++number) {
    auto at = static_cast<char>(number < bytes.size() ? bytes[number] : 0);
    index += std::string(3, '\0') + at;
  }
  index.append(40, '\0');
  std::string pack = std::string("PACK\0\0\0\2\0\0\0\0", 12) + std::string(bytes.substr(std::min(bytes.size(), kObjects)));
  std::string loose = ".git/objects/04/" + std::string(38, '0');
  MemoryRepository repository({{".git/objects/pack/p.idx", index}, {".git/objects/pack/p.pack", pack}, {loose, std::string(bytes)}});
  GitId id;
  id.bytes[0] = kObjects;
  ids.push_back(id);
  std::vector<std::string> once = read_all(repository, ids);
  WAFPP_CHECK(once == read_all(repository, ids), "another answer the second time");
}

/// Both files as they are: the second follows on a line of its own.
void read_files(std::string_view bytes) {
  size_t middle = bytes.find("\nPACK");
  if (middle == std::string_view::npos) return;
  MemoryRepository repository({{".git/objects/pack/p.idx", std::string(bytes.substr(0, middle))},
                               {".git/objects/pack/p.pack", std::string(bytes.substr(middle + 1))}});
  std::vector<GitId> ids;
  for (int first : {0, 1, 2, 255}) {
    GitId id;
    id.bytes[0] = static_cast<unsigned char>(first);
    ids.push_back(id);
  }
  read_all(repository, ids);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_texts(bytes);
  read_pack(bytes);
  read_files(bytes);
  return 0;
}
