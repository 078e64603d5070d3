#include <sys/stat.h>

#include <algorithm>

#include "store/package.h"
#include "store/tree.h"

namespace wafpp::store {

std::string Cache::tree(const std::string& hash) const {
  std::string name = hash;
  std::replace(name.begin(), name.end(), '/', '_');
  std::replace(name.begin(), name.end(), ':', '-');
  return folder_ + "/trees/" + name;
}

bool Cache::take(const std::string& hash, const std::string& to) const {
  if (folder_.empty() || hash.empty()) return false;
  std::string from = tree(hash);
  struct stat status = {};
  if (::stat(from.c_str(), &status) != 0) return false;
  if (!copy_tree(from, to)) {
    remove_tree(to);
    return false;
  }
  if (base::Result<std::string> found = hash_tree(to); found && *found == hash) return true;
  remove_tree(to);
  remove_tree(from);
  return false;
}

// A cache that cannot be written is slow, not wrong.
void Cache::keep(const std::string& hash, const std::string& tree_folder) const {
  struct stat status = {};
  if (folder_.empty() || ::stat(tree(hash).c_str(), &status) == 0) return;
  base::Result<Workplace> work = Workplace::make(folder_);
  if (work && copy_tree(tree_folder, work->path() + "/tree")) (void)move_tree(work->path() + "/tree", tree(hash));
}

Cache::Pinned Cache::pinned(const std::string& pin) const {
  if (folder_.empty()) return {};
  base::Result<std::string> text = read_whole(folder_ + "/pins/" + sha256(pin));
  size_t line = text ? text->find('\n') : std::string::npos;
  if (line == std::string::npos || !documents::entry_name(text->substr(line + 1))) return {};
  return {text->substr(0, line), text->substr(line + 1)};
}

void Cache::pin(const std::string& pin, const Pinned& what) const {
  if (!folder_.empty()) (void)write_whole(folder_ + "/pins/" + sha256(pin), what.hash + "\n" + what.path);
}

}  // namespace wafpp::store
