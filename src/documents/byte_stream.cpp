#include "documents/byte_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace wafpp::documents {

namespace {

class TextStream : public ByteStream {
 public:
  explicit TextStream(std::string_view text) : text_(text) {}
  base::Result<size_t> read(char* to, size_t bytes) override {
    size_t count = std::min(bytes, text_.size());
    if (count > 0) std::memcpy(to, text_.data(), count);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
};

class FileStream : public ByteStream {
 public:
  explicit FileStream(int file) : file_(file) {}
  ~FileStream() override { close(file_); }
  base::Result<size_t> read(char* to, size_t bytes) override {
    while (true) {
      ssize_t count = ::read(file_, to, bytes);
      if (count >= 0) return static_cast<size_t>(count);
      if (errno != EINTR) return base::fail(std::strerror(errno));
    }
  }

 private:
  int file_;
};

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

}  // namespace

std::unique_ptr<ByteStream> stream_of(std::string_view text) { return std::make_unique<TextStream>(text); }

std::unique_ptr<ByteStream> stream_behind(std::string head, std::unique_ptr<ByteStream> rest) {
  return std::make_unique<Behind>(std::move(head), std::move(rest));
}

base::Result<std::unique_ptr<ByteStream>> open_stream(const std::string& path) {
  // Without blocking: a FIFO that nobody writes to is refused below, not waited for.
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return base::fail(std::strerror(errno));
  auto stream = std::make_unique<FileStream>(file);
  struct stat found{};
  if (fstat(file, &found) != 0) return base::fail(std::strerror(errno));
  if (S_ISDIR(found.st_mode)) return base::fail("is a folder");
  if (!S_ISREG(found.st_mode)) return base::fail("is a device, a pipe or a socket, not a file");
  posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  return stream;
}

base::Result<std::string> read_all(ByteStream& stream, uint64_t limit) {
  constexpr size_t kChunk = size_t{1} << 18;
  std::string text;
  while (true) {
    size_t before = text.size();
    text.resize(before + kChunk);
    WAFPP_TRY(size_t count, stream.read(text.data() + before, kChunk));
    text.resize(before + count);
    if (count == 0) return text;
    if (text.size() > limit) return base::fail(fmt::format("more than {} bytes, the limit for this form", limit));
  }
}

}  // namespace wafpp::documents
