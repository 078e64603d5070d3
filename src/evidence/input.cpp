#include "evidence/input.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "documents/repository.h"
#include "documents/walk.h"

namespace wafpp::evidence {

namespace {

using documents::ByteStream;

constexpr size_t kMagic = 4;

base::Result<std::string> text_of(documents::FileResult<std::string> read) {
  if (!read) return base::fail(std::move(read.error().reason));
  return std::move(*read);
}

}  // namespace

Input Input::of_file(std::string path) {
  Input input;
  input.name_ = std::move(path);
  input.is_file_ = true;
  return input;
}

Input Input::of_text(std::string name, std::string text) {
  Input input;
  input.name_ = std::move(name);
  input.text_ = std::move(text);
  return input;
}

Input Input::of_repository(const documents::Repository& repository, std::string path) {
  Input input;
  input.name_ = std::move(path);
  input.repository_ = &repository;
  return input;
}

base::Result<std::string> Input::read_in_repository(const std::string& path) const {
  if (repository_ != nullptr) return text_of(repository_->read(path));
  if (!is_file_) return base::fail("what was read from standard input is in no repository");
  documents::FileResult<documents::OpenedRepository> opened = documents::open_repository(name_);
  if (!opened) return base::fail(opened.error().reason);
  return text_of(opened->repository->read(path));
}

base::Result<std::vector<std::string>> Input::find_in_repository(const std::string& folder,
                                                                 const std::function<bool(std::string_view path)>& wanted,
                                                                 size_t most) const {
  std::unique_ptr<documents::Repository> opened;
  const documents::Repository* repository = repository_;
  if (repository == nullptr && !is_file_) return base::fail("what was read from standard input is in no repository");
  if (repository == nullptr) {
    documents::FileResult<documents::OpenedRepository> found = documents::open_repository(name_);
    if (!found) return base::fail(found.error().reason);
    opened = std::move(found->repository);
    repository = opened.get();
  }
  if (!repository->is_folder(folder)) return base::fail("there is no such folder");
  documents::Discovery discovery =
      documents::discover(*repository, std::span(&folder, 1), wanted, {.files = most, .entries = most, .mirror = {}});
  for (const documents::Skipped& skipped : discovery.skipped) {
    if (skipped.reason == documents::SkipReason::TooMany) return base::fail("there are too many files to look through");
    if (skipped.reason == documents::SkipReason::TooDeep) return base::fail("its folders are too deep");
    if (skipped.reason == documents::SkipReason::Unreadable) return base::fail(skipped.path + " cannot be read");
  }
  return std::move(discovery.files);
}

std::string Input::path_in_repository() const {
  if (!is_file_) return name_;
  documents::FileResult<documents::OpenedRepository> opened = documents::open_repository(name_);
  return opened ? opened->path : name_;
}

base::Result<std::string> Input::read_beside(const std::string& path) const {
  size_t slash = name_.rfind('/');
  if (repository_ != nullptr) {
    std::string beside;
    std::string_view folder = slash == std::string::npos ? std::string_view() : std::string_view(name_).substr(0, slash);
    // Nothing outside of the folder, as with a file that the user named.
    if (!documents::normalise_path(path, beside)) return base::fail("the path leads out of the folder");
    return text_of(repository_->read_document(documents::join_path(folder, beside)));
  }
  if (!is_file_) return base::fail("what was read from standard input has no folder");
  std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : name_.substr(0, slash);
  documents::FileResult<std::unique_ptr<documents::Repository>> opened = documents::open_folder(folder);
  if (!opened) return base::fail(opened.error().reason);
  return text_of((*opened)->read_document(path));
}

base::Result<std::unique_ptr<ByteStream>> Input::open() const {
  std::unique_ptr<ByteStream> stream;
  if (repository_ != nullptr) {
    WAFPP_TRY(std::string text, text_of(repository_->read_document(name_)));
    stream = documents::stream_behind(std::move(text), documents::stream_of({}));
  } else if (is_file_) {
    WAFPP_TRY(stream, documents::open_stream(name_));
  } else {
    stream = documents::stream_of(text_);
  }
  std::string head(kMagic, '\0');
  size_t size = 0;
  while (size < kMagic) {
    WAFPP_TRY(size_t count, stream->read(head.data() + size, kMagic - size));
    if (count == 0) break;
    size += count;
  }
  head.resize(size);
  documents::Packing packing = documents::packing_of(head);
  return documents::unpack(documents::stream_behind(std::move(head), std::move(stream)), packing);
}

}  // namespace wafpp::evidence
