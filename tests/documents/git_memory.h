#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "documents/git_objects.h"

namespace wafpp::documents {

/// git's objects in memory: commits are numbers, and files what they contain.
class MemoryObjects : public GitObjects {
 public:
  using Files = std::map<std::string, std::string>;  ///< By path.

  /// The name of the commit with that number, be there one or not.
  static GitId id_of(uint32_t number) { return id('c', number); }

  void add(uint32_t number, const std::vector<uint32_t>& parents, const Files& files, int64_t time = 0) {
    GitCommit commit;
    commit.tree = tree_of(files);
    for (uint32_t parent : parents) commit.parents.push_back(id_of(parent));
    commit.time = time;
    commit.author = "author " + std::to_string(number);
    commits_[id_of(number)] = std::move(commit);
    files_[id_of(number)] = files;
  }
  void remove(uint32_t number) { commits_.erase(id_of(number)); }
  void remove_trees() { trees_.clear(); }
  const std::map<GitId, Files>& files() const { return files_; }
  size_t asked() const { return asked_; }

  GitResult<GitCommit> commit(const GitId& id) override {
    auto found = commits_.find(id);
    if (found == commits_.end()) return missing();
    return found->second;
  }
  GitResult<std::optional<GitEntry>> entry(const GitId& tree, const std::string& name) override {
    ++asked_;
    auto found = trees_.find(tree);
    if (found == trees_.end()) return missing();
    auto entry = found->second.find(name);
    return entry == found->second.end() ? std::optional<GitEntry>() : std::optional<GitEntry>(entry->second);
  }
  GitResult<std::optional<std::string>> small_file(const GitId&, size_t) override { return std::optional<std::string>(); }

 private:
  static tl::unexpected<GitProblem> missing() {
    return tl::unexpected<GitProblem>(GitProblem{GitProblem::Kind::Unreadable, "it is not there"});
  }
  static GitId id(unsigned char kind, uint64_t number) {
    GitId result;
    result.bytes[0] = kind;
    for (size_t at = 1; at <= sizeof(number); ++at, number >>= 8) result.bytes[at] = static_cast<unsigned char>(number & 0xff);
    return result;
  }

  /// The same for the same files.
  GitId tree_of(const Files& files) {
    std::map<std::string, GitEntry> entries;
    std::map<std::string, Files> folders;
    for (const auto& [path, content] : files) {
      size_t slash = path.find('/');
      if (slash == std::string::npos) {
        entries[path] = {0100644, id('b', numbered(blobs_, content))};
      } else {
        folders[path.substr(0, slash)][path.substr(slash + 1)] = content;
      }
    }
    for (const auto& [name, inside] : folders) entries[name] = {0040000, tree_of(inside)};
    GitId result = id('t', numbered(names_, files));
    trees_[result] = std::move(entries);
    return result;
  }
  template <typename T>
  static uint64_t numbered(std::map<T, uint64_t>& known, const T& what) {
    return known.emplace(what, known.size() + 1).first->second;
  }

  std::map<GitId, GitCommit> commits_;
  std::map<GitId, Files> files_;
  std::map<GitId, std::map<std::string, GitEntry>> trees_;
  std::map<Files, uint64_t> names_;
  std::map<std::string, uint64_t> blobs_;
  size_t asked_ = 0;
};

/// One file by itself, as the definition has it: git follows the first parent that has the file alike, and where none has, it is that
/// commit. Gives up with nothing after `steps` commits.
inline std::optional<GitId> changed_by(MemoryObjects& objects, GitId at, const std::string& path, size_t steps = 100'000) {
  auto content = [&](const GitId& commit) -> std::optional<std::string> {
    const MemoryObjects::Files& files = objects.files().at(commit);
    auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
  for (; steps > 0; --steps) {
    std::optional<GitId> next;
    GitCommit commit = *objects.commit(at);
    for (const GitId& parent : commit.parents) {
      if (!next && content(parent) == content(at)) next = parent;
    }
    if (!next) return at;
    at = *next;
  }
  return std::nullopt;
}

}  // namespace wafpp::documents
