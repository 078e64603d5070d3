#include <algorithm>
#include <memory>

#include "base/check.h"
#include "documents/repository.h"

namespace wafpp::documents {

namespace {

/// Whether `path` is below `folder`; what follows the folder's slash is then in `rest`.
bool is_below(std::string_view path, std::string_view folder, std::string_view& rest) {
  rest = path;
  if (folder == ".") return true;
  if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/') return false;
  rest = path.substr(folder.size() + 1);
  return true;
}

/// The keys below `folder`, which stand together in a sorted map.
template <typename Map, typename Visit>
void each_below(const Map& map, std::string_view folder, Visit visit) {
  std::string prefix = folder == "." ? std::string() : std::string(folder) + "/";
  for (auto at = map.lower_bound(prefix); at != map.end(); ++at) {
    std::string_view rest;
    if (!is_below(at->first, folder, rest)) break;
    if (!visit(rest, *at)) return;
  }
}

EntryKind listed_as(FileProblem problem) {
  switch (problem) {
    case FileProblem::LeavesRepository:
    case FileProblem::LinkLoop:
    case FileProblem::NotFound:
      return EntryKind::Link;
    case FileProblem::SpecialFile:
      return EntryKind::Special;
    case FileProblem::NotAFile:
      return EntryKind::Folder;
    case FileProblem::NotAFolder:
    case FileProblem::Denied:
    case FileProblem::TooLarge:
    case FileProblem::BadPath:
    case FileProblem::InputOutput:
      return EntryKind::File;
  }
  return EntryKind::File;
}

class MemoryFile : public OpenedFile {
 public:
  explicit MemoryFile(const std::string& text) : text_(text) {}

  uint64_t size() const override { return text_.size(); }
  FileResult<std::string> read(uint64_t offset, size_t bytes) const override {
    return offset < text_.size() ? text_.substr(offset, bytes) : std::string();
  }

 private:
  const std::string& text_;
};

}  // namespace

MemoryRepository::MemoryRepository(std::initializer_list<std::pair<const std::string, std::string>> files, FileLimits limits)
    : limits_(limits) {
  for (const auto& [path, text] : files) add(path, text);
}

void MemoryRepository::add(std::string path, std::string text) {
  std::string normal;
  WAFPP_CHECK(normalise_path(path, normal) && normal == path, "a path in memory has no dots or empty parts");
  problems_.erase(path);
  files_[std::move(path)] = std::move(text);
}

void MemoryRepository::add_problem(std::string path, FileProblem problem) { problems_[std::move(path)] = problem; }

void MemoryRepository::remove(std::string_view path) {
  if (auto at = files_.find(path); at != files_.end()) files_.erase(at);
  if (auto at = problems_.find(path); at != problems_.end()) problems_.erase(at);
}

FileResult<EntryKind> MemoryRepository::kind(std::string_view path) const {
  std::string normal;
  if (!normalise_path(path, normal)) return tl::make_unexpected(make_file_error(std::string(path), FileProblem::LeavesRepository));
  if (auto at = problems_.find(normal); at != problems_.end()) {
    EntryKind listed = listed_as(at->second);
    if (listed == EntryKind::Link) return tl::make_unexpected(make_file_error(std::move(normal), at->second));
    return listed;
  }
  if (files_.contains(normal)) return EntryKind::File;
  bool is_folder = normal == ".";
  auto found = [&](std::string_view, const auto&) {
    is_folder = true;
    return false;
  };
  each_below(files_, normal, found);
  each_below(problems_, normal, found);
  if (is_folder) return EntryKind::Folder;
  return tl::make_unexpected(make_file_error(std::move(normal), FileProblem::NotFound));
}

FileResult<const std::string*> MemoryRepository::text_at(std::string_view path) const {
  WAFPP_TRY(EntryKind kind_here, kind(path));
  std::string normal;
  normalise_path(path, normal);
  if (auto at = problems_.find(normal); at != problems_.end()) return tl::make_unexpected(make_file_error(std::move(normal), at->second));
  if (kind_here == EntryKind::Folder) return tl::make_unexpected(make_file_error(std::move(normal), FileProblem::NotAFile));
  return &files_.find(normal)->second;
}

FileResult<std::string> MemoryRepository::read(std::string_view path) const {
  WAFPP_TRY(const std::string* text, text_at(path));
  if (text->size() > limits_.file_bytes) return tl::make_unexpected(make_file_error(std::string(path), FileProblem::TooLarge));
  return *text;
}

FileResult<std::string> MemoryRepository::read_document(std::string_view path) const {
  WAFPP_TRY(const std::string* text, text_at(path));
  if (text->size() > limits_.document_bytes) return tl::make_unexpected(make_file_error(std::string(path), FileProblem::TooLarge));
  return *text;
}

FileResult<std::string> MemoryRepository::read_head(std::string_view path, size_t bytes) const {
  WAFPP_TRY(const std::string* text, text_at(path));
  return text->substr(0, bytes);
}

FileResult<std::unique_ptr<OpenedFile>> MemoryRepository::open(std::string_view path) const {
  WAFPP_TRY(const std::string* text, text_at(path));
  return std::make_unique<MemoryFile>(*text);
}

FileResult<std::vector<Entry>> MemoryRepository::list(std::string_view folder) const {
  WAFPP_TRY(EntryKind kind_here, kind(folder));
  std::string normal;
  normalise_path(folder, normal);
  if (auto at = problems_.find(normal); at != problems_.end()) return tl::make_unexpected(make_file_error(std::move(normal), at->second));
  if (kind_here != EntryKind::Folder) return tl::make_unexpected(make_file_error(std::move(normal), FileProblem::NotAFolder));
  std::map<std::string, EntryKind, std::less<>> entries;
  auto add_entry = [&](std::string_view rest, EntryKind kind_if_last) {
    size_t slash = rest.find('/');
    entries[std::string(rest.substr(0, slash))] = slash == std::string_view::npos ? kind_if_last : EntryKind::Folder;
    return true;
  };
  each_below(files_, normal, [&](std::string_view rest, const auto&) { return add_entry(rest, EntryKind::File); });
  each_below(problems_, normal, [&](std::string_view rest, const auto& item) { return add_entry(rest, listed_as(item.second)); });
  std::vector<Entry> result;
  result.reserve(entries.size());
  for (auto& [name, kind_of_entry] : entries) result.push_back({name, kind_of_entry});
  return result;
}

std::string MemoryRepository::real_path(std::string_view path) const { return std::string(path); }

}  // namespace wafpp::documents
