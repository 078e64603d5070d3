// git's references and a history made of any bytes: every file gets an answer, in bounded time, and the one that it gets by itself.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "documents/git_history.h"
#include "documents/git_memory.h"
#include "documents/repository.h"

namespace {

using namespace wafpp;
using namespace wafpp::documents;

void read_references(std::string_view text) {
  MemoryRepository repository;
  repository.add(".git/objects/info/packs", "");
  for (const char* path : {".git/HEAD", ".git/refs/heads/a", ".git/packed-refs", ".git/shallow"}) {
    size_t end = std::min(text.find('\0'), text.size());
    repository.add(path, std::string(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  GitResult<GitHead> head = read_git_head(repository);
  if (!head) WAFPP_CHECK(!head.error().message.empty(), "an error without a message");
}

/// Three bytes a commit: two parents, which may be younger, and what three files contain.
void walk(std::string_view bytes) {
  const std::vector<std::string> paths = {"a", "f/a", "f/g/b"};
  constexpr size_t kMost = 300;
  MemoryObjects objects;
  auto count = static_cast<uint32_t>(std::min<size_t>(bytes.size() / 3, 24));
  if (count == 0) return;
  std::set<GitId> shallow;
  for (uint32_t number = 0; number < count; ++number) {
    auto at = [&](size_t offset) { return static_cast<unsigned char>(bytes[3 * number + offset]); };
    std::vector<uint32_t> parents;
    for (size_t offset : {0, 1}) {
      if (at(offset) < 128) parents.push_back(at(offset) % count);
    }
    MemoryObjects::Files files;
    for (size_t index = 0; index < paths.size(); ++index) {
      if (int content = at(2) >> (2 * index) & 3; content > 0) files[paths[index]] = std::to_string(content);
    }
    objects.add(number, parents, files, at(0));
    if (at(2) == 255) shallow.insert(MemoryObjects::id_of(number));
  }
  GitHead head{MemoryObjects::id_of(0), std::move(shallow)};
  std::vector<LastChange> all = last_changes(objects, head, paths, kMost);
  WAFPP_CHECK(all.size() == paths.size(), "a file without an answer");
  for (size_t index = 0; index < paths.size(); ++index) {
    bool is_there = objects.files().at(head.commit).contains(paths[index]);
    WAFPP_CHECK(is_there == (all[index].state != LastChange::State::New), "a file that is not where it is");
    if (all[index].state == LastChange::State::Known)
      WAFPP_CHECK(changed_by(objects, head.commit, paths[index], kMost) == all[index].commit, "another commit than by itself");
    if (all[index].state == LastChange::State::NotLater) WAFPP_CHECK(all[index].author.empty(), "an author who is not known");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_references(bytes);
  walk(bytes);
  return 0;
}
