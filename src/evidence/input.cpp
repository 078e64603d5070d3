#include "evidence/input.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "documents/repository.h"

namespace wafpp::evidence {

namespace {

using documents::ByteStream;

/// A stream whose first bytes were looked at.
class Behind : public ByteStream {
 public:
  Behind(std::string head, std::unique_ptr<ByteStream> rest) : head_(std::move(head)), rest_(std::move(rest)) {}
  base::Result<size_t> read(char* to, size_t bytes) override {
    if (at_ == head_.size()) return rest_->read(to, bytes);
    size_t count = std::min(bytes, head_.size() - at_);
    std::memcpy(to, head_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string head_;
  size_t at_ = 0;
  std::unique_ptr<ByteStream> rest_;
};

constexpr size_t kMagic = 4;

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

base::Result<std::string> Input::read_beside(const std::string& path) const {
  if (!is_file_) return base::fail("what was read from standard input has no folder");
  size_t slash = name_.rfind('/');
  std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : name_.substr(0, slash);
  documents::FileResult<std::unique_ptr<documents::Repository>> opened = documents::open_folder(folder);
  if (!opened) return base::fail(opened.error().reason);
  documents::FileResult<std::string> text = (*opened)->read_document(path);
  if (!text) return base::fail(text.error().reason);
  return std::move(*text);
}

base::Result<std::unique_ptr<ByteStream>> Input::open() const {
  std::unique_ptr<ByteStream> stream;
  if (is_file_) {
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
  return documents::unpack(std::make_unique<Behind>(std::move(head), std::move(stream)), packing);
}

}  // namespace wafpp::evidence
